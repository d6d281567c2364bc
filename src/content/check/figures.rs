//! Whether notes say what their figures claim that they say.

use super::Draft;
use crate::content::{Files, Rule, figures};

pub(super) fn check(draft: &mut Draft<'_>, files: &Files) {
    for file in &draft.figures {
        let flaws = draft.flaws.entry(file.path).or_default();
        let Some(note) = files.text(&format!("concepts/{}.md", file.concept)) else {
            let message = format!("there is no concept `{}` for these figures", file.concept);
            let hint = format!("write concepts/{}.md", file.concept);
            flaws.add(Rule::NoConcept, 0..0, message).hint(hint);
            continue;
        };
        file.check(&figures::lines(note), flaws);
    }
}
