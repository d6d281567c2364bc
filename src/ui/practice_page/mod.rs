//! Practice: one question at a time, the numbers of the day around it, and what can be done beside answering.

mod keys;
mod rest;

use domain::{
    content::Slug,
    practice::{Length, Reveal, Standing},
};
use leptos::prelude::*;

use super::{
    FormProblem, MarkForms, PracticeFilter, QuestionCard, Reports, mark_forms::mark_form, question_card::Place,
};
use crate::practice::{Filter, Marked, Queue};
use keys::keys;
use rest::Rest;

/// What the page shows: a question, asked or answered, or why there is none.
#[derive(Clone)]
pub enum Stage {
    Asked {
        standing: Standing,
        is_new: bool,
        problem: Option<FormProblem>,
    },
    Answered(Standing),
    /// The queue says why nothing is asked, or this sentence does.
    Nothing(Option<String>),
}

/// The sitting that the page belongs to.
#[derive(Clone)]
pub struct SittingBar {
    pub id: String,
    pub length: Length,
    pub answered: usize,
    pub minutes_left: Option<i64>,
}

#[derive(Clone)]
pub struct PracticePage {
    pub queue: Queue,
    pub filter: PracticeFilter,
    pub stage: Stage,
    pub sitting: Option<SittingBar>,
    /// Of the question that is shown.
    pub marks: Option<MarkForms>,
    /// What the page asked for, as an address has it: for forms that come back to it.
    pub from: String,
    /// Where the next question is.
    pub next: String,
    /// The last answer was just taken back.
    pub undone: bool,
    /// Where mistakes are reported, if anywhere.
    pub reports: Option<Reports>,
    /// The script for keys, where there is one.
    pub script: Option<String>,
}

/// The address of practice with this filter.
pub(super) fn href(filter: &Filter) -> String {
    let query = filter.fields().into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
    if query.is_empty() { "/practice".to_owned() } else { format!("/practice?{}", query.join("&")) }
}

impl PracticePage {
    pub fn view(self) -> impl IntoView {
        let Self { queue, filter, stage, sitting, marks, from, next, undone, reports, script } = self;
        let shortcuts = queue.preferences.shortcuts;
        let number = sitting.as_ref().map_or(1, |sitting| sitting.answered + 1);
        let aside =
            marks.as_ref().zip(revealed(&stage)).and_then(|(marks, reveal)| aside_notice(&marks.marked, reveal, &from));
        let undo = queue.has_answers.then(|| undo_form(&from));
        let zone = (queue.has_answers && queue.preferences.time_zone.is_none())
            .then(|| zone_offer(&from, queue.preferences.day_begins));
        let begin = (sitting.is_none() && !queue.asked.is_empty()).then(|| begin_forms(&filter.filter));
        let shown = match stage {
            Stage::Nothing(Some(sentence)) => Rest::because(sentence).view().into_any(),
            Stage::Nothing(None) => Rest::of(&queue, &filter.filter).view().into_any(),
            stage => card(stage, sitting.as_ref(), number, (from, next), reports.as_ref()).into_any(),
        };
        let script = script.filter(|_| shortcuts || zone.is_some());
        view! {
            <div class="practice-page" data-practice="" data-shortcuts=shortcuts.then_some("")>
                <header class="practice-page-header">
                    <h1>"Practice"</h1>
                    <p class="practice-page-numbers">{numbers(&queue)}</p>
                    {plan_line(&queue)}
                </header>
                {sitting.map(sitting_bar)}
                {zone}
                {undone.then(|| view! { <p class="alert" role="status">"Your last answer was taken back: its question is asked again."</p> })}
                {shown}
                {aside}
                <div class="practice-page-beside">{marks.map(MarkForms::view)}{undo}</div>
                {begin}
                {filter.view()}
                <ul class="practice-page-links">
                    <li><a href="/practice/marks">"Flags, notes and what is set aside"</a></li>
                    <li><a href="/settings">"Settings"</a></li>
                </ul>
                {shortcuts.then(keys)}
                {script.map(|src| view! { <script type="module" src=src></script> })}
            </div>
        }
    }
}

fn numbers(queue: &Queue) -> String {
    let words = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let reviews = words(queue.reviews(), "review", "reviews");
    let new = words(queue.new_ones(), "new question", "new questions");
    let done = queue.reviews_done + queue.new_done;
    let done = if done == 0 { String::new() } else { format!(" {} done today.", words(done, "question", "questions")) };
    format!("{reviews} and {new} left today.{done}")
}

/// That an exam is ahead, and whether the questions follow its plan.
fn plan_line(queue: &Queue) -> Option<impl IntoView + use<>> {
    let exam = queue.preferences.exam_after(queue.today)?;
    let days = match exam.day.since(queue.today) {
        1 => "Exam tomorrow".to_owned(),
        days => format!("Exam in {days} days"),
    };
    let (words, href, link) = match &queue.plan {
        Some(_) => ("this is today’s share of", "/exam-day", "your plan"),
        None => ("this is what is due, not", "/practice", "today’s share of your plan"),
    };
    let due = queue.plan.as_ref().and(Some(queue.due)).filter(|due| *due > 0).map(|due| {
        let words =
            if due == 1 { "the one question that is due".to_owned() } else { format!("all {due} that are due") };
        view! { " You can also practise "<a href="/practice?plain=on">{words}</a>"." }
    });
    Some(view! { <p class="practice-page-plan">{format!("{days}: {words} ")}<a href=href>{link}</a>"."{due}</p> })
}

