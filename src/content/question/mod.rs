//! Reads the questions that are linked to a concept: a heading each, the stem, a task list of options, and where it
//! comes from.

mod closing;
mod options;
mod outdented;

use domain::content::{Difficulty, Kind, Question, Slug};
use pulldown_cmark::{Event, HeadingLevel, Tag};

use self::closing::Closing;
pub(super) use self::options::OptionDraft;
use self::outdented::Options;
use super::{
    Rule, Span, front_matter,
    links::{Folder, Link},
    render::Page,
    report::Flaws,
    syntax::{self, Spanned},
};

/// The questions on one concept as far as they could be read.
#[derive(Debug)]
pub(super) struct QuestionFile<'t> {
    pub(super) path: &'t str,
    pub(super) concept: Slug,
    pub(super) questions: Vec<QuestionDraft>,
}

#[derive(Debug)]
pub(super) struct QuestionDraft {
    pub(super) id: Option<Slug>,
    /// Where the question begins.
    pub(super) span: Span,
    difficulty: Option<Difficulty>,
    pub(super) kind: Option<Kind>,
    stem_html: String,
    /// The stem as a reader sees it.
    pub(super) stem: String,
    /// The same with the marks of code and emphasis.
    pub(super) stem_prose: String,
    pub(super) options: Vec<OptionDraft>,
    /// The explanation as a reader sees it.
    pub(super) explanation: String,
    explanation_html: String,
    pub(super) closing: Closing,
    pub(super) links: Vec<Link>,
    pub(super) line: usize,
}

pub(super) fn parse<'t>(path: &'t str, concept: Slug, text: &'t str, flaws: &mut Flaws) -> QuestionFile<'t> {
    let events = syntax::events(text);
    let mut questions = Vec::new();
    let mut open: Option<Section<'_, '_>> = None;
    for element in syntax::elements(&events) {
        let element = &events[element];
        if matches!(element[0].0, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. })) {
            questions.extend(open.replace(Section { heading: element, body: Vec::new() }));
        } else if let Some(section) = &mut open {
            section.body.push(element);
        }
    }
    questions.extend(open);
    if questions.is_empty() {
        flaws
            .add(Rule::QuestionShape, 0..0, "there is no question in this file")
            .hint("a question begins with ## its-id (easy, single)");
    }
    let questions = questions.into_iter().map(|section| section.read(text, &concept, flaws)).collect();
    QuestionFile { path, concept, questions }
}

/// The concept that a file of questions belongs to, if its path is that of one.
pub(super) fn concept_of(path: &str) -> Option<Slug> {
    path.strip_prefix("questions/")?.strip_suffix(".md")?.parse().ok()
}

/// The ids that the author has not written, each with the byte before which it belongs.
pub(super) fn missing_option_ids(text: &str, concept: Slug) -> Vec<(usize, Slug)> {
    let file = parse("", concept, text, &mut Flaws::default());
    let options = file.questions.into_iter().flat_map(|question| question.options);
    options.filter_map(|option| Some((option.unwritten_id_at?, option.id))).collect()
}

struct Section<'e, 't> {
    heading: &'e [Spanned<'t>],
    body: Vec<&'e [Spanned<'t>]>,
}

impl Section<'_, '_> {
    fn read(self, text: &str, concept: &Slug, flaws: &mut Flaws) -> QuestionDraft {
        let span = syntax::span(text, self.heading);
        let heading = Heading::read(self.heading, &span, text, flaws);
        let (stem, choices, explanation, closing) = self.parts(text, flaws);

        let name = heading.id.as_ref().map_or(concept.as_str(), Slug::as_str).to_owned();
        let mut page = Page::new(Folder::Questions, text, &name, flaws);
        let stem_text = syntax::plain_text(&stem);
        let stem_html = page.render(&stem);
        let (options, stray) = choices.as_deref().map(|list| options::read(list, text, &mut page)).unwrap_or_default();
        let explanation_html = page.render(&explanation);
        let links = std::mem::take(&mut page.links);

        if stem_text.is_empty() {
            flaws
                .add(Rule::EmptyStem, span.clone(), "the question asks nothing")
                .hint("put the stem below the heading");
        }
        let explanation = syntax::plain_text(&explanation);
        if explanation.is_empty() {
            let hint = "after the options, say in a paragraph why the right one is right";
            flaws.add(Rule::EmptyExplanation, span.clone(), "the question has no explanation").hint(hint);
        }
        let items: Vec<_> = closing.map(list_items).unwrap_or_default().into_iter().chain(stray).collect();
        let closing = closing::read(&items, &span, text, concept, flaws);
        let line = syntax::line(text, span.start);
        QuestionDraft {
            id: heading.id,
            span,
            difficulty: heading.difficulty,
            kind: heading.kind,
            stem_html,
            stem: stem_text,
            stem_prose: syntax::prose(&stem),
            options,
            explanation,
            explanation_html,
            closing,
            links,
            line,
        }
    }
}

type Parts<'e, 't> = (Vec<Spanned<'t>>, Option<Options<'e, 't>>, Vec<Spanned<'t>>, Option<&'e [Spanned<'t>]>);

