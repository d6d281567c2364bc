//! Options that speak of each other, say the same, or betray by an absolute word that they are wrong.

use super::words::{telling_words, words};
use crate::content::{
    Rule,
    question::{OptionDraft, QuestionDraft},
    report::Flaws,
};

const ABSOLUTES: &[&str] = &[
    "all",
    "always",
    "any",
    "anybody",
    "anyone",
    "anything",
    "completely",
    "entirely",
    "every",
    "everybody",
    "everyone",
    "everything",
    "exclusively",
    "must",
    "never",
    "no-one",
    "nobody",
    "none",
    "nothing",
    "only",
    "solely",
];

pub(super) fn check(question: &QuestionDraft, flaws: &mut Flaws) {
    for option in question.options.iter().filter(|option| speaks_of_others(&option.text)) {
        flaws
            .add(Rule::AllOfTheAbove, option.span.clone(), "the option speaks of other options")
            .hint("options are shuffled; make it a question of kind multiple, or name a further mistake");
    }
    same(question, flaws);
    absolutes(question, flaws);
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

/// Good options are alike in build, so what is compared is only whether the words that carry meaning are the same ones.
fn same(question: &QuestionDraft, flaws: &mut Flaws) {
    let texts: Vec<Vec<String>> =
        question.options.iter().map(|option| telling_words(&option.prose).collect()).collect();
    for (at, option) in question.options.iter().enumerate() {
        let twin = (0..at).find(|&other| !texts[at].is_empty() && texts[other] == texts[at]);
        if let Some(other) = twin {
            let message = format!("the option says the same as ({})", question.options[other].id);
            flaws.add(Rule::SameOption, option.span.clone(), message).hint("name another mistake that people make");
        }
    }
}

fn absolutes(question: &QuestionDraft, flaws: &mut Flaws) {
    let absolute = |option: &OptionDraft| words(&option.prose).find(|word| ABSOLUTES.contains(&word.as_str()));
    if question.options.iter().any(|option| option.right && absolute(option).is_some()) {
        return;
    }
    let telling = question.options.iter().filter(|option| !speaks_of_others(&option.text));
    let telling = telling.filter_map(|option| Some((option, absolute(option)?)));
    for (option, word) in telling {
        let message = format!("`{word}` stands in wrong options only, which gives them away");
        flaws
            .add(Rule::AbsoluteWord, option.span.clone(), message)
            .hint("say it without, or use such a word in right and wrong options alike");
    }
}
