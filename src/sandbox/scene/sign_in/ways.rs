//! The ways in through the API whose client only passes on what the person types.

use serde_json::{Map, Value, json};

use super::{
    form::Wrong,
    sources, srp,
    talk::{APP, Act, POOL, Person, Talk, text},
};
use crate::sandbox::{
    AwsFault,
    pool::totp,
    scene::{Body, Step, Verdict},
};

const NEWCOMER: &str = "dana";
const CHOSEN: &str = "Sample-Passw0rd-8";
const WEAK: &str = "password";
const AUTHENTICATOR: &str = "Authenticator app";

pub(super) type Reply = Result<Value, AwsFault>;

pub(super) fn sign_up(talk: &mut Talk) -> Reply {
    let password = if talk.goes_wrong(Wrong::WeakPassword) { WEAK } else { CHOSEN };
    let mut body = json!({
        "ClientId": talk.client.id,
        "Username": NEWCOMER,
        "Password": password,
        "UserAttributes": [{"Name": "email", "Value": "dana@example.com"}],
    });
    add_hash(talk, &mut body);
    talk.call(Act {
        title: "SignUp".to_owned(),
        operation: "SignUp",
        body,
        means: "There is a user now, with the status UNCONFIRMED. Nobody signed the call with AWS credentials: signing up \
                is open to everyone unless the pool switches it off.",
        source: sources::SIGN_UP,
    })?;
    let code = talk.delivered()?;
    if talk.goes_wrong(Wrong::NotConfirmed) {
        let step = Step::done("ConfirmSignUp", APP, POOL, "Dana does not look into her mailbox.");
        talk.note(Step { verdict: Verdict::Skipped, ..step }.source(sources::CONFIRM));
    } else {
        if talk.goes_wrong(Wrong::Code) {
            talk.stumbled = confirm(talk, &other(&code)).is_err();
        }
        confirm(talk, &code)?;
    }
    let dana = Person { name: NEWCOMER.to_owned(), password: CHOSEN.to_owned(), totp_secret: String::new() };
    with_password(talk, &dana, "The password is right and nothing else is asked for: tokens.")
}

fn confirm(talk: &mut Talk, code: &str) -> Reply {
    let mut body = json!({"ClientId": talk.client.id, "Username": NEWCOMER, "ConfirmationCode": code});
    add_hash(talk, &mut body);
    talk.call(Act {
        title: "ConfirmSignUp".to_owned(),
        operation: "ConfirmSignUp",
        body,
        means: "The status is CONFIRMED, and the e-mail address counts as verified. The answer is empty: these are no tokens.",
        source: sources::CONFIRM,
    })
}

fn add_hash(talk: &Talk, body: &mut Value) {
    let mut hash = Map::new();
    talk.add_hash("SecretHash", NEWCOMER, &mut hash);
    if let Value::Object(body) = body {
        body.extend(hash);
    }
}

pub(super) fn password(talk: &mut Talk) -> Reply {
    let alice = talk.person("alice");
    with_password(
        talk,
        &alice,
        "The password is right and nothing else is asked for: tokens. The password itself went to the pool, through TLS.",
    )
}

pub(super) fn srp(talk: &mut Talk) -> Reply {
    let alice = talk.person("alice");
    srp::prove(talk, &alice)
}

fn with_password(talk: &mut Talk, person: &Person, means: &str) -> Reply {
    let typed = person.types(talk);
    talk.initiate("USER_PASSWORD_AUTH", &person.name, &[("PASSWORD", &typed)], means)
}

pub(super) fn totp(talk: &mut Talk) -> Reply {
    let dave = talk.person("dave");
    let asked = with_password(talk, &dave, "The password is right, and not enough: a challenge instead of tokens.")?;
    talk.dawdle();
    let code = authenticator(talk, &dave);
    let reply = answer_code(talk, &asked, &dave, "SOFTWARE_TOKEN_MFA_CODE", &code)?;
    if !talk.goes_wrong(Wrong::CodeTwice) {
        return Ok(reply);
    }
    let asked =
        with_password(talk, &dave, "Within the same thirty seconds somebody who saw the code signs in as Dave.")?;
    answer_code(talk, &asked, &dave, "SOFTWARE_TOKEN_MFA_CODE", &code)
}

