//! Every question with a flag, a note or set aside, with the way back.

use std::sync::Arc;

use leptos::prelude::*;

use super::{MarkForms, mark_forms::mark_form, practice_page::question_href};
use crate::{content::Library, practice::Marked, search::brief};

#[derive(Clone)]
pub struct MarksPage {
    pub library: Arc<Library>,
    pub marked: Vec<Marked>,
}

/// Tells the forms to come back to this page.
pub const FROM_MARKS: &str = "marks";

impl MarksPage {
    pub fn view(self) -> impl IntoView {
        let Self { library, marked } = self;
        let none = marked.is_empty().then(|| {
            view! { <p>"Nothing yet. Flag a question, set it aside or write a note while you "<a href="/practice">"practise"</a>"."</p> }
        });
        let items = marked.into_iter().map(|marked| item(&library, marked));
        view! {
            <div class="marks-page measure">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/practice">"Practice"</a></li><li aria-current="page">"Flags and notes"</li></ol>
                </nav>
                <h1>"Flags, notes and what is set aside"</h1>
                {none}
                <ul class="marks-page-list">{items.collect_view()}</ul>
            </div>
        }
    }
}

fn item(library: &Library, marked: Marked) -> AnyView {
    let Some(question) = library.question(&marked.question) else {
        let name = marked.question.as_str().replace('-', " ");
        let note = marked.mark.note;
        return view! { <li><h2>{name}</h2><p>"This question is no longer asked. What you did with it is kept."</p><p class="marks-page-note">{note}</p></li> }
            .into_any();
    };
    let name = brief(question);
    let href = question_href(&question.concept, &question.id);
    let aside = marked.is_set_aside().then(|| {
        let why = if marked.mark.is_missed_too_often(marked.misses) {
            format!("Set aside after {} misses.", marked.misses)
        } else {
            "Set aside by you.".to_owned()
        };
        let section = format!("/concepts/{}#{}", question.concept, question.section);
        let scene = question
            .scene
            .as_ref()
            .map(|scene| view! { ", "<a href=scene.address()>"see it happen in the sandbox"</a> });
        view! {
            <p>{why}" "<a href=section>"Read the section again"</a>{scene}", then bring it back."</p>
            {mark_form(&marked.question, FROM_MARKS, "bring-back", "Bring it back", None)}
        }
    });
    let flagged = marked.mark.flagged.then(|| view! { <span class="marks-page-flag">"Flagged"</span> });
    let stem = question.stem_html.clone();
    let forms = MarkForms { marked, from: FROM_MARKS.to_owned(), note_problem: None };
    view! {
        <li>
            <h2><a href=href>{name}</a>{flagged}</h2>
            <div inner_html=stem></div>
            {aside}
            {forms.view()}
        </li>
    }
    .into_any()
}
