//! The scene of the code exchange: a browser, an app and the user pool; and a machine that needs no browser.

mod app;
mod code;
mod form;
mod machine;
mod script;
mod sources;
#[cfg(test)]
mod tests;
mod walk;

use super::{Block, Choices, SandboxError, Stage, View};
use crate::sandbox::wire::{Client, Samples};
use form::Grant;

pub(super) use script::SCRIPT;

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let (blocks, outcome) = match form::grant(choices) {
        Grant::Code => code::play(stage, form::client(choices), form::broken(choices)),
        Grant::ClientCredentials => machine::play(stage, form::machine_broken(choices), form::gate(choices)),
    }?;
    let heading = Block::Heading("What happens, in this order".to_owned());
    let blocks = std::iter::once(heading).chain(blocks).collect();
    Ok(View { controls: form::controls(choices), blocks, outcome })
}

/// One of the sample clients, by its name.
fn client(samples: &Samples, name: &str) -> Result<Client, SandboxError> {
    let known = samples.clients.iter().find(|client| client.name == name);
    known.cloned().ok_or_else(|| SandboxError::UnknownClient(name.to_owned()))
}
