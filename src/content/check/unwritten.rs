//! What was started and not written: an ellipsis stands where a text should.

use super::Draft;
use crate::content::{Rule, Span, new::UNWRITTEN, question::QuestionDraft, report::Flaws};

pub(super) fn check(draft: &mut Draft<'_>) {
    for file in &draft.concepts {
        let flaws = draft.flaws.entry(file.path).or_default();
        let texts = [&file.front.title, &file.front.summary];
        for (text, span) in texts.into_iter().zip(&file.front.titles) {
            tell(text, span, flaws);
        }
        file.unwritten.iter().for_each(|span| tell(UNWRITTEN, span, flaws));
    }
    for file in &draft.questions {
        let flaws = draft.flaws.entry(file.path).or_default();
        file.questions.iter().for_each(|question| question_texts(question, flaws));
    }
}

fn question_texts(question: &QuestionDraft, flaws: &mut Flaws) {
    tell(&question.stem, &question.span, flaws);
    tell(&question.explanation, &question.span, flaws);
    for option in &question.options {
        tell(&option.text, &option.span, flaws);
        tell(&option.why, &option.span, flaws);
    }
}

fn tell(text: &str, span: &Span, flaws: &mut Flaws) {
    if text == UNWRITTEN {
        flaws.add(Rule::Unwritten, span.clone(), "a text is yet to be written").hint("put it in the place of the …");
    }
}
