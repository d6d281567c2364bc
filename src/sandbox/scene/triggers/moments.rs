//! What somebody does, and which triggers run on the way.

use domain::trigger::{
    Occasion, Rules, TriggerSource, custom_message, post_authentication, post_confirmation, pre_authentication,
    pre_sign_up, pre_token, user_migration,
};

use super::{
    custom::{Round, go_round},
    form::{Form, OLD_PASSWORD},
    log::Log,
    people::{People, texts},
    tokens::{Tokens, scopes},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    SignUp,
    SignIn,
    Custom,
    Refresh,
    Hosted,
    Migration,
    Admin,
}

impl Moment {
    pub(super) const ALL: [Self; 7] =
        [Self::SignUp, Self::SignIn, Self::Custom, Self::Refresh, Self::Hosted, Self::Migration, Self::Admin];
    pub(super) const OPTIONS: [(&'static str, &'static str); 7] = [
        ("sign-up", "Somebody signs up"),
        ("sign-in", "Alice signs in with her password"),
        ("custom", "Alice signs in by a custom challenge"),
        ("refresh", "Alice refreshes her tokens"),
        ("hosted", "Alice signs in on the hosted page"),
        ("migration", "Dana signs in, whom only the old directory knows"),
        ("admin", "An administrator creates a user"),
    ];

    pub(super) fn id(self) -> &'static str {
        Self::OPTIONS.get(self as usize).map_or("", |option| option.0)
    }

    pub(super) fn named(id: &str) -> Self {
        Self::ALL.into_iter().find(|moment| moment.id() == id).unwrap_or(Self::SignUp)
    }

    pub(super) fn hosted(self) -> bool {
        self == Self::Hosted
    }

    /// What is going to happen, in a sentence or two.
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::SignUp => "Dana signs up and then confirms with the code. Two calls, up to three triggers.",
            Self::SignIn => "Alice exists already. Three triggers stand between her password and her tokens.",
            Self::Custom => "Instead of a password there is a question. Three more triggers ask it, in a loop.",
            Self::Refresh => "Nobody signs in, so only the last trigger before tokens runs.",
            Self::Hosted => "As with a password by the API, but tokens come from the code exchange.",
            Self::Migration => "The pool does not know Dana. It asks a function before it says so.",
            Self::Admin => "Nobody signs up, and nobody confirms: some triggers never run.",
        }
    }
}

/// What happened.
#[derive(Default)]
pub(super) struct Story {
    pub(super) log: Log,
    /// The rounds of the custom challenge.
    pub(super) rounds: Vec<Round>,
    /// What is made if all goes well, and somebody signs in.
    pub(super) tokens: Option<Tokens>,
    pub(super) ended: Ended,
}

/// How far the user of a sign-up got.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Ended {
    #[default]
    NoUser,
    Unconfirmed,
    AutoConfirmed,
    Confirmed,
}

pub(super) fn tell(form: &Form, rules: &Rules, people: &People) -> Story {
    let mut story = Story::default();
    match form.moment {
        Moment::SignUp => sign_up(form, rules, people, &mut story),
        Moment::Admin => created_by_admin(form, rules, people, &mut story.log),
        Moment::Migration => {
            migrate(rules, people, &mut story.log);
            story.tokens = Some(Tokens::of(&people.dana, people, false));
        }
        _ => {
            sign_in(form, rules, people, &mut story);
            story.tokens = Some(Tokens::of(&people.alice, people, form.moment.hosted()));
        }
    }
    story
}

/// Who has no user yet: attributes without `sub`.
fn newcomer(form: &Form, people: &People) -> Occasion {
    Occasion { user_attributes: texts(&[("email", &form.email)]), ..people.stranger(&people.dana.name) }
}

fn sign_up(form: &Form, rules: &Rules, people: &People, story: &mut Story) {
    let log = &mut story.log;
    log.call("SignUp", &format!("Dana wants to sign up as {}.", form.email));
    let ran = pre_sign_up(rules, TriggerSource::PreSignUpSignUp, &newcomer(form, people));
    let decided = log.ran(ran, |decided| {
        if decided.auto_confirm {
            "It lets Dana in, and confirms user and e-mail."
        } else {
            "It lets Dana in. She is to confirm with a code."
        }
    });
    let auto_confirm = decided.is_some_and(|decided| decided.auto_confirm);
    if decided.is_some() {
        story.ended = if auto_confirm { Ended::AutoConfirmed } else { Ended::Unconfirmed };
    }
    let status = if auto_confirm { "CONFIRMED" } else { "UNCONFIRMED" };
    let mut occasion = people.occasion(&people.dana, status);
    occasion.user_attributes.insert("email".to_owned(), form.email.clone());
    if auto_confirm {
        log.never(TriggerSource::CustomMessageSignUp, "There is no code to send.");
    } else {
        log.ran(
            custom_message(rules, TriggerSource::CustomMessageSignUp, &occasion),
            |_| "It words the e-mail. The pool puts the code in place of {####}; the function never sees it.",
        );
        log.call("ConfirmSignUp", "Dana sends the code. The pool compares it and marks her as confirmed.");
        if log.error.is_none() {
            story.ended = Ended::Confirmed;
        }
        occasion.user_attributes.insert("cognito:user_status".to_owned(), "CONFIRMED".to_owned());
    }
    log.ran(
        post_confirmation(rules, TriggerSource::PostConfirmationConfirmSignUp, &occasion),
        |()| "It takes note, for a welcome letter say. Its answer cannot undo the confirmation.",
    );
}

