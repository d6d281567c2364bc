//! What an attempt came to: the estimate and how it is made, each domain, the time, and every miss with its reasons.

use domain::{
    content::Slug,
    exam::{Estimate, Marks, Outcome, Tally},
};
use leptos::prelude::*;

use super::{ExamHead, ResultPlace, words};
use crate::ui::question_card::written;

#[derive(Clone, Debug)]
pub struct ExamResultPage {
    pub head: ExamHead,
    pub marks: Marks,
    /// Each domain that was asked about, with its title.
    pub domains: Vec<(String, Tally)>,
    pub places: Vec<ResultPlace>,
    /// From the beginning to the end.
    pub took_ms: i64,
    /// The end was the deadline.
    pub time_ran_out: bool,
    /// Questions whose answer came after the end, from 1.
    pub late: Vec<usize>,
    /// How many of the missed questions are due now because they were asked for.
    pub asked_again: usize,
    /// Concepts with the number of their questions that were missed.
    pub concepts: Vec<(Slug, String, usize)>,
}

impl ExamResultPage {
    pub fn view(self) -> impl IntoView {
        let begun = self.head.begun.to_string();
        let about = format!(
            "{}, {}, {}",
            words::paper(&self.head.terms),
            words::mode(self.head.mode).to_lowercase(),
            written(&begun)
        );
        view! {
            <div class="exam-result">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/exams">"Exams"</a></li><li aria-current="page">"Result"</li></ol>
                </nav>
                <header>
                    <h1>{self.head.terms.title.clone()}</h1>
                    <p class="exam-name">{about}</p>
                </header>
                {self.late()}
                {self.score()}
                {self.by_domain()}
                {self.practise()}
                {self.misses("Missed", "misses", true)}
                {self.unscored()}
                {self.all()}
            </div>
        }
    }

    fn late(&self) -> impl IntoView + use<> {
        let numbers: Vec<String> = self.late.iter().map(ToString::to_string).collect();
        (!numbers.is_empty()).then(|| {
            let what = if numbers.len() == 1 { "An answer to question" } else { "Answers to questions" };
            let words = format!(
                "{what} {} came after the end. What came late is kept, and does not count.",
                numbers.join(", ")
            );
            view! { <p class="exam-late" role="note">{words}</p> }
        })
    }

    fn score(&self) -> impl IntoView + use<> {
        let Tally { right, asked } = self.marks.tally;
        let estimate = self.marks.estimate(&self.head.terms);
        let ended = self.time_ran_out.then_some("The time ran out.");
        view! {
            <section class="exam-score" aria-labelledby="score">
                <h2 id="score">"Result"</h2>
                {match estimate {
                    Some(estimate) => self.estimate(estimate).into_any(),
                    None => view! { <p class="exam-score-number">{format!("{} %", self.marks.tally.percent())}<span>" right"</span></p> }.into_any(),
                }}
                <p>{format!("{right} of {asked} questions that count were right. It took {}. ", words::span(self.took_ms))}{ended}</p>
                {estimate.is_none().then(|| view! { <p class="field-hint">"A part of the exam has no estimated score: the scale speaks of all domains together."</p> })}
            </section>
        }
    }

    fn estimate(&self, Estimate { score, low, high }: Estimate) -> impl IntoView + use<> {
        let terms = &self.head.terms;
        let (class, verdict) = if score >= terms.pass {
            ("verdict is-right", format!("Above the pass mark of {}", terms.pass))
        } else {
            ("verdict is-wrong", format!("Below the pass mark of {}", terms.pass))
        };
        let share = terms.pass.saturating_sub(terms.scale.lowest) * 100
            / terms.scale.highest.saturating_sub(terms.scale.lowest).max(1);
        view! {
            <p class="exam-score-number">{score}<span>" estimated"</span></p>
            <p class=class>{verdict}</p>
            <p>{format!("With other questions and the same knowledge it would lie between {low} and {high}, nine times in ten.")}</p>
            <details>
                <summary>"How this is estimated"</summary>
                <div class="exam-method">
                    <p>{format!(
                        "Nothing right is {}, everything right is {}, and each of the questions that count is worth the same in between: {} + {} × right ÷ asked. The pass mark of {} then means about {share} % right.",
                        terms.scale.lowest, terms.scale.highest, terms.scale.lowest,
                        terms.scale.highest.saturating_sub(terms.scale.lowest), terms.pass
                    )}</p>
                    <p>"This is ours, not the examining body's. Theirs allows for how hard each form of the exam is and is not published, so a real score can lie on either side. The range is the 90 % Wilson interval of the share of right answers on the same scale."</p>
                </div>
            </details>
        }
    }

