//! The questions of a concept: each answered in place, with the score and the way to try again.

use domain::{
    content::{Difficulty, Slug},
    practice::{AttemptId, Score, Standing},
};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

use super::{
    fetch::post,
    question_card::{QuestionCard, QuestionState},
};

/// What was wrong with a form that was sent without JavaScript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormProblem {
    pub question: Slug,
    pub message: String,
}

#[derive(Serialize)]
struct RetryRequest {
    which: &'static str,
}

#[derive(Deserialize)]
struct RetryReply {
    questions: Vec<Slug>,
}

#[island]
pub fn Practice(
    concept: Slug,
    standings: Vec<Standing>,
    #[prop(optional_no_strip)] problem: Option<FormProblem>,
) -> impl IntoView {
    let states: Vec<QuestionState> = standings
        .into_iter()
        .map(|standing| {
            let message = problem.as_ref().filter(|problem| problem.question == standing.question.id);
            QuestionState::new(standing, message.map(|problem| problem.message.clone()))
        })
        .collect();
    let states = StoredValue::new(states);
    // Runs in the browser only: until then the page works by plain forms.
    Effect::new(move || states.with_value(|states| states.iter().for_each(QuestionState::wake)));

    let total = states.with_value(Vec::len);
    let cards = (0..total).map(|at| {
        let (state, next) = states.with_value(|states| (states[at], states.get(at + 1).map(|next| next.id())));
        view! { <QuestionCard number=at + 1 total state next/> }
    });
    view! {
        <div class="practice">
            <div class="practice-cards">{cards.collect_view()}</div>
            <PracticeScore concept states/>
        </div>
    }
}

/// Right of all, by difficulty, and the two ways to go on.
#[component]
fn PracticeScore(concept: Slug, states: StoredValue<Vec<QuestionState>>) -> impl IntoView {
    let score = move |only: Option<Difficulty>| {
        states.with_value(|states| Score::of(states.iter().map(|state| (state.difficulty(), state.right())), only))
    };
    let rows =
        Difficulty::ALL.into_iter().filter(|difficulty| score(Some(*difficulty)).questions > 0).map(|difficulty| {
            let of = move || {
                let score = score(Some(difficulty));
                format!("{} of {}", score.right, score.questions)
            };
            view! { <li><span class="practice-score-word">{difficulty.as_str()}</span>" "{of}</li> }
        });
    let problem = RwSignal::new(None::<String>);
    let action = format!("/concepts/{concept}/retry");
    let retry = move |which: &'static str| {
        let path = format!("/api/v1/concepts/{concept}/retry");
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            let path = path.clone();
            spawn_local(async move {
                match post::<RetryReply>(&path, &RetryRequest { which }).await {
                    Ok(reply) => states.with_value(|states| reopen(states, &reply.questions)),
                    Err(error) => problem.set(Some(error.detail)),
                }
            });
        }
    };
    let nothing_missed = move || score(None).answered == score(None).right;
    let nothing_answered = move || score(None).answered == 0;
    view! {
        <section class="practice-score" aria-labelledby="practice-score-title">
            <h3 id="practice-score-title" tabindex="-1">"Your score on this concept"</h3>
            <p class="practice-score-total">
                <strong>{move || score(None).right}</strong>
                {move || format!(" of {} right, {} answered", score(None).questions, score(None).answered)}
            </p>
            <ul class="practice-score-rows">{rows.collect_view()}</ul>
            <div class="practice-score-actions" class:is-empty=nothing_answered>
                <form method="post" action=action.clone() on:submit=retry("missed")>
                    <input type="hidden" name="which" value="missed"/>
                    <button type="submit" class="button is-quiet" prop:disabled=nothing_missed>"Retry the missed ones"</button>
                </form>
                <form method="post" action=action on:submit=retry("all")>
                    <input type="hidden" name="which" value="all"/>
                    <button type="submit" class="button is-quiet" prop:disabled=nothing_answered>"Start over"</button>
                </form>
            </div>
            <p class="form-problem" role="alert">{problem}</p>
        </section>
    }
}

/// Shows the questions as open again and moves to the first of them.
fn reopen(states: &[QuestionState], questions: &[Slug]) {
    let opened: Vec<&QuestionState> = states.iter().filter(|state| questions.contains(&state.id())).collect();
    opened.iter().for_each(|state| state.open_again());
    if let Some(first) = opened.first() {
        first.focus();
    }
}

/// An id for an attempt, drawn by the browser.
pub(super) fn drawn_attempt() -> Option<AttemptId> {
    let mut bytes = [0; 16];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(AttemptId::from_random_bytes(bytes))
}
