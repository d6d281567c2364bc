//! Whether questions measure knowledge: a sound key, no option that gives itself away, facts with a date.

use domain::content::Kind;
use jiff::civil::Date;

use super::Draft;
use crate::content::{
    Rule, Span,
    question::{QuestionDraft, QuestionFile},
    report::Flaws,
};

/// A share above which a habit of the author helps who does not know the answer.
const MOST_IN_PERCENT: usize = 60;
/// From this number on, such a share is no accident.
const FEWEST_FOR_LENGTH: usize = 3;
const FEWEST_FOR_PLACE: usize = 4;

pub(super) fn check(draft: &mut Draft<'_>, today: Option<Date>) {
    for file in &draft.questions {
        let flaws = draft.flaws.entry(file.path).or_default();
        for question in &file.questions {
            key(question, flaws);
            all_of_the_above(question, flaws);
            let references = question.closing.references.iter();
            references.for_each(|(source, span)| future(&source.checked, span, today, flaws));
        }
        longest_right(file, flaws);
        position_bias(file, flaws);
    }
    for file in &draft.concepts {
        let flaws = draft.flaws.entry(file.path).or_default();
        file.front.sources.iter().for_each(|(source, span)| future(&source.checked, span, today, flaws));
    }
    for file in &draft.tracks {
        let flaws = draft.flaws.entry(file.path).or_default();
        file.sources.iter().for_each(|(source, span)| future(&source.checked, span, today, flaws));
    }
}

fn key(question: &QuestionDraft, flaws: &mut Flaws) {
    let count = question.options.len();
    if count < 2 {
        let hint = "options are a task list: - [x] (a) right, - [ ] (b) wrong";
        let message = format!("the question has {}", if count == 0 { "no options" } else { "only one option" });
        flaws.add(Rule::OptionCount, question.span.clone(), message).hint(hint);
        return;
    }
    let right = question.options.iter().filter(|option| option.right).count();
    let problem = match question.kind {
        Some(Kind::Single) if right != 1 => {
            format!("a question of kind single has one right option, this one has {right}")
        }
        Some(Kind::Multiple) if right < 2 => {
            format!("a question of kind multiple has two right options or more, this one has {right}")
        }
        Some(Kind::Multiple) if right == count => "every option is right: there is nothing to decide".to_owned(),
        _ => return,
    };
    flaws.add(Rule::RightOptions, question.span.clone(), problem);
}

fn all_of_the_above(question: &QuestionDraft, flaws: &mut Flaws) {
    for option in question.options.iter().filter(|option| speaks_of_others(&option.text)) {
        flaws
            .add(Rule::AllOfTheAbove, option.span.clone(), "the option speaks of other options")
            .hint("options are shuffled; make it a question of kind multiple, or name a further mistake");
    }
}

fn speaks_of_others(option: &str) -> bool {
    let lower = option.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    let phrases = ["all of the above", "none of the above", "any of the above", "both of the above", "all the above"];
    let letter = |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase();
    let pair = |words: &[&str]| matches!(words, [a, "and" | "or", b] if letter(a) && letter(b));
    let both = words.windows(4).any(|part| part[0] == "both" && pair(&part[1..]));
    phrases.iter().any(|phrase| text.contains(phrase)) || both || pair(&words)
}

fn future(checked: &str, span: &Span, today: Option<Date>, flaws: &mut Flaws) {
    let Some((checked, today)) = checked.parse::<Date>().ok().zip(today) else { return };
    if checked > today {
        flaws.add(Rule::FutureDate, span.clone(), format!("{checked} is in the future: today is {today}"));
    }
}

/// Questions with one right option, with its place. The others give nothing away by length or place.
fn singles<'d>(file: &'d QuestionFile<'_>) -> Vec<(&'d QuestionDraft, usize)> {
    let single = |question: &&QuestionDraft| question.kind == Some(Kind::Single);
    let place = |question: &QuestionDraft| question.options.iter().position(|option| option.right);
    file.questions.iter().filter(single).filter_map(|question| Some((question, place(question)?))).collect()
}

fn longest_right(file: &QuestionFile<'_>, flaws: &mut Flaws) {
    let singles = singles(file);
    let longest = |(question, right): &&(&QuestionDraft, usize)| {
        let length = |at: usize| question.options[at].text.chars().count();
        (0..question.options.len()).all(|at| at == *right || length(at) < length(*right))
    };
    let telling: Vec<_> = singles.iter().filter(longest).collect();
    if singles.len() < FEWEST_FOR_LENGTH || telling.len() * 100 <= singles.len() * MOST_IN_PERCENT {
        return;
    }
    let message = format!("the right option is the longest in {} of {} questions", telling.len(), singles.len());
    let ids = telling.iter().filter_map(|(question, _)| question.id.as_ref().map(ToString::to_string));
    let hint = format!("shorten it or lengthen another in: {}", ids.collect::<Vec<_>>().join(", "));
    flaws.add(Rule::LongestRight, telling[0].0.span.clone(), message).hint(hint);
}

fn position_bias(file: &QuestionFile<'_>, flaws: &mut Flaws) {
    let singles = singles(file);
    if singles.len() < FEWEST_FOR_PLACE {
        return;
    }
    for place in 0..singles.iter().map(|(_, place)| place + 1).max().unwrap_or(0) {
        let here: Vec<_> = singles.iter().filter(|(_, right)| *right == place).collect();
        if here.len() * 100 > singles.len() * MOST_IN_PERCENT {
            let message =
                format!("the right option is number {} in {} of {} questions", place + 1, here.len(), singles.len());
            let hint = "a page that all visitors share shows the options in this order; move some of them";
            flaws.add(Rule::PositionBias, here[0].0.span.clone(), message).hint(hint);
        }
    }
}
