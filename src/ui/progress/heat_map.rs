//! The map of the year: a column a week, a square a day, the larger the more was answered.

use domain::practice::{Day, statistics::DayCount};
use leptos::prelude::*;

use super::chart::{chart, percent};
use crate::practice::Insight;

const CELL: i32 = 14;
/// Sizes of the squares, and from how many answers on they are used. Size is told apart without colour.
const LEVELS: [(u32, i32); 4] = [(1, 5), (10, 8), (25, 10), (50, 12)];

pub(super) fn figure(insight: &Insight) -> impl IntoView + use<> {
    let answers: u32 = insight.days.values().map(|day| day.answers.of).sum();
    let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let (answers, days) = (counted(answers as usize, "answer"), counted(insight.days.len(), "day"));
    let label = format!("{answers} on {days} of the past year. The larger a square, the more.");
    chart(label, svg(insight).into_any(), table(insight).into_any())
}

fn svg(insight: &Insight) -> impl IntoView + use<> {
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    let weekday = |day: Day| (day.epoch_days() + 3).rem_euclid(7);
    let first = insight.since.epoch_days() - weekday(insight.since);
    let weeks = (insight.today.epoch_days() - first) / 7 + 1;
    let squares = (insight.since.epoch_days()..=insight.today.epoch_days()).map(|number| {
        let day = Day::from_epoch_days(number);
        let (x, y) = ((number - first) / 7 * CELL, weekday(day) * CELL);
        let size = insight.days.get(&day).map_or(2, size);
        let class = if size > 2 { "heat-map-day is-practised" } else { "heat-map-day" };
        let inset = (CELL - size) / 2;
        view! { <rect class=class x=x + inset y=y + inset width=size height=size rx="1"></rect> }
    });
    let (width, height) = (weeks * CELL, 7 * CELL);
    view! {
        <svg class="heat-map" width=width height=height viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            {squares.collect_view()}
        </svg>
    }
}

fn size(day: &DayCount) -> i32 {
    LEVELS.iter().rev().find(|(from, _)| day.answers.of >= *from).map_or(2, |(_, size)| *size)
}

fn table(insight: &Insight) -> impl IntoView + use<> {
    let rows = insight.days.iter().rev().map(|(day, count)| {
        view! {
            <tr>
                <th scope="row"><time datetime=day.to_string()>{day.to_string()}</time></th>
                <td>{count.answers.of}</td>
                <td>{percent(count.answers.value())}</td>
                <td>{minutes(count.ms)}</td>
            </tr>
        }
    });
    view! {
        <table>
            <thead><tr><th scope="col">"Day"</th><th scope="col">"Answers"</th><th scope="col">"Right"</th><th scope="col">"Minutes"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// Whole minutes, rounded; a dash where no time was measured.
fn minutes(ms: i64) -> String {
    if ms == 0 { "–".to_owned() } else { ((ms + 30_000) / 60_000).to_string() }
}
