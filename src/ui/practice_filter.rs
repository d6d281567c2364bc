//! The form that narrows practice down; it is sent by GET, so the address of the page can be shared.

use std::sync::Arc;

use domain::content::{Difficulty, Slug};
use leptos::prelude::*;

use crate::{content::Library, practice::Filter};

#[derive(Clone)]
pub struct PracticeFilter {
    pub library: Arc<Library>,
    pub filter: Filter,
    /// Whether there is a plan for an exam, which one may leave aside.
    pub is_planned: bool,
}

impl PracticeFilter {
    pub fn view(self) -> impl IntoView {
        let Self { library, filter, is_planned } = self;
        let is_on = filter != Filter::default();
        let tracks = library.tracks().iter().map(|track| (track.slug.to_string(), track.title.clone()));
        let mut domains: Vec<(String, String)> = Vec::new();
        for domain in filter.tracks(&library).flat_map(|track| library.asked_domains(track)) {
            if domains.iter().all(|(id, _)| *id != domain.id.as_str()) {
                domains.push((domain.id.to_string(), domain.title.clone()));
            }
        }
        let concepts = library.concepts().iter().map(|concept| (concept.slug.to_string(), concept.title.clone()));
        let difficulties = Difficulty::ALL.map(|difficulty| (difficulty.to_string(), difficulty.to_string()));
        let chosen = |slug: &Option<Slug>| slug.as_ref().map(Slug::to_string);
        let difficulty = filter.difficulty.map(|difficulty| difficulty.to_string());
        let everything = is_on.then(|| view! { <a href="/practice">"Practise everything"</a> });
        view! {
            <details class="practice-filter" open=is_on>
                <summary>"Choose what to practise"</summary>
                <form method="get" action="/practice">
                    <div class="practice-filter-fields">
                        {select("Track", "track", "All tracks", tracks.collect(), chosen(&filter.track))}
                        {select("Domain", "domain", "All domains", domains, chosen(&filter.domain))}
                        {select("Concept", "concept", "All concepts", concepts.collect(), chosen(&filter.concept))}
                        {select("Difficulty", "difficulty", "Any", difficulties.to_vec(), difficulty)}
                    </div>
                    <div class="practice-filter-switches">
                        {switch("flagged", "Only flagged ones", filter.flagged)}
                        {switch("missed", "Only those missed in the last seven days", filter.missed)}
                        {switch("early", "Also what is not due yet", filter.early)}
                        {is_planned.then(|| switch("plain", "Without the plan for the exam", filter.plain))}
                    </div>
                    <p class="practice-filter-actions"><button type="submit" class="button is-quiet">"Practise these"</button>{everything}</p>
                </form>
            </details>
        }
    }
}

/// Nothing where there is nothing to choose.
fn select(
    label: &'static str,
    name: &'static str,
    all: &'static str,
    options: Vec<(String, String)>,
    chosen: Option<String>,
) -> impl IntoView {
    let is_choice = !options.is_empty();
    let options = options.into_iter().map(|(value, words)| {
        let selected = chosen.as_ref() == Some(&value);
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    is_choice.then(|| {
        view! {
            <label class="field">
                <span class="field-label">{label}</span>
                <select name=name>
                    <option value="">{all}</option>
                    {options}
                </select>
            </label>
        }
    })
}

fn switch(name: &'static str, words: &'static str, on: bool) -> impl IntoView {
    view! { <label><input type="checkbox" name=name checked=on/>" "{words}</label> }
}
