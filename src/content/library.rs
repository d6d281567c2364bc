//! Everything there is to read and to answer, parsed and rendered once.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::OnceLock,
};

use domain::content::{Concept, Domain, Question, Slug, Track};

use super::{Files, Report, check};

/// One whole, consistent version of the content.
#[derive(Debug, Default)]
pub struct Library {
    concepts: Vec<Concept>,
    /// Grouped by concept.
    questions: Vec<Question>,
    tracks: Vec<Track>,
    concept_at: HashMap<Slug, usize>,
    question_at: HashMap<Slug, usize>,
    /// By `id key`, as the store writes what was answered.
    keyed_at: HashMap<String, usize>,
    questions_of: HashMap<Slug, Range<usize>>,
    /// What its authors want to stand at the foot of every page.
    notice: Option<String>,
    leads_to_scenes: bool,
    /// Track and domain, as far as there is a question in it. Made when it is first asked for: that takes every
    /// question.
    asked_domains: OnceLock<HashSet<(Slug, Slug)>>,
    version: String,
}

impl Library {
    /// The library, or everything that forbids to serve these files.
    pub fn parse(files: &Files) -> Result<Self, Report> {
        let (library, report) = check::read(files);
        library.ok_or(report)
    }

    /// `questions` with those of a concept side by side in the author's order; `tracks` by slug.
    pub(super) fn new(
        mut concepts: Vec<Concept>,
        questions: Vec<Question>,
        tracks: Vec<Track>,
        notice: Option<String>,
        version: String,
    ) -> Self {
        let reading_order = tracks.iter().find(|track| !track.concepts.is_empty()).map(|track| &track.concepts);
        let place: HashMap<&Slug, usize> =
            reading_order.into_iter().flatten().enumerate().map(|(at, slug)| (slug, at)).collect();
        concepts.sort_by_cached_key(|concept| {
            let place = place.get(&concept.slug).copied().unwrap_or(usize::MAX);
            (place, concept.title.to_lowercase(), concept.slug.clone())
        });
        let place = |(at, slug): (usize, &Slug)| (slug.clone(), at);
        let concept_at = concepts.iter().map(|concept| &concept.slug).enumerate().map(place).collect();
        let question_at = questions.iter().map(|question| &question.id).enumerate().map(place).collect();
        let keyed_at = questions.iter().map(Question::keyed).enumerate().map(|(at, keyed)| (keyed, at)).collect();
        let mut questions_of: HashMap<Slug, Range<usize>> = HashMap::new();
        for (at, question) in questions.iter().enumerate() {
            questions_of.entry(question.concept.clone()).or_insert(at..at).end = at + 1;
        }
        let leads_to_scenes = concepts.iter().any(|concept| !concept.scenes.is_empty())
            || questions.iter().any(|question| question.scene.is_some());
        Self {
            concepts,
            questions,
            tracks,
            concept_at,
            question_at,
            keyed_at,
            questions_of,
            notice,
            leads_to_scenes,
            asked_domains: OnceLock::new(),
            version,
        }
    }

    /// All concepts in reading order: as the first track that lists concepts has them, then the others by title.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    pub fn concept(&self, slug: &Slug) -> Option<&Concept> {
        self.concept_at.get(slug).map(|at| &self.concepts[*at])
    }

    /// The concepts before and after one in reading order.
    pub fn around(&self, concept: &Slug) -> (Option<&Concept>, Option<&Concept>) {
        let Some(&at) = self.concept_at.get(concept) else { return (None, None) };
        (at.checked_sub(1).and_then(|before| self.concepts.get(before)), self.concepts.get(at + 1))
    }

    /// The day on which something of a concept was last held against its source, `YYYY-MM-DD`.
    pub fn checked<'c>(&'c self, concept: &'c Concept) -> Option<&'c str> {
        let of_questions = self.questions_of(&concept.slug).flat_map(|question| &question.references);
        concept.sources.iter().chain(of_questions).map(|source| source.checked.as_str()).max()
    }

    /// All questions, with those of a concept side by side.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The questions linked to a concept, in the author's order.
    pub fn questions_of(&self, concept: &Slug) -> impl Iterator<Item = &Question> + use<'_> {
        self.questions[self.places_of(concept)].iter()
    }

    /// Where the questions of a concept stand among all.
    pub fn places_of(&self, concept: &Slug) -> Range<usize> {
        self.questions_of.get(concept).cloned().unwrap_or_default()
    }

    /// Where a question stands among all.
    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.question_at.get(id).copied()
    }

    /// Where the question stands that is [`Question::keyed`] like this today. One look-up for question and key counts
    /// where somebody answered ten thousand.
    pub fn place_of_keyed(&self, id_and_key: &str) -> Option<usize> {
        self.keyed_at.get(id_and_key).copied()
    }

    pub fn question(&self, id: &Slug) -> Option<&Question> {
        self.question_at.get(id).map(|at| &self.questions[*at])
    }

    /// All tracks, by slug.
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    pub fn track(&self, slug: &Slug) -> Option<&Track> {
        self.tracks.iter().find(|track| track.slug == *slug)
    }

    /// The concepts that lead to a track, in its reading order; those that nobody has written yet are left out.
    pub fn concepts_of<'l>(&'l self, track: &'l Track) -> impl Iterator<Item = &'l Concept> + use<'l> {
        track.concepts.iter().filter_map(|slug| self.concept(slug))
    }

    /// The tracks that lead through at least one concept.
    pub fn written_tracks(&self) -> impl Iterator<Item = &Track> {
        self.tracks.iter().filter(|track| self.concepts_of(track).next().is_some())
    }

    /// The domains of a track that have a question, as its blueprint has them.
    pub fn asked_domains<'l>(&'l self, track: &'l Track) -> impl Iterator<Item = &'l Domain> + use<'l> {
        let asked = self.asked_domains.get_or_init(|| {
            let of_track = |question, track: &Track| Some((track.slug.clone(), track.domain_of(question)?.id.clone()));
            let of_question = |question| self.tracks.iter().filter_map(move |track| of_track(question, track));
            self.questions.iter().flat_map(of_question).collect()
        });
        track.domains.iter().filter(|domain| asked.contains(&(track.slug.clone(), domain.id.clone())))
    }

    /// What its authors want to stand at the foot of every page.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Whether a note or an answer leads to a scene of the sandbox. Where none does, readers came for something else.
    pub fn leads_to_scenes(&self) -> bool {
        self.leads_to_scenes
    }

    /// A fingerprint of the whole content: equal content, equal version.
    pub fn version(&self) -> &str {
        &self.version
    }
}