fn created_by_admin(form: &Form, rules: &Rules, people: &People, log: &mut Log) {
    log.call("AdminCreateUser", &format!("An administrator creates dana with {}. The call is signed.", form.email));
    let ran = pre_sign_up(rules, TriggerSource::PreSignUpAdminCreateUser, &newcomer(form, people));
    log.ran(ran, |_| {
        if form.auto_confirm {
            "It allows the user. Its autoConfirmUser is ignored here."
        } else {
            "It allows the user."
        }
    });
    let mut occasion = people.occasion(&people.dana, "FORCE_CHANGE_PASSWORD");
    occasion.user_attributes.insert("email".to_owned(), form.email.clone());
    log.ran(
        custom_message(rules, TriggerSource::CustomMessageAdminCreateUser, &occasion),
        |_| "It words the invitation with the temporary password.",
    );
    log.never(TriggerSource::PostConfirmationConfirmSignUp, "Nobody confirmed a sign-up, so it never runs.");
}

fn migrate(rules: &Rules, people: &People, log: &mut Log) {
    log.call("InitiateAuth", "USER_PASSWORD_AUTH. With SRP the pool would have no password to hand on.");
    let stranger = Occasion { password: OLD_PASSWORD.to_owned(), ..people.stranger(&people.dana.name) };
    log.ran(
        user_migration(rules, TriggerSource::UserMigrationAuthentication, &stranger),
        |_| "It gets the password as it was typed, asks the old directory, and returns attributes for a new user.",
    );
    log.within("The user is created", "Confirmed, with this very password. From now on the pool knows Dana.");
    let occasion = people.occasion(&people.dana, "CONFIRMED");
    last_two(rules, TriggerSource::TokenAuthentication, &occasion, log);
}

fn sign_in(form: &Form, rules: &Rules, people: &People, story: &mut Story) {
    let log = &mut story.log;
    let occasion = people.occasion(&people.alice, "CONFIRMED");
    let scopes = scopes(form.moment.hosted());
    let occasion = Occasion { scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(), ..occasion };
    match form.moment {
        Moment::Refresh => {
            log.call("InitiateAuth", "REFRESH_TOKEN_AUTH, with the refresh token of an earlier sign-in.");
            log.never(TriggerSource::PreAuthentication, "A refresh is no sign-in.");
            log.never(TriggerSource::PostAuthentication, "A refresh is no sign-in.");
            return before_tokens(rules, TriggerSource::TokenRefreshTokens, &occasion, log);
        }
        Moment::Hosted => log.call("The hosted page", "Alice types name and password; the page runs the same sign-in."),
        Moment::Custom => log.call("InitiateAuth", "CUSTOM_AUTH, with ClientMetadata {\"app\": \"sample\"}."),
        _ => log.call("InitiateAuth", "With the password, and ClientMetadata {\"app\": \"sample\"}."),
    }
    let mut early = occasion.clone();
    if !form.moment.hosted() {
        early.validation_data = texts(&[("app", "sample")]);
    }
    log.ran(pre_authentication(rules, &early), |()| {
        if form.moment.hosted() {
            return "It has nothing against Alice.";
        }
        "It has nothing against Alice. What InitiateAuth sent as ClientMetadata is here as validationData, and nowhere after."
    });
    if form.moment == Moment::Custom {
        story.rounds = go_round(rules, occasion.clone(), form.answers(), log);
    } else {
        log.within("The password", "It is compared now: a refusal above says nothing about it.");
    }
    let source = if form.moment.hosted() { TriggerSource::TokenHostedAuth } else { TriggerSource::TokenAuthentication };
    last_two(rules, source, &occasion, log);
}

fn last_two(rules: &Rules, source: TriggerSource, occasion: &Occasion, log: &mut Log) {
    log.ran(post_authentication(rules, occasion), |()| "It takes note of the sign-in.");
    before_tokens(rules, source, occasion, log);
}

fn before_tokens(rules: &Rules, source: TriggerSource, occasion: &Occasion, log: &mut Log) {
    log.ran(pre_token(rules, source, occasion), |answer| {
        format!("It answers in the shape of {}. What that does to the tokens is shown below.", answer.version.as_str())
    });
    log.reply("Tokens", "Made and signed after the last trigger, so no function ever sees one.");
}
