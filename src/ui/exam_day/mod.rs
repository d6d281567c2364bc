//! Exam day: today's share of the plan, what to expect on the day, and how sure that is.

mod course;
mod expected;

use std::sync::Arc;

use domain::{
    content::{Slug, Track},
    practice::Day,
};
use leptos::prelude::*;

use super::question_card::written;
use crate::{
    content::Library,
    practice::{Ahead, Share, Way},
};

#[derive(Clone)]
pub struct ExamDayPage {
    pub library: Arc<Library>,
    pub way: Way,
}

impl ExamDayPage {
    pub fn view(self) -> impl IntoView {
        let Self { library, way } = self;
        let track = |slug: &Slug| library.track(slug).cloned();
        let shown = match way {
            Way::Unset => unset().into_any(),
            Way::Over { track: slug, day, is_today } => over(track(&slug), day, is_today).into_any(),
            Way::Ahead(ahead) => match track(&ahead.track) {
                Some(track) => whole(&library, &track, *ahead).into_any(),
                None => unset().into_any(),
            },
        };
        view! {
            <div class="exam-day">
                <h1>"Exam day"</h1>
                {shown}
            </div>
        }
    }
}

fn unset() -> impl IntoView {
    view! {
        <p class="lead measure">
            "Say when your exam is and how many minutes you have each day. The plan spends them where they add most to the number of right answers on that day."
        </p>
        <p><a class="button" href="/settings#exam-day">"Set the day"</a></p>
        <p class="measure">
            "Until then practice goes by what is due: each question comes back just before you would forget it, whenever you may need it."
        </p>
    }
}

fn over(track: Option<Track>, day: Day, is_today: bool) -> impl IntoView {
    let title = track.map_or_else(|| "Your exam".to_owned(), |track| track.title);
    let words = if is_today {
        format!("{title}: today is the day. Nothing is planned for it; rest is worth more now than one more question.")
    } else {
        format!(
            "{title} was on {}. Practice goes by what is due again, so that you keep what you have learned.",
            written(&day.to_string())
        )
    };
    view! {
        <p class="lead measure">{words}</p>
        <ul class="exam-day-links">
            <li><a href="/practice">"Practise what is due"</a></li>
            <li><a href="/settings#exam-day">"Set another day"</a></li>
        </ul>
    }
}

fn whole(library: &Library, track: &Track, ahead: Ahead) -> impl IntoView + use<> {
    let days = match ahead.share.days_left {
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    };
    let lead = format!("{}, on {}: {days}.", track.title, written(&ahead.share.exam.to_string()));
    let pass = pass(track);
    view! {
        <p class="lead measure">{lead}</p>
        <section aria-labelledby="exam-day-share">
            <h2 id="exam-day-share">"Today’s share"</h2>
            {share(library, &ahead)}
        </section>
        <section aria-labelledby="exam-day-expected">
            <h2 id="exam-day-expected">"What to expect"</h2>
            {expected::readiness(track, &ahead)}
            {expected::outlook(track, &ahead)}
        </section>
        <section aria-labelledby="exam-day-course">
            <h2 id="exam-day-course">"The way there"</h2>
            {course::figure(track, &ahead.course, pass)}
        </section>
        <section aria-labelledby="exam-day-how">
            <h2 id="exam-day-how">"How it is made"</h2>
            {how(track, &ahead.share, pass)}
        </section>
    }
}

fn share(library: &Library, ahead: &Ahead) -> impl IntoView + use<> {
    let asked = &ahead.asked;
    if asked.is_empty() {
        return view! {
            <p>"Today’s share is done. What you answer beyond it is not lost: the plan counts it tomorrow."</p>
            <p><a href="/practice?plain=on">"Practise what is due all the same"</a></p>
        }
        .into_any();
    }
    let new = asked.iter().filter(|asked| asked.recall.is_none()).count();
    let minutes = minutes(asked.len(), ahead.share.seconds_per_answer);
    let kinds = match (asked.len() - new, new) {
        (0, _) => "all new".to_owned(),
        (_, 0) => "all of them reviews".to_owned(),
        (reviews, new) => format!("{} and {new} new", counted(reviews, "review")),
    };
    let words = format!("{}, about {minutes}: {kinds}.", counted(asked.len(), "question"));
    let mut concepts: Vec<(&Slug, usize)> = Vec::new();
    for asked in asked {
        match concepts.iter_mut().find(|(concept, _)| **concept == asked.concept) {
            Some((_, count)) => *count += 1,
            None => concepts.push((&asked.concept, 1)),
        }
    }
    let concepts = concepts.into_iter().filter_map(|(slug, count)| {
        let title = library.concept(slug)?.title.clone();
        Some(view! { <li><a href=format!("/concepts/{slug}")>{title}</a>{format!(": {count}")}</li> })
    });
    view! {
        <p>{words}</p>
        <p><a class="button" href="/practice">"Practise"</a></p>
        <details class="exam-day-concepts">
            <summary>"What it is about"</summary>
            <ul>{concepts.collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn how(track: &Track, share: &Share, pass: f32) -> impl IntoView + use<> {
    let time = format!(
        "You have {} minutes a day, and an answer takes you about {:.0} seconds with reading what it tells you. Each is given to the question where it adds most to the day of the exam: what you would forget, what weighs much in the blueprint, and what a guess does not get right anyway.",
        share.minutes_per_day, share.seconds_per_answer
    );
    let pass = format!(
        "The dashed line is {:.0} %, the pass mark of {} on an even scale from {} to {}. How the real exam turns right answers into a score is not published.",
        pass * 100.0,
        track.pass,
        track.scale.lowest,
        track.scale.highest
    );
    view! {
        <p class="measure">{time}</p>
        <p class="measure">"All of it holds for an exam that asks like the questions here. The real one asks others, so take it as an estimate and not as a promise."</p>
        <p class="measure">{pass}</p>
        <ul class="exam-day-links">
            <li><a href="/settings#exam-day">"Change the day or the minutes"</a></li>
            <li><a href="/practice?plain=on">"Practise what is due, without the plan"</a></li>
            <li><a href=format!("/exams/tracks/{}", track.slug)>"Sit a mock exam"</a></li>
        </ul>
    }
}

/// The share of right answers that passes, if every question counts the same.
fn pass(track: &Track) -> f32 {
    let above = |score: u32| score.saturating_sub(track.scale.lowest);
    #[expect(clippy::cast_precision_loss, reason = "scores of an exam")]
    let share = above(track.pass) as f32 / above(track.scale.highest).max(1) as f32;
    share
}

fn minutes(questions: usize, seconds_each: f32) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a day's questions")]
    let minutes = (questions as f32 * seconds_each / 60.0).round();
    if minutes <= 1.0 { "a minute".to_owned() } else { format!("{minutes:.0} minutes") }
}

fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
