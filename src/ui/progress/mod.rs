//! Progress: what was done, what is coming, what is remembered, and how honest the predictions are.

mod chart;
mod forecast;
mod heat_map;
mod honesty_page;
mod parts;

use std::sync::Arc;

pub use honesty_page::{FitTold, HonestyPage};
use leptos::prelude::*;

use crate::{
    content::Library,
    practice::{Insight, Progress},
};

#[derive(Clone)]
pub struct ProgressPage {
    pub library: Arc<Library>,
    pub progress: Progress,
    /// `None` for a visitor of whom nothing is kept.
    pub insight: Option<Insight>,
}

impl ProgressPage {
    pub fn view(self) -> impl IntoView {
        let Self { library, progress, insight } = self;
        let shown = match insight {
            Some(insight) if progress.totals.seen > 0 => whole(&library, &progress, insight).into_any(),
            _ => empty().into_any(),
        };
        view! {
            <div class="progress-page">
                <h1>"Progress"</h1>
                {shown}
            </div>
        }
    }
}

fn empty() -> impl IntoView {
    view! {
        <p class="lead measure">"Nothing has been answered yet in this browser. The first answer begins the record."</p>
        <p><a class="button" href="/concepts">"Choose a concept"</a></p>
    }
}

fn whole(library: &Library, progress: &Progress, insight: Insight) -> impl IntoView + use<> {
    let totals = &progress.totals;
    view! {
        <p class="lead measure">{parts::sentence(totals)}</p>
        {parts::weakest(library, insight.weakest.clone())}
        <section aria-labelledby="progress-concepts">
            <h2 id="progress-concepts">"What is remembered"</h2>
            {parts::recall_tables(library, progress)}
        </section>
        <section aria-labelledby="progress-days">
            <h2 id="progress-days">"Days of practice"</h2>
            {heat_map::figure(&insight)}
            {parts::time(&insight)}
        </section>
        <section aria-labelledby="progress-forecast">
            <h2 id="progress-forecast">"What is coming"</h2>
            {insight.is_before_exam.then(forecast::plan_note)}
            {forecast::figure(&insight)}
        </section>
        <section aria-labelledby="progress-retention">
            <h2 id="progress-retention">"What was retained"</h2>
            {parts::retention(insight.retention)}
        </section>
        <section aria-labelledby="progress-calibration">
            <h2 id="progress-calibration">"Sure, and right?"</h2>
            {parts::calibration(insight.calibration)}
        </section>
        <section aria-labelledby="progress-more">
            <h2 id="progress-more">"More"</h2>
            <ul>
                <li><a href="/exam-day">"Your exam day"</a>", the plan for it and what to expect"</li>
                <li><a href="/progress/honesty">"How well forgetting is predicted"</a>", on your own answers"</li>
                <li><a href="/progress/export">"Export everything about me"</a>", as JSON in a zip file"</li>
                <li><a href="/progress/delete">"Delete everything about me"</a></li>
            </ul>
        </section>
    }
}
