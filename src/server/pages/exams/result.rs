//! The page of an attempt that is over.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::{
    content::Slug,
    exam::{Marks, Outcome, Place, Tally},
};

use super::{super::personal, head};
use crate::{
    content::Library,
    practice::exam::{self, Attempt},
    server::{Server, failure::Failure, render},
    store::LearnerId,
    ui::{ExamResultPage, Head, ResultPlace, Shown},
};

pub(super) async fn page(server: &Server, learner: LearnerId, attempt: Attempt) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let marks = attempt.exam.marks.clone().ok_or_else(|| Failure::not_found("attempt"))?;
    let asked_again = exam::asked_again(&library, &app.store, learner, &attempt).await?.len();
    let ended = attempt.exam.handed_in_at.unwrap_or(attempt.exam.begun_at);
    let page = ExamResultPage {
        head: head(server, learner, &attempt).await?,
        domains: domains(&attempt, &marks),
        places: places(&library, &attempt, &marks),
        took_ms: ended.saturating_sub(attempt.exam.begun_at),
        time_ran_out: attempt.exam.ends_at.is_some_and(|end| ended >= end),
        late: attempt.late.iter().map(|late| late.place + 1).collect(),
        asked_again,
        concepts: concepts(&library, &attempt, &marks),
        marks,
    };
    let head =
        Head::new("Result of the exam", "What the attempt came to, and every miss with its reasons.").within("/exams");
    Ok(personal(render::page(app, head, move || page.clone().view()).await))
}

/// The domains that were asked about, in the order of the blueprint.
fn domains(attempt: &Attempt, marks: &Marks) -> Vec<(String, Tally)> {
    let domains = attempt.exam.terms.domains.iter();
    let tallies = domains.map(|domain| (domain.title.clone(), marks.of_domain(&attempt.paper, &domain.id)));
    tallies.filter(|(_, tally)| tally.asked > 0).collect()
}

fn places(library: &Library, attempt: &Attempt, marks: &Marks) -> Vec<ResultPlace> {
    let title = |id: &Slug| {
        let known = attempt.exam.terms.domains.iter().find(|domain| domain.id == *id);
        known.map_or_else(|| id.to_string(), |domain| domain.title.clone())
    };
    let place = |(at, (place, outcome)): (usize, (&Place, &Outcome))| ResultPlace {
        number: at + 1,
        domain: title(&place.domain),
        scored: place.scored,
        outcome: *outcome,
        ms: attempt.at.get(at).map_or(0, |at| at.ms),
        shown: shown(library, attempt, at),
    };
    attempt.paper.iter().zip(&marks.outcomes).enumerate().map(place).collect()
}

fn shown(library: &Library, attempt: &Attempt, at: usize) -> Option<Shown> {
    let place = attempt.paper.get(at)?;
    let question = library.question(&place.question)?;
    Some(Shown {
        question: question.view(),
        order: place.attempt.order(question.options.len()),
        chosen: attempt.at.get(at)?.chosen.clone(),
        told: exam::told(library, attempt, at)?,
    })
}

/// The concepts of what was missed, those with the most first.
fn concepts(library: &Library, attempt: &Attempt, marks: &Marks) -> Vec<(Slug, String, usize)> {
    let mut missed: BTreeMap<&Slug, usize> = BTreeMap::new();
    for (place, _) in attempt.paper.iter().zip(&marks.outcomes).filter(|(_, outcome)| outcome.is_miss()) {
        if let Some(question) = library.question(&place.question) {
            *missed.entry(&question.concept).or_default() += 1;
        }
    }
    let titled = |(slug, count): (&Slug, usize)| Some((slug.clone(), library.concept(slug)?.title.clone(), count));
    let mut concepts: Vec<_> = missed.into_iter().filter_map(titled).collect();
    concepts.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    concepts
}
