//! What a refusal means, and how it ends the sign-in.

use serde_json::json;

use super::form::{Form, Way, Wrong};
use crate::sandbox::{
    AwsFault,
    scene::{Body, Outcome, Step, Verdict},
};

pub(super) fn step(step: Step, fault: &AwsFault, form: Form) -> Step {
    let body = json!({"__type": fault.name, "message": fault.message});
    let step = Step { verdict: Verdict::Refused, reason: why(fault, form).to_owned(), ..step };
    step.show("Answer, HTTP 400", Body::Json(body))
}

pub(super) fn outcome(fault: &AwsFault, form: Form) -> Outcome {
    let reason = format!("{}: {} {}", fault.name, fault.message, why(fault, form));
    Outcome { accepted: false, label: label(fault).to_owned(), reason }
}

fn label(fault: &AwsFault) -> &str {
    match (fault.name, fault.message.as_str()) {
        ("NotAuthorizedException", "Incorrect username or password.") => "Incorrect username or password",
        ("NotAuthorizedException", "Invalid session for the user, session can only be used once.") => {
            "The session is used up"
        }
        ("NotAuthorizedException", "Invalid session for the user, session is expired.") => "The session has expired",
        ("NotAuthorizedException", message) if message.contains("SECRET_HASH") => "The secret hash is missing",
        ("UserNotConfirmedException", _) => "The user is not confirmed",
        ("ExpiredCodeException", _) => "The code was used before",
        ("InvalidPasswordException", _) => "The new password breaks the policy",
        ("CodeMismatchException", _) => "The code is wrong",
        (name, _) => name,
    }
}

fn why(fault: &AwsFault, form: Form) -> &'static str {
    match (label(fault), form.wrong) {
        ("Incorrect username or password", Wrong::UnknownUser) => {
            "The pool does not know mallory and says the very same as of a wrong password, so that nobody can find out who \
             has an account."
        }
        ("Incorrect username or password", Wrong::EveryCode) => {
            "The function behind DefineAuthChallenge gave up after three wrong answers."
        }
        ("Incorrect username or password", Wrong::SessionTwice) => "A secret block is good for one proof.",
        ("Incorrect username or password", _) if form.is_federated() => {
            "The pool keeps no password of this user, so none can be right. They get in through their provider alone."
        }
        ("Incorrect username or password", _) => "A user whom nobody knows would get the same answer.",
        ("The session is used up", Wrong::EveryCode) => {
            "The third wrong code took the session with it. The right one comes too late: start again with InitiateAuth."
        }
        ("The session is used up", _) => {
            "A session is good for one right answer. The first one got its tokens; whoever copied it gets nothing."
        }
        ("The session has expired", _) => "Start again with InitiateAuth.",
        ("The secret hash is missing", _) => {
            "Whoever has the id of this app client alone cannot even try: the hash takes the client's secret."
        }
        ("The user is not confirmed", _) => {
            "The password was right. The account waits for its code; ResendConfirmationCode sends another one."
        }
        ("The code was used before", _) => "Each code opens one sign-in. The next one comes within thirty seconds.",
        ("The new password breaks the policy", _) if form.way == Way::NewPassword => {
            "Nothing is lost: the session stays good for another try."
        }
        ("The new password breaks the policy", _) => "No user was made.",
        ("The code is wrong", _) => "Another try is allowed.",
        _ => "",
    }
}
