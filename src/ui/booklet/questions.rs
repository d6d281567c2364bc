//! The questions of a chapter, to be answered with a pencil.

use domain::content::{Concept, Kind, Question};
use leptos::prelude::*;

use super::address;
use crate::{
    content::{Library, highlighted},
    ui::{DifficultyBadge, question_card::letter},
};

pub(super) fn questions(library: &Library, chapter: &Concept, is_single: bool) -> impl IntoView + use<> {
    let shown = library.questions_of(&chapter.slug).enumerate();
    let shown = shown.map(|(at, question)| one(at + 1, question, is_single)).collect_view();
    let title = if is_single { "Questions".to_owned() } else { format!("Questions on {}", chapter.title) };
    let heading = if is_single { view! { <h2>{title}</h2> }.into_any() } else { view! { <h3>{title}</h3> }.into_any() };
    let has_any = library.questions_of(&chapter.slug).next().is_some();
    has_any.then(|| {
        view! { <section class="booklet-questions" id=address::questions(&chapter.slug)>{heading}{shown}</section> }
    })
}

fn one(number: usize, question: &Question, is_single: bool) -> impl IntoView + use<> {
    let id = question.id.as_str();
    let task = match question.kind {
        Kind::Single => "one answer is right",
        Kind::Multiple => "several answers are right",
    };
    let options = question.options.iter().enumerate().map(|(place, option)| {
        view! {
            <li>
                <span class="booklet-letter">{letter(place)}</span>
                <span inner_html=option.html.clone()></span>
            </li>
        }
    });
    let title = format!("Question {number}");
    let heading = if is_single { view! { <h3>{title}</h3> }.into_any() } else { view! { <h4>{title}</h4> }.into_any() };
    view! {
        <section class="booklet-question" id=address::question(id)>
            <div class="booklet-question-header">
                {heading}
                <p class="concept-meta">
                    <DifficultyBadge difficulty=question.difficulty/>
                    <span>{task}</span>
                    <a href=format!("#{}", address::answer(id))>"Answer"<span class="visually-hidden">{format!(" to question {number}")}</span></a>
                </p>
            </div>
            <div class="booklet-stem" inner_html=highlighted(&question.stem_html).into_owned()></div>
            <ol class="booklet-options">{options.collect_view()}</ol>
        </section>
    }
}
