//! Words of a question that help who does not know the answer, or trip who does.

use quizmint::content::{Files, Rule, check};

use crate::support::{NOTE, QUESTION, TODAY, content, question};

const LONG: &str = "A team keeps its receipts in a bucket of another account, and its function gets an error when it \
                    reads them, although its role may read the bucket. What is missing?";

fn multiple(stem: &str) -> Vec<String> {
    let third = "- [x] (c) The third\n  > It waits.\n\nBecause";
    let text = QUESTION.replace("single", "multiple").replace("\nBecause", third).replace("Which one is right?", stem);
    content(NOTE, &text)
}

fn stem(stem: &str) -> Vec<String> {
    question("Which one is right?", stem)
}

#[test]
fn a_question_with_several_right_options_says_how_many() {
    assert_eq!(multiple("What is right?"), ["questions/a.md:1:1 how-many"]);
    assert_eq!(multiple("What is right? (Choose three.)"), ["questions/a.md:1:1 how-many"]);
    for good in ["What is right? (Choose two.)", "Which two are right?", "Select the two steps.", "Pick 2."] {
        assert_eq!(multiple(good), Vec::<String>::new(), "{good}");
    }
}

#[test]
fn a_negative_in_the_question_is_emphasised() {
    for bad in [
        "Which of these does not end the session?",
        "A pool signs tokens. Which token can it not sign?",
        "Which one isn't right?",
        "After the sign-in, which token is never sent?",
    ] {
        assert_eq!(stem(bad), ["questions/a.md:1:1 plain-negative"], "{bad}");
    }
    for good in [
        "Which of these does **not** end the session?",
        "The call does not work. Which permission is missing?",
        "Which users who do not sign in get credentials?",
        "Which setting tells the pool not to send a code?",
        "What should the team change so that tokens are not kept?",
        "Why can the function not read the file?",
    ] {
        assert_eq!(stem(good), Vec::<String>::new(), "{good}");
    }
}

#[test]
fn an_absolute_word_does_not_stand_in_wrong_options_only() {
    assert_eq!(question("The first", "It always works"), ["questions/a.md:4:1 absolute-word"]);
    assert_eq!(question("The first", "The read-only replica"), Vec::<String>::new());
    assert_eq!(question("The first", "The method `ANY` of the API"), Vec::<String>::new());
    let both = QUESTION.replace("The first", "It always works").replace("The other", "It never fails");
    assert_eq!(content(NOTE, &both), Vec::<String>::new());
}

#[test]
fn a_reason_says_more_than_its_option() {
    let same = "The pool signs the token\n  > Right: the pool signs the token.";
    assert_eq!(question("The other\n  > In time for it.", same), ["questions/a.md:6:1 empty-reason"]);
    assert_eq!(question("> Too early for it.", "> No."), ["questions/a.md:4:1 empty-reason"]);
    let more = "The pool signs the token\n  > The pool signs the token, for it alone has the key.";
    assert_eq!(question("The other\n  > In time for it.", more), Vec::<String>::new());
}

#[test]
fn options_of_a_question_say_different_things() {
    assert_eq!(question("The first", "Also the other."), ["questions/a.md:6:1 same-option"]);
    assert_eq!(question("The first", "The `other`"), Vec::<String>::new());
}

#[test]
fn no_two_questions_ask_nearly_the_same() {
    let two = |second: &str| {
        let other = QUESTION.replace("## which", "## other").replace("Which one is right?", second);
        content(NOTE, &(QUESTION.replace("Which one is right?", LONG) + &other))
    };
    assert_eq!(two(&LONG.replace("receipts", "invoices")), ["questions/a.md:14:1 similar-stem"]);
    assert_eq!(two("A team keeps its receipts in a bucket of its own. Who may read them there?"), Vec::<String>::new());
}

/// As many questions as there are words, each with its right option where the words say.
fn many(rights: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    let texts = rights.enumerate().map(|(number, right)| {
        let text = QUESTION.replace("## which", &format!("## q{number}")).replace("Which", &format!("{number}, which"));
        let text = match right {
            "first" => text.replace("[ ] (a)", "[x] (a)").replace("[x] (b)", "[ ] (b)"),
            "longer" => text.replace("The other", "The other one of them"),
            _ => text,
        };
        (
            format!("concepts/c{number}.md"),
            format!("questions/c{number}.md"),
            text.replace("a.md#", &format!("c{number}.md#")),
        )
    });
    texts.flat_map(|(note, path, text)| [(note, NOTE.to_owned()), (path, text)]).collect()
}

fn overall(rights: impl Iterator<Item = &'static str>) -> Vec<String> {
    let report = check(&Files::from_texts(many(rights)), TODAY);
    let here = report.findings.iter().filter(|finding| finding.file == "questions");
    here.map(|finding| finding.rule.name().to_owned()).collect()
}

#[test]
fn habits_are_found_over_all_files() {
    let turns = |words: &'static [&'static str]| words.iter().copied().cycle().take(40);
    assert_eq!(overall(turns(&["first", "second"])), Vec::<String>::new());
    assert_eq!(overall(turns(&["first", "first", "first", "first", "second"])), [Rule::PositionBias.name()]);
    assert_eq!(
        overall(turns(&["longer", "longer", "longer", "longer", "first", "first", "first"])),
        Vec::<String>::new()
    );
    assert_eq!(overall(turns(&["longer"])), [Rule::LongestRight.name(), Rule::PositionBias.name()]);
}
