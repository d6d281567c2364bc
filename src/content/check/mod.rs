//! Reads all files and holds them against each other: every problem is found in one go.

mod references;
mod teaching;

use std::collections::BTreeMap;

use domain::content::Slug;
use jiff::civil::Date;

use super::{
    Files, Library, Report, Rule,
    concept::{self, ConceptFile},
    question::{self, QuestionFile},
    report::Flaws,
    syntax,
};

/// Everything that is wrong with `files`; `today` is a date as `2026-11-22`.
pub fn check(files: &Files, today: &str) -> Report {
    read(files, today.parse().ok()).1
}

/// What was read, whatever state it is in.
struct Draft<'t> {
    concepts: Vec<ConceptFile<'t>>,
    questions: Vec<QuestionFile<'t>>,
    flaws: BTreeMap<&'t str, Flaws>,
}

/// The library, unless something forbids to serve it, and all findings. Without `today` no date is too late.
pub(super) fn read(files: &Files, today: Option<Date>) -> (Option<Library>, Report) {
    let mut draft = Draft::read(files);
    references::check(&mut draft);
    teaching::check(&mut draft, today);
    draft.finish(files)
}

impl<'t> Draft<'t> {
    fn read(files: &'t Files) -> Self {
        let mut draft = Self { concepts: Vec::new(), questions: Vec::new(), flaws: BTreeMap::new() };
        for (path, flaws) in &files.flaws {
            draft.flaws.entry(path).or_default().append(flaws.clone());
        }
        for (path, text) in files.paths() {
            let mut flaws = Flaws::default();
            match place(path) {
                Place::Concept(slug) => draft.concepts.push(concept::parse(path, slug, text, &mut flaws)),
                Place::Questions(slug) => draft.questions.push(question::parse(path, slug, text, &mut flaws)),
                Place::Elsewhere => {}
                Place::Wrong => {
                    let hint = "files are concepts/slug.md and questions/slug.md, a slug being lower-case letters, digits and single hyphens";
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
        let concepts = self.concepts.into_iter().filter_map(ConceptFile::finish).collect();
        let questions = self.questions.into_iter().flat_map(QuestionFile::finish).collect();
        (Some(Library::new(concepts, questions, files.version())), report)
    }
}

enum Place {
    Concept(Slug),
    Questions(Slug),
    /// Tracks, and texts for authors at the top of the folder.
    Elsewhere,
    Wrong,
}

fn place(path: &str) -> Place {
    let Some((folder, name)) = path.split_once('/') else { return Place::Elsewhere };
    let slug = name.strip_suffix(".md").and_then(|name| name.parse().ok());
    match (folder, slug) {
        ("concepts", Some(slug)) => Place::Concept(slug),
        ("questions", Some(slug)) => Place::Questions(slug),
        ("concepts" | "questions", None) => Place::Wrong,
        _ => Place::Elsewhere,
    }
}
