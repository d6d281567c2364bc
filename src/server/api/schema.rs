//! Shapes of the API that exist only on the wire.

use domain::{
    content::{Concept, Difficulty, Slug},
    practice::{AttemptId, Day},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    content::Library,
    practice::{ConceptProgress, DomainProgress, DueQuestion, Progress, Totals},
    search::{Found, Hit, HitKind, Piece},
};

/// An error (RFC 9457).
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what the edge writes")]
pub(super) struct Problem {
    /// Stable: `urn:quizmint:problem:` and a code.
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    /// Under which the server logged the cause, where it was unexpected.
    reference: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ConceptList {
    concepts: Vec<ConceptSummary>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ConceptSummary {
    slug: Slug,
    title: String,
    difficulty: Difficulty,
    summary: String,
    /// How many questions are linked to the concept.
    questions: usize,
    tasks: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ConceptDetail {
    slug: Slug,
    title: String,
    difficulty: Difficulty,
    html: String,
    sections: Vec<SectionView>,
    questions: Vec<domain::content::QuestionView>,
    scenes: Vec<Slug>,
}

#[derive(Serialize, ToSchema)]
struct SectionView {
    id: Slug,
    title: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerRequest {
    pub(super) attempt: AttemptId,
    /// Ids of options.
    pub(super) chosen: Vec<String>,
    #[serde(default)]
    pub(super) sure: Option<bool>,
    /// How long the learner thought, in milliseconds.
    #[serde(default)]
    pub(super) ms: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RetryRequest {
    pub(super) which: WhichAgain,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum WhichAgain {
    Missed,
    All,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Reopened {
    /// The questions that are open again.
    pub(super) questions: Vec<Slug>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Undone {
    /// The attempt that was taken back.
    pub(super) undone: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct DueList {
    due: Vec<DueItem>,
    total: usize,
}

#[derive(Serialize, ToSchema)]
struct DueItem {
    question: Slug,
    concept: Slug,
    /// `YYYY-MM-DD`
    due: Day,
    /// The probability that it is still remembered.
    recall: f32,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ProgressView {
    concepts: Vec<ConceptProgressView>,
    domains: Vec<DomainProgressView>,
    totals: TotalsView,
}

#[derive(Serialize, ToSchema)]
struct ConceptProgressView {
    concept: Slug,
    #[serde(flatten)]
    totals: TotalsView,
}

#[derive(Serialize, ToSchema)]
struct DomainProgressView {
    domain: String,
    #[serde(flatten)]
    totals: TotalsView,
}

#[derive(Serialize, ToSchema)]
struct TotalsView {
    questions: usize,
    seen: usize,
    correct: usize,
    /// Mean recall of the questions that were seen.
    recall: Option<f32>,
    due: usize,
}

#[derive(Serialize, ToSchema)]
pub(super) struct SearchReply {
    query: String,
    /// Of all places, also of those that are not in the list.
    total: usize,
    /// No place has all the words; these have some of them.
    only_some_words: bool,
    hits: Vec<SearchHit>,
}

#[derive(Serialize, ToSchema)]
struct SearchHit {
    kind: SearchKind,
    /// The path of the place, with its anchor.
    href: String,
    concept: Slug,
    concept_title: String,
    /// Of a concept or a section; of a question, what it asks. Matches are in `mark` elements.
    title_html: String,
    excerpt_html: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum SearchKind {
    Concept,
    Section,
    Question,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvanceRequest {
    /// Seconds to move the clock by; negative to set it back.
    pub(super) advance_s: i64,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Now {
    /// RFC 3339
    pub(super) now: String,
}

impl ConceptList {
    pub(super) fn of(library: &Library) -> Self {
        let summary = |concept: &Concept| ConceptSummary {
            slug: concept.slug.clone(),
            title: concept.title.clone(),
            difficulty: concept.difficulty,
            summary: concept.summary.clone(),
            questions: library.questions_of(&concept.slug).count(),
            tasks: concept.tasks.clone(),
        };
        Self { concepts: library.concepts().iter().map(summary).collect() }
    }
}

impl ConceptDetail {
    pub(super) fn of(library: &Library, concept: &Concept) -> Self {
        let sections = concept.headings.iter();
        Self {
            slug: concept.slug.clone(),
            title: concept.title.clone(),
            difficulty: concept.difficulty,
            html: concept.html.clone(),
            sections: sections
                .map(|heading| SectionView { id: heading.id.clone(), title: heading.title.clone() })
                .collect(),
            questions: library.questions_of(&concept.slug).map(domain::content::Question::view).collect(),
            scenes: concept.scenes.clone(),
        }
    }
}

impl DueList {
    pub(super) fn of(due: Vec<DueQuestion>) -> Self {
        let total = due.len();
        let item = |due: DueQuestion| DueItem {
            question: due.question,
            concept: due.concept,
            due: due.due,
            recall: due.recall,
        };
        Self { due: due.into_iter().take(Self::MOST).map(item).collect(), total }
    }

    /// A list is for the next sitting; `total` tells how much there is.
    const MOST: usize = 1000;
}

impl SearchReply {
    pub(super) fn of(query: &str, found: Found) -> Self {
        let Found { hits, total, only_some_words } = found;
        let hits = hits.into_iter().map(SearchHit::from).collect();
        Self { query: query.to_owned(), total, only_some_words, hits }
    }
}

impl From<Hit> for SearchHit {
    fn from(hit: Hit) -> Self {
        let kind = match hit.kind {
            HitKind::Concept => SearchKind::Concept,
            HitKind::Section => SearchKind::Section,
            HitKind::Question => SearchKind::Question,
        };
        let html = |pieces: &[Piece]| pieces.iter().map(Piece::html).collect();
        Self {
            kind,
            title_html: html(&hit.title),
            excerpt_html: html(&hit.excerpt),
            href: hit.href,
            concept: hit.concept,
            concept_title: hit.concept_title,
        }
    }
}

impl From<Progress> for ProgressView {
    fn from(progress: Progress) -> Self {
        let concept = |of: ConceptProgress| ConceptProgressView { concept: of.concept, totals: of.totals.into() };
        let domain = |of: DomainProgress| DomainProgressView { domain: of.domain, totals: of.totals.into() };
        Self {
            concepts: progress.concepts.into_iter().map(concept).collect(),
            domains: progress.domains.into_iter().map(domain).collect(),
            totals: progress.totals.into(),
        }
    }
}

impl From<Totals> for TotalsView {
    fn from(totals: Totals) -> Self {
        let recall = totals.recall();
        Self { questions: totals.questions, seen: totals.seen, correct: totals.correct, recall, due: totals.due }
    }
}
