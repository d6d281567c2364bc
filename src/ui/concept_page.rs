//! One concept: its note, its contents list, its sources, and the questions that practise it.

use std::sync::Arc;

use domain::{
    content::{Concept, Slug},
    scene::Scene,
};
use leptos::prelude::*;

use super::{DifficultyBadge, Neighbours, Reports, neighbours::concept_links, note::note};
use crate::{content::Library, islands::Practice};

/// Stands where the cards belong: the page around them is the same for everyone.
pub const CARDS: &str = "{{cards}}";

#[derive(Clone)]
pub struct ConceptPage {
    pub library: Arc<Library>,
    pub concept: Slug,
    pub reports: Option<Reports>,
}

impl ConceptPage {
    /// Nothing for a concept that does not exist; the handler answered 404 before it came to this.
    pub fn view(self) -> impl IntoView {
        let library = Arc::clone(&self.library);
        library.concept(&self.concept).map(|concept| self.article(concept))
    }

    fn article(self, concept: &Concept) -> impl IntoView + use<> {
        let library = &self.library;
        let count = library.questions_of(&self.concept).count();
        let reports = self.reports.as_ref();
        view! {
            <div class="concept-page">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/concepts">"Concepts"</a></li><li aria-current="page">{concept.title.clone()}</li></ol>
                </nav>
                <header class="concept-header">
                    <h1>{concept.title.clone()}</h1>
                    <p class="lead">{concept.summary.clone()}</p>
                    <p class="concept-meta">
                        <DifficultyBadge difficulty=concept.difficulty/>
                        <span>{format!("{} min read", concept.reading_minutes)}</span>
                        <a href="#practice">{format!("{count} questions")}</a>
                    </p>
                    {concept_links(library, &concept.prerequisites, "Read first:")}
                </header>
                <nav class="contents" aria-labelledby="contents-title">
                    <h2 id="contents-title">"On this page"</h2>
                    {contents(concept)}
                </nav>
                {note(concept, reports)}
                {scenes(concept)}
                <div class="concept-after">
                    {concept_links(library, &concept.related, "Related:")}
                    {reports.map(|reports| report_note(reports.note(concept)))}
                    {sources(concept)}
                </div>
                <section class="practice-section" id="practice" aria-labelledby="practice-title">
                    <h2 id="practice-title">"Practice linked questions"</h2>
                    <Practice>{CARDS}</Practice>
                    <p class="practice-section-more"><a href=format!("/practice?concept={}", self.concept)>"Practise this concept when its questions are due"</a></p>
                    {booklet(&self.concept, count)}
                </section>
                {Neighbours::of(&self.library, &self.concept).view()}
                // What a learner does best now is on the map: to find it here would cost every visit two more queries.
                <p class="concept-following"><a href="/map#next">"What is next for you"</a></p>
            </div>
        }
    }
}

fn report_note(address: String) -> impl IntoView {
    view! { <p class="concept-report"><a class="report-link" href=address rel="noopener">"Report a mistake in this note"</a></p> }
}

/// The key of all questions is one step away, and only for who takes that step.
fn booklet(concept: &Slug, questions: usize) -> impl IntoView + use<> {
    let holds = if questions == 0 { "." } else { ", and at its end the answers to all questions with their reasons." };
    view! {
        <p class="booklet-link">
            <a href=format!("/concepts/{concept}/booklet") rel="nofollow">"This concept as a booklet"</a>
            {format!(": made for print, with the note, its diagrams, the questions{holds}")}
        </p>
    }
}

fn contents(concept: &Concept) -> impl IntoView + use<> {
    let headings = concept.headings.iter().map(|heading| {
        let class = if heading.level > 2 { "contents-item is-deeper" } else { "contents-item" };
        view! { <li class=class><a href=format!("#{}", heading.id)>{heading.title.clone()}</a></li> }
    });
    let scenes = (!concept.scenes.is_empty())
        .then(|| view! { <li class="contents-item"><a href="#scenes">"See it happen"</a></li> });
    view! {
        <ol>
            {headings.collect_view()}
            {scenes}
            <li class="contents-item"><a href="#practice">"Practice linked questions"</a></li>
        </ol>
    }
}

/// Where the note can be seen happening.
fn scenes(concept: &Concept) -> impl IntoView + use<> {
    let scenes = concept.scenes.iter().filter_map(|slug| slug.as_str().parse::<Scene>().ok());
    let items = scenes.map(|scene| {
        let example = example_of(&concept.html, &scene.to_string());
        let href = example.unwrap_or_else(|| format!("/sandbox/{scene}"));
        view! { <li><a href=href>{scene.title()}</a>": "{scene.summary()}</li> }
    });
    (!concept.scenes.is_empty()).then(|| {
        view! {
            <section class="concept-scenes" id="scenes" aria-labelledby="scenes-title">
                <h2 id="scenes-title">"See it happen"</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
    })
}

/// The first place of the note that shows the scene with an example of the note's own.
fn example_of(html: &str, scene: &str) -> Option<String> {
    let start = format!("href=\"/sandbox/{scene}?");
    let (_, link) = html.split_once(&start)?;
    let (query, _) = link.split_once('"')?;
    Some(format!("/sandbox/{scene}?{}", query.replace("&amp;", "&")))
}

fn sources(concept: &Concept) -> impl IntoView + use<> {
    let items = concept.sources.iter().map(|source| {
        view! {
            <li>
                <a href=source.url.clone() rel="noopener">{source.title.clone()}</a>
                " "<span class="checked">"checked "<time datetime=source.checked.clone()>{source.checked.clone()}</time></span>
            </li>
        }
    });
    view! {
        <details class="sources">
            <summary>{format!("Sources ({})", concept.sources.len())}</summary>
            <ul>{items.collect_view()}</ul>
        </details>
    }
}
