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

/// What is written about a scene. `None` for those that are not played from choices alone.
pub fn script(scene: Scene) -> Option<&'static Script> {
    match scene {
        Scene::SignIn => Some(&sign_in::SCRIPT),
        Scene::Policies => Some(&policies::SCRIPT),
        Scene::RowsAndColumns => Some(&rows_and_columns::SCRIPT),
        Scene::Triggers => Some(&triggers::SCRIPT),
        Scene::Attacks => Some(&attacks::SCRIPT),
        Scene::Judge => Some(&judge::SCRIPT),
        Scene::Envelope => Some(&envelope::SCRIPT),
        Scene::SigV4 => Some(&sigv4::SCRIPT),
        Scene::Refresh => Some(&refresh::SCRIPT),
        Scene::CodePkce => Some(&code_pkce::SCRIPT),
        Scene::CombinedFlow => Some(&combined_flow::SCRIPT),
        Scene::Tokens => Some(&tokens::SCRIPT),
        _ => None,
    }
}

/// Plays the scene. It signs and verifies: call it where blocking is allowed.
pub fn play(scene: Scene, stage: Stage<'_>, choices: &Choices) -> Option<Result<View, SandboxError>> {
    match scene {
        Scene::SignIn => Some(sign_in::play(stage, choices)),
        Scene::Policies => Some(Ok(policies::play(choices))),
        Scene::RowsAndColumns => Some(Ok(rows_and_columns::play(choices))),
        Scene::Triggers => Some(triggers::play(stage, choices)),
        Scene::Attacks => Some(attacks::play(stage, choices)),
        Scene::Judge => Some(judge::play(stage, choices)),
        Scene::Envelope => Some(envelope::play(stage, choices)),
        Scene::SigV4 => Some(Ok(sigv4::play(stage, choices))),
        Scene::Refresh => Some(refresh::play(stage, choices)),
        Scene::CodePkce => Some(code_pkce::play(stage, choices)),
        Scene::CombinedFlow => Some(combined_flow::play(stage, choices)),
        Scene::Tokens => Some(tokens::play(stage, choices)),
        _ => None,
    }
}
