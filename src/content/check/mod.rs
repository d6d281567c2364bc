//! Reads all files and holds them against each other: every problem is found in one go.

mod coverage;
mod figures;
mod freshness;
mod prerequisites;
mod references;
mod tasks;
mod teaching;
mod tracks;
mod unwritten;

use std::collections::{BTreeMap, HashSet};

use domain::content::Slug;
use jiff::civil::Date;

use super::{
    Files, Library, Report, Rule,
    concept::{self, ConceptFile},
    figures::FiguresFile,
    parallel::in_parallel,
    question::{self, QuestionDraft, QuestionFile},
    report::Flaws,
    spelling::Names,
    style::{self, Style},
    syntax,
    track::{self, TrackFile},
};

/// Everything that is wrong with `files`; `today` is a date as `2026-11-22`.
pub fn check(files: &Files, today: &str) -> Report {
    let mut draft = Draft::read(files, Draft::read_part);
    sound(&mut draft, files);
    let style = draft.style(files);
    taught(&mut draft, &style, files);
    // Without a day nothing is too late.
    if let Ok(today) = today.parse::<Date>() {
        freshness::check(&mut draft, today);
    }
    draft.finish(files).1
}

/// The library, unless something forbids to serve it, and what that is. What merely teaches badly is for authors.
pub(super) fn read(files: &Files) -> (Option<Library>, Report) {
    let mut draft = Draft::read(files, Draft::read_part_to_serve);
    sound(&mut draft, files);
    draft.finish(files)
}

/// Whether it can be served.
fn sound(draft: &mut Draft<'_>, files: &Files) {
    references::check(draft);
    prerequisites::check(draft);
    tracks::check(draft);
    figures::check(draft, files);
    teaching::keys(draft);
}

/// Whether it teaches well.
fn taught<'t>(draft: &mut Draft<'t>, style: &Style, files: &'t Files) {
    unwritten::check(draft);
    teaching::check(draft);
    coverage::check(draft, style);
    tasks::check(draft);
    draft.spelling(&style.names, files);
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

impl<'t> Draft<'t> {
    fn read(files: &'t Files, read_part: impl Fn(&[(&'t str, &'t str)]) -> Self + Sync) -> Self {
        let paths: Vec<_> = files.paths().collect();
        let mut draft = Self::default();
        for (path, flaws) in &files.flaws {
            draft.flaws.entry(path).or_default().append(flaws.clone());
        }
        for part in in_parallel(&paths, read_part) {
            draft.append(part);
        }
        if draft.concepts.is_empty() {
            let flaws = draft.flaws.entry("concepts").or_default();
            flaws.add(Rule::NoContent, 0..0, "there is no concept").hint("a concept is a file concepts/slug.md");
        }
        draft
    }

    fn read_part(paths: &[(&'t str, &'t str)]) -> Self {
        let mut draft = Self::default();
        for (path, text) in paths.iter().copied() {
            let mut flaws = Flaws::default();
            match place(path) {
                Place::Concept(slug) => draft.concepts.push(concept::parse(path, slug, text, &mut flaws)),
                Place::Questions(slug) => draft.questions.push(question::parse(path, slug, text, &mut flaws)),
                Place::Track(slug) => draft.tracks.push(track::parse(path, slug, text, &mut flaws)),
                Place::Figures(slug) => draft.figures.push(super::figures::parse(path, slug, text, &mut flaws)),
                Place::Style | Place::Elsewhere => {}
                Place::Wrong => {
                    let hint = "files are concepts/slug.md, questions/slug.md, tracks/slug.toml and figures/slug.toml, a slug being lower-case letters, digits and single hyphens";
                    flaws.add(Rule::FilePlace, 0..0, "this file is not read").hint(hint);
                }
            }
            draft.flaws.entry(path).or_default().append(flaws);
        }
        draft
    }

    fn read_part_to_serve(paths: &[(&'t str, &'t str)]) -> Self {
        let mut draft = Self::read_part(paths);
        draft.questions.iter_mut().flat_map(|file| &mut file.questions).for_each(QuestionDraft::forget_wording);
        draft
    }

    /// Adds what was read after this.
    fn append(&mut self, other: Self) {
        self.concepts.extend(other.concepts);
        self.questions.extend(other.questions);
        self.tracks.extend(other.tracks);
        self.figures.extend(other.figures);
        for (path, flaws) in other.flaws {
            self.flaws.entry(path).or_default().append(flaws);
        }
    }

    /// What the authors of this folder agreed on.
    fn style(&mut self, files: &'t Files) -> Style {
        let text = files.text(style::PATH).unwrap_or_default();
        style::parse(text, self.flaws.entry(style::PATH).or_default())
    }

    fn spelling(&mut self, names: &Names, files: &'t Files) {
        if names.is_empty() {
            return;
        }
        let texts: Vec<_> = files.paths().collect();
        let found = in_parallel(&texts, |part| {
            let texts = part.iter().filter(|(path, _)| matches!(place(path), Place::Concept(_) | Place::Questions(_)));
            texts.map(|(path, text)| (*path, names.check(text))).collect::<Vec<_>>()
        });
        for (path, flaws) in found.into_iter().flatten() {
            self.flaws.entry(path).or_default().append(flaws);
        }
        for file in &self.concepts {
            let (flaws, text) = (self.flaws.entry(file.path).or_default(), files.text(file.path).unwrap_or_default());
            file.front.titles.iter().for_each(|span| names.check_part(text, span.clone(), flaws));
        }
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
        (Some(Library::new(concepts, questions, tracks, notice(files), files.version())), report)
    }
}

/// A folder whose style has a mistake is served all the same: the mistake is for `check` to tell.
fn notice(files: &Files) -> Option<String> {
    style::parse(files.text(style::PATH)?, &mut Flaws::default()).notice
}

enum Place {
    Concept(Slug),
    Questions(Slug),
    Track(Slug),
    Figures(Slug),
    Style,
    /// Texts for authors at the top of the folder, and folders of their own.
    Elsewhere,
    Wrong,
}

fn place(path: &str) -> Place {
    let Some((folder, name)) = path.split_once('/') else {
        return if path == style::PATH { Place::Style } else { Place::Elsewhere };
    };
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
