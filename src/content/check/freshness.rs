//! Whether facts were checked lately: not in the future, and not so long ago that they may have changed.

use domain::content::Source;
use jiff::{ToSpan as _, civil::Date};

use super::Draft;
use crate::content::{Rule, Span, report::Flaws};

pub(super) fn check(draft: &mut Draft<'_>, today: Date) {
    let oldest = today.saturating_sub(1.year());
    let check = |(source, span): &(Source, Span), flaws: &mut Flaws| {
        let Ok(checked) = source.checked.parse::<Date>() else { return };
        if checked > today {
            flaws.add(Rule::FutureDate, span.clone(), format!("{checked} is in the future: today is {today}"));
        } else if checked < oldest {
            let message = format!("`{}` was last checked on {checked}, more than a year ago", source.title);
            flaws.add(Rule::OldReference, span.clone(), message).hint("read it again, and write the day of today");
        }
    };
    for file in &draft.questions {
        let flaws = draft.flaws.entry(file.path).or_default();
        let references = file.questions.iter().flat_map(|question| &question.closing.references);
        references.for_each(|reference| check(reference, flaws));
    }
    for file in &draft.concepts {
        let flaws = draft.flaws.entry(file.path).or_default();
        file.front.sources.iter().for_each(|source| check(source, flaws));
    }
    for file in &draft.tracks {
        let flaws = draft.flaws.entry(file.path).or_default();
        file.sources.iter().for_each(|source| check(source, flaws));
    }
}
