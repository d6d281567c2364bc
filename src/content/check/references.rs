//! What points from one file to another, and names that must differ.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    hash::Hash,
};

use domain::{content::Slug, scene::Scene};

use super::{Draft, syntax::nearest};
use crate::content::{
    Rule, Span,
    concept::ConceptFile,
    links::{Link, Target},
    new::UNWRITTEN,
    question::QuestionFile,
    render::QUESTION_ANCHOR,
    report::Flaws,
};

pub(super) fn check(draft: &mut Draft<'_>) {
    duplicates(draft);
    let names = Names::of(&draft.concepts, &draft.questions);
    for file in &draft.concepts {
        names.concept(file, draft.flaws.entry(file.path).or_default());
    }
    for file in &draft.questions {
        names.questions(file, draft.flaws.entry(file.path).or_default());
    }
}

fn duplicates(draft: &mut Draft<'_>) {
    let (mut ids, mut stems) = (HashMap::new(), HashMap::new());
    for file in &draft.questions {
        let flaws = draft.flaws.entry(file.path).or_default();
        for question in &file.questions {
            let here = (file.path, question.line);
            if let Some((id, (path, line))) = question.id.as_ref().and_then(|id| Some((id, seen(&mut ids, id, here)?)))
            {
                let message = format!("the id `{id}` is already that of a question in {path}:{line}");
                flaws.add(Rule::DuplicateId, question.span.clone(), message);
            }
            let stem = Some(question.stem.to_lowercase()).filter(|stem| !stem.is_empty() && stem != UNWRITTEN);
            if let Some((path, line)) = stem.and_then(|stem| seen(&mut stems, stem, here)) {
                let message = format!("the question in {path}:{line} asks the same");
                flaws.add(Rule::DuplicateStem, question.span.clone(), message);
            }
        }
    }
}

/// A file and a line of it.
type Place<'t> = (&'t str, usize);

/// Where `name` was used before, if it was.
fn seen<'t, K: Eq + Hash>(names: &mut HashMap<K, Place<'t>>, name: K, place: Place<'t>) -> Option<Place<'t>> {
    match names.entry(name) {
        Entry::Occupied(first) => Some(*first.get()),
        Entry::Vacant(free) => {
            free.insert(place);
            None
        }
    }
}

/// Everything that can be pointed to.
struct Names<'d> {
    sections: HashMap<&'d Slug, HashSet<&'d str>>,
    questions: HashMap<&'d Slug, HashSet<&'d str>>,
}

impl<'d> Names<'d> {
    fn of(concepts: &'d [ConceptFile<'_>], questions: &'d [QuestionFile<'_>]) -> Self {
        let sections = |file: &'d ConceptFile<'_>| {
            (&file.slug, file.headings.iter().map(|(heading, _)| heading.id.as_str()).collect())
        };
        let ids = |file: &'d QuestionFile<'_>| {
            (
                &file.concept,
                file.questions.iter().filter_map(|question| question.id.as_ref().map(Slug::as_str)).collect(),
            )
        };
        Self { sections: concepts.iter().map(sections).collect(), questions: questions.iter().map(ids).collect() }
    }

    fn concept(&self, file: &ConceptFile<'_>, flaws: &mut Flaws) {
        file.links.iter().for_each(|link| self.link(&file.slug, link, flaws));
        for (slug, span) in file.front.related.iter().chain(&file.front.prerequisites) {
            self.section(slug, None, span, flaws);
        }
        for (name, span) in &file.front.scenes {
            scene(name, span, flaws);
        }
    }

    fn questions(&self, file: &QuestionFile<'_>, flaws: &mut Flaws) {
        if !self.sections.contains_key(&file.concept) {
            let hint = nearest(file.concept.as_str(), self.sections.keys().map(|slug| slug.as_str()));
            let hint = hint.unwrap_or_else(|| format!("write concepts/{}.md", file.concept));
            let message = format!("there is no concept `{}` for these questions", file.concept);
            flaws.add(Rule::NoConcept, 0..0, message).hint(hint);
        }
        for question in &file.questions {
            question.links.iter().for_each(|link| self.link(&file.concept, link, flaws));
            // A missing concept is said once.
            if let (Some((section, span)), true) = (&question.closing.reread, self.sections.contains_key(&file.concept))
            {
                self.section(&file.concept, Some(section.as_str()), span, flaws);
            }
            if let Some((link, span)) = &question.closing.scene {
                scene(&link.scene, span, flaws);
            }
        }
    }

    fn link(&self, own: &Slug, link: &Link, flaws: &mut Flaws) {
        match &link.target {
            Target::Here(section) => self.section(own, Some(section), &link.span, flaws),
            Target::Concept { slug, section } => self.section(slug, section.as_deref(), &link.span, flaws),
            Target::Questions { slug, id } => self.question(slug, id.as_deref(), &link.span, flaws),
            Target::Scene(to) => scene(&to.scene, &link.span, flaws),
            Target::Elsewhere => {}
        }
    }

    fn section(&self, slug: &Slug, section: Option<&str>, span: &Span, flaws: &mut Flaws) {
        let Some(sections) = self.sections.get(slug) else {
            let hint = nearest(slug.as_str(), self.sections.keys().map(|slug| slug.as_str()));
            return dead(format!("there is no concept `{slug}`"), hint, span, flaws);
        };
        let Some(section) = section else { return };
        if let Some(id) = section.strip_prefix(QUESTION_ANCHOR) {
            self.question(slug, Some(id), span, flaws);
        } else if !sections.contains(section) {
            let hint = nearest(section, sections.iter().copied());
            dead(format!("the concept `{slug}` has no section `{section}`"), hint, span, flaws);
        }
    }

    fn question(&self, slug: &Slug, id: Option<&str>, span: &Span, flaws: &mut Flaws) {
        let Some(questions) = self.questions.get(slug) else {
            return dead(format!("there are no questions on `{slug}`"), None, span, flaws);
        };
        if let Some(id) = id.filter(|id| !questions.contains(id)) {
            let hint = nearest(id, questions.iter().copied());
            dead(format!("there is no question `{id}` on `{slug}`"), hint, span, flaws);
        }
    }
}

fn dead(message: String, hint: Option<String>, span: &Span, flaws: &mut Flaws) {
    flaws.add(Rule::DeadLink, span.clone(), message).maybe_hint(hint);
}

fn scene(name: &Slug, span: &Span, flaws: &mut Flaws) {
    if name.as_str().parse::<Scene>().is_ok() {
        return;
    }
    let known = Scene::ALL.map(Scene::slug);
    let hint = nearest(name.as_str(), known);
    let hint = hint.unwrap_or_else(|| format!("the scenes are: {}", known.join(", ")));
    flaws.add(Rule::UnknownScene, span.clone(), format!("the sandbox has no scene `{name}`")).hint(hint);
}
