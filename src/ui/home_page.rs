//! The start page: what this is, and what to do next.

use std::sync::Arc;

use leptos::prelude::*;

use super::{concepts_page::concept_list, next_step::next_step};
use crate::{content::Library, practice::Next};

#[derive(Clone)]
pub struct HomePage {
    pub library: Arc<Library>,
    /// For a learner who comes back.
    pub back: Option<Back>,
}

/// Where a learner left off.
#[derive(Clone)]
pub struct Back {
    pub next: Next,
    /// Addresses and titles of the exams whose clock is running.
    pub under_way: Vec<(String, String)>,
}

impl HomePage {
    /// What a search engine and a preview of a link say of the page.
    pub fn description(library: &Library) -> &'static str {
        if library.leads_to_scenes() {
            "Concept notes, practice questions that are remembered, and a live token sandbox."
        } else {
            "Concept notes, and practice questions that are remembered."
        }
    }

    pub fn view(self) -> impl IntoView {
        let back = self.back.as_ref().map(|back| where_one_left_off(&self.library, back));
        let first = self.library.concepts().first().map(|concept| {
            // Who comes back has something better to do first.
            let class = if self.back.is_some() { "button is-quiet" } else { "button" };
            view! { <a class=class href=format!("/concepts/{}", concept.slug)>"Start with "{concept.title.clone()}</a> }
        });
        let has_scenes = self.library.leads_to_scenes();
        view! {
            <div class="home">
                {back}
                <section class="home-lead measure">
                    <h1><span>"Learn it,"</span>" "<span>{if has_scenes { "prove it," } else { "prove it" }}</span>{has_scenes.then(see)}</h1>
                    <p class="lead">
                        "Read a short note. Answer questions that tell you why every option is right or wrong, and that come back just before you would forget."
                        {has_scenes.then_some(" Then take a sample token apart and watch each rule decide.")}
                    </p>
                    <p class="home-actions">{first}{has_scenes.then(open)}</p>
                </section>
                <ol class="home-steps">
                    <li><h2>"Read"</h2><p>"One concept at a time, with limits, traps and dated sources."</p></li>
                    <li><h2>"Answer"</h2><p>"Choose before you may reveal. Your answers are kept, without an account."</p></li>
                    {has_scenes.then(touch)}
                </ol>
                <section aria-labelledby="home-concepts">
                    <h2 id="home-concepts">"Concepts"</h2>
                    {concept_list(&self.library)}
                </section>
            </div>
        }
    }
}

fn where_one_left_off(library: &Library, back: &Back) -> impl IntoView + use<> {
    let exams = back.under_way.iter().map(|(address, title)| {
        view! { <p>"An exam is under way: "<a href=address.clone()>{title.clone()}</a></p> }
    });
    view! {
        <section class="home-back" aria-label="Where you left off">
            {exams.collect_view()}
            {next_step(library, &back.next, true)}
        </section>
    }
}

// The parts that speak of the sandbox: where no note leads there, they would promise what the content does not have.

fn see() -> impl IntoView {
    view! { " "<span>"see it happen"</span> }
}

fn open() -> impl IntoView {
    view! { <a class="button is-quiet" href="/sandbox/tokens">"Open the token sandbox"</a> }
}

fn touch() -> impl IntoView {
    let promise = "Mint, decode and judge sample tokens. What you paste never leaves your browser.";
    view! { <li><h2>"Touch"</h2><p>{promise}</p></li> }
}