    fn by_domain(&self) -> impl IntoView + use<> {
        let rows = self.domains.iter().map(|(title, tally)| {
            view! {
                <tr>
                    <th scope="row">{title.clone()}</th>
                    <td class="align-right">{format!("{} of {}", tally.right, tally.asked)}</td>
                    <td class="exam-share">
                        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=tally.percent() height="8"></rect></svg>
                        <span>{format!("{} %", tally.percent())}</span>
                    </td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        view! {
            <section aria-labelledby="domains">
                <h2 id="domains">"By domain"</h2>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Table by domain">
                    <table>
                        <thead><tr><th scope="col">"Domain"</th><th scope="col" class="align-right">"Right"</th><th scope="col">"Share"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    }

    /// To ask the missed ones again, and where they can be read up.
    fn practise(&self) -> impl IntoView + use<> {
        let missed = self.places.iter().filter(|place| place.outcome.is_miss() && place.shown.is_some()).count();
        let concepts = self.concepts.iter().map(|(slug, title, count)| {
            let count = words::count(u32::try_from(*count).unwrap_or(u32::MAX), "missed", "missed");
            view! { <li><a href=format!("/concepts/{slug}")>{title.clone()}</a>{format!(", {count}")}</li> }
        });
        let concepts = concepts.collect_view();
        let action = format!("{}/practise", self.head.address());
        let due = words::questions(u32::try_from(self.asked_again).unwrap_or(u32::MAX));
        let open = missed > self.asked_again;
        (missed > 0).then(|| {
            view! {
                <section class="exam-practise" id="practise" aria-labelledby="practise-title">
                    <h2 id="practise-title" tabindex="-1">"Practise the missed"</h2>
                    <p>"Your answers are in your practice already, so each of these comes back by itself. You can also have them all asked again now."</p>
                    {(self.asked_again > 0).then(|| view! { <p class="exam-asked" role="status">{format!("Due now: {due} of this exam. ")}<a href="/practice">"Practise"</a></p> })}
                    {open.then(|| view! { <form method="post" action=action><button type="submit" class="button">"Ask them again now"</button></form> })}
                    <p>"Read again:"</p>
                    <ul>{concepts}</ul>
                </section>
            }
        })
    }

    fn misses(&self, title: &'static str, id: &'static str, scored: bool) -> impl IntoView + use<> {
        let missed = self.places.iter().filter(|place| place.outcome.is_miss() && place.scored == scored);
        let missed: Vec<_> = missed.map(ResultPlace::miss).collect();
        (!missed.is_empty()).then(|| {
            view! { <section class="exam-misses" aria-labelledby=id><h2 id=id>{title}</h2>{missed}</section> }
        })
    }

    /// Apart from the others, because they change nothing.
    fn unscored(&self) -> impl IntoView + use<> {
        let unscored: Vec<&ResultPlace> = self.places.iter().filter(|place| !place.scored).collect();
        let right = unscored.iter().filter(|place| place.outcome == Outcome::Right).count();
        let numbers: Vec<String> = unscored.iter().map(|place| place.number.to_string()).collect();
        let misses = self.misses("Missed, without counting", "unscored-misses", false);
        (!unscored.is_empty()).then(|| {
            view! {
                <section aria-labelledby="unscored">
                    <h2 id="unscored">"Questions that did not count"</h2>
                    <p>{format!(
                        "As in the real exam, {} stood between the others without being marked: {}. Of these {right} were right; they change nothing above.",
                        words::questions(u32::try_from(unscored.len()).unwrap_or(u32::MAX)), numbers.join(", ")
                    )}</p>
                </section>
                {misses}
            }
        })
    }

    fn all(&self) -> impl IntoView + use<> {
        let rows = self.places.iter().map(ResultPlace::row).collect_view();
        let number = i64::try_from(self.places.len()).unwrap_or(1).max(1);
        let mean = self.places.iter().map(|place| place.ms).sum::<i64>() / number;
        view! {
            <section aria-labelledby="all">
                <h2 id="all">"Every question and its time"</h2>
                <p>{format!("On average {} for each.", words::span(mean))}</p>
                <details>
                    <summary>"Show the table"</summary>
                    <div class="table-scroll" tabindex="0" role="region" aria-label="Table of every question">
                        <table>
                            <thead><tr><th scope="col">"Question"</th><th scope="col">"Domain"</th><th scope="col">"Outcome"</th><th scope="col" class="align-right">"Time"</th></tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </details>
            </section>
        }
    }
}