fn revealed(stage: &Stage) -> Option<&Reveal> {
    match stage {
        Stage::Answered(standing) => standing.reveal.as_ref(),
        _ => None,
    }
}

fn card(
    stage: Stage,
    sitting: Option<&SittingBar>,
    number: usize,
    (from, next): (String, String),
    reports: Option<&Reports>,
) -> Option<impl IntoView + use<>> {
    let (standing, problem, kind) = match stage {
        Stage::Asked { standing, is_new, problem } => (standing, problem, if is_new { "New" } else { "Review" }),
        Stage::Answered(standing) => (standing, None, "Answered"),
        Stage::Nothing(_) => return None,
    };
    let number = if standing.reveal.is_some() { number.saturating_sub(1).max(1) } else { number };
    let title = sitting.map_or_else(|| "Question".to_owned(), |_| format!("Question {number}"));
    let total = sitting.and_then(|sitting| match sitting.length {
        Length::Questions(questions) => Some(format!("of {questions}")),
        Length::Minutes(_) => None,
    });
    let focused = standing.reveal.is_some();
    let place = Place { title, total, next: Some(next), from: Some(from) };
    let problem = problem.map(|problem| problem.message);
    let report = reports.filter(|_| standing.reveal.is_some());
    let report = report.and_then(|reports| reports.question(&standing.question.id));
    Some(view! {
        <section class="practice-page-stage" aria-labelledby="stage-title">
            <h2 class="practice-page-kind" id="stage-title">{kind}</h2>
            <QuestionCard standing place problem focused report/>
        </section>
    })
}

fn sitting_bar(bar: SittingBar) -> impl IntoView {
    let length = match bar.length {
        Length::Minutes(minutes) => format!("{minutes} minutes"),
        Length::Questions(questions) => format!("{questions} questions"),
    };
    let left = bar.minutes_left.map(|left| format!(" {left} left,")).unwrap_or_default();
    let words = format!("A sitting of {length}:{left} {} answered.", bar.answered);
    view! {
        <div class="practice-page-sitting" role="group" aria-label="Sitting">
            <p>{words}</p>
            <form method="post" action=format!("/practice/sittings/{}/end", bar.id)>
                <button type="submit" class="button is-quiet">"End it here"</button>
            </form>
        </div>
    }
}

/// A question that was missed too often, with the way back to it.
fn aside_notice(marked: &Marked, reveal: &Reveal, from: &str) -> Option<impl IntoView + use<>> {
    if !marked.is_set_aside() {
        return None;
    }
    let why = if marked.mark.is_missed_too_often(marked.misses) {
        format!("You have missed this question {} times, so it is set aside and not asked for now.", marked.misses)
    } else {
        "This question is set aside and not asked for now.".to_owned()
    };
    let section = format!("/concepts/{}#{}", reveal.reread.concept, reveal.reread.section);
    let scene = reveal
        .scene_address
        .clone()
        .map(|address| view! { <li><a href=address>"See it happen in the sandbox"</a></li> });
    Some(view! {
        <section class="alert alert-warning" aria-labelledby="aside-title">
            <h2 class="alert-title" id="aside-title">"Set aside"</h2>
            <p>{why}</p>
            <ul>
                <li><a href=section>"Read again: "{reveal.reread.title.clone()}</a></li>
                {scene}
            </ul>
            {mark_form(&marked.question, from, "bring-back", "Bring it back", None)}
        </section>
    })
}

fn undo_form(from: &str) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/undo">
            <input type="hidden" name="from" value=from.to_owned()/>
            <button type="submit" class="button is-quiet" data-key="u">"Take the last answer back"</button>
        </form>
    }
}

/// Hidden until the script knows which zone the browser is in.
fn zone_offer(from: &str, day_begins: u16) -> impl IntoView + use<> {
    let hour = format!("{:02}:{:02}", day_begins / 60, day_begins % 60);
    view! {
        <form class="practice-page-zone" method="post" action="/settings/time-zone" hidden data-zone-offer="">
            <input type="hidden" name="from" value=from.to_owned()/>
            <input type="hidden" name="time_zone"/>
            <p>"Your days end at "{hour}" UTC. Your browser is in "<strong data-zone=""></strong>"."</p>
            <button type="submit" class="button is-quiet">"End my days there"</button>
        </form>
    }
}

fn begin_forms(filter: &Filter) -> impl IntoView + use<> {
    let form = |length: &'static str, words: &'static str| {
        let fields = filter.fields().into_iter();
        let fields = fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        view! {
            <form method="post" action="/practice/sittings">
                {fields.collect_view()}
                <button type="submit" class="button is-quiet" name="length" value=length>{words}</button>
            </form>
        }
    };
    view! {
        <section class="practice-page-begin" aria-labelledby="begin-title">
            <h2 id="begin-title">"With an end in sight"</h2>
            <p>"A sitting ends by itself and sums up what was right and what to read again."</p>
            <div class="practice-page-begin-forms">
                {form("ten-minutes", "Ten minutes")}
                {form("twenty-questions", "Twenty questions")}
            </div>
        </section>
    }
}

/// Links to a question from elsewhere.
pub(super) fn question_href(concept: &Slug, question: &Slug) -> String {
    format!("/concepts/{concept}#q-{question}")
}
