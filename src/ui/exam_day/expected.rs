//! What to expect: an interval for today once enough is known, and what the plan makes of it.

use domain::{
    content::Track,
    practice::plan::{Estimate, Held, LEAST_ANSWERS, Outlook, Readiness},
};
use leptos::prelude::*;

use crate::practice::Ahead;

/// An interval, or what is missing before one can be given.
pub(super) fn readiness(track: &Track, ahead: &Ahead) -> impl IntoView + use<> {
    match &ahead.readiness {
        Readiness::Between(estimate) => {
            let words =
                format!("If the exam were today: {} of the answers right, four times in five.", between(*estimate));
            view! { <p class="exam-day-ready">{words}</p> }.into_any()
        }
        Readiness::Held(held) => {
            let rows = held.iter().filter_map(|(at, held)| Some((track.domains.get(*at)?.title.clone(), *held)));
            let rows = rows.map(|(title, held)| {
                let missing = match held {
                    Held::Answers(1) => "1 more".to_owned(),
                    Held::Answers(answers) => format!("{answers} more"),
                    Held::NoQuestions => "there are no questions on it here".to_owned(),
                };
                view! { <li>{format!("{title}: {missing}")}</li> }
            });
            let needed = format!(
                "How ready you are cannot be said yet. It takes {LEAST_ANSWERS} answers in each domain to questions that you had been asked on an earlier day; a first answer shows only what you knew before. Still missing:"
            );
            view! {
                <p class="measure">{needed}</p>
                <ul>{rows.collect_view()}</ul>
                <p class="measure">"Until then the numbers below say what the plan counts on, not how ready you are."</p>
            }
            .into_any()
        }
    }
}

/// Domain by domain: now, and on the day.
pub(super) fn outlook(track: &Track, ahead: &Ahead) -> impl IntoView + use<> {
    let rows = track.domains.iter().enumerate().map(|(at, domain)| {
        let of = |outlook: &Outlook| outlook.domains.get(at).copied().flatten();
        row(domain.title.clone(), format!("{} %", domain.weight), of(&ahead.now), of(&ahead.on_the_day))
    });
    let rows = rows.collect_view();
    let all =
        row("All together".to_owned(), covered(ahead.now.covered), Some(ahead.now.total), Some(ahead.on_the_day.total));
    let gain = ahead.ten_more_minutes * 100.0;
    let more = if gain < 0.1 {
        "Ten more minutes a day would add next to nothing by then.".to_owned()
    } else {
        format!("Ten more minutes a day would add about {gain:.1} points by then.")
    };
    let uncovered = 1.0 - ahead.now.covered;
    let open = (uncovered > 0.005).then(|| {
        let words = format!(
            "{:.0} % of the exam is about domains that have no questions here. Nothing is said of them.",
            uncovered * 100.0
        );
        view! { <p class="alert alert-warning">{words}</p> }
    });
    view! {
        {open}
        <p id="exam-day-outlook">"Right answers to expect, each with the range that holds it four times in five:"</p>
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="exam-day-outlook">
            <table>
                <thead><tr>
                    <th scope="col">"Domain"</th>
                    <th scope="col" class="align-right">"Weight"</th>
                    <th scope="col" class="align-right">"Today"</th>
                    <th scope="col" class="align-right">"On the day, by the plan"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot>{all}</tfoot>
            </table>
        </div>
        <p>{more}</p>
    }
}

fn row(title: String, weight: String, now: Option<Estimate>, later: Option<Estimate>) -> impl IntoView {
    let cell = |estimate: Option<Estimate>| match estimate {
        Some(estimate) => format!("{:.0} % ({})", estimate.expected * 100.0, span(estimate)),
        None => "no questions".to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{title}</th>
            <td class="align-right">{weight}</td>
            <td class="align-right">{cell(now)}</td>
            <td class="align-right">{cell(later)}</td>
        </tr>
    }
}

fn covered(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

pub(super) fn span(estimate: Estimate) -> String {
    format!("{:.0}–{:.0}", estimate.low * 100.0, estimate.high * 100.0)
}

fn between(estimate: Estimate) -> String {
    format!("between {:.0} and {:.0} %", estimate.low * 100.0, estimate.high * 100.0)
}
