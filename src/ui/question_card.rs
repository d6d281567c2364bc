//! One question: choose, commit, learn why.

use domain::{
    content::{ChoiceView, Kind, Slug, Source},
    practice::{OptionReveal, Reread, Reveal, Standing},
};
use leptos::prelude::*;

use super::DifficultyBadge;
use crate::content::highlighted;

/// What was wrong with a form, said at its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    pub question: Slug,
    pub message: String,
}

/// Where a card stands among the others.
#[derive(Clone, Debug)]
pub struct Place {
    /// `Question 3`
    pub title: String,
    /// `of 5`
    pub total: Option<String>,
    /// Where the next question is.
    pub next: Option<String>,
    /// What the page asked for, where the answer comes back to it; else it comes back to the concept.
    pub from: Option<String>,
}

/// `focused` where the reader should come to this card: it was just answered, or is asked again.
#[component]
pub fn QuestionCard(
    standing: Standing,
    place: Place,
    problem: Option<String>,
    focused: bool,
    report: Option<String>,
) -> impl IntoView {
    let order = standing.order();
    let Standing { question, attempt, reveal, answered_under_another_key } = standing;
    let id = question.id.clone();
    let (single, choose) = (question.kind == Kind::Single, question.choose);
    let is_open = reveal.is_none();
    let shown = order.iter().enumerate();
    let options = shown.map(|(place, &at)| {
        let option = &question.options[at];
        let told = reveal.as_ref().and_then(|reveal| reveal.options.iter().find(|told| told.id == option.id).cloned());
        let chosen = reveal.as_ref().is_some_and(|reveal| reveal.chosen.contains(&option.id));
        option_view(option, place, &Choosable { single, required: single, chosen, told })
    });
    let options = options.collect_view();
    let commit = is_open.then(|| commit_view(&id, choose));
    let told = reveal.map(|reveal| reveal_view(reveal, &id, place.next, focused, report));
    let changed = answered_under_another_key.map(|day| {
        view! {
            <p class="question-card-changed">
                "The answer key of this question was changed after you answered it on "
                <time datetime=day.clone()>{written(&day)}</time>", so it is asked again. What you remember of it is kept."
            </p>
        }
    });
    view! {
        <article class="question-card" class:is-answered=!is_open id=format!("q-{id}")>
            <form method="post" action=format!("/questions/{id}/answers") autocomplete="off">
                <header class="question-card-header">
                    <h3 class="question-card-title" id=format!("q-{id}-title") tabindex="-1" data-focus=(is_open && focused).then_some("")>
                        {place.title}
                        {place.total.map(|total| view! { <span class="question-card-total">" "{total}</span> })}
                    </h3>
                    <DifficultyBadge difficulty=question.difficulty/>
                </header>
                {changed}
                <div
                    class="question-card-group"
                    role=if single { "radiogroup" } else { "group" }
                    aria-labelledby=format!("q-{id}-stem")
                    aria-describedby=is_open.then(|| format!("q-{id}-hint"))
                >
                    <div class="question-card-stem" id=format!("q-{id}-stem") inner_html=highlighted(&question.stem_html).into_owned()></div>
                    <div class="question-card-options">{options}</div>
                </div>
                {attempt.filter(|_| is_open).map(|attempt| view! { <input type="hidden" name="attempt" value=attempt.to_string()/> })}
                {place.from.map(|from| view! { <input type="hidden" name="from" value=from/> })}
                {commit}
                <p class="form-problem" role="alert">{problem}</p>
            </form>
            {told}
        </article>
    }
}

