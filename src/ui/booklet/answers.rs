//! What is right and why, on pages of its own at the end of a booklet.

use domain::content::{Choice, Concept, Question};
use leptos::prelude::*;

use super::address::{self, ANSWERS, Addresses};
use crate::{
    content::{Library, highlighted},
    ui::question_card::letter,
};

pub(super) fn answers(library: &Library, chapters: &[&Concept], addresses: &Addresses) -> impl IntoView + use<> {
    let is_single = chapters.len() == 1;
    let with_questions = chapters.iter().filter(|chapter| library.questions_of(&chapter.slug).next().is_some());
    let shown: Vec<_> = with_questions
        .map(|chapter| {
            let answers = library.questions_of(&chapter.slug).enumerate();
            let answers = answers.map(|(at, question)| one(at + 1, question, chapter, addresses)).collect_view();
            let title = (!is_single).then(|| view! { <h3>{chapter.title.clone()}</h3> });
            view! { <section>{title}{answers}</section> }
        })
        .collect();
    (!shown.is_empty()).then(|| {
        view! {
            <section class="booklet-answers" id=ANSWERS>
                <h2>"Answers"</h2>
                {shown}
            </section>
        }
    })
}

fn one(number: usize, question: &Question, chapter: &Concept, addresses: &Addresses) -> impl IntoView + use<> {
    let id = question.id.as_str();
    let right = question.options.iter().enumerate().filter(|(_, option)| option.right);
    let right: Vec<String> = right.map(|(place, _)| letter(place).to_string()).collect();
    let reasons = question.options.iter().enumerate();
    let reasons = reasons.map(|(place, option)| reason(place, option, question, addresses)).collect_view();
    let explanation = addresses.within(&question.concept, &highlighted(&question.explanation_html));
    let section = chapter.headings.iter().find(|heading| heading.id == question.section);
    let reread = section.map(|heading| {
        let place = address::section(&chapter.slug, heading.id.as_str());
        view! { <li>"Read again: "<a href=format!("#{place}")>{heading.title.clone()}</a></li> }
    });
    let references = question.references.iter().map(|source| {
        let checked = format!(", checked {}", source.checked);
        view! { <li><a href=source.url.clone() rel="noopener">{source.title.clone()}</a>{checked}</li> }
    });
    view! {
        <div class="booklet-answer" id=address::answer(id)>
            <p class="booklet-right">
                <a href=format!("#{}", address::question(id))>{format!("Question {number}")}</a>
                {format!(": {}", right.join(" and "))}
            </p>
            <div class="booklet-explanation" inner_html=explanation></div>
            <ul class="booklet-reasons">{reasons}</ul>
            <ul class="booklet-sources">{reread}{references.collect_view()}</ul>
        </div>
    }
}

fn reason(place: usize, option: &Choice, question: &Question, addresses: &Addresses) -> impl IntoView + use<> {
    let verdict = if option.right { "right" } else { "wrong" };
    let why = addresses.within(&question.concept, &highlighted(&option.why_html));
    view! {
        <li>
            <p class="booklet-verdict"><strong>{letter(place)}</strong>{format!(", {verdict}")}</p>
            <div inner_html=why></div>
        </li>
    }
}
