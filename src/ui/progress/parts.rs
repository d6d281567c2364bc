//! The parts of the page that are words and tables.

use domain::{
    content::Slug,
    practice::statistics::{Calibration, MATURE_DAYS, Retention, Share},
};
use leptos::prelude::*;

use super::chart::percent;
use crate::{
    content::Library,
    practice::{Insight, Progress, Totals, WeakSection},
};

pub(super) fn sentence(totals: &Totals) -> String {
    let due = match totals.due {
        0 => "Nothing is due.".to_owned(),
        1 => "One question is due.".to_owned(),
        due => format!("{due} questions are due."),
    };
    let recall = totals.recall();
    let recall =
        recall.map(|recall| format!(" After reading the answers, {:.0} % are likely remembered.", recall * 100.0));
    let (seen, right) = (totals.seen, totals.correct);
    let right = if seen == 0 { String::new() } else { format!(", {right} of them right the last time") };
    format!("{seen} of {} questions answered{right}.{} {due}", totals.questions, recall.unwrap_or_default())
}

/// What to read again, the weakest first.
pub(super) fn weakest(library: &Library, weakest: Vec<WeakSection>) -> Option<impl IntoView + use<>> {
    if weakest.is_empty() {
        return None;
    }
    let items = weakest.into_iter().map(|section| {
        let address = format!("/concepts/{}#{}", section.concept, section.section);
        let concept = library.concept(&section.concept).map(|concept| concept.title.clone()).unwrap_or_default();
        view! {
            <li>
                <a href=address>{section.title}</a>
                {format!(" in {concept}: {:.0} % of {}", section.recall * 100.0, counted(section.questions))}
            </li>
        }
    });
    Some(view! {
        <section aria-labelledby="progress-weakest">
            <h2 id="progress-weakest">"Worth reading again"</h2>
            <ul>{items.collect_view()}</ul>
        </section>
    })
}

fn counted(questions: usize) -> String {
    if questions == 1 { "one question".to_owned() } else { format!("{questions} questions") }
}

pub(super) fn recall_tables(library: &Library, progress: &Progress) -> impl IntoView + use<> {
    let tracks = library.tracks().iter().map(|track| {
        let rows = track.domains.iter().filter_map(|domain| {
            let seen = progress.of_domain(&track.slug, &domain.id)?;
            Some((domain.title.clone(), None::<Slug>, seen.clone()))
        });
        table(track.title.clone(), "Domain", rows.collect())
    });
    let concepts = progress.concepts.iter().filter(|of| of.totals.seen > 0).map(|of| {
        let title = library.concept(&of.concept).map(|concept| concept.title.clone()).unwrap_or_default();
        (title, Some(of.concept.clone()), of.totals.clone())
    });
    view! {
        {tracks.collect_view()}
        {table("By concept".to_owned(), "Concept", concepts.collect())}
    }
}

fn table(caption: String, what: &'static str, rows: Vec<(String, Option<Slug>, Totals)>) -> impl IntoView {
    let rows = rows.into_iter().map(|(title, concept, totals)| {
        let name = match concept {
            Some(slug) => view! { <a href=format!("/concepts/{slug}")>{title}</a> }.into_any(),
            None => title.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{format!("{} of {}", totals.seen, totals.questions)}</td>
                <td>{percent(totals.recall().map(f64::from))}</td>
                <td>{totals.due}</td>
            </tr>
        }
    });
    let label = caption.clone();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table>
                <caption>{caption}</caption>
                <thead><tr><th scope="col">{what}</th><th scope="col">"Answered"</th><th scope="col">"Remembered now"</th><th scope="col">"Due"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

pub(super) fn time(insight: &Insight) -> impl IntoView + use<> {
    let ms: i64 = insight.days.values().map(|day| day.ms).sum();
    let (hours, minutes) = (ms / 3_600_000, ms / 60_000 % 60);
    let spent = match (hours, minutes) {
        (0, 0) => "Less than a minute".to_owned(),
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    };
    (ms > 0)
        .then(|| view! { <p>{format!("{spent} spent on answering in that time, a minute a question at most.")}</p> })
}

pub(super) fn retention([month, year]: [Retention; 2]) -> impl IntoView {
    let cell = |share: Share| format!("{} of {}", percent(share.value()), share.of);
    let row = |name: &'static str, of: Retention| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{cell(of.young)}</td>
                <td>{cell(of.mature)}</td>
                <td>{cell(of.all())}</td>
            </tr>
        }
    };
    view! {
        <p class="measure">
            {format!("Right answers to questions that came back on a later day, the first of each day. Mature are those that had been put off for {MATURE_DAYS} days or more.")}
        </p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Table of what was retained">
            <table>
                <thead><tr><th scope="col">"In the last"</th><th scope="col">"Young"</th><th scope="col">"Mature"</th><th scope="col">"All"</th></tr></thead>
                <tbody>{row("30 days", month)}{row("year", year)}</tbody>
            </table>
        </div>
    }
}

pub(super) fn calibration(calibration: Calibration) -> impl IntoView {
    let row = |said: &'static str, share: Share| {
        view! { <tr><th scope="row">{said}</th><td>{share.of}</td><td>{percent(share.value())}</td></tr> }
    };
    view! {
        <p class="measure">"Who says “sure” before the reveal should be right nearly always; who says “unsure”, about half the time."</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Sure, and right?">
            <table>
                <thead><tr><th scope="col">"Said"</th><th scope="col">"Answers"</th><th scope="col">"Right"</th></tr></thead>
                <tbody>
                    {row("Sure", calibration.sure)}{row("Unsure", calibration.unsure)}{row("Nothing", calibration.unsaid)}
                </tbody>
            </table>
        </div>
    }
}
