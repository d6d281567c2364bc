//! Shapes of exams on the wire.

use std::collections::BTreeSet;

use domain::{
    content::{QuestionView, Scale, Slug},
    exam::{Mode, Offer, Outcome, Place, Tally, Told},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    content::Library,
    practice::exam::{self, Attempt, Offered},
    store::{AtPlace, ListedExam},
};

#[derive(Default, Serialize, ToSchema)]
pub(super) struct ExamList {
    exams: Vec<TrackView>,
    attempts: Vec<AttemptView>,
}

#[derive(Serialize, ToSchema)]
struct TrackView {
    track: Slug,
    title: String,
    summary: String,
    scored: u32,
    unscored: u32,
    minutes: u32,
    scale: Scale,
    pass: u32,
    domains: Vec<DomainView>,
    /// What can be drawn from the bank, the widest first.
    papers: Vec<PaperView>,
}

#[derive(Serialize, ToSchema)]
struct DomainView {
    id: Slug,
    title: String,
    /// Per cent of the questions that count.
    weight: u32,
    /// How many questions the bank has.
    bank: usize,
}

#[derive(Serialize, ToSchema)]
struct PaperView {
    /// `whole`, `covered`, `missed`, or `section:` and the id of a domain.
    paper: String,
    /// Whether it has as many questions as the blueprint wants.
    full: bool,
    scored: u32,
    unscored: u32,
    minutes: u32,
}

#[derive(Serialize, ToSchema)]
struct AttemptView {
    id: String,
    track: Slug,
    title: String,
    paper: String,
    mode: Mode,
    /// Whether it has as many questions as the blueprint wants.
    full: bool,
    /// Unix time in milliseconds, as all times here.
    begun_at: i64,
    /// Missing without a deadline.
    ends_at: Option<i64>,
    handed_in_at: Option<i64>,
    /// Of the questions that count; there once the attempt is over.
    right: Option<Tally>,
    estimate: Option<EstimateView>,
}

