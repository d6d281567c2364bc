//! The scene of signing in: every way into a user pool, as the challenges and answers that a client sees.

mod federated;
mod form;
mod refusal;
mod script;
mod sources;
mod srp;
mod talk;
#[cfg(test)]
mod tests;
mod ways;

use domain::token::reference;

use super::{Block, Body, Choices, Outcome, SandboxError, Stage, Step, View, visit::claim};
use crate::sandbox::Provider;
use form::{Form, Way, Wrong};
use talk::{APP, Talk};

pub(super) use script::SCRIPT;

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let form = Form::read(choices);
    let impossible = form.cannot_go_wrong();
    let played = Form { wrong: if impossible.is_some() { Wrong::Nothing } else { form.wrong }, ..form };
    let client = stage.sandbox.samples().clients.iter().find(|client| client.name == form.client);
    let client = client.cloned().ok_or_else(|| SandboxError::UnknownClient(form.client.to_owned()))?;
    let mut talk = Talk::begin(stage, played, client);
    let reply = match form.way {
        Way::SignUp => ways::sign_up(&mut talk),
        Way::Password => ways::password(&mut talk),
        Way::Srp => ways::srp(&mut talk),
        Way::Totp => ways::totp(&mut talk),
        Way::Sms => ways::sent_code(&mut talk, "erin", "SMS_MFA_CODE"),
        Way::Email => ways::sent_code(&mut talk, "frank", "EMAIL_OTP_CODE"),
        Way::NewPassword => ways::new_password(&mut talk),
        Way::Choice => ways::choice(&mut talk),
        Way::Custom => ways::custom(&mut talk),
        Way::Google => federated::sign_in(&mut talk, Provider::Google),
        Way::Saml => federated::sign_in(&mut talk, Provider::Company),
    };
    let Talk { mut steps, stumbled, .. } = talk;
    let outcome = match &reply {
        Ok(reply) => {
            let (id, access) = ways::tokens(reply);
            steps.extend(read(id, access));
            signed_in(id, stumbled)
        }
        Err(fault) => refusal::outcome(fault, played),
    };
    let mut blocks = Vec::new();
    blocks.extend(impossible.map(|why| Block::Text(format!("{why} It is played without."))));
    blocks.push(Block::Heading("What is said, in this order".to_owned()));
    blocks.push(Block::Steps(steps));
    Ok(View { controls: form.controls(), blocks, outcome })
}

fn signed_in(id: &str, stumbled: bool) -> Outcome {
    let label = if stumbled { "Signed in at the second try" } else { "Signed in" };
    let reason = format!("The app has an ID, an access and a refresh token of {}.", claim(id, "cognito:username"));
    Outcome { accepted: true, label: label.to_owned(), reason }
}

/// What the tokens say, in a sentence or two each.
fn read(id: &str, access: &str) -> [Step; 2] {
    let groups = claim(id, "cognito:groups");
    let groups = if groups.is_empty() { "no group".to_owned() } else { format!("the groups {groups}") };
    let mut who = format!(
        "It says who signed in: {}, {}, in {groups}. Its aud is the app client, its auth_time the moment of the sign-in.",
        claim(id, "cognito:username"),
        claim(id, "email"),
    );
    if !claim(id, "identities").is_empty() {
        who.push_str(" The claim identities names the provider and the user's id there.");
    }
    let what = format!(
        "It says what the app may do for them: {}. It names the app client as client_id and has no e-mail address.",
        claim(access, "scope"),
    );
    [("The ID token", who, id, reference::ID_TOKEN), ("The access token", what, access, reference::ACCESS_TOKEN)].map(
        |(title, says, token, source)| {
            Step::done(title, APP, APP, says).source(source).show("Token, decoded", Body::Token(token.to_owned()))
        },
    )
}
