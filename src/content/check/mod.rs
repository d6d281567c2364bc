//! Reads all files and holds them against each other: every problem is found in one go.

mod figures;
mod prerequisites;
mod references;
mod teaching;
mod tracks;

use std::collections::{BTreeMap, HashSet};

use domain::content::Slug;
use jiff::civil::Date;

use super::{
    Files, Library, Report, Rule,
    concept::{self, ConceptFile},
    figures::FiguresFile,
    question::{self, QuestionFile},
    report::Flaws,
    syntax,
    track::{self, TrackFile},
};

/// Everything that is wrong with `files`; `today` is a date as `2026-11-22`.
pub fn check(files: &Files, today: &str) -> Report {
    read(files, today.parse().ok()).1
}

/// What was read, whatever state it is in.
#[derive(Default)]
struct Draft<'t> {
    concepts: Vec<ConceptFile<'t>>,
    questions: Vec<QuestionFile<'t>>,
    tracks: Vec<TrackFile<'t>>,
    figures: Vec<FiguresFile<'t>>,
    flaws: BTreeMap<&'t str, Flaws>,
}

/// The library, unless something forbids to serve it, and all findings. Without `today` no date is too late.
pub(super) fn read(files: &Files, today: Option<Date>) -> (Option<Library>, Report) {
    let mut draft = Draft::read(files);
    references::check(&mut draft);
    prerequisites::check(&mut draft);
    tracks::check(&mut draft);
    figures::check(&mut draft, files);
    teaching::check(&mut draft, today);
    draft.finish(files)
}

impl<'t> Draft<'t> {
    fn read(files: &'t Files) -> Self {
        let mut draft = Self::default();
        for (path, flaws) in &files.flaws {
            draft.flaws.entry(path).or_default().append(flaws.clone());
        }
        for (path, text) in files.paths() {
            let mut flaws = Flaws::default();
            match place(path) {
                Place::Concept(slug) => draft.concepts.push(concept::parse(path, slug, text, &mut flaws)),
                Place::Questions(slug) => draft.questions.push(question::parse(path, slug, text, &mut flaws)),
                Place::Track(slug) => draft.tracks.push(track::parse(path, slug, text, &mut flaws)),
                Place::Figures(slug) => draft.figures.push(super::figures::parse(path, slug, text, &mut flaws)),
                Place::Elsewhere => {}
                Place::Wrong => {
                    let hint = "files are concepts/slug.md, questions/slug.md, tracks/slug.toml and figures/slug.toml, a slug being lower-case letters, digits and single hyphens";
                    flaws.add(Rule::FilePlace, 0..0, "this file is not read").hint(hint);
                }
            }
            draft.flaws.entry(path).or_default().append(flaws);
        }
        if draft.concepts.is_empty() {
            let flaws = draft.flaws.entry("concepts").or_default();
            flaws.add(Rule::NoContent, 0..0, "there is no concept").hint("a concept is a file concepts/slug.md");
        }
        draft
    }

    fn finish(self, files: &Files) -> (Option<Library>, Report) {
        let mut report = Report::locate(files, self.flaws);
        report.concepts = self.concepts.len();
        report.questions = self.questions.iter().map(|file| file.questions.len()).sum();
        if !report.can_be_served() {
            return (None, report);
        }
        let concepts: Vec<_> = self.concepts.into_iter().filter_map(ConceptFile::finish).collect();
        let questions = self.questions.into_iter().flat_map(QuestionFile::finish).collect();
        let known: HashSet<Slug> = concepts.iter().map(|concept| concept.slug.clone()).collect();
        let tracks = self.tracks.into_iter().filter_map(|track| track.finish(|slug| known.contains(slug))).collect();
        (Some(Library::new(concepts, questions, tracks, files.version())), report)
    }
}

enum Place {
    Concept(Slug),
    Questions(Slug),
    Track(Slug),
    Figures(Slug),
    /// Texts for authors at the top of the folder, and folders of their own.
    Elsewhere,
    Wrong,
}

fn place(path: &str) -> Place {
    let Some((folder, name)) = path.split_once('/') else { return Place::Elsewhere };
    let slug = |ending: &str| name.strip_suffix(ending).and_then(|name| name.parse().ok());
    let place = match folder {
        "concepts" => slug(".md").map(Place::Concept),
        "questions" => slug(".md").map(Place::Questions),
        "tracks" => slug(".toml").map(Place::Track),
        "figures" => slug(".toml").map(Place::Figures),
        _ => Some(Place::Elsewhere),
    };
    place.unwrap_or(Place::Wrong)
}
