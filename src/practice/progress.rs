//! How far a learner has come: per concept, per domain of the exam guide, and in all.

use std::collections::BTreeMap;

use domain::content::{Question, Slug};

use super::due::Dues;
use crate::content::Library;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub questions: usize,
    /// Answered at least once.
    pub seen: usize,
    /// Of these, the last answer was right.
    pub correct: usize,
    pub due: usize,
    recall_sum: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ConceptProgress {
    pub concept: Slug,
    pub totals: Totals,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DomainProgress {
    /// The first number of a task: `2` for task `2.1`.
    pub domain: String,
    pub totals: Totals,
}

/// Of a domain of a track's blueprint.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackProgress {
    pub track: Slug,
    pub domain: Slug,
    pub totals: Totals,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub concepts: Vec<ConceptProgress>,
    pub domains: Vec<DomainProgress>,
    pub tracks: Vec<TrackProgress>,
    pub totals: Totals,
}

impl Progress {
    /// `None` where nothing of the domain is in the bank.
    pub fn of_domain(&self, track: &Slug, domain: &Slug) -> Option<&Totals> {
        let of = |of: &&TrackProgress| of.track == *track && of.domain == *domain;
        self.tracks.iter().find(of).map(|of| &of.totals)
    }

    pub fn of(&self, concept: &Slug) -> Option<&Totals> {
        self.concepts.iter().find(|of| of.concept == *concept).map(|of| &of.totals)
    }
}

impl Totals {
    /// Mean recall of the questions that were seen; `None` where there is none.
    pub fn recall(&self) -> Option<f32> {
        #[expect(clippy::cast_precision_loss, reason = "questions are counted in thousands")]
        (self.seen > 0).then(|| self.recall_sum / self.seen as f32)
    }

    /// Every question was answered at least once; a concept without questions has nothing to miss.
    pub fn all_seen(&self) -> bool {
        self.seen == self.questions
    }

    fn count(&mut self, question: &Question, dues: &Dues) {
        self.questions += 1;
        let Some(known) = dues.known.get(&question.id) else { return };
        self.due += usize::from(dues.comes_back(question).is_some_and(|due| due <= dues.today));
        let Some(card) = &known.card else { return };
        self.seen += 1;
        self.correct += usize::from(card.verdict.is_right());
        self.recall_sum += dues.recall(known);
    }
}

pub fn progress(library: &Library, dues: &Dues) -> Progress {
    let mut all = Totals::default();
    let mut domains: BTreeMap<String, Totals> = BTreeMap::new();
    let mut tracks: BTreeMap<(&Slug, &Slug), Totals> = BTreeMap::new();
    let mut concepts = Vec::with_capacity(library.concepts().len());
    for concept in library.concepts() {
        let mut totals = Totals::default();
        for question in library.questions_of(&concept.slug) {
            totals.count(question, dues);
            all.count(question, dues);
            for track in library.tracks() {
                if let Some(domain) = track.domain_of(question) {
                    tracks.entry((&track.slug, &domain.id)).or_default().count(question, dues);
                }
            }
            let mut of_question: Vec<&str> = question.tasks.iter().filter_map(|task| task.split('.').next()).collect();
            of_question.dedup();
            for domain in of_question {
                domains.entry(domain.to_owned()).or_default().count(question, dues);
            }
        }
        concepts.push(ConceptProgress { concept: concept.slug.clone(), totals });
    }
    let domains = domains.into_iter().map(|(domain, totals)| DomainProgress { domain, totals }).collect();
    let of = |((track, domain), totals): ((&Slug, &Slug), Totals)| TrackProgress {
        track: track.clone(),
        domain: domain.clone(),
        totals,
    };
    let tracks = tracks.into_iter().map(of).collect();
    Progress { concepts, domains, tracks, totals: all }
}
