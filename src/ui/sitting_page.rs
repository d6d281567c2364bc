//! The end of a sitting: what was right, what to read again, and what comes next.

use std::sync::Arc;

use leptos::prelude::*;

use super::practice_page::{href, question_href};
use crate::{
    content::Library,
    practice::{Filter, Queue, SittingState, ToReread},
    search::brief,
};

#[derive(Clone)]
pub struct SittingPage {
    pub library: Arc<Library>,
    pub state: SittingState,
    pub to_reread: Vec<ToReread>,
    /// What is left of today, with the sitting's filter.
    pub queue: Queue,
}

impl SittingPage {
    pub fn view(self) -> impl IntoView {
        let Self { library, state, to_reread, queue } = self;
        let (right, answered) = (state.right(), state.answers.len());
        let result = if answered == 0 {
            view! { <p>"Nothing was answered in it, and nothing is lost."</p> }.into_any()
        } else {
            view! { <p class="sitting-page-result"><strong>{right}</strong>{format!(" of {answered} right")}</p> }
                .into_any()
        };
        let missed = state.answers.iter().filter(|answer| !answer.correct);
        let missed: Vec<_> = missed
            .filter_map(|answer| library.question(&answer.question))
            .map(|question| {
                let href = question_href(&question.concept, &question.id);
                view! { <li><a href=href>{brief(question)}</a></li> }
            })
            .collect();
        let missed = (!missed.is_empty()).then(|| {
            view! { <section><h2>"Missed"</h2><ul class="sitting-page-list">{missed.collect_view()}</ul></section> }
        });
        let left = queue.asked.len();
        let of_what = if state.filter == Filter::default() { "" } else { " of this choice" };
        let next = match (left, queue.next) {
            (0, Some(day)) => format!(
                "Nothing more{of_what} is due today. The next question comes back on {}.",
                super::question_card::written(&day.to_string())
            ),
            (0, None) => format!("Nothing more{of_what} is due today."),
            (1, _) => format!("One more question{of_what} is left for today."),
            (left, _) => format!("{left} more questions{of_what} are left for today."),
        };
        let go_on = (left > 0).then(|| view! { <a class="button" href=href(&state.filter)>"Go on practising"</a> });
        let again = missed.is_some().then(|| {
            let again = href(&Filter { missed: true, early: true, ..state.filter.clone() });
            let class = if left > 0 { "button is-quiet" } else { "button" };
            view! { <a class=class href=again>"Ask what was missed again"</a> }
        });
        let actions =
            (go_on.is_some() || again.is_some()).then(|| view! { <p class="sitting-page-actions">{go_on}{again}</p> });
        view! {
            <div class="sitting-page measure">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/practice">"Practice"</a></li><li aria-current="page">"Sitting"</li></ol>
                </nav>
                <h1>"That was the sitting"</h1>
                {result}
                {missed}
                {reread(&library, to_reread)}
                <section>
                    <h2>"What comes next"</h2>
                    <p>{next}</p>
                    {actions}
                </section>
            </div>
        }
    }
}

fn reread(library: &Library, sections: Vec<ToReread>) -> Option<impl IntoView + use<>> {
    if sections.is_empty() {
        return None;
    }
    let items = sections.into_iter().map(|ToReread { section, misses }| {
        let href = format!("/concepts/{}#{}", section.concept, section.section);
        let misses = if misses == 1 { "one miss".to_owned() } else { format!("{misses} misses") };
        let concept = library.concept(&section.concept).map(|concept| concept.title.clone()).unwrap_or_default();
        view! { <li><a href=href>{format!("{concept}: {}", section.title)}</a>", "{misses}</li> }
    });
    Some(view! { <section><h2>"Read again"</h2><ul class="sitting-page-list">{items.collect_view()}</ul></section> })
}
