//! How policies decide: a request, the policies around it, and what each of them had to say.

mod examples;
mod form;
mod sources;
mod verdicts;

use domain::policy::evaluate;

use self::form::Unreadable;
pub(super) use self::verdicts::statements;
use super::{Block, Choices, Outcome, Script, View};

pub(super) const SCRIPT: Script = Script {
    lead: "Alice works with temporary credentials of a role and asks for a report in a bucket. Several policies have a word in it. \
           They are put on top of each other here, and the statement that decides is named. Change any of them, or the request.",
    notice: &[
        "One Deny that matches ends it, wherever it stands. Neither the order of statements nor how specific they are matters.",
        "Within one account it is enough that the identity policy or the resource policy allows. Between two accounts both must. \
         Roles and KMS keys must always be opened by their own policy.",
        "A permissions boundary, a session policy and a service control policy allow nothing. They cap what others allow.",
        "A condition on a key that the request lacks is false, but a negated one is true, and one with IfExists is true as well.",
    ],
    cases: examples::CASES,
    checked: "2026-11-23",
};

pub(super) fn play(choices: &Choices) -> View {
    let controls = form::controls(choices);
    let read = form::request(choices).and_then(|request| Ok((form::policies(choices, &request)?, request)));
    match read {
        Ok((policies, request)) => {
            let decision = evaluate(&policies, &request);
            View {
                controls,
                blocks: verdicts::blocks(&decision, &request),
                outcome: verdicts::outcome(&decision, &request),
            }
        }
        Err(Unreadable { field, problem }) => View {
            controls,
            blocks: vec![Block::Text("Nothing was decided. Everything that you wrote is still in the form.".into())],
            outcome: Outcome {
                accepted: false,
                label: format!("{field}: this cannot be read"),
                reason: format!("{field}: {problem}"),
            },
        },
    }
}

#[cfg(test)]
mod tests;
