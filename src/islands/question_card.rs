//! One question: choose, commit, learn why.

use domain::{
    content::{ChoiceView, Difficulty, Kind, QuestionView, Slug},
    practice::{AttemptId, OptionReveal, Reveal, Standing},
};
use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;
use wasm_bindgen::JsCast;

use super::{DifficultyBadge, fetch::post, practice::drawn_attempt};

/// What changes while a question is on the page.
#[derive(Clone, Copy)]
pub(super) struct QuestionState {
    question: StoredValue<QuestionView>,
    attempt: RwSignal<Option<AttemptId>>,
    /// Whether each option, in the author's order, is chosen.
    chosen: RwSignal<Vec<bool>>,
    reveal: RwSignal<Option<Reveal>>,
    problem: RwSignal<Option<String>>,
    sending: RwSignal<bool>,
}

#[derive(Serialize)]
struct AnswerRequest {
    attempt: AttemptId,
    chosen: Vec<Slug>,
}

impl QuestionState {
    pub(super) fn new(standing: Standing, problem: Option<String>) -> Self {
        let chosen = standing
            .question
            .options
            .iter()
            .map(|option| standing.reveal.as_ref().is_some_and(|reveal| reveal.chosen.contains(&option.id)));
        Self {
            attempt: RwSignal::new(standing.attempt),
            chosen: RwSignal::new(chosen.collect()),
            question: StoredValue::new(standing.question),
            reveal: RwSignal::new(standing.reveal),
            problem: RwSignal::new(problem),
            sending: RwSignal::new(false),
        }
    }

    pub(super) fn id(self) -> Slug {
        self.question.with_value(|question| question.id.clone())
    }

    pub(super) fn difficulty(self) -> Difficulty {
        self.question.with_value(|question| question.difficulty)
    }

    /// Whether the last answer was right; `None` while the question is open.
    pub(super) fn right(self) -> Option<bool> {
        self.reveal.with(|reveal| reveal.as_ref().map(|reveal| reveal.correct))
    }

    /// Takes over from the server's page: what was already chosen stays, and a question that nobody touched is shuffled.
    pub(super) fn wake(&self) {
        let inputs = self.inputs();
        if self.attempt.get_untracked().is_some() {
            // The options stand in the order of the attempt.
            self.order_untracked().into_iter().zip(inputs).for_each(|(at, input)| self.mark(at, input.checked()));
        } else if inputs.iter().any(web_sys::HtmlInputElement::checked) {
            inputs.iter().enumerate().for_each(|(at, input)| self.mark(at, input.checked()));
        } else {
            self.attempt.set(drawn_attempt());
        }
    }

    fn mark(&self, at: usize, is_chosen: bool) {
        let single = self.question.with_value(|question| question.kind == Kind::Single);
        self.chosen.update(|chosen| {
            if single && is_chosen {
                chosen.fill(false);
            }
            if let Some(place) = chosen.get_mut(at) {
                *place = is_chosen;
            }
        });
    }

    fn order(self) -> Vec<usize> {
        order(self.attempt.get(), self.question.with_value(|question| question.options.len()))
    }

    fn order_untracked(self) -> Vec<usize> {
        order(self.attempt.get_untracked(), self.question.with_value(|question| question.options.len()))
    }

    pub(super) fn open_again(self) {
        self.chosen.update(|chosen| chosen.fill(false));
        self.reveal.set(None);
        self.problem.set(None);
        self.attempt.set(drawn_attempt());
    }

    fn element(self, suffix: &str) -> Option<web_sys::HtmlElement> {
        let id = format!("q-{}{suffix}", self.id());
        web_sys::window()?.document()?.get_element_by_id(&id)?.dyn_into().ok()
    }

    pub(super) fn focus(self) {
        if let Some(card) = self.element("-title") {
            let _unfocusable = card.focus();
        }
    }

