//! Whether questions measure knowledge.

use quizmint::content::{Files, Library, check};

use crate::support::{NOTE, QUESTION, TODAY, question, questions};

#[test]
fn options_do_not_speak_of_each_other() {
    for option in ["All of the above", "None of the above.", "Both (a) and (b)", "A and B", "both a and c, of course"] {
        assert_eq!(question("The first", option), ["questions/a.md:4:1 all-of-the-above"], "{option}");
    }
    assert_eq!(question("The first", "Much of the text above the limit"), Vec::<String>::new());
}

#[test]
fn the_right_option_is_not_the_longest_in_most_questions() {
    assert_eq!(questions(&[["abc", "defgh!"], ["abc", "defgh!"]]), Vec::<String>::new());
    assert_eq!(
        questions(&[["abc", "defgh!"], ["abc", "defgh!"], ["abcdef", "defgh!"]]),
        ["questions/a.md:1:1 longest-right"]
    );
    let three_of_five = [["abc", "defgh!"], ["abcde!", "def"], ["abc", "defgh!"], ["abc!", "defgh"], ["abc!", "defgh"]];
    assert_eq!(questions(&three_of_five), Vec::<String>::new());
}

#[test]
fn the_right_option_is_not_mostly_in_one_place() {
    assert_eq!(questions(&[["abc", "def!"]; 3]), Vec::<String>::new());
    assert_eq!(questions(&[["abc", "def!"]; 4]), ["questions/a.md:1:1 position-bias"]);
    assert_eq!(questions(&[["abc", "def!"], ["abc!", "def"], ["abc", "def!"], ["abc!", "def"]]), Vec::<String>::new());
}

#[test]
fn weak_teaching_fails_the_check_and_can_still_be_served() {
    let weak = QUESTION.replace("The first", "All of the above");
    let files = Files::from_texts([("concepts/a.md", NOTE), ("questions/a.md", weak.as_str())]);
    assert!(!check(&files, TODAY).is_clean());
    assert!(Library::parse(&files).is_ok());
}
