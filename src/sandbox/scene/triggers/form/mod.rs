//! The form of the scene, read into rules.

use domain::trigger::{
    CustomMessage, Groups, MigratedUser, Note, PreAuthenticationRule, PreSignUpRule, PreToken, Rules, TriggerName,
    UserMigrationRule, Version,
};

use super::{Choices, moments::Moment, people::texts};
use crate::sandbox::scene::{Control, Input};

mod claims;

const EMAIL: &str = "dana@example.com";
const DOMAIN: &str = "example.com";
const MESSAGE: &str = "Use your example.com address";
const CLAIMS: &str = "tenant = blue";
const GROUPS: [(&str, &str); 3] =
    [("keep", "Say nothing about them"), ("empty", "Override with nothing"), ("readers", "Override with readers")];
const ANSWERS: [(&str, &str); 4] = [
    ("right", "Right at once"),
    ("second", "Wrong, then right"),
    ("third", "Wrong twice, then right"),
    ("never", "Wrong three times"),
];
/// What somebody moves in with; the old directory is made up, and so is its password.
pub(super) const OLD_PASSWORD: &str = "Sample-Passw0rd-4";

pub(super) struct Form {
    pub(super) moment: Moment,
    pub(super) email: String,
    pub(super) domain: String,
    pub(super) message: String,
    pub(super) auto_confirm: bool,
    pub(super) post_fails: bool,
    pub(super) blocked: bool,
    answers: &'static str,
    pub(super) version: Version,
    add: String,
    suppress: String,
    scopes: String,
    groups: &'static str,
    slow: Option<TriggerName>,
    bare: Option<TriggerName>,
}

impl Form {
    pub(super) fn read(choices: &Choices) -> Self {
        let text = |name, example| choices.text(name, example).to_owned();
        Self {
            moment: Moment::named(choices.one_of("moment", &Moment::ALL.map(Moment::id))),
            email: text("email", EMAIL).trim().to_owned(),
            domain: text("domain", DOMAIN).trim().to_owned(),
            message: text("message", MESSAGE).trim().to_owned(),
            auto_confirm: choices.ticked("auto_confirm", false),
            post_fails: choices.ticked("post_fails", false),
            blocked: choices.ticked("blocked", false),
            answers: choices.one_of("answers", &ANSWERS.map(|(id, _)| id)),
            version: version(choices.one_of("version", &Version::ALL.map(Version::as_str))),
            add: text("add", CLAIMS),
            suppress: text("suppress", ""),
            scopes: text("scopes", ""),
            groups: choices.one_of("groups", &GROUPS.map(|(id, _)| id)),
            slow: trigger(choices, "slow"),
            bare: trigger(choices, "bare"),
        }
    }

