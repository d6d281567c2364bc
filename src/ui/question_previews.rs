//! The questions of a concept as their author checks them: every option with its reason, and what follows the answer.

use domain::{
    content::{Choice, Kind, Question},
    scene::SceneLink,
};
use leptos::prelude::*;

use super::DifficultyBadge;
use crate::content::highlighted;

/// Holds answer keys: shown to authors only.
pub struct QuestionPreviews {
    pub questions: Vec<Question>,
}

impl QuestionPreviews {
    pub fn view(self) -> impl IntoView {
        let cards = self.questions.into_iter().enumerate().map(|(at, question)| card(at + 1, question));
        view! { <div class="practice-cards">{cards.collect_view()}</div> }
    }
}

fn card(number: usize, question: Question) -> impl IntoView {
    let id = question.id;
    let kind = match question.kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
    };
    let section = format!("#{}", question.section);
    let scene = question.scene.as_ref().map(SceneLink::address);
    let scene = scene.map(|address| view! { <li><a href=address>"See it happen in the sandbox"</a></li> });
    let references = question.references.into_iter().map(|source| {
        view! { <li><a href=source.url rel="noopener">{source.title}</a>{format!(", checked {}", source.checked)}</li> }
    });
    view! {
        <article class="question-card is-answered" id=format!("q-{id}")>
            <header class="question-card-header">
                <h3 class="question-card-title">{format!("Question {number}")}<span class="question-card-total">{format!(" {id}, {kind}")}</span></h3>
                <DifficultyBadge difficulty=question.difficulty/>
            </header>
            <div class="question-card-stem" inner_html=highlighted(&question.stem_html).into_owned()></div>
            <div class="question-card-options">{question.options.into_iter().map(option).collect_view()}</div>
            <div class="reveal">
                <div class="reveal-explanation" inner_html=highlighted(&question.explanation_html).into_owned()></div>
                <ul class="reveal-links">
                    <li><a href=section>"Read again"</a></li>
                    {scene}
                    {references.collect_view()}
                    <li>{format!("Tasks: {}", question.tasks.join(", "))}</li>
                </ul>
            </div>
        </article>
    }
}

fn option(choice: Choice) -> impl IntoView {
    let (class, verdict) = if choice.right { ("option is-right", "Right") } else { ("option is-wrong", "Wrong") };
    view! {
        <div class=class>
            <div class="option-label">
                <span class="option-letter" aria-hidden="true">{choice.id.to_string()}</span>
                <span class="option-text" inner_html=choice.html></span>
            </div>
            <div class="option-why">
                <p class="option-verdict">{verdict}</p>
                <div inner_html=highlighted(&choice.why_html).into_owned()></div>
            </div>
        </div>
    }
}