    fn inputs(self) -> Vec<web_sys::HtmlInputElement> {
        let list = self.element("").and_then(|card| card.query_selector_all("input[name=chosen]").ok());
        let list = list.iter().flat_map(|list| (0..list.length()).filter_map(|at| list.item(at)));
        list.filter_map(|node| node.dyn_into().ok()).collect()
    }

    fn submit(self) {
        if self.sending.get_untracked() {
            return;
        }
        // Someone chose before the page woke up: that order stays, and the attempt is named now.
        let Some(attempt) = self.attempt.get_untracked().or_else(drawn_attempt) else { return };
        let (path, chosen) = self.question.with_value(|question| {
            let chosen = self.chosen.get_untracked();
            let ids =
                question.options.iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(option, _)| option.id.clone());
            (format!("/api/v1/questions/{}/answers", question.id), ids.collect())
        });
        self.sending.set(true);
        spawn_local(async move {
            let reply = post::<Reveal>(&path, &AnswerRequest { attempt, chosen }).await;
            self.sending.set(false);
            match reply {
                Ok(reveal) => self.show(reveal),
                Err(error) => {
                    if error.status == 404 || error.status == 409 {
                        self.attempt.set(drawn_attempt());
                    }
                    self.problem.set(Some(error.detail));
                }
            }
        });
    }

    fn show(self, reveal: Reveal) {
        self.problem.set(None);
        self.attempt.set(Some(reveal.attempt));
        self.reveal.set(Some(reveal));
        request_animation_frame(move || {
            if let Some(verdict) = self.element("-verdict") {
                let _unfocusable = verdict.focus();
            }
        });
    }
}

fn order(attempt: Option<AttemptId>, len: usize) -> Vec<usize> {
    attempt.map_or_else(|| (0..len).collect(), |attempt| attempt.order(len))
}

#[component]
pub(super) fn QuestionCard(number: usize, total: usize, state: QuestionState, next: Option<Slug>) -> impl IntoView {
    let question = state.question.get_value();
    let id = question.id.clone();
    let single = question.kind == Kind::Single;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        state.submit();
    };
    let nothing_chosen = move || state.sending.get() || !state.chosen.get().contains(&true);
    let stem = format!("q-{id}-stem");
    let hint = format!("q-{id}-hint");
    let options = question.options;
    view! {
        <article class="question-card" id=format!("q-{id}") class:is-answered=move || state.reveal.get().is_some()>
            <form method="post" action=format!("/questions/{id}/answers") autocomplete="off" on:submit=submit>
                <header class="question-card-header">
                    <h3 class="question-card-title" id=format!("q-{id}-title") tabindex="-1">
                        {format!("Question {number}")}<span class="question-card-total">{format!(" of {total}")}</span>
                    </h3>
                    <DifficultyBadge difficulty=question.difficulty/>
                </header>
                <div
                    class="question-card-group"
                    role=if single { "radiogroup" } else { "group" }
                    aria-labelledby=stem
                    aria-describedby=hint
                >
                    <div class="question-card-stem" id=format!("q-{id}-stem") inner_html=question.stem_html.clone()></div>
                    <div class="question-card-options">
                        {move || options_view(state, &options, single)}
                    </div>
                </div>
                {move || state.attempt.get().map(|id| view! { <input type="hidden" name="attempt" value=id.to_string()/> })}
                <div class="question-card-commit" hidden=move || state.reveal.get().is_some()>
                    <p class="question-card-hint" id=format!("q-{id}-hint")>
                        {if single { "Select one answer before revealing." } else { "Select every right answer before revealing." }}
                    </p>
                    <button type="submit" class="button" prop:disabled=nothing_chosen>"Reveal the answer"</button>
                </div>
                <p class="form-problem" role="alert">{state.problem}</p>
            </form>
            <div class="question-card-verdict" id=format!("q-{id}-verdict") role="status" tabindex="-1">
                {move || state.reveal.get().map(|reveal| verdict_view(&reveal, &state.order()))}
            </div>
            {move || state.reveal.get().map(|reveal| reveal_view(reveal, next.as_ref()))}
        </article>
    }
}

