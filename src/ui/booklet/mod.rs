//! A concept or a whole track on one page, made for print: notes, questions, and at the very end what is right and why.
//!
//! It is the one page with a key that nobody answered for, so it is a page of its own that one asks for.

mod address;
mod answers;
mod questions;

use std::sync::Arc;

use domain::content::{Concept, Slug, Track};
use leptos::prelude::*;

use self::address::Addresses;
use super::note::at_headings;
use crate::content::{Library, highlighted};

#[derive(Clone)]
pub struct Booklet {
    library: Arc<Library>,
    title: String,
    summary: String,
    /// The page that it was asked for on, and what that is called.
    from: (String, &'static str),
    concepts: Arc<[Slug]>,
}

impl Booklet {
    /// More would be a page that no browser prints.
    pub const MOST_CONCEPTS: usize = 100;

    pub fn of_concept(library: &Arc<Library>, concept: &Concept) -> Self {
        Self {
            library: Arc::clone(library),
            title: concept.title.clone(),
            summary: concept.summary.clone(),
            from: (format!("/concepts/{}", concept.slug), "Back to the concept"),
            concepts: [concept.slug.clone()].into(),
        }
    }

    /// The concepts of the track that are there, in its order.
    pub fn of_track(library: &Arc<Library>, track: &Track) -> Self {
        Self {
            library: Arc::clone(library),
            title: track.title.clone(),
            summary: track.summary.clone(),
            from: ("/concepts".to_owned(), "Back to the concepts"),
            concepts: track.concepts.iter().filter(|slug| library.concept(slug).is_some()).cloned().collect(),
        }
    }

    pub fn concepts(&self) -> usize {
        self.concepts.len()
    }

    pub fn title(&self) -> String {
        format!("{}, a booklet", self.title)
    }

    pub fn view(self) -> impl IntoView {
        let library = Arc::clone(&self.library);
        let chapters: Vec<&Concept> = self.concepts.iter().filter_map(|slug| library.concept(slug)).collect();
        let questions = chapters.iter().map(|chapter| library.questions_of(&chapter.slug).count()).sum::<usize>();
        let is_single = chapters.len() == 1;
        let addresses = Addresses::of(&chapters);
        let shown = chapters.iter().map(|chapter| {
            view! {
                <section class="booklet-chapter" id=address::chapter(&chapter.slug)>
                    {(!is_single).then(|| view! { <h2>{chapter.title.clone()}</h2><p class="lead">{chapter.summary.clone()}</p> })}
                    {note(chapter, &addresses, is_single)}
                    {sources(chapter)}
                    {questions::questions(&library, chapter, is_single)}
                </section>
            }
        });
        let shown = shown.collect_view();
        view! {
            <article class="booklet" class:is-several=!is_single>
                <header class="booklet-cover">
                    <p class="eyebrow">"Booklet"</p>
                    <h1>{self.title}</h1>
                    <p class="lead">{self.summary}</p>
                    <p>{extent(chapters.len(), questions)}{format!(" Content version {}.", library.version())}</p>
                    <p class="booklet-hint">
                        "Print this page, or save it as a PDF, with your browser. "<a href=self.from.0>{self.from.1}</a>
                    </p>
                </header>
                {contents(&chapters, questions > 0)}
                {shown}
                {answers::answers(&library, &chapters, &addresses)}
            </article>
        }
    }
}

fn extent(chapters: usize, questions: usize) -> String {
    let concepts = if chapters == 1 { "One concept".to_owned() } else { format!("{chapters} concepts") };
    match questions {
        0 => format!("{concepts}."),
        1 => format!("{concepts} and one question, with its answer at the end."),
        _ => format!("{concepts} and {questions} questions, with their answers at the end."),
    }
}

/// A short list: of one concept its sections, of several their titles.
fn contents(chapters: &[&Concept], has_questions: bool) -> impl IntoView + use<> {
    let entry = |href: String, title: String| view! { <li><a href=format!("#{href}")>{title}</a></li> };
    let entries = match chapters {
        [single] => {
            let sections = single.headings.iter().filter(|heading| heading.level == 2);
            let sections = sections
                .map(|heading| entry(address::section(&single.slug, heading.id.as_str()), heading.title.clone()));
            let questions = has_questions.then(|| entry(address::questions(&single.slug), "Questions".to_owned()));
            sections.chain(questions).collect_view()
        }
        several => {
            several.iter().map(|chapter| entry(address::chapter(&chapter.slug), chapter.title.clone())).collect_view()
        }
    };
    let answers = has_questions.then(|| entry(address::ANSWERS.to_owned(), "Answers".to_owned()));
    view! {
        <nav class="booklet-contents" aria-labelledby="booklet-contents-title">
            <h2 id="booklet-contents-title">"Contents"</h2>
            <ol>{entries}{answers}</ol>
        </nav>
    }
}

/// The note with ids that are unique among all notes of the booklet. Below the title of a chapter its headings stand
/// one level deeper.
fn note(concept: &Concept, addresses: &Addresses, is_single: bool) -> impl IntoView + use<> {
    let html = at_headings(&highlighted(&concept.html), &concept.headings, |heading, element| {
        let (level, id) = (heading.level, &heading.id);
        let inner = element.trim_start_matches(&format!("<h{level} id=\"{id}\">"));
        let inner = inner.trim_end_matches(&format!("</h{level}>"));
        let level = if is_single { level } else { level + 1 };
        format!("<h{level} id=\"{}\">{inner}</h{level}>", address::section(&concept.slug, id.as_str()))
    });
    let html = addresses.within(&concept.slug, &html);
    view! { <div class="note" inner_html=html></div> }
}

fn sources(concept: &Concept) -> impl IntoView + use<> {
    let items = concept.sources.iter().map(|source| {
        let checked = format!(", checked {}", source.checked);
        view! { <li><a href=source.url.clone() rel="noopener">{source.title.clone()}</a>{checked}</li> }
    });
    let items = items.collect_view();
    (!concept.sources.is_empty()).then(|| {
        view! {
            <div class="booklet-sources">
                <p class="booklet-word">"Sources"</p>
                <ul>{items}</ul>
            </div>
        }
    })
}
