//! Reasons that are not indented: Markdown ends the list of options before each. They are read as they were meant, so
//! that one finding says what is wrong instead of one for everything that seems to be missing.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag};

use super::options::is_task_list;
use crate::content::{
    Rule,
    report::Flaws,
    syntax::{self, Spanned},
};

/// The options of a question, in one list.
pub(super) type Options<'e, 't> = Cow<'e, [Spanned<'t>]>;

/// Whether the element at this place of a question is the reason of the option above it. A quote that stands apart
/// explains the question, unless options follow.
pub(super) fn is_reason(body: &[&[Spanned<'_>]], at: usize, text: &str) -> bool {
    let Some(above) = at.checked_sub(1).and_then(|above| body.get(above)) else { return false };
    let is_quote = matches!(body[at].first(), Some((Event::Start(Tag::BlockQuote(_)), _)));
    if !is_quote || !is_task_list(above) {
        return false;
    }
    let between = text.get(syntax::span(text, above).end..syntax::span(text, body[at]).start);
    let is_close = between.is_some_and(|between| between.matches('\n').count() <= 1);
    is_close || body.get(at + 1).is_some_and(|below| is_task_list(below))
}

/// Puts a reason into the last option.
pub(super) fn take_in<'t>(options: &mut Options<'_, 't>, reason: &[Spanned<'t>]) {
    let options = options.to_mut();
    // An item and the list end there.
    let end = options.len().saturating_sub(2);
    options.splice(end..end, reason.iter().cloned());
}

/// Goes on with the options below a reason.
pub(super) fn go_on<'t>(options: &mut Options<'_, 't>, below: &[Spanned<'t>]) {
    let options = options.to_mut();
    options.pop();
    options.extend(below.iter().skip(1).cloned());
}

pub(super) fn tell(reason: &[Spanned<'_>], text: &str, flaws: &mut Flaws) {
    let start = syntax::span(text, reason).start;
    flaws
        .add(Rule::QuestionShape, start..start, "this reason stands outside its option")
        .hint("indent the quote by two spaces so that it belongs to its option");
}
