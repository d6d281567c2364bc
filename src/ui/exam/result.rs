//! One place of a paper that is over: what was asked, chosen and right, with the reasons.

use std::collections::BTreeSet;

use domain::{
    content::{Kind, QuestionView, Slug},
    exam::{Outcome, Told},
};
use leptos::prelude::*;

use super::words;
use crate::ui::question_card::{Choosable, explanation_view, option_view};

#[derive(Clone, Debug)]
pub struct ResultPlace {
    /// From 1.
    pub number: usize,
    pub domain: String,
    pub scored: bool,
    pub outcome: Outcome,
    pub ms: i64,
    /// Nothing where the question was removed.
    pub shown: Option<Shown>,
}

/// A question with everything that may now be told.
#[derive(Clone, Debug)]
pub struct Shown {
    pub question: QuestionView,
    pub order: Vec<usize>,
    pub chosen: BTreeSet<Slug>,
    pub told: Told,
}

impl ResultPlace {
    /// A row of the table of all questions; what was missed is linked.
    pub(super) fn row(&self) -> impl IntoView + use<> {
        let number = self.number;
        let number = if self.outcome.is_miss() && self.shown.is_some() {
            view! { <a href=format!("#question-{number}")>{number}</a> }.into_any()
        } else {
            number.into_any()
        };
        view! {
            <tr>
                <th scope="row">{number}</th>
                <td>{self.domain.clone()}</td>
                <td>{outcome(self.outcome)}</td>
                <td class="align-right">{words::span(self.ms)}</td>
            </tr>
        }
    }

    /// The question with its options and reasons.
    pub(super) fn miss(&self) -> impl IntoView + use<> {
        let Shown { question, order, chosen, told } = self.shown.clone()?;
        let single = question.kind == Kind::Single;
        let options = order.iter().enumerate().map(|(place, &at)| {
            let option = &question.options[at];
            let told = told.options.iter().find(|told| told.id == option.id).cloned();
            option_view(
                option,
                place,
                &Choosable { single, required: false, chosen: chosen.contains(&option.id), told },
            )
        });
        let options = options.collect_view();
        let number = self.number;
        Some(view! {
            <article class="exam-miss" id=format!("question-{number}") aria-labelledby=format!("question-{number}-title")>
                <h3 id=format!("question-{number}-title")>
                    {format!("Question {number}")}<span>{format!(" · {} · {}", self.domain, outcome(self.outcome))}</span>
                </h3>
                // A form of its own keeps the options of one question apart from those of the others.
                <form>
                    <div class="exam-stem" inner_html=question.stem_html></div>
                    <div class="exam-options">{options}</div>
                </form>
                {explanation_view(told.explanation_html, told.reread, told.scene_address, told.references)}
            </article>
        })
    }
}

pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Right => "right",
        Outcome::Wrong => "wrong",
        Outcome::Unanswered => "not answered",
        Outcome::Void => "does not count, it was changed",
    }
}
