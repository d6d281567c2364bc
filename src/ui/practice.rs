//! The questions of a concept with the score: for the page, and again in parts after something was answered.

use domain::{
    content::{Difficulty, Slug},
    practice::{Score, Standing},
};
use leptos::prelude::*;

use super::{FormProblem, QuestionCard, Reports, question_card::Place};
use crate::practice::{Remembered, Standings};

#[derive(Clone)]
pub struct PracticeCards {
    pub concept: Slug,
    pub standings: Vec<Standing>,
    pub remembered: Option<Remembered>,
    pub problem: Option<FormProblem>,
    pub reports: Option<Reports>,
}

impl PracticeCards {
    pub fn of(concept: Slug, Standings { standings, remembered }: Standings, reports: Option<Reports>) -> Self {
        Self { concept, standings, remembered, problem: None, reports }
    }

    /// All cards and the score.
    pub fn view(self) -> impl IntoView {
        let cards = (0..self.standings.len()).map(|at| self.card(at, false));
        view! {
            <div class="practice-cards">{cards.collect_view()}</div>
            {self.score()}
        }
    }

    /// The cards of these questions and the score, for a page that has the others; the reader comes to the first.
    pub fn parts(self, changed: &[Slug]) -> impl IntoView + use<> {
        let changed = (0..self.standings.len()).filter(|&at| changed.contains(&self.standings[at].question.id));
        let cards = changed.enumerate().map(|(place, at)| self.card(at, place == 0));
        view! {
            {cards.collect_view()}
            {self.score()}
        }
    }

    fn card(&self, at: usize, focused: bool) -> impl IntoView + use<> {
        let standing = self.standings[at].clone();
        let next = self.standings.get(at + 1).map(|next| format!("#q-{}-title", next.question.id));
        let total = Some(format!("of {}", self.standings.len()));
        let place = Place { title: format!("Question {}", at + 1), total, next, from: None };
        let problem = self.problem.as_ref().filter(|problem| problem.question == standing.question.id);
        let problem = problem.map(|problem| problem.message.clone());
        let report = self.reports.as_ref().filter(|_| standing.reveal.is_some());
        let report = report.and_then(|reports| reports.question(&standing.question.id));
        view! { <QuestionCard standing place problem focused report/> }
    }

    fn score_of(&self, only: Option<Difficulty>) -> Score {
        let answers = self
            .standings
            .iter()
            .map(|standing| (standing.question.difficulty, standing.reveal.as_ref().map(|reveal| reveal.correct)));
        Score::of(answers, only)
    }

    /// Right of all, by difficulty, and the two ways to go on.
    fn score(&self) -> impl IntoView + use<> {
        let all = self.score_of(None);
        let by_difficulty = Difficulty::ALL.map(|difficulty| (difficulty, self.score_of(Some(difficulty))));
        let rows = by_difficulty.into_iter().filter(|(_, score)| score.questions > 0).map(|(difficulty, score)| {
            view! {
                <li>
                    <span class="practice-score-word">{difficulty.as_str()}</span>
                    {format!(" {} of {}", score.right, score.questions)}
                </li>
            }
        });
        let again = |which, words| retry_form(&self.concept, which, words);
        let missed = (all.answered > all.right).then(|| again("missed", "Retry the missed ones"));
        let over = (all.answered > 0).then(|| again("all", "Start over"));
        view! {
            <section class="practice-score" id="practice-score" aria-labelledby="practice-score-title">
                <h3 id="practice-score-title">"Your score on this concept"</h3>
                <p class="practice-score-total">
                    <strong>{all.right}</strong>
                    {format!(" of {} right, {} answered", all.questions, all.answered)}
                </p>
                <ul class="practice-score-rows">{rows.collect_view()}</ul>
                {self.remembered.as_ref().map(remembered)}
                <div class="practice-score-actions">{missed}{over}</div>
            </section>
        }
    }
}

/// How much of it one still knows, and where it is worth reading again.
fn remembered(remembered: &Remembered) -> impl IntoView + use<> {
    let percent = |share: f32| format!("{:.0} %", share * 100.0);
    let weakest = remembered.weakest.as_ref().map(|(section, recall)| {
        view! {
            " Worth reading again: "
            <a href=format!("#{}", section.section)>{section.title.clone()}</a>
            {format!(" ({}).", percent(*recall))}
        }
    });
    view! {
        <p class="practice-score-recall">
            {format!("You are likely to remember {} of what you answered.", percent(remembered.recall))}
            {weakest}
        </p>
    }
}

fn retry_form(concept: &Slug, which: &'static str, words: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=format!("/concepts/{concept}/retry")>
            <input type="hidden" name="which" value=which/>
            <button type="submit" class="button is-quiet">{words}</button>
            <p class="form-problem" role="alert"></p>
        </form>
    }
}
