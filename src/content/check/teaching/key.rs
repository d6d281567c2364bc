//! Whether the key fits the kind of question, and the reader is told how many options to choose.

use domain::content::Kind;

use super::words::words;
use crate::content::{Rule, question::QuestionDraft, report::Flaws};

const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/// What stands before the number of options to choose.
const ASKS: [&str; 7] = ["choose", "select", "pick", "name", "mark", "which", "what"];

pub(super) fn check(question: &QuestionDraft, flaws: &mut Flaws) {
    let count = question.options.len();
    if count < 2 {
        let hint = "options are a task list: - [x] (a) right, - [ ] (b) wrong";
        let message = format!("the question has {}", if count == 0 { "no options" } else { "only one option" });
        flaws.add(Rule::OptionCount, question.span.clone(), message).hint(hint);
        return;
    }
    let right = right(question);
    let (problem, hint) = match question.kind {
        Some(Kind::Single) if right != 1 => {
            let problem = format!("a question of kind single has one right option, this one has {right}");
            (problem, "mark one with [x], or write (…, multiple)")
        }
        Some(Kind::Multiple) if right < 2 => {
            let problem = format!("a question of kind multiple has two right options or more, this one has {right}");
            (problem, "mark two or more with [x], or write (…, single)")
        }
        Some(Kind::Multiple) if right == count => {
            ("every option is right: there is nothing to decide".to_owned(), "mark what is wrong with [ ]")
        }
        _ => return,
    };
    flaws.add(Rule::RightOptions, question.span.clone(), problem).hint(hint);
}

fn right(question: &QuestionDraft) -> usize {
    question.options.iter().filter(|option| option.right).count()
}

/// With several right options, a learner who does not know how many is asked for more than the question tests.
pub(super) fn how_many(question: &QuestionDraft, flaws: &mut Flaws) {
    if question.kind != Some(Kind::Multiple) {
        return;
    }
    let right = right(question);
    let asked = asked(&question.stem);
    if asked == Some(right) || right < 2 || right == question.options.len() {
        return;
    }
    let message = match asked {
        Some(asked) => format!("the stem asks for {asked} options, and {right} are right"),
        None => "the stem does not say how many options are right".to_owned(),
    };
    let number = NUMBERS.get(right - 2).map_or_else(|| right.to_string(), |&word| word.to_owned());
    flaws.add(Rule::HowMany, question.span.clone(), message).hint(format!("end it with: (Choose {number}.)"));
}

fn asked(stem: &str) -> Option<usize> {
    let words: Vec<String> = words(stem).filter(|word| word != "the").collect();
    let number = |word: &String| {
        let named = NUMBERS.iter().position(|number| number == word).map(|at| at + 2);
        named.or_else(|| word.parse().ok())
    };
    // The last one decides: a situation may choose things too.
    words.windows(2).rev().find_map(|pair| ASKS.contains(&pair[0].as_str()).then(|| number(&pair[1])).flatten())
}
