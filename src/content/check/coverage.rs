//! Whether a note can be learned from: its sections are asked about, and there is something to see or to follow.

use std::collections::{HashMap, HashSet};

use domain::content::Slug;

use super::Draft;
use crate::content::{Rule, concept::ConceptFile, question::QuestionFile, report::Flaws, style::Style};

/// A shorter section is a remark.
const WORTH_ASKING: usize = 60;
/// Says what an exam asks for, and is asked about by every question.
const ON_THE_EXAM: &str = "on-the-exam";
/// The section that shows the concept where no scene does.
const EXAMPLE: &str = "example";

pub(super) fn check(draft: &mut Draft<'_>, style: &Style) {
    let questions: HashMap<&Slug, &QuestionFile<'_>> =
        draft.questions.iter().map(|file| (&file.concept, file)).collect();
    for file in &draft.concepts {
        let flaws = draft.flaws.entry(file.path).or_default();
        // A note without questions is one to read.
        if let Some(questions) = questions.get(&file.slug) {
            unasked(file, questions, flaws);
        }
        length(file, style, flaws);
        nothing_to_see(file, style, flaws);
    }
}

fn unasked(file: &ConceptFile<'_>, questions: &QuestionFile<'_>, flaws: &mut Flaws) {
    let asked: HashSet<&Slug> = questions.questions.iter().filter_map(|question| question.reread()).collect();
    for section in file.sections().filter(|section| section.words >= WORTH_ASKING) {
        let title = &section.headings[0].0;
        if title.id.as_str() != ON_THE_EXAM && !section.headings.iter().any(|(heading, _)| asked.contains(&heading.id))
        {
            let message = format!("no question leads back to the section `{}`", title.title);
            let hint = format!("ask about it: - Read again: […](../concepts/{}.md#{})", file.slug, title.id);
            flaws.add(Rule::UnaskedSection, section.headings[0].1.clone(), message).hint(hint);
        }
    }
}

fn length(file: &ConceptFile<'_>, style: &Style, flaws: &mut Flaws) {
    let Some((fewest, most)) = style.words else { return };
    if file.words < fewest || file.words > most {
        let message = format!("the note has {} words", file.words);
        let hint = format!("{fewest} to {most} words are read in one sitting");
        flaws.add(Rule::NoteLength, 0..0, message).hint(hint);
    }
}

fn nothing_to_see(file: &ConceptFile<'_>, style: &Style, flaws: &mut Flaws) {
    let example = || file.headings.iter().any(|(heading, _)| heading.id.as_str() == EXAMPLE);
    if style.scene_or_example && file.front.scenes.is_empty() && !example() {
        let hint = "name a scene of the sandbox, or take an example apart: ## Worked example {#example}";
        flaws.add(Rule::NothingToSee, 0..0, "the note has neither a scene nor a worked example").hint(hint);
    }
}
