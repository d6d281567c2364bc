//! Whether notes and questions name tasks of an exam, where the folder has an exam with tasks.

use std::collections::HashSet;

use super::{Draft, syntax::nearest};
use crate::content::{Rule, Span, report::Flaws, track::TrackFile};

pub(super) fn check(draft: &mut Draft<'_>) {
    let known: HashSet<&str> = draft.tracks.iter().flat_map(TrackFile::task_ids).collect();
    // Without a blueprint there is nothing to hold them to.
    if known.is_empty() {
        return;
    }
    for file in &draft.concepts {
        let flaws = draft.flaws.entry(file.path).or_default();
        if file.front.tasks.is_empty() {
            let hint = "name those of the exam that it serves: tasks = [\"2.1.1\"]";
            flaws.add(Rule::MissingTask, 0..0, "the note names no task").hint(hint);
        }
        file.front.tasks.iter().for_each(|task| exists(task, &known, flaws));
    }
    for file in &draft.questions {
        let flaws = draft.flaws.entry(file.path).or_default();
        for question in &file.questions {
            if question.closing.tasks.is_empty() {
                let message = "the question names no task";
                flaws.add(Rule::MissingTask, question.span.clone(), message).hint("- Task: 2.1.1");
            }
            question.closing.tasks.iter().for_each(|task| exists(task, &known, flaws));
        }
    }
}

fn exists((id, span): &(String, Span), known: &HashSet<&str>, flaws: &mut Flaws) {
    if !known.contains(id.as_str()) {
        let hint = nearest(id, known.iter().copied());
        let hint = hint.unwrap_or_else(|| "the files in tracks/ say which there are".to_owned());
        flaws.add(Rule::UnknownTask, span.clone(), format!("no track has a task {id}")).hint(hint);
    }
}
