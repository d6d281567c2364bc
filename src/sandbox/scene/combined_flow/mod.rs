//! From a sign-in to AWS credentials and to a request that is allowed or denied, each step played and its reason named.

mod asked;
mod calls;
mod cases;
mod decided;
mod flow;
mod form;
mod mapping;
mod people;
mod roles;
mod sources;

use self::{
    flow::place,
    form::{Form, Unreadable},
    people::{Person, Proof},
};
use super::{Block, Choices, Outcome, Script, Stage, View, policies};
use crate::sandbox::SandboxError;

pub(super) const SCRIPT: Script = Script {
    lead: "An app trades a sign-in for temporary AWS credentials and reads a file with them. The identity pool verifies the \
           proof, a role is chosen, the role's trust policy lets its bearer in or not, and the role's policy decides about \
           the request. Change one thing, and see which of these says no.",
    notice: &[
        "The identity pool wants the ID token, signed by a provider it knows, for an app client it knows, and still in time.",
        "The trust policy says who may take the role: aud names the identity pool, amr tells guests from people who signed \
         in. Without aud, any identity pool of the account opens it; IAM no longer saves such a policy.",
        "In the enhanced flow the pool chooses the role, so keep it from choosing by an attribute that users can write. \
         It also narrows what guests can do. In the basic flow the app chooses, and nobody is narrowed.",
        "${cognito-identity.amazonaws.com:sub} is the id of the identity, which is not the sub of the user pool.",
    ],
    cases: cases::CASES,
    checked: "2026-11-23",
};

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let form = Form::read(choices, &stage.sandbox.samples().identity_pool);
    let (blocks, outcome, role) = match form.check() {
        Ok(mapping) => {
            let played = flow::play(stage, &form, &mapping)?;
            let mut blocks: Vec<Block> = notes(&form).map(|note| Block::Text(note.to_owned())).collect();
            blocks.push(Block::Steps(played.steps));
            if let Some(decision) = &played.decision {
                blocks.push(Block::Heading("Every statement about the request".to_owned()));
                blocks.push(Block::Table(policies::statements(decision)));
            }
            (blocks, played.outcome, played.role)
        }
        Err(Unreadable { field, problem }) => {
            let kept = "Nothing was played. Everything that you wrote is still in the form.";
            let outcome = Outcome {
                accepted: false,
                label: format!("{field}: this cannot be read"),
                reason: format!("{field}: {problem}"),
            };
            (vec![Block::Text(kept.to_owned())], outcome, None)
        }
    };
    let likely = if form.person == Person::Guest { roles::GUEST } else { roles::AUTHENTICATED };
    let role = role.as_deref().or(form.role).unwrap_or(likely);
    Ok(View { controls: form.controls(place(stage, Some(role))), blocks, outcome })
}

/// Where something else is played than what was chosen.
fn notes(form: &Form) -> impl Iterator<Item = &'static str> {
    let proof = match (form.person, form.proof) {
        (Person::Ivan, Proof::Access | Proof::OtherClient | Proof::Tampered) => Some(
            "An assertion has neither kinds nor app clients, and its XML signature is not played here: a sound one is sent.",
        ),
        (Person::Guest | Person::Mallory, proof) if proof != Proof::Sound => Some("Nothing is sent as proof here."),
        _ => None,
    };
    let flow = (form.person == Person::Mallory && !form.basic).then_some(
        "The enhanced flow of the other pool gives its own roles, so the basic one is played: token to STS.",
    );
    proof.into_iter().chain(flow)
}

#[cfg(test)]
mod tests;
