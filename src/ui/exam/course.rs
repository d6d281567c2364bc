//! Past attempts: their course as a drawing, and the same as a table.

use domain::exam::{Marks, Scope};
use leptos::prelude::*;

use super::{PastAttempt, words};
use crate::ui::question_card::written;

/// Geometry in the units of the drawing; the style gives it its size.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 150.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 130.0;
/// Older ones stand in the table.
const DRAWN: usize = 30;

/// Nothing where nothing is over; the latest first.
pub(super) fn course(past: &[PastAttempt]) -> impl IntoView + use<> {
    let rows = past.iter().map(row).collect_view();
    let picture = (past.len() > 1).then(|| picture(past));
    let title = past.first().map(|attempt| attempt.exam.terms.title.clone()).unwrap_or_default();
    (!past.is_empty()).then(|| {
        view! {
            <div class="exam-course">
                <h3>"Your attempts"</h3>
                {picture}
                <div class="table-scroll" tabindex="0" role="region" aria-label=format!("Your attempts at {title}")>
                    <table>
                        <thead><tr>
                            <th scope="col">"Day"</th>
                            <th scope="col">"Paper"</th>
                            <th scope="col" class="align-right">"Right"</th>
                            <th scope="col" class="align-right">"Estimate"</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
        }
    })
}

fn row(attempt: &PastAttempt) -> impl IntoView + use<> {
    let PastAttempt { exam, begun } = attempt;
    let marks = exam.marks.as_ref();
    let right = marks.map(|marks| {
        let tally = marks.tally;
        format!("{} of {} ({} %)", tally.right, tally.asked, tally.percent())
    });
    let estimate = marks.and_then(|marks| marks.estimate(&exam.terms)).map(|estimate| estimate.score.to_string());
    view! {
        <tr>
            <th scope="row"><a href=format!("/exams/{}", exam.id)>{written(&begun.to_string())}</a></th>
            <td>{format!("{}, {}", words::paper(&exam.terms), words::mode(exam.mode).to_lowercase())}</td>
            <td class="align-right">{right}</td>
            <td class="align-right">{estimate.unwrap_or_else(|| "none".to_owned())}</td>
        </tr>
    }
}

/// Per cent right, from the oldest to the latest; filled where all domains were asked by their weights.
fn picture(past: &[PastAttempt]) -> impl IntoView + use<> {
    let shown: Vec<(u32, bool)> = past.iter().take(DRAWN).rev().filter_map(point).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few dozen")]
    let x = {
        let steps = shown.len().saturating_sub(1).max(1) as f64;
        move |at: usize| LEFT + 12.0 + (WIDTH - LEFT - 28.0) * at as f64 / steps
    };
    let whole: Vec<String> = shown
        .iter()
        .enumerate()
        .filter(|(_, (_, whole))| *whole)
        .map(|(at, (percent, _))| format!("{:.1},{:.1}", x(at), y(*percent)))
        .collect();
    let dots = shown.iter().enumerate().map(|(at, (percent, whole))| {
        let class = if *whole { "exam-course-whole" } else { "exam-course-part" };
        view! { <circle cx=format!("{:.1}", x(at)) cy=format!("{:.1}", y(*percent)) r="4.5" class=class></circle> }
    });
    let levels = [0, 50, 100].map(|percent| {
        let at = format!("{:.1}", y(percent));
        let text = format!("{:.1}", y(percent) + 4.5);
        view! {
            <line x1=LEFT.to_string() x2=WIDTH.to_string() y1=at.clone() y2=at class="exam-course-level"></line>
            <text x=(LEFT - 6.0).to_string() y=text text-anchor="end">{format!("{percent} %")}</text>
        }
    });
    view! {
        <figure>
            <svg class="exam-course-picture" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=said(&shown)>
                {levels.collect_view()}
                {pass_line(past)}
                <polyline points=whole.join(" ") class="exam-course-line"></polyline>
                {dots.collect_view()}
            </svg>
            <figcaption>"Right answers, from the first attempt to the latest. Dashed: the pass mark. Hollow: papers of a part of the exam."</figcaption>
        </figure>
    }
}

fn y(percent: u32) -> f64 {
    BOTTOM - (BOTTOM - TOP) * f64::from(percent.min(100)) / 100.0
}

/// Per cent right, and whether the paper had all domains by their weights.
fn point(attempt: &PastAttempt) -> Option<(u32, bool)> {
    let Marks { tally, .. } = attempt.exam.marks.as_ref()?;
    Some((tally.percent(), attempt.exam.terms.scope == Scope::Whole))
}

/// Where the latest attempt's pass mark lies.
fn pass_line(past: &[PastAttempt]) -> impl IntoView + use<> {
    let line = past.first().map(|attempt| {
        let terms = &attempt.exam.terms;
        let width = terms.scale.highest.saturating_sub(terms.scale.lowest).max(1);
        let percent = terms.pass.saturating_sub(terms.scale.lowest) * 100 / width;
        format!("{:.1}", y(percent))
    });
    line.map(|at| {
        view! { <line x1=LEFT.to_string() x2=WIDTH.to_string() y1=at.clone() y2=at class="exam-course-pass"></line> }
    })
}

fn said(shown: &[(u32, bool)]) -> String {
    let percent: Vec<String> = shown.iter().map(|(percent, _)| format!("{percent} %")).collect();
    format!("Right answers by attempt: {}", percent.join(", "))
}