    /// How each question of the custom challenge is answered: rightly or not.
    pub(super) fn answers(&self) -> &'static [bool] {
        match self.answers {
            "second" => &[false, true],
            "third" => &[false, false, true],
            "never" => &[false, false, false],
            _ => &[true],
        }
    }

    /// `Err` says which field is wrong, and how.
    pub(super) fn rules(&self) -> Result<Rules, String> {
        let well_formed = self.email.split_once('@').is_some_and(|(name, of)| !name.is_empty() && !of.is_empty());
        if !well_formed || self.email.len() > 254 || self.email.contains(char::is_whitespace) {
            return Err(
                "E-mail: it has an @ with text on both sides, no spaces, and at most 254 characters.".to_owned()
            );
        }
        let only_domain = (!self.domain.is_empty()).then(|| self.domain.clone());
        let pre_sign_up = PreSignUpRule {
            only_domain,
            message: self.message.clone(),
            auto_confirm: self.auto_confirm,
            auto_verify_email: self.auto_confirm,
        };
        let refuse_users = self.blocked.then(|| "alice".to_owned()).into_iter().collect();
        let pre_authentication = PreAuthenticationRule { refuse_users, message: "Sign-in is suspended".to_owned() };
        let dana = texts(&[("email", EMAIL), ("email_verified", "true")]);
        let dana = MigratedUser { password: OLD_PASSWORD.to_owned(), attributes: dana };
        let rules = Rules {
            pre_sign_up: Some(pre_sign_up),
            pre_authentication: Some(pre_authentication),
            post_confirmation: Some(Note { fails: self.post_fails.then(|| "Cannot write the profile".to_owned()) }),
            post_authentication: Some(Note::default()),
            pre_token: Some(self.pre_token()?),
            user_migration: Some(UserMigrationRule { users: [("dana".to_owned(), dana)].into() }),
            custom_message: Some(CustomMessage {
                email_subject: "Welcome to the sample".to_owned(),
                email_message: "Your code is {####}".to_owned(),
            }),
            slow: self.slow,
            bare_answer: self.bare,
            ..Rules::default()
        };
        rules.check().map(|()| rules).map_err(|error| format!("{}: {}", field(error.at), error.says))
    }

    fn pre_token(&self) -> Result<PreToken, String> {
        let id = claims::changes(&self.add, &self.suppress)?;
        let access = claims::with_scopes(id.clone(), &self.scopes);
        let groups = match self.groups {
            "empty" => Some(Groups::default()),
            "readers" => Some(Groups { groups: vec!["readers".to_owned()], ..Groups::default() }),
            _ => None,
        };
        Ok(PreToken { version: self.version, id, access, groups })
    }

    pub(super) fn controls(&self) -> Vec<Control> {
        let check = |name, label, help, on| Control { name, label, help, input: Input::Check { on } };
        vec![
            select("moment", "Moment", "What somebody does.", Moment::OPTIONS.to_vec(), self.moment.id()),
            line("email", "E-mail", "Whose sign-up it is, when somebody signs up or is created.", &self.email, 254),
            line("domain", "Allowed domain", "PreSignUp refuses all others. Empty: everybody may.", &self.domain, 253),
            line("message", "Message", "What PreSignUp throws then.", &self.message, 300),
            check("auto_confirm", "Auto-confirm", "PreSignUp confirms user and e-mail at once.", self.auto_confirm),
            check("post_fails", "PostConfirmation fails", "Its function throws an error.", self.post_fails),
            check(
                "blocked",
                "PreAuthentication refuses alice",
                "Its function throws when alice signs in.",
                self.blocked,
            ),
            select("answers", "Answers", "To the question of the custom challenge.", ANSWERS.to_vec(), self.answers),
            select("version", "Version", "Of pre token generation.", versions(), self.version.as_str()),
            Control {
                name: "add",
                label: "Claims to add",
                help: "One per line: name = value. A value may be JSON: a number, a list, an object.",
                input: Input::Area { value: self.add.clone(), longest: Choices::LONGEST, rows: 3 },
            },
            line("suppress", "Claims to suppress", "Names, with spaces between them.", &self.suppress, 500),
            line("scopes", "Scopes to add", "To the access token, with spaces between them.", &self.scopes, 500),
            select("groups", "Groups", "What pre token generation says about groups.", GROUPS.to_vec(), self.groups),
            select("slow", "Slow trigger", "It answers after six seconds.", triggers(), name(self.slow)),
            select(
                "bare",
                "Forgetful trigger",
                "It returns its response without the event.",
                triggers(),
                name(self.bare),
            ),
        ]
    }
}

fn select(
    name: &'static str,
    label: &'static str,
    help: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: &str,
) -> Control {
    Control { name, label, help, input: Input::Select { options, chosen: chosen.to_owned() } }
}

fn line(name: &'static str, label: &'static str, help: &'static str, value: &str, longest: usize) -> Control {
    Control { name, label, help, input: Input::Line { value: value.to_owned(), longest } }
}

fn version(name: &str) -> Version {
    Version::ALL.into_iter().find(|version| version.as_str() == name).unwrap_or_default()
}

fn versions() -> Vec<(&'static str, &'static str)> {
    vec![
        ("V1_0", "V1_0: the ID token"),
        ("V2_0", "V2_0: the access token too"),
        ("V3_0", "V3_0: and tokens of machines"),
    ]
}

/// Those that have a moment here; codes are never sent, so their senders have none.
fn triggers() -> Vec<(&'static str, &'static str)> {
    let runs =
        |trigger: &TriggerName| !matches!(trigger, TriggerName::CustomEmailSender | TriggerName::CustomSmsSender);
    let named = TriggerName::ALL.into_iter().filter(runs).map(|trigger| (trigger.as_str(), trigger.as_str()));
    std::iter::once(("none", "None")).chain(named).collect()
}

fn trigger(choices: &Choices, field: &str) -> Option<TriggerName> {
    let known: Vec<&'static str> = triggers().into_iter().map(|(id, _)| id).collect();
    let chosen = choices.one_of(field, &known);
    TriggerName::ALL.into_iter().find(|trigger| trigger.as_str() == chosen)
}

fn name(trigger: Option<TriggerName>) -> &'static str {
    trigger.map_or("none", TriggerName::as_str)
}

/// The label of the field in which a mistake in the rules was made.
fn field(at: &str) -> &'static str {
    match at {
        "pre_sign_up.only_domain" => "Allowed domain",
        "pre_sign_up.message" => "Message",
        "pre_token.id.add" | "pre_token.access.add" => "Claims to add",
        "pre_token.id.suppress" | "pre_token.access.suppress" => "Claims to suppress",
        "pre_token.access.scopes_to_add" => "Scopes to add",
        _ => "The rules",
    }
}