/// Linear between the ends of the scale; not the examining body's
#[derive(Serialize, ToSchema)]
struct EstimateView {
    score: u32,
    /// The range in which it would lie for other questions and the same knowledge, nine times in ten.
    low: u32,
    high: u32,
    pass: u32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BeginRequest {
    pub(super) track: String,
    /// `whole`, `covered`, `missed`, or `section:` and the id of a domain.
    pub(super) paper: String,
    pub(super) mode: Mode,
    /// Per cent to add to the time, kept for the next time.
    #[serde(default)]
    pub(super) extra_time: Option<u16>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Begun {
    pub(super) id: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerAtPlace {
    /// Ids of options; empty to take the choice back, left out to leave it. Needed with `tell`, also where the choice
    /// is saved already.
    #[serde(default)]
    pub(super) chosen: Option<Vec<String>>,
    /// What the sender takes for saved; if something else is, nothing is changed.
    #[serde(default)]
    pub(super) was: Option<Vec<String>>,
    #[serde(default)]
    pub(super) flagged: Option<bool>,
    /// How long the learner looked at it since the last time, in milliseconds.
    #[serde(default)]
    pub(super) ms: Option<i64>,
    /// In review mode: the choice is final, and is told.
    #[serde(default)]
    pub(super) tell: bool,
}

#[derive(Serialize, ToSchema)]
pub(super) struct SavedView {
    place: usize,
    /// It came after the end: kept, and not counted.
    late: bool,
    chosen: BTreeSet<Slug>,
    flagged: bool,
    /// Once it is told.
    correct: Option<bool>,
    told: Option<Told>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ExamView {
    #[serde(flatten)]
    attempt: AttemptView,
    over: bool,
    /// Until the deadline, in milliseconds.
    left_ms: Option<i64>,
    places: Vec<PlaceView>,
    /// There once the attempt is over.
    domains: Vec<DomainResult>,
    /// Places whose answer came after the end, from 1.
    late: Vec<usize>,
}

#[derive(Serialize, ToSchema)]
struct DomainResult {
    id: Slug,
    title: String,
    right: Tally,
}

#[derive(Serialize, ToSchema)]
struct PlaceView {
    /// From 1.
    place: usize,
    /// The options in the order in which they are shown; missing where the question was removed.
    question: Option<QuestionView>,
    chosen: BTreeSet<Slug>,
    flagged: bool,
    ms: i64,
    /// There once the attempt is over, as `scored` and `domain` are.
    outcome: Option<Outcome>,
    scored: Option<bool>,
    domain: Option<Slug>,
    /// Once it is told.
    told: Option<Told>,
}

impl ExamList {
    pub(super) fn add(&mut self, offered: &Offered<'_>) {
        let Offered { track, bank, offers, .. } = offered;
        let domains = track.domains.iter().zip(bank.counts()).map(|(domain, bank)| DomainView {
            id: domain.id.clone(),
            title: domain.title.clone(),
            weight: domain.weight,
            bank,
        });
        self.exams.push(TrackView {
            track: track.slug.clone(),
            title: track.title.clone(),
            summary: track.summary.clone(),
            scored: track.scored,
            unscored: track.unscored,
            minutes: track.minutes,
            scale: track.scale,
            pass: track.pass,
            domains: domains.collect(),
            papers: offers.iter().map(PaperView::of).collect(),
        });
    }

    pub(super) fn add_attempts(&mut self, attempts: &[ListedExam]) {
        self.attempts.extend(attempts.iter().map(AttemptView::of));
    }
}

impl PaperView {
    fn of(offer: &Offer) -> Self {
        let paper = offer.scope.to_string();
        Self { paper, full: offer.full, scored: offer.scored(), unscored: offer.unscored, minutes: offer.minutes }
    }
}

impl AttemptView {
    fn of(exam: &ListedExam) -> Self {
        let estimate = exam.marks.as_ref().and_then(|marks| marks.estimate(&exam.terms));
        let pass = exam.terms.pass;
        Self {
            id: exam.id.to_string(),
            track: exam.track.clone(),
            title: exam.terms.title.clone(),
            paper: exam.terms.scope.to_string(),
            mode: exam.mode,
            full: exam.terms.full,
            begun_at: exam.begun_at,
            ends_at: exam.ends_at,
            handed_in_at: exam.handed_in_at,
            right: exam.marks.as_ref().map(|marks| marks.tally),
            estimate: estimate.map(|of| EstimateView { score: of.score, low: of.low, high: of.high, pass }),
        }
    }
}

impl SavedView {
    pub(super) fn of(at: &AtPlace, late: bool, told: Option<Told>) -> Self {
        let (chosen, flagged, correct) = (at.chosen.clone(), at.flagged, at.correct);
        Self { place: at.place + 1, late, chosen, flagged, correct, told }
    }

    pub(super) fn late(place: usize) -> Self {
        Self { place, late: true, chosen: BTreeSet::new(), flagged: false, correct: None, told: None }
    }
}

impl ExamView {
    pub(super) fn of(library: &Library, attempt: &Attempt, now_ms: i64) -> Self {
        let marks = attempt.exam.marks.as_ref();
        let domains = attempt.exam.terms.domains.iter().filter_map(|domain| {
            let right = marks?.of_domain(&attempt.paper, &domain.id);
            (right.asked > 0).then(|| DomainResult { id: domain.id.clone(), title: domain.title.clone(), right })
        });
        let places = attempt.paper.iter().zip(&attempt.at).enumerate();
        Self {
            attempt: AttemptView::of(&attempt.exam),
            over: attempt.is_over(),
            left_ms: attempt.left_ms(now_ms),
            places: places.map(|(at, (place, kept))| PlaceView::of(library, attempt, at, place, kept)).collect(),
            domains: domains.collect(),
            late: attempt.late.iter().map(|late| late.place + 1).collect(),
        }
    }
}

impl PlaceView {
    /// What counts and where it belongs is told with the outcome: in a real exam it is not known either.
    fn of(library: &Library, attempt: &Attempt, at: usize, place: &Place, kept: &AtPlace) -> Self {
        let outcome = attempt.exam.marks.as_ref().and_then(|marks| marks.outcomes.get(at).copied());
        let question = library.question(&place.question).map(|question| {
            let mut view = question.view();
            let order = place.attempt.order(view.options.len());
            view.options = order.into_iter().map(|at| view.options[at].clone()).collect();
            view
        });
        Self {
            place: at + 1,
            question,
            chosen: kept.chosen.clone(),
            flagged: kept.flagged,
            ms: kept.ms,
            outcome,
            scored: outcome.map(|_| place.scored),
            domain: outcome.map(|_| place.domain.clone()),
            told: exam::told(library, attempt, at),
        }
    }
}
