//! Starts a note or a question: a file with an ellipsis for every text, which `quizmint check` asks for one by one.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use domain::content::Slug;
use thiserror::Error;

use super::{
    Files,
    concept::{self, ConceptFile},
    question,
    report::Flaws,
    syntax::nearest,
};

/// What stands where something is yet to be written.
pub(super) const UNWRITTEN: &str = "…";

/// Where `quizmint new` writes when no folder is named.
pub const DEFAULT_FOLDER: &str = "content";

#[derive(Debug, Error)]
pub enum NewError {
    #[error("{} is there already, and nothing is overwritten", .0.display())]
    Exists(PathBuf),
    #[error("there is no concept `{concept}` in {}{hint}", .folder.display())]
    NoConcept { concept: Slug, folder: PathBuf, hint: String },
    #[error("the id `{id}` is already that of a question in {place}")]
    DuplicateId { id: Slug, place: String },
    #[error("{}", .0.display())]
    Io(PathBuf, #[source] io::Error),
}

/// Starts `concepts/<slug>.md`, and the folder with it.
pub fn new_concept(folder: &Path, slug: &Slug, today: &str) -> Result<PathBuf, NewError> {
    let path = folder.join(format!("concepts/{slug}.md"));
    let title = title(slug);
    let text = format!(
        "+++\ntitle = \"{title}\"\ndifficulty = \"medium\"\nsummary = \"{UNWRITTEN}\"\ntasks = []\nprerequisites = []\n\
         scenes = []\nrelated = []\n\n# For each page that you take facts from:\n# [[sources]]\n# title = \"…\"\n\
         # url = \"https://…\"\n# checked = {today}\n+++\n\n{UNWRITTEN}\n\n## What problem it solves {{#problem}}\n\n\
         {UNWRITTEN}\n\n## How it works {{#how}}\n\n{UNWRITTEN}\n"
    );
    write_new(path, &text)
}

/// Starts a question at the end of `questions/<concept>.md`.
pub fn new_question(folder: &Path, concept: &Slug, id: &Slug, today: &str) -> Result<PathBuf, NewError> {
    let files = Files::read(folder).map_err(|error| NewError::Io(folder.to_owned(), error))?;
    let note_path = format!("concepts/{concept}.md");
    let Some(note) = files.text(&note_path) else {
        let known = files.paths().filter_map(|(path, _)| path.strip_prefix("concepts/")?.strip_suffix(".md"));
        let hint = nearest(concept.as_str(), known).map(|hint| format!("; {hint}"));
        let hint = hint.unwrap_or_else(|| format!("; start it with `{}`", command(folder, concept)));
        return Err(NewError::NoConcept { concept: concept.clone(), folder: folder.to_owned(), hint });
    };
    if let Some((path, line)) = question_with(&files, id) {
        let place = format!("{}:{line}", files.shown(path));
        return Err(NewError::DuplicateId { id: id.clone(), place });
    }
    let note = concept::parse(&note_path, concept.clone(), note, &mut Flaws::default());
    let question = question_text(&note, id, today);
    let path = folder.join(format!("questions/{concept}.md"));
    match files.text(&format!("questions/{concept}.md")) {
        None => write_new(path, &format!("# Questions on {}\n\n{question}", note.front.title)),
        Some(text) => {
            let gap = if text.ends_with("\n\n") {
                ""
            } else if text.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            append(path, &format!("{gap}{question}"))
        }
    }
}

/// What starts a concept in this folder, as one would type it.
fn command(folder: &Path, concept: &Slug) -> String {
    let folder = folder.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-~+@%:,=".contains(c);
    let option = match folder.as_str() {
        DEFAULT_FOLDER => String::new(),
        folder if folder.chars().all(plain) => format!(" --content {folder}"),
        folder => format!(" --content '{}'", folder.replace('\'', r"'\''")),
    };
    format!("quizmint new concept {concept}{option}")
}

/// The file and the line of the question that has this id.
fn question_with<'f>(files: &'f Files, id: &Slug) -> Option<(&'f str, usize)> {
    files.paths().find_map(|(path, text)| {
        let file = question::parse(path, question::concept_of(path)?, text, &mut Flaws::default());
        let question = file.questions.iter().find(|question| question.id.as_ref() == Some(id))?;
        Some((path, question.line))
    })
}

fn question_text(note: &ConceptFile<'_>, id: &Slug, today: &str) -> String {
    let slug = &note.slug;
    let options: String = [('a', ' '), ('b', 'x'), ('c', ' '), ('d', ' ')]
        .map(|(id, mark)| format!("- [{mark}] ({id}) {UNWRITTEN}\n  > {UNWRITTEN}\n"))
        .concat();
    let (section, section_title) =
        note.headings.first().map_or(("section", "Section"), |(heading, _)| (heading.id.as_str(), &heading.title));
    let reference = note.front.sources.first().map_or_else(
        || format!("[Title](https://example.com/page), checked {today}"),
        |(source, _)| format!("[{}]({}), checked {}", source.title, source.url, source.checked),
    );
    let task = note.front.tasks.first().map(|(task, _)| format!("- Task: {task}\n")).unwrap_or_default();
    format!(
        "## {id} (medium, single)\n\n{UNWRITTEN}\n\n{options}\n{UNWRITTEN}\n\n\
         - Read again: [{section_title}](../concepts/{slug}.md#{section})\n- Reference: {reference}\n{task}"
    )
}

fn title(slug: &Slug) -> String {
    let words = slug.as_str().replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn write_new(path: PathBuf, text: &str) -> Result<PathBuf, NewError> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = folder.and_then(|()| fs::File::create_new(&path)?.write_all(text.as_bytes()));
    match written {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(NewError::Exists(path)),
        Err(error) => Err(NewError::Io(path, error)),
    }
}

fn append(path: PathBuf, text: &str) -> Result<PathBuf, NewError> {
    let written = fs::OpenOptions::new().append(true).open(&path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| NewError::Io(path.clone(), error)).map(|()| path)
}
