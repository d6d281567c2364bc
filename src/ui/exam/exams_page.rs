//! All exams, what is under way, and how past attempts went.

use domain::{content::Track, practice::Day};
use leptos::prelude::*;

use super::{course::course, words};
use crate::{store::ListedExam, ui::question_card::written};

#[derive(Clone, Debug)]
pub struct ExamsPage {
    pub tracks: Vec<TrackCard>,
    /// The latest first.
    pub attempts: Vec<PastAttempt>,
    pub now_ms: i64,
}

/// An exam as it is listed.
#[derive(Clone, Debug)]
pub struct TrackCard {
    pub track: Track,
    /// How many questions the bank has for it.
    pub bank: usize,
}

#[derive(Clone, Debug)]
pub struct PastAttempt {
    pub exam: ListedExam,
    pub begun: Day,
}

impl ExamsPage {
    pub fn view(self) -> impl IntoView {
        let (under_way, over): (Vec<_>, Vec<_>) =
            self.attempts.into_iter().partition(|attempt| attempt.exam.handed_in_at.is_none());
        let cards = self.tracks.iter().map(|card| track_view(card, &over));
        // Attempts at an exam that was taken out of the content keep their results.
        let known = |attempt: &&PastAttempt| self.tracks.iter().any(|card| card.track.slug == attempt.exam.track);
        let gone: Vec<PastAttempt> = over.iter().filter(|attempt| !known(attempt)).cloned().collect();
        let gone = (!gone.is_empty()).then(|| {
            view! { <section class="exam-track"><h2>"Exams that are gone"</h2>{course(&gone)}</section> }
        });
        view! {
            <div class="exams">
                <h1>"Exams"</h1>
                {lead(self.tracks.is_empty())}
                {under_way_view(&under_way, self.now_ms)}
                {cards.collect_view()}
                {gone}
            </div>
        }
    }
}

fn lead(is_empty: bool) -> AnyView {
    if is_empty {
        let sentence = "No exam is described here. An author adds one in content/tracks/.";
        return view! { <p class="lead measure">{sentence}</p> }.into_any();
    }
    view! {
        <p class="lead measure">
            "Sit a mock exam in the format of the real one: its number of questions, its time, its weights. What you answer also counts for your practice."
        </p>
        <p class="measure">
            "Is the real one near? "<a href="/exam-day">"Plan the days until then"</a>", and see what to expect of it."
        </p>
    }
    .into_any()
}

fn under_way_view(under_way: &[PastAttempt], now_ms: i64) -> impl IntoView + use<> {
    let items = under_way.iter().map(|PastAttempt { exam, begun }| {
        let ends = match exam.ends_at {
            Some(ends_at) => format!("{} left", words::span((ends_at - now_ms).max(0))),
            None => "without a limit".to_owned(),
        };
        let words = format!(
            "{}, {}, {}, begun on {}: {ends}",
            exam.terms.title,
            words::paper(&exam.terms).to_lowercase(),
            words::mode(exam.mode).to_lowercase(),
            written(&begun.to_string())
        );
        view! { <li><a href=format!("/exams/{}", exam.id)>{words}</a></li> }
    });
    let items = items.collect_view();
    (!under_way.is_empty()).then(|| {
        view! {
            <section class="exam-under-way" aria-labelledby="under-way">
                <h2 id="under-way">"Under way"</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

fn track_view(card: &TrackCard, over: &[PastAttempt]) -> impl IntoView + use<> {
    let TrackCard { track, bank } = card;
    let past: Vec<PastAttempt> = over.iter().filter(|attempt| attempt.exam.track == track.slug).cloned().collect();
    let id = format!("exam-{}", track.slug);
    let heading = id.clone();
    view! {
        <section class="exam-track" aria-labelledby=id>
            <h2 id=heading>{track.title.clone()}</h2>
            <p class="measure">{track.summary.clone()}</p>
            <p class="exam-facts">{facts(track)}</p>
            <p class="exam-way-in"><a class="button" href=format!("/exams/tracks/{}", track.slug)>"Choose a paper"</a>
                <span class="exam-bank">{format!("{} in the bank", words::questions(u32::try_from(*bank).unwrap_or(u32::MAX)))}</span></p>
            {course(&past)}
        </section>
    }
}

/// `65 questions, of which 50 count · 130 minutes · pass at 720 of 100 to 1000`
pub(super) fn facts(track: &Track) -> String {
    let beside = if track.unscored > 0 { format!(", of which {} count", track.scored) } else { String::new() };
    format!(
        "{}{beside} · {} minutes · pass mark {} on a scale from {} to {}",
        words::questions(track.questions()),
        track.minutes,
        track.pass,
        track.scale.lowest,
        track.scale.highest
    )
}
