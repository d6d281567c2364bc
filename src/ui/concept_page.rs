//! One concept: its note, its contents list, its sources, and the questions that practise it.

use std::sync::Arc;

use domain::{
    content::{Concept, Slug},
    scene::Scene,
};
use leptos::prelude::*;

use super::DifficultyBadge;
use crate::{content::Library, islands::Practice};

/// Stands where the cards belong: the page around them is the same for everyone.
pub const CARDS: &str = "{{cards}}";

#[derive(Clone)]
pub struct ConceptPage {
    pub library: Arc<Library>,
    pub concept: Slug,
}

impl ConceptPage {
    /// Nothing for a concept that does not exist; the handler answered 404 before it came to this.
    pub fn view(self) -> impl IntoView {
        let library = Arc::clone(&self.library);
        library.concept(&self.concept).map(|concept| self.article(concept))
    }

    fn article(self, concept: &Concept) -> impl IntoView + use<> {
        let count = self.library.questions_of(&self.concept).count();
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
                </header>
                <nav class="contents" aria-labelledby="contents-title">
                    <h2 id="contents-title">"On this page"</h2>
                    {contents(concept)}
                </nav>
                <article class="note" inner_html=concept.html.clone()></article>
                {scenes(concept)}
                {sources(concept)}
                <section class="practice-section" id="practice" aria-labelledby="practice-title">
                    <h2 id="practice-title">"Practice linked questions"</h2>
                    <Practice>{CARDS}</Practice>
                </section>
                {following(&self.library, &self.concept)}
            </div>
        }
    }
}

/// What the order of reading has next. What a learner does best now is on the map: to find it here would cost every
/// visit of every learner two more queries.
fn following(library: &Library, concept: &Slug) -> impl IntoView + use<> {
    let mut concepts = library.concepts().iter().skip_while(|known| known.slug != *concept);
    concepts.nth(1).map(|next| {
        view! {
            <nav class="concept-following" aria-label="What comes next">
                <p>"Next in reading order: "<a href=format!("/concepts/{}", next.slug)>{next.title.clone()}</a></p>
                <p><a href="/map#next">"What is next for you"</a></p>
            </nav>
        }
    })
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
    let items = scenes
        .map(|scene| view! { <li><a href=format!("/sandbox/{scene}")>{scene.title()}</a>": "{scene.summary()}</li> });
    (!concept.scenes.is_empty()).then(|| {
        view! {
            <section class="concept-scenes" id="scenes" aria-labelledby="scenes-title">
                <h2 id="scenes-title">"See it happen"</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
    })
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