/// What the app on Dave's phone shows at this moment.
fn authenticator(talk: &mut Talk, dave: &Person) -> String {
    let secret = &dave.totp_secret;
    let seconds = talk.visit.now_ms.div_euclid(1000);
    let moment = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    let code = totp::code(secret, talk.visit.now_ms).unwrap_or_default();
    let text = format!(
        "secret  {secret}\n        (Base32; the QR code of AssociateSoftwareToken)\n\
         moment  {moment}\n\
         T       {seconds} / 30 = {}\n\
         code    the last six digits of Truncate(HMAC-SHA-1(secret, T)) = {code}",
        seconds.div_euclid(30),
    );
    let reason = "The phone and the pool share a secret and a clock. The phone needs no network, and the code changes every \
                  thirty seconds.";
    let step = Step::done("The authenticator shows a code", AUTHENTICATOR, AUTHENTICATOR, reason);
    talk.note(step.source(sources::RFC_6238).show("How the code comes about", Body::Text(text)));
    code
}

/// By SMS or e-mail, as the user is set up.
pub(super) fn sent_code(talk: &mut Talk, name: &str, field: &str) -> Reply {
    let person = talk.person(name);
    let asked =
        with_password(talk, &person, "The password is right, and not enough: the pool sends a code and asks for it.")?;
    let code = talk.delivered()?;
    talk.dawdle();
    answer_code(talk, &asked, &person, field, &code)
}

/// Wrong codes first, if that is what goes wrong: each leaves the session for another try.
fn answer_code(talk: &mut Talk, asked: &Value, person: &Person, field: &str, code: &str) -> Reply {
    let wrong = match talk.form.wrong {
        Wrong::Code => 1,
        Wrong::EveryCode => 3,
        _ => 0,
    };
    for _ in 0..wrong {
        let refused = talk.respond(asked, &person.name, &[(field, &other(code))], "").is_err();
        talk.stumbled |= refused;
    }
    talk.respond(asked, &person.name, &[(field, code)], "The code is right: tokens.")
}

pub(super) fn new_password(talk: &mut Talk) -> Reply {
    let grace = talk.person("grace");
    let asked = with_password(
        talk,
        &grace,
        "An administrator made the user, with a temporary password. It is right, and opens nothing but this challenge.",
    )?;
    talk.dawdle();
    let new = if talk.goes_wrong(Wrong::WeakPassword) { WEAK } else { CHOSEN };
    let means = "The status changes from FORCE_CHANGE_PASSWORD to CONFIRMED, and here are the tokens.";
    talk.respond(&asked, &grace.name, &[("NEW_PASSWORD", new)], means)
}

pub(super) fn choice(talk: &mut Talk) -> Reply {
    let alice = talk.person("alice");
    let asked = talk.initiate("USER_AUTH", &alice.name, &[], "The pool lists the first factors that this user has.")?;
    talk.dawdle();
    let chosen = talk.respond(
        &asked,
        &alice.name,
        &[("ANSWER", "EMAIL_OTP")],
        "Alice chose the code: no password is asked for at all.",
    )?;
    let code = talk.delivered()?;
    answer_code(talk, &chosen, &alice, "EMAIL_OTP_CODE", &code)
}

pub(super) fn custom(talk: &mut Talk) -> Reply {
    let alice = talk.person("alice");
    let mut asked = talk.initiate(
        "CUSTOM_AUTH",
        &alice.name,
        &[],
        "Two functions ran: DefineAuthChallenge chose CUSTOM_CHALLENGE, CreateAuthChallenge made the question.",
    )?;
    talk.dawdle();
    let rule = talk.visit.sandbox.rules(talk.pool.as_deref())?.custom_challenge.unwrap_or_default();
    let wrong = match talk.form.wrong {
        Wrong::Code => 1,
        Wrong::EveryCode => 3,
        _ => 0,
    };
    for _ in 0..wrong {
        let means = "VerifyAuthChallengeResponse said no, and DefineAuthChallenge asks again: no exception, but a new challenge \
                     with a new session.";
        asked = talk.respond(&asked, &alice.name, &[("ANSWER", "I forgot")], means)?;
        talk.stumbled = true;
    }
    let means = "VerifyAuthChallengeResponse said yes, and DefineAuthChallenge lets the tokens be issued.";
    talk.respond(&asked, &alice.name, &[("ANSWER", &rule.answer)], means)
}

/// Six digits that are not these.
fn other(code: &str) -> String {
    let first = if code.starts_with('9') { "0" } else { "9" };
    format!("{first}{}", code.get(1..).unwrap_or_default())
}

/// Whether the answer holds tokens.
pub(super) fn tokens(reply: &Value) -> (&str, &str) {
    let result = &reply["AuthenticationResult"];
    (text(&result["IdToken"]), text(&result["AccessToken"]))
}
