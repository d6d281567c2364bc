//! The honest page: predicted recall against what happened, and whether parameters of one's own would do better.

use domain::practice::{
    fit::{NoTrial, Trial},
    statistics::Bin,
};
use leptos::prelude::*;

use super::chart::{chart, percent};
use crate::practice::Honesty;

#[derive(Clone)]
pub struct HonestyPage {
    pub honesty: Honesty,
    pub told: Option<FitTold>,
}

/// What came of fitting parameters to the learner's own answers.
#[derive(Clone)]
pub struct FitTold {
    pub tried: Result<Trial, NoTrial>,
    pub adopted: bool,
}

const SIZE: f64 = 260.0;

impl HonestyPage {
    pub fn view(self) -> impl IntoView {
        let Self { honesty, told } = self;
        let shown = if honesty.predicted == 0 {
            view! { <p class="measure">"Nothing can be compared yet: no question has been answered again on a later day."</p> }.into_any()
        } else {
            compared(&honesty).into_any()
        };
        view! {
            <div class="progress-page">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/progress">"Progress"</a></li><li aria-current="page">"How well forgetting is predicted"</li></ol>
                </nav>
                <h1>"How well forgetting is predicted"</h1>
                <p class="lead measure">
                    "Before each answer the scheduler (FSRS-6) has a number: how likely it is that you still know it. Here these numbers are held against what happened."
                </p>
                {shown}
                {parameters(&honesty, told)}
            </div>
        }
    }
}

fn compared(honesty: &Honesty) -> impl IntoView + use<> {
    let label = format!("Predicted against actual, over {} answers. On the line, both agree.", honesty.predicted);
    view! {
        <section aria-labelledby="honesty-bins">
            <h2 id="honesty-bins">"Predicted and actual"</h2>
            {chart(label, plot(&honesty.bins).into_any(), bins_table(&honesty.bins).into_any())}
        </section>
        <section aria-labelledby="honesty-loss">
            <h2 id="honesty-loss">"Beside others"</h2>
            {losses(honesty)}
        </section>
    }
}

fn plot(bins: &[Bin]) -> impl IntoView + use<> {
    let point = |bin: &Bin| {
        let (x, y) = (bin.predicted * SIZE, SIZE - bin.actual * SIZE);
        // The area of a mark grows with its answers.
        let radius = 3.0 + f64::from(bin.count).sqrt().min(15.0);
        view! { <circle class="plot-point" cx=format!("{x:.1}") cy=format!("{y:.1}") r=format!("{radius:.1}")></circle> }
    };
    view! {
        <svg class="plot" width="320" height="320" viewBox="-40 -20 320 320" aria-hidden="true">
            <rect class="plot-frame" x="0" y="0" width=SIZE height=SIZE></rect>
            <line class="plot-diagonal" x1="0" y1=SIZE x2=SIZE y2="0"></line>
            {bins.iter().map(point).collect_view()}
            <text class="chart-number" x="0" y="278" text-anchor="middle">"0"</text>
            <text class="chart-number" x=SIZE / 2.0 y="278" text-anchor="middle">"predicted"</text>
            <text class="chart-number" x=SIZE y="278" text-anchor="middle">"100 %"</text>
            <text class="chart-number" x="-8" y=SIZE / 2.0 text-anchor="end">"actual"</text>
        </svg>
    }
}

fn bins_table(bins: &[Bin]) -> impl IntoView + use<> {
    let rows = bins.iter().map(|bin| {
        view! {
            <tr>
                <th scope="row">{format!("{:.0} to {:.0} %", bin.from * 100.0, bin.to * 100.0)}</th>
                <td>{percent(Some(bin.predicted))}</td>
                <td>{percent(Some(bin.actual))}</td>
                <td>{bin.count}</td>
            </tr>
        }
    });
    view! {
        <table>
            <thead><tr><th scope="col">"Between"</th><th scope="col">"Predicted"</th><th scope="col">"Actual"</th><th scope="col">"Answers"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

fn losses(honesty: &Honesty) -> impl IntoView + use<> {
    let row = |name: &'static str, loss: Option<f64>, how: &'static str| {
        let loss = loss.map_or_else(|| "–".to_owned(), |loss| format!("{loss:.4}"));
        view! { <tr><th scope="row">{name}</th><td>{loss}</td><td>{how}</td></tr> }
    };
    let fsrs = if honesty.fitted {
        "FSRS-6 with your own parameters, which were fitted to these answers and so look a little too good here"
    } else {
        "FSRS-6 with the published parameters, which have never seen your answers"
    };
    view! {
        <p class="measure">"Log loss: the mean of how surprising the outcomes were. The lower, the better; 0.693 is a coin."</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Log loss">
            <table>
                <thead><tr><th scope="col">"Predicted by"</th><th scope="col">"Log loss"</th><th scope="col">"How"</th></tr></thead>
                <tbody>
                    {row("This scheduler", honesty.fsrs, fsrs)}
                    {row("A constant", honesty.constant, "your share of right answers up to then, whichever the question")}
                    {row("SM-2", honesty.sm2, "its interval read as the time in which recall falls to 90 %; it was not made to predict")}
                </tbody>
            </table>
        </div>
    }
}

fn parameters(honesty: &Honesty, told: Option<FitTold>) -> impl IntoView + use<> {
    let in_force =
        if honesty.fitted { "Your own parameters are in force." } else { "The published parameters are in force." };
    let back = honesty.fitted.then(|| {
        view! {
            <form method="post" action="/progress/parameters">
                <input type="hidden" name="use" value="published"/>
                <button type="submit" class="button is-quiet">"Go back to the published ones"</button>
            </form>
        }
    });
    view! {
        <section aria-labelledby="honesty-parameters" id="parameters">
            <h2 id="honesty-parameters">"Parameters of your own"</h2>
            <p class="measure">
                {in_force}
                " Others can be fitted to the first four fifths of your answers and tried on the last fifth. They are offered only if they predict these better than chance would explain."
            </p>
            {told.map(outcome)}
            <div class="button-row">
                <form method="post" action="/progress/parameters">
                    <input type="hidden" name="use" value="try"/>
                    <button type="submit" class="button is-quiet">"Try parameters of my own"</button>
                </form>
                {back}
            </div>
        </section>
    }
}

fn outcome(told: FitTold) -> impl IntoView {
    let FitTold { tried, adopted } = told;
    let (class, words, offer) = match tried {
        Err(NoTrial::TooFew { there_are, it_takes }) => {
            ("verdict", format!("It takes {it_takes} answers that came on a later day; there are {there_are}."), false)
        }
        Err(NoTrial::Failed) => ("verdict", "Nothing could be fitted to these answers.".to_owned(), false),
        Ok(Trial { tried_on, loss_in_force, loss_fitted, offer, .. }) => {
            let compared = format!(
                "On the last {tried_on} answers: log loss {loss_in_force:.4} now, {loss_fitted:.4} with parameters of your own."
            );
            match (offer.is_some(), adopted) {
                (true, true) => (
                    "verdict is-right",
                    format!("{compared} They are in force now, and your memory was computed anew."),
                    false,
                ),
                (true, false) => ("verdict is-right", format!("{compared} That is better."), true),
                (false, _) => {
                    ("verdict", format!("{compared} That is no real improvement, so nothing changes."), false)
                }
            }
        }
    };
    let adopt = offer.then(|| {
        view! {
            <form method="post" action="/progress/parameters">
                <input type="hidden" name="use" value="own"/>
                <button type="submit" class="button">"Use them"</button>
            </form>
        }
    });
    view! { <div role="status"><p class=class>{words}</p>{adopt}</div> }
}
