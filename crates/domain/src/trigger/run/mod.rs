//! Runs a trigger: event in, answer out, and what the user pool makes of the answer.

mod challenge;
mod directory;
mod gatekeeping;
mod token;

use serde_json::{Value, json};

pub use challenge::{Create, Define, create_challenge, define_challenge, verify_challenge};
pub use directory::{Message, custom_message, user_migration};
pub use gatekeeping::{PreSignUp, post_authentication, post_confirmation, pre_authentication, pre_sign_up};
pub use token::pre_token;

use super::{Rules, TriggerError, TriggerSource};

/// A trigger that had its turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran<T> {
    pub source: TriggerSource,
    /// Whether a function stood behind it; if not, nobody got the event, and the result is what happens by itself.
    pub attached: bool,
    pub event: Value,
    /// What came back: the event with its response filled in, the error that was thrown, or `null` where nothing came.
    pub answer: Value,
    pub result: Result<T, TriggerError>,
}

/// The function behind a trigger: fills in the response, or throws a text.
type Thrown = String;

fn run<T>(
    rules: &Rules,
    source: TriggerSource,
    event: Value,
    unattached: Result<T, TriggerError>,
    function: impl FnOnce(&mut Value) -> Result<T, Thrown>,
) -> Ran<T> {
    let trigger = source.trigger();
    if !rules.attached(trigger) {
        return Ran { source, attached: false, answer: Value::Null, event, result: unattached };
    }
    if rules.slow == Some(trigger) {
        let result = Err(TriggerError::timed_out(trigger));
        return Ran { source, attached: true, answer: Value::Null, event, result };
    }
    let mut answer = event.clone();
    let result = match function(&mut answer["response"]) {
        Err(text) => {
            answer = json!({ "errorType": "Error", "errorMessage": text });
            Err(TriggerError::thrown(trigger, &text))
        }
        Ok(_) if rules.bare_answer == Some(trigger) => {
            answer = answer["response"].take();
            Err(TriggerError::unrecognizable(trigger))
        }
        Ok(result) => Ok(result),
    };
    Ran { source, attached: true, event, answer, result }
}
