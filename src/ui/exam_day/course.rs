//! The curve of each domain from today to the day, with its band; and the same numbers as one table.

use domain::{
    content::Track,
    practice::{
        Day,
        plan::{Estimate, Outlook},
    },
};
use leptos::prelude::*;

use super::expected::span;

/// Geometry in the units of the drawing; the style gives it its size.
const WIDTH: f32 = 280.0;
const HEIGHT: f32 = 150.0;
const LEFT: f32 = 42.0;
const RIGHT: f32 = 272.0;
const TOP: f32 = 10.0;
const BOTTOM: f32 = 122.0;

type Course = [(Day, Outlook)];

/// `pass` is a share of right answers.
pub(super) fn figure(track: &Track, course: &Course, pass: f32) -> impl IntoView + use<> {
    let domains = track.domains.iter().enumerate().filter_map(|(at, domain)| {
        let of: Vec<(Day, Estimate)> = course
            .iter()
            .filter_map(|(day, outlook)| Some((*day, outlook.domains.get(at).copied().flatten()?)))
            .collect();
        curve(domain.title.clone(), &of, pass)
    });
    let domains = domains.collect_view();
    let all: Vec<(Day, Estimate)> = course.iter().map(|(day, outlook)| (*day, outlook.total)).collect();
    view! {
        <figure class="chart exam-day-course">
            <div class="exam-day-curves">
                {curve("All together".to_owned(), &all, pass)}
                {domains}
            </div>
            <figcaption>"Right answers to expect if the exam were on that day and the plan were followed until then. The band holds them four times in five. Dashed: the pass mark."</figcaption>
            <details class="chart-table">
                <summary>"The same as a table"</summary>
                {table(track, course)}
            </details>
        </figure>
    }
}

/// Nothing where there is no question to expect anything of.
fn curve(title: String, points: &[(Day, Estimate)], pass: f32) -> Option<impl IntoView + use<>> {
    let ((first, now), (last, then)) = (*points.first()?, *points.last()?);
    let days = to_f32(last.since(first)).max(1.0);
    let x = |day: Day| LEFT + (RIGHT - LEFT) * to_f32(day.since(first)) / days;
    let line = |of: fn(&Estimate) -> f32| points.iter().map(move |(day, estimate)| (x(*day), y(of(estimate))));
    let band =
        line(|estimate| estimate.high).chain(line(|estimate| estimate.low).collect::<Vec<_>>().into_iter().rev());
    let (band, middle) = (pairs(band), pairs(line(|estimate| estimate.expected)));
    let levels = [0.0, 0.5, 1.0].map(|share| {
        let text = format!("{:.0} %", share * 100.0);
        view! {
            <line class="exam-day-level" x1=LEFT x2=RIGHT y1=y(share) y2=y(share)></line>
            <text class="chart-number" x=LEFT - 6.0 y=y(share) + 4.0 text-anchor="end">{text}</text>
        }
    });
    let words = format!("{:.0} % today, {:.0} % on the day", now.expected * 100.0, then.expected * 100.0);
    Some(view! {
        <div class="exam-day-curve">
            <p><strong>{title}</strong><br/>{words}</p>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
                {levels.into_iter().collect_view()}
                <polygon class="exam-day-band" points=band></polygon>
                <line class="exam-day-pass" x1=LEFT x2=RIGHT y1=y(pass) y2=y(pass)></line>
                <polyline class="exam-day-line" points=middle></polyline>
                <text class="chart-number" x=LEFT y=BOTTOM + 18.0>"today"</text>
                <text class="chart-number" x=RIGHT y=BOTTOM + 18.0 text-anchor="end">"the day"</text>
            </svg>
        </div>
    })
}

fn table(track: &Track, course: &Course) -> impl IntoView + use<> {
    let heads = track.domains.iter().map(|domain| view! { <th scope="col">{domain.title.clone()}</th> });
    let heads = heads.collect_view();
    let rows = course.iter().map(|(day, outlook)| {
        let cell = |estimate: Option<Estimate>| {
            estimate.map_or_else(|| "–".to_owned(), |of| format!("{:.0} % ({})", of.expected * 100.0, span(of)))
        };
        let cells = outlook.domains.iter().map(|of| view! { <td>{cell(*of)}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row"><time datetime=day.to_string()>{day.to_string()}</time></th>
                <td>{cell(Some(outlook.total))}</td>
                {cells}
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="The way there, as a table">
            <table>
                <thead><tr><th scope="col">"Exam on"</th><th scope="col">"All together"</th>{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn y(share: f32) -> f32 {
    BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0)
}

fn pairs(points: impl Iterator<Item = (f32, f32)>) -> String {
    points.map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

#[expect(clippy::cast_precision_loss, reason = "days of a human life are far below 2^24")]
fn to_f32(days: u32) -> f32 {
    days as f32
}