impl<'e, 't> Section<'e, 't> {
    /// Stem, options, explanation and closing list.
    fn parts(&self, text: &str, flaws: &mut Flaws) -> Parts<'e, 't> {
        let (mut stem, mut explanation) = (Vec::new(), Vec::new());
        let (mut choices, mut closing) = (None::<Options<'e, 't>>, None);
        let mut reason_at = None;
        for (at, element) in self.body.iter().enumerate() {
            let span = syntax::span(text, element);
            let span = span.start..span.start;
            if options::is_task_list(element) {
                match &mut choices {
                    None => choices = Some(Options::Borrowed(element)),
                    Some(list) if reason_at.is_some_and(|reason| reason + 1 == at) => outdented::go_on(list, element),
                    Some(_) => {
                        let hint =
                            "indent what belongs to an option by two spaces, and leave nothing between the options";
                        flaws.add(Rule::QuestionShape, span, "the options are in two lists").hint(hint);
                    }
                }
            } else if let Some(list) = choices.as_mut().filter(|_| outdented::is_reason(&self.body, at, text)) {
                outdented::take_in(list, element);
                // Said once: what is wrong with one is wrong with the others.
                if reason_at.replace(at).is_none() {
                    outdented::tell(element, text, flaws);
                }
            } else if closing::is_closing_list(element) {
                if closing.replace(*element).is_some() {
                    flaws.add(Rule::QuestionShape, span, "the question has two closing lists");
                }
            } else if closing.is_some() {
                let message = "nothing stands between the closing list and the next question";
                flaws.add(Rule::QuestionShape, span, message).hint("put the explanation above the list");
            } else if choices.is_some() {
                explanation.extend_from_slice(element);
            } else {
                stem.extend_from_slice(element);
            }
        }
        (stem, choices, explanation, closing)
    }
}

fn list_items<'e, 't>(list: &'e [Spanned<'t>]) -> Vec<&'e [Spanned<'t>]> {
    let inner = syntax::inside(list);
    syntax::elements(inner).into_iter().map(|item| &inner[item]).collect()
}

/// `## which-component (easy, single)`
#[derive(Default)]
struct Heading {
    id: Option<Slug>,
    difficulty: Option<Difficulty>,
    kind: Option<Kind>,
}

impl Heading {
    fn read(heading: &[Spanned<'_>], span: &Span, text: &str, flaws: &mut Flaws) -> Self {
        let title = syntax::plain_text(heading);
        let parts = title.strip_suffix(')').and_then(|title| title.split_once('('));
        let Some((id, (difficulty, kind))) = parts.and_then(|(id, rest)| Some((id.trim(), rest.split_once(',')?)))
        else {
            let message = format!("`{title}` does not name a question");
            flaws
                .add(Rule::QuestionHeading, span.clone(), message)
                .hint("write id, difficulty and kind: ## which-component (easy, single)");
            return Self::default();
        };
        let (difficulty, kind) = (difficulty.trim(), kind.trim());
        let place = |word: &str| syntax::find(text, span, word);
        Self {
            id: question_id(id, place(id), flaws),
            difficulty: front_matter::read_difficulty(difficulty, place(difficulty), flaws),
            kind: question_kind(kind, place(kind), flaws),
        }
    }
}

fn question_id(id: &str, span: Span, flaws: &mut Flaws) -> Option<Slug> {
    id.parse().map_err(|reason| flaws.add(Rule::Slug, span, format!("`{id}` is no id")).hint(format!("{reason}"))).ok()
}

fn question_kind(kind: &str, span: Span, flaws: &mut Flaws) -> Option<Kind> {
    match kind {
        "single" => Some(Kind::Single),
        "multiple" => Some(Kind::Multiple),
        _ => {
            flaws.add(Rule::Kind, span, format!("`{kind}` is no kind of question")).hint("it is single or multiple");
            None
        }
    }
}

impl QuestionFile<'_> {
    pub(super) fn finish(self) -> impl Iterator<Item = Question> {
        let concept = self.concept;
        self.questions.into_iter().filter_map(move |question| question.finish(&concept))
    }
}

impl QuestionDraft {
    /// Frees what only a check reads: of very many questions it is as much as their HTML.
    pub(super) fn forget_wording(&mut self) {
        (self.stem_prose, self.explanation) = Default::default();
        for option in &mut self.options {
            (option.text, option.prose, option.why) = Default::default();
        }
    }

    /// The section that it leads back to.
    pub(super) fn reread(&self) -> Option<&Slug> {
        self.closing.reread.as_ref().map(|(section, _)| section)
    }

    /// The question, once nothing forbids to serve it.
    fn finish(self, concept: &Slug) -> Option<Question> {
        Some(Question {
            id: self.id?,
            concept: concept.clone(),
            kind: self.kind?,
            difficulty: self.difficulty?,
            tasks: self.closing.tasks.into_iter().map(|(id, _)| id).collect(),
            stem_html: self.stem_html,
            options: self.options.into_iter().map(OptionDraft::finish).collect(),
            explanation_html: self.explanation_html,
            section: self.closing.reread?.0,
            scene: self.closing.scene.map(|(link, _)| link),
            references: self.closing.references.into_iter().map(|(source, _)| source).collect(),
            line: self.line,
        })
    }
}
