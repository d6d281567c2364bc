//! Nothing is asked now: why, and the ways on.

use leptos::prelude::*;

use super::super::question_card::written;
use crate::practice::{Filter, Queue};

/// A sentence and where one can go from there.
pub(super) struct Rest {
    sentence: String,
    ways: Vec<(String, &'static str)>,
}

impl Rest {
    /// What was asked for means nothing.
    pub(super) fn because(sentence: String) -> Self {
        Self { sentence, ways: vec![everything(), ("/concepts".to_owned(), "See all concepts")] }
    }

    pub(super) fn of(queue: &Queue, filter: &Filter) -> Self {
        let waiting = queue.due + queue.new;
        let set_aside = (queue.set_aside > 0).then(|| ("/practice/marks".to_owned(), "See what is set aside"));
        // What was answered today is not asked again today.
        let is_early = queue.resting > queue.reviews_done + queue.new_done;
        let early = (!filter.early && is_early).then(|| (early(filter), "Practise what is not due yet"));
        let settings = ("/settings".to_owned(), "Change how much a day holds");
        let narrowed = (*filter != Filter::default()).then(everything);
        let (sentence, ways) = if queue.plan.is_some() {
            let sentence = "Today’s share of the plan for your exam is done.".to_owned();
            let due = ("/practice?plain=on".to_owned(), "Practise what is due all the same");
            (sentence, vec![Some(("/exam-day".to_owned(), "See the plan")), Some(due)])
        } else if queue.matching == 0 {
            ("No question matches what you chose.".to_owned(), vec![narrowed])
        } else if waiting > 0 && queue.reviews_done + queue.new_done == 0 {
            let sentence = format!(
                "Your day holds {} new questions and {} reviews, so nothing is asked, although {waiting} wait.",
                queue.preferences.new_per_day, queue.preferences.reviews_per_day
            );
            (sentence, vec![Some(settings), early])
        } else if waiting > 0 {
            let sentence = format!(
                "Today’s share is done: {} new questions and {} reviews, those on the pages of concepts among them. {waiting} more wait for the next days.",
                queue.new_done, queue.reviews_done
            );
            (sentence, vec![early, Some(settings)])
        } else if filter.early && queue.resting > 0 {
            let sentence = "All of these were answered today. They can be asked again tomorrow, or at once on the pages of their concepts: “Start over” below the questions.".to_owned();
            (sentence, vec![narrowed])
        } else if queue.set_aside == queue.matching {
            ("All of these questions are set aside.".to_owned(), vec![narrowed])
        } else {
            let next = queue.next.map(|day| format!(" The next one comes back on {}.", written(&day.to_string())));
            (format!("Nothing is due now.{}", next.unwrap_or_default()), vec![early, narrowed])
        };
        let last = Some(("/concepts".to_owned(), "Read a concept"));
        Self { sentence, ways: ways.into_iter().chain([set_aside, last]).flatten().collect() }
    }

    pub(super) fn view(self) -> impl IntoView {
        let ways = self.ways.into_iter().map(|(href, words)| view! { <li><a href=href>{words}</a></li> });
        view! {
            <section class="panel" aria-labelledby="rest-title">
                <h2 id="rest-title">"Nothing to answer"</h2>
                <p>{self.sentence}</p>
                <ul>{ways.collect_view()}</ul>
            </section>
        }
    }
}

fn everything() -> (String, &'static str) {
    ("/practice".to_owned(), "Practise everything")
}

fn early(filter: &Filter) -> String {
    super::href(&Filter { early: true, ..filter.clone() })
}
