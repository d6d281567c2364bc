//! One question of a paper. Choosing never sends; every button saves what is chosen and then goes somewhere.

use std::collections::BTreeSet;

use domain::{
    content::{Kind, QuestionView, Slug},
    exam::{Mode, Told},
};
use leptos::prelude::*;

use super::{Cell, ExamHead, clock::clock, grid, words};
use crate::ui::question_card::{Choosable, explanation_view, in_words, option_view};

#[derive(Clone, Debug)]
pub struct ExamQuestionPage {
    pub head: ExamHead,
    /// From 1.
    pub number: usize,
    pub cells: Vec<Cell>,
    /// Nothing where the question was removed while the attempt was under way.
    pub asked: Option<Asked>,
    pub note: Option<Note>,
    /// When this page was made, in Unix milliseconds: from then on the learner looks at it.
    pub now_ms: i64,
}

/// A question with the order of its options, and what the learner has chosen.
#[derive(Clone, Debug)]
pub struct Asked {
    pub question: QuestionView,
    pub order: Vec<usize>,
    pub chosen: BTreeSet<Slug>,
    /// What is saved; differs from `chosen` where that was not taken.
    pub saved: BTreeSet<Slug>,
    pub told: Option<Told>,
}

/// What came of saving, where it is not simply saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    Saved,
    Problem(String),
    /// The letters that another tab saved.
    Conflict(String),
}

impl ExamQuestionPage {
    pub fn view(self) -> impl IntoView {
        let (number, total) = (self.number, self.cells.len());
        let told = self.asked.as_ref().is_some_and(|asked| asked.told.is_some());
        let first = if self.head.mode == Mode::Review && self.asked.is_some() && !told { "tell" } else { "next" };
        let flagged = self.cells.get(number - 1).is_some_and(|cell| cell.flagged);
        let address = self.head.address();
        view! {
            <div class="exam">
                <header class="exam-header">
                    <p class="exam-name">{format!("{} · {}", self.head.terms.title, words::mode(self.head.mode))}</p>
                    {clock(self.head.left_ms)}
                </header>
                <form class="exam-form" method="post" action=format!("{address}/{number}") autocomplete="off" data-exam=address.clone()>
                    <div class="exam-question">
                        <h1 class="exam-number" id="question" tabindex="-1">
                            {format!("Question {number}")}<span>{format!(" of {total}")}</span>
                        </h1>
                        {self.question()}
                        {self.told()}
                        <div class="exam-actions">
                            {action(first, told, total, number)}
                            {(number > 1).then(|| view! { <button type="submit" name="go" value="previous" class="button is-quiet">"Previous"</button> })}
                            {(first == "tell").then(|| view! { <button type="submit" name="go" value="next" class="button is-quiet">"Go on"</button> })}
                            {flag_button(flagged)}
                        </div>
                        {self.kept()}
                    </div>
                    <section class="exam-side" aria-labelledby="exam-side-title">
                        <h2 id="exam-side-title">"All questions"</h2>
                        {grid::buttons(&self.cells, number)}
                        <p class="exam-side-summary" data-summary="">{grid::summary(&self.cells)}</p>
                        <button type="submit" name="go" value="overview" class="button is-quiet">"Overview and hand in"</button>
                    </section>
                </form>
            </div>
        }
    }

    fn question(&self) -> impl IntoView + use<> {
        let Some(asked) = self.asked.clone() else {
            let words = "This question was removed while you sat the exam. It does not count; go on to the next.";
            return view! { <p class="exam-removed">{words}</p> }.into_any();
        };
        let single = asked.question.kind == Kind::Single;
        let told = asked.told.as_ref();
        let options = asked.order.iter().enumerate().map(|(place, &at)| {
            let option = &asked.question.options[at];
            let told = told.and_then(|told| told.options.iter().find(|told| told.id == option.id).cloned());
            let chosen = asked.chosen.contains(&option.id);
            option_view(option, place, &Choosable { single, required: false, chosen, told })
        });
        let hint = match asked.question.choose {
            1 => "One answer is right.".to_owned(),
            choose => format!("Choose {}: so many answers are right.", in_words(choose)),
        };
        view! {
            <div role=if single { "radiogroup" } else { "group" } aria-labelledby="exam-stem" aria-describedby="exam-hint">
                <div class="exam-stem" id="exam-stem" inner_html=asked.question.stem_html.clone()></div>
                <p class="exam-hint" id="exam-hint">{hint}</p>
                <div class="exam-options">{options.collect_view()}</div>
            </div>
        }
        .into_any()
    }

    /// What the form says of itself, and what became of saving it; the script exchanges it after each save.
    pub fn kept(&self) -> impl IntoView + use<> {
        let saved = self.asked.as_ref().map(|asked| &asked.saved).into_iter().flatten();
        let was = saved.map(Slug::as_str).collect::<Vec<_>>().join(" ");
        let (quiet, loud) = match &self.note {
            None => (None, None),
            Some(Note::Saved) => (Some("Saved."), None),
            Some(Note::Problem(problem)) => (None, Some(problem.clone())),
            Some(Note::Conflict(letters)) => (None, Some(conflict(letters))),
        };
        view! {
            <div class="exam-kept" id="exam-kept" data-left-ms=self.head.left_ms>
                <input type="hidden" name="was" value=was/>
                <input type="hidden" name="since" value=self.now_ms/>
                <p class="exam-saved" role="status">{quiet}</p>
                <p class="form-problem" role="alert">{loud}</p>
            </div>
        }
    }

    fn told(&self) -> impl IntoView + use<> {
        let told = self.asked.as_ref().and_then(|asked| asked.told.clone());
        told.map(|told| {
            let right = self.cells.get(self.number - 1).and_then(|cell| cell.told).unwrap_or_default();
            let (class, words) =
                if right { ("verdict is-right", "Right.") } else { ("verdict is-wrong", "Not quite.") };
            view! {
                <div class="reveal">
                    <p class=class id="verdict" tabindex="-1">{words}</p>
                    {explanation_view(told.explanation_html, told.reread, told.scene_address, told.references)}
                </div>
            }
        })
    }
}

fn conflict(letters: &str) -> String {
    let saved = if letters.is_empty() { "no answer".to_owned() } else { format!("answer {letters}") };
    format!(
        "In another tab you saved {saved} here, which stands for now. To keep what you chose on this page, save it again."
    )
}

/// Where the answer was told there is nothing left to save.
fn action(first: &str, told: bool, total: usize, number: usize) -> impl IntoView + use<> {
    let words = match (first, told, number == total) {
        ("tell", ..) => "Reveal the answer",
        (_, true, true) => "Look it over",
        (_, true, false) => "Go on",
        (_, false, true) => "Save and look it over",
        (_, false, false) => "Save and go on",
    };
    view! { <button type="submit" name="go" value=first.to_owned() class="button">{words}</button> }
}

fn flag_button(flagged: bool) -> impl IntoView {
    let (value, words) = if flagged { ("unflag", "Remove the flag") } else { ("flag", "Flag for later") };
    view! { <button type="submit" name="go" value=value class="button is-quiet exam-flag" aria-pressed=flagged.to_string()>{words}</button> }
}
