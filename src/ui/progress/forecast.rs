//! How many questions come back on each of the next days.

use leptos::prelude::*;

use super::chart::chart;
use crate::practice::Insight;

const BAR: usize = 20;
const HEIGHT: usize = 120;

pub(super) fn figure(insight: &Insight) -> impl IntoView + use<> {
    let total: usize = insight.forecast.iter().map(|(_, count)| count).sum();
    let today = insight.forecast.first().map_or(0, |(_, count)| *count);
    let label = format!("{today} due today, {total} within the next {} days.", insight.forecast.len());
    chart(label, svg(insight).into_any(), table(insight).into_any())
}

/// Both numbers are right, and without a word they would look like a contradiction.
pub(super) fn plan_note() -> impl IntoView {
    view! {
        <p class="field-hint">
            "This is what comes due. Until your exam, practice asks what " <a href="/exam-day">"your plan"</a>
            " finds most useful, within your minutes of a day."
        </p>
    }
}

fn svg(insight: &Insight) -> impl IntoView + use<> {
    let most = insight.forecast.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let bars = insight.forecast.iter().enumerate().map(|(place, (_, count))| {
        let height = count * HEIGHT / most;
        let (x, y) = (place * BAR + 2, HEIGHT - height);
        let class = if place == 0 { "forecast-bar is-today" } else { "forecast-bar" };
        let number = (*count > 0).then(|| {
            view! { <text class="chart-number" x=place * BAR + BAR / 2 y=y + 14 text-anchor="middle">{count.to_string()}</text> }
        });
        view! {
            <rect class=class x=x y=y + 18 width=BAR - 4 height=height></rect>
            {number}
        }
    });
    let (width, height) = (insight.forecast.len() * BAR, HEIGHT + 20);
    view! {
        <svg class="forecast" width=width height=height viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            {bars.collect_view()}
        </svg>
    }
}

fn table(insight: &Insight) -> impl IntoView + use<> {
    let rows = insight.forecast.iter().filter(|(_, count)| *count > 0).map(|(day, count)| {
        view! { <tr><th scope="row"><time datetime=day.to_string()>{day.to_string()}</time></th><td>{*count}</td></tr> }
    });
    view! {
        <table>
            <thead><tr><th scope="col">"Day"</th><th scope="col">"Questions"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