/// `two` and so on, up to the most options that a question has.
pub(super) fn in_words(count: usize) -> String {
    const WORDS: [&str; 9] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn commit_view(id: &Slug, choose: usize) -> impl IntoView + use<> {
    let hint = match choose {
        1 => "Select one answer before revealing.".to_owned(),
        choose => format!("Select {} answers before revealing.", in_words(choose)),
    };
    view! {
        <div class="question-card-commit">
            <p class="question-card-hint" id=format!("q-{id}-hint") data-most=choose.to_string()>{hint}</p>
            <fieldset class="question-card-sureness">
                <legend class="visually-hidden">"How sure are you? You need not say."</legend>
                <label><input type="radio" name="sure" value="yes"/>"Sure"</label>
                <label><input type="radio" name="sure" value="no"/>"Unsure"</label>
            </fieldset>
            <button type="submit" class="button">"Reveal the answer"</button>
        </div>
    }
}

/// How an option may be chosen, and what is known of it.
pub(super) struct Choosable {
    pub(super) single: bool,
    pub(super) required: bool,
    pub(super) chosen: bool,
    pub(super) told: Option<OptionReveal>,
}

pub(super) fn option_view(option: &ChoiceView, place: usize, how: &Choosable) -> impl IntoView + use<> {
    let Choosable { single, required, chosen, told } = how;
    let (single, required, chosen, told) = (*single, *required, *chosen, told.clone());
    let class = match &told {
        None => "option",
        Some(told) if told.correct => "option is-right",
        Some(_) => "option is-wrong",
    };
    view! {
        <div class=class class:is-chosen=chosen>
            <label class="option-label">
                <input
                    type=if single { "radio" } else { "checkbox" }
                    name="chosen"
                    value=option.id.to_string()
                    required=required
                    checked=chosen
                    disabled=told.is_some()
                />
                <span class="option-letter">{letter(place)}</span>
                <span class="visually-hidden">": "</span>
                <span class="option-text" inner_html=option.html.clone()></span>
            </label>
            {told.map(|told| why_view(told, chosen))}
        </div>
    }
}

pub(super) fn letter(place: usize) -> char {
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
            <div inner_html=highlighted(&told.why_html).into_owned()></div>
        </div>
    }
}

fn verdict(reveal: &Reveal) -> (&'static str, String) {
    if reveal.correct {
        return ("verdict is-right", "Right.".to_owned());
    }
    let places =
        reveal.options.iter().enumerate().filter(|(_, told)| told.correct).map(|(place, _)| letter(place).to_string());
    let right: Vec<String> = places.collect();
    let verb = if right.len() == 1 { "answer is" } else { "answers are" };
    ("verdict is-wrong", format!("Not quite. The right {verb} {}.", right.join(" and ")))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as one writes it: `24 November 2026` for `2026-11-24`.
pub(super) fn written(date: &str) -> String {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        _ => date.to_owned(),
    }
}

fn reveal_view(
    reveal: Reveal,
    id: &Slug,
    next: Option<String>,
    focused: bool,
    report: Option<String>,
) -> impl IntoView + use<> {
    let (class, words) = verdict(&reveal);
    let next = next.map(|next| view! { <a class="button" href=next data-next="">"Next question"</a> });
    let recall = (reveal.review.recall * 100.0).round();
    let report = report.map(|address| {
        view! { <li><a class="report-link" href=address rel="noopener">"Report a mistake"<span class="visually-hidden">" in this question"</span></a></li> }
    });
    view! {
        <div class="reveal">
            <p class=class id=format!("q-{id}-verdict") tabindex="-1" data-focus=focused.then_some("")>{words}</p>
            {explanation_view(reveal.explanation_html, reveal.reread, reveal.scene_address, reveal.references)}
            {report.map(|report| view! { <ul class="reveal-links">{report}</ul> })}
            <p class="reveal-due">"This question comes back on "<time datetime=reveal.review.due.clone()>{written(&reveal.review.due)}</time>{format!(". You will then remember it with a likelihood of {recall} %.")}</p>
            {next}
        </div>
    }
}

/// Why, what to read again, and where it can be seen and looked up.
pub(super) fn explanation_view(
    explanation_html: String,
    reread: Reread,
    scene_address: Option<String>,
    references: Vec<Source>,
) -> impl IntoView {
    let section = format!("/concepts/{}#{}", reread.concept, reread.section);
    let scene = scene_address.map(|address| {
        view! { <li><a href=address>"See it happen in the sandbox"</a></li> }
    });
    let references = references.into_iter().map(|source| {
        view! { <li><a href=source.url rel="noopener">{source.title}</a>{format!(", checked {}", source.checked)}</li> }
    });
    view! {
        <div class="reveal-explanation" inner_html=highlighted(&explanation_html).into_owned()></div>
        <ul class="reveal-links">
            <li><a href=section>"Read again: "{reread.title}</a></li>
            {scene}
            {references.collect_view()}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_words() {
        assert_eq!(written("2026-11-24"), "24 November 2026");
        assert_eq!(written("2027-01-05"), "5 January 2027");
        assert_eq!(written("soon"), "soon");
    }
}
