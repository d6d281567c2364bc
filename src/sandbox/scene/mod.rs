//! Scenes: each plays one concept from the visitor's choices, with the pool's real keys and the real judge.

mod attacks;
mod choices;
mod code_pkce;
mod combined_flow;
mod context;
mod endings;
mod envelope;
mod judge;
mod judged;
mod policies;
mod refresh;
mod rows_and_columns;
mod script;
mod sign_in;
mod sigv4;
mod tokens;
mod triggers;
mod view;
mod visit;

use domain::scene::Scene;

pub(super) use self::endings::Endings;
pub use self::{
    choices::Choices,
    endings::choices_of_ending,
    script::{Case, Script},
    view::{Block, Body, Cell, Control, Exhibit, Input, Outcome, Source, Step, Table, Verdict, View},
};
use super::{Sandbox, SandboxError};

/// What a scene plays with.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    pub sandbox: &'a Sandbox,
    pub now_ms: i64,
}

/// What is written about a scene.
pub fn script(scene: Scene) -> &'static Script {
    match scene {
        Scene::SignIn => &sign_in::SCRIPT,
        Scene::Tokens => &tokens::SCRIPT,
        Scene::Judge => &judge::SCRIPT,
        Scene::Attacks => &attacks::SCRIPT,
        Scene::CombinedFlow => &combined_flow::SCRIPT,
        Scene::Triggers => &triggers::SCRIPT,
        Scene::Refresh => &refresh::SCRIPT,
        Scene::CodePkce => &code_pkce::SCRIPT,
        Scene::Policies => &policies::SCRIPT,
        Scene::SigV4 => &sigv4::SCRIPT,
        Scene::Envelope => &envelope::SCRIPT,
        Scene::RowsAndColumns => &rows_and_columns::SCRIPT,
    }
}

/// Plays the scene. It signs and verifies: call it where blocking is allowed.
pub fn play(scene: Scene, stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    match scene {
        Scene::SignIn => sign_in::play(stage, choices),
        Scene::Tokens => tokens::play(stage, choices),
        Scene::Judge => judge::play(stage, choices),
        Scene::Attacks => attacks::play(stage, choices),
        Scene::CombinedFlow => combined_flow::play(stage, choices),
        Scene::Triggers => triggers::play(stage, choices),
        Scene::Refresh => refresh::play(stage, choices),
        Scene::CodePkce => code_pkce::play(stage, choices),
        Scene::Policies => Ok(policies::play(choices)),
        Scene::SigV4 => Ok(sigv4::play(stage, choices)),
        Scene::Envelope => envelope::play(stage, choices),
        Scene::RowsAndColumns => Ok(rows_and_columns::play(choices)),
    }
}