/// Made anew when the order changes, which it does only with the attempt.
fn options_view(state: QuestionState, options: &[ChoiceView], single: bool) -> impl IntoView + use<> {
    let shown = state.order().into_iter().enumerate();
    shown.map(|(place, at)| option_view(state, &options[at], place, at, single)).collect_view()
}

fn option_view(
    state: QuestionState,
    option: &ChoiceView,
    place: usize,
    at: usize,
    single: bool,
) -> impl IntoView + use<> {
    let id = option.id.clone();
    let told = move || {
        state
            .reveal
            .with(|reveal| reveal.as_ref().and_then(|reveal| reveal.options.iter().find(|told| told.id == id).cloned()))
    };
    let told = Memo::new(move |_| told());
    let is_chosen = move || state.chosen.with(|chosen| chosen.get(at) == Some(&true));
    view! {
        <div
            class="option"
            class:is-right=move || told.get().is_some_and(|told| told.correct)
            class:is-wrong=move || told.get().is_some_and(|told| !told.correct)
            class:is-chosen=move || told.get().is_some() && is_chosen()
        >
            <label class="option-label">
                <input
                    type=if single { "radio" } else { "checkbox" }
                    name="chosen"
                    value=option.id.to_string()
                    required=single
                    checked=is_chosen
                    prop:checked=is_chosen
                    disabled=move || told.get().is_some()
                    on:change=move |event| state.mark(at, event_target_checked(&event))
                />
                <span class="option-letter" aria-hidden="true">{letter(place)}</span>
                <span class="option-text" inner_html=option.html.clone()></span>
            </label>
            {move || told.get().map(|told| why_view(told, is_chosen()))}
        </div>
    }
}

fn letter(place: usize) -> char {
    u8::try_from(place).ok().filter(|&place| place < 26).map_or('?', |place| char::from(b'A' + place))
}

fn why_view(told: OptionReveal, chosen: bool) -> impl IntoView {
    let verdict = match (told.correct, chosen) {
        (true, true) => "Right, and your choice",
        (true, false) => "Right",
        (false, true) => "Wrong, and your choice",
        (false, false) => "Wrong",
    };
    view! {
        <div class="option-why">
            <p class="option-verdict">{verdict}</p>
            <div inner_html=told.why_html></div>
        </div>
    }
}

fn verdict_view(reveal: &Reveal, order: &[usize]) -> impl IntoView + use<> {
    let right: Vec<String> = reveal
        .options
        .iter()
        .enumerate()
        .take(order.len())
        .filter(|(_, told)| told.correct)
        .map(|(place, _)| letter(place).to_string())
        .collect();
    let (class, text) = if reveal.correct {
        ("verdict is-right", "Right.".to_owned())
    } else {
        ("verdict is-wrong", format!("Not quite. The right answer is {}.", right.join(" and ")))
    };
    view! { <p class=class>{text}</p> }
}

fn reveal_view(reveal: Reveal, next: Option<&Slug>) -> impl IntoView + use<> {
    let section = format!("/concepts/{}#{}", reveal.reread.concept, reveal.reread.section);
    let scene = reveal.scene.map(|scene| {
        view! { <li><a href=format!("/sandbox/{scene}")>"See it happen in the sandbox"</a></li> }
    });
    let next = next.map(|next| view! { <a class="button" href=format!("#q-{next}-title")>"Next question"</a> });
    let references = reveal.references.into_iter().map(|source| {
        view! { <li><a href=source.url rel="noopener">{source.title}</a>{format!(", checked {}", source.checked)}</li> }
    });
    view! {
        <div class="reveal">
            <div class="reveal-explanation" inner_html=reveal.explanation_html></div>
            <ul class="reveal-links">
                <li><a href=section>"Read again: "{reveal.reread.title}</a></li>
                {scene}
                {references.collect_view()}
            </ul>
            <p class="reveal-due">"This question comes back on "<time datetime=reveal.review.due.clone()>{reveal.review.due.clone()}</time>"."</p>
            {next}
        </div>
    }
}
