//! The form: how one gets in, what goes wrong, and through which app client.

use crate::sandbox::scene::{Choices, Control, Input};

const WAY: &str = "way";
const WRONG: &str = "wrong";
const CLIENT: &str = "client";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    SignUp,
    Password,
    Srp,
    Totp,
    Sms,
    Email,
    NewPassword,
    Choice,
    Custom,
    Google,
    Saml,
}

const WAYS: [(Way, &str, &str); 11] = [
    (Way::SignUp, "sign-up", "Sign up, confirm, then the password"),
    (Way::Password, "password", "Password (USER_PASSWORD_AUTH)"),
    (Way::Srp, "srp", "Password by proof (USER_SRP_AUTH)"),
    (Way::Totp, "totp", "Password and an authenticator app"),
    (Way::Sms, "sms", "Password and a code by SMS"),
    (Way::Email, "email", "Password and a code by e-mail"),
    (Way::NewPassword, "new-password", "Temporary password, then a new one"),
    (Way::Choice, "choice", "A choice of first factors (USER_AUTH)"),
    (Way::Custom, "custom", "A custom challenge (CUSTOM_AUTH)"),
    (Way::Google, "google", "Google"),
    (Way::Saml, "saml", "The company, by SAML"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    Nothing,
    Password,
    UnknownUser,
    NotConfirmed,
    Code,
    EveryCode,
    CodeTwice,
    SessionTwice,
    SessionOld,
    WeakPassword,
    NoSecretHash,
}

const WRONGS: [(Wrong, &str, &str); 11] = [
    (Wrong::Nothing, "none", "Nothing"),
    (Wrong::Password, "password", "The password is wrong"),
    (Wrong::UnknownUser, "unknown-user", "The pool does not know the user"),
    (Wrong::NotConfirmed, "not-confirmed", "The user did not confirm"),
    (Wrong::Code, "code", "A wrong code or answer, then the right one"),
    (Wrong::EveryCode, "every-code", "Three wrong ones, then the right one"),
    (Wrong::CodeTwice, "code-twice", "The app's code is used for two sign-ins"),
    (Wrong::SessionTwice, "session-twice", "The same answer is sent twice"),
    (Wrong::SessionOld, "session-old", "The answer comes after three minutes"),
    (Wrong::WeakPassword, "weak-password", "The chosen password is too weak"),
    (Wrong::NoSecretHash, "no-secret-hash", "The client leaves SECRET_HASH out"),
];

pub(super) const PUBLIC: &str = "sample-web";
pub(super) const CONFIDENTIAL: &str = "sample-server";
const CLIENTS: [(&str, &str); 2] = [(PUBLIC, "sample-web, public"), (CONFIDENTIAL, "sample-server, with a secret")];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) way: Way,
    pub(super) wrong: Wrong,
    pub(super) client: &'static str,
}

impl Form {
    pub(super) fn read(choices: &Choices) -> Self {
        let way = choices.one_of(WAY, &WAYS.map(|(_, id, _)| id));
        let wrong = choices.one_of(WRONG, &WRONGS.map(|(_, id, _)| id));
        Self {
            way: WAYS.iter().find(|(_, id, _)| *id == way).map_or(Way::SignUp, |known| known.0),
            wrong: WRONGS.iter().find(|(_, id, _)| *id == wrong).map_or(Wrong::Nothing, |known| known.0),
            client: choices.one_of(CLIENT, &CLIENTS.map(|(id, _)| id)),
        }
    }

    pub(super) fn controls(self) -> Vec<Control> {
        let select = |options: Vec<(&'static str, &'static str)>, chosen: &str| Input::Select {
            options,
            chosen: chosen.to_owned(),
        };
        let way = WAYS.iter().find(|(way, ..)| *way == self.way).map_or("", |known| known.1);
        let wrong = WRONGS.iter().find(|(wrong, ..)| *wrong == self.wrong).map_or("", |known| known.1);
        vec![
            Control {
                name: WAY,
                label: "How one gets in",
                help: "",
                input: select(WAYS.map(|(_, id, text)| (id, text)).into(), way),
            },
            Control {
                name: WRONG,
                label: "What goes wrong",
                help: "What cannot go wrong on a way is left out, and said so.",
                input: select(WRONGS.map(|(_, id, text)| (id, text)).into(), wrong),
            },
            Control {
                name: CLIENT,
                label: "App client",
                help: "One with a secret sends a SECRET_HASH with every call.",
                input: select(CLIENTS.into(), self.client),
            },
        ]
    }

    pub(super) fn is_federated(self) -> bool {
        matches!(self.way, Way::Google | Way::Saml)
    }

    /// Why the mistake cannot be made on this way; `None` where it can.
    pub(super) fn cannot_go_wrong(self) -> Option<&'static str> {
        let Self { way, wrong, client } = self;
        let federated = self.is_federated();
        let with_session = !federated && !matches!(way, Way::SignUp | Way::Password);
        match wrong {
            Wrong::Password if matches!(way, Way::Choice | Way::Custom) => {
                Some("No password is asked for on this way, so none can be wrong.")
            }
            Wrong::UnknownUser if federated => {
                Some("A user of another provider who is unknown here is made at the first sign-in.")
            }
            Wrong::UnknownUser if way == Way::SignUp => Some("Whoever signs up is known from then on."),
            Wrong::NotConfirmed if way != Way::SignUp => Some("This user was confirmed before. Choose the sign-up."),
            Wrong::Code if matches!(way, Way::Password | Way::Srp | Way::NewPassword) || federated => {
                Some("No code is asked for on this way.")
            }
            Wrong::EveryCode if !matches!(way, Way::Totp | Way::Sms | Way::Email | Way::Choice | Way::Custom) => {
                Some("No session hangs on a code on this way.")
            }
            Wrong::CodeTwice if way != Way::Totp => {
                Some("This is about the code of an authenticator app. Choose that way.")
            }
            Wrong::SessionTwice | Wrong::SessionOld if !with_session => {
                Some("There is no challenge on this way, so there is no session to answer with.")
            }
            Wrong::WeakPassword if !matches!(way, Way::SignUp | Way::NewPassword) => {
                Some("Nobody chooses a password on this way.")
            }
            Wrong::NoSecretHash if federated => Some(
                "SECRET_HASH belongs to the user pool's API. At the token endpoint a client shows its secret itself.",
            ),
            Wrong::NoSecretHash if client == PUBLIC => {
                Some("A public client has no secret, so it has no hash to leave out. Choose the client with a secret.")
            }
            _ => None,
        }
    }
}
