//! A scene's page: the form, what came of it, what to notice, and a question to check oneself by.

mod blocks;
mod check;
mod controls;
mod exhibit;
mod step;

use domain::scene::Scene;
use leptos::prelude::*;

pub use self::check::{Checked, Prediction};
use super::sandbox::SIMULATION;
use crate::{
    islands::ScenePlay,
    sandbox::scene::{Block, Case, Choices, Outcome, Script, View},
};

/// A link to something that belongs to the scene.
#[derive(Clone, Debug)]
pub struct Related {
    pub title: String,
    pub href: String,
}

#[derive(Clone)]
pub struct ScenePage {
    pub scene: Scene,
    pub script: &'static Script,
    pub choices: Choices,
    pub view: View,
    pub concepts: Vec<Related>,
    pub questions: Vec<Related>,
    pub prediction: Prediction,
}

/// The part of the page that a change of the form changes.
pub const PLAY: &str = "play";

impl ScenePage {
    pub fn view(self) -> impl IntoView {
        let title = self.scene.title();
        let lead = self.script.lead;
        view! {
            <div class="scene-page">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/sandbox">"Sandbox"</a></li><li aria-current="page">{title}</li></ol>
                </nav>
                <h1>{title}</h1>
                <p class="lead measure">{lead}</p>
                <p class="sample-mark">{SIMULATION}</p>
                {self.played()}
            </div>
        }
    }

    /// Everything below the lead, for a page that has more than a scene.
    pub(super) fn played(self) -> impl IntoView {
        let Self { scene, script, choices, view, concepts, questions, prediction } = self;
        let View { controls, blocks, outcome } = view;
        let action = format!("/sandbox/{scene}");
        let cases = cases_view(scene, script.cases, &choices);
        let play = play_view(outcome, blocks);
        let controls = controls::view(controls);
        let notice = script.notice.iter().map(|&sentence| view! { <li>{sentence}</li> }).collect_view();
        view! {
            <ScenePlay>
                {cases}
                <div class="scene-stage">
                    <section class="scene-settings" aria-labelledby="settings-title">
                        <h2 id="settings-title">"Set it up"</h2>
                        <form class="scene-form panel" method="get" action=format!("{action}#{PLAY}")>
                            {controls}
                            <button type="submit" class="button">"Play"</button>
                        </form>
                    </section>
                    {play}
                </div>
            </ScenePlay>
            <section class="measure" aria-labelledby="notice-title">
                <h2 id="notice-title">"What to notice"</h2>
                <ul class="scene-notice">{notice}</ul>
                <p class="field-hint">{format!("Compared with the sources on {}.", script.checked)}</p>
            </section>
            {prediction.view(scene)}
            {related_view(concepts, questions)}
        }
    }

    /// What a change of the form changes.
    pub fn parts(self) -> impl IntoView {
        let View { blocks, outcome, .. } = self.view;
        (cases_view(self.scene, self.script.cases, &self.choices), play_view(outcome, blocks))
    }
}

fn play_view(outcome: Outcome, blocks: Vec<Block>) -> AnyView {
    view! {
        <section id=PLAY class="scene-play" aria-labelledby="play-title" tabindex="-1">
            <h2 id="play-title">"What happens"</h2>
            {outcome_view(outcome)}
            {blocks::view(blocks)}
        </section>
    }
    .into_any()
}

fn cases_view(scene: Scene, cases: &'static [Case], choices: &Choices) -> AnyView {
    let links = cases.iter().enumerate().map(|(place, case)| {
        let current = if choices.is_empty() { place == 0 } else { *choices == Choices::of(case.choices) };
        let href = format!("{}#{PLAY}", case.address(scene));
        view! { <li><a href=href aria-current=current.then_some("true")>{case.label}</a></li> }
    });
    view! {
        <nav id="cases" class="scene-cases" aria-labelledby="cases-title">
            <h2 id="cases-title">"Break it"</h2>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn outcome_view(outcome: Outcome) -> AnyView {
    let class = if outcome.accepted { "scene-outcome is-accepted" } else { "scene-outcome is-refused" };
    view! {
        <div class=class role="status">
            <p class="scene-outcome-label">{outcome.label}</p>
            <p>{outcome.reason}</p>
        </div>
    }
    .into_any()
}

fn related_view(concepts: Vec<Related>, questions: Vec<Related>) -> impl IntoView {
    let list = |title: &'static str, links: Vec<Related>| {
        let links = links.into_iter().map(|link| view! { <li><a href=link.href>{link.title}</a></li> });
        view! { <h3>{title}</h3><ul>{links.collect_view()}</ul> }
    };
    let any = !concepts.is_empty() || !questions.is_empty();
    any.then(|| {
        view! {
            <section class="measure scene-related" aria-labelledby="related-title">
                <h2 id="related-title">"Where this belongs"</h2>
                {(!concepts.is_empty()).then(|| list("Read", concepts))}
                {(!questions.is_empty()).then(|| list("Questions that it explains", questions))}
            </section>
        }
    })
}
