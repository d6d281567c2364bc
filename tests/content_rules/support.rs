//! The smallest good content, and what is found in it when one thing is changed.

use quizmint::content::{Files, check};

pub(crate) const TODAY: &str = "2026-11-23";

pub(crate) const NOTE: &str = r#"+++
title = "A"
difficulty = "easy"
summary = "One."
tasks = ["2.1"]
[[sources]]
title = "A page"
url = "https://example.com/page"
checked = 2026-11-22
+++

Some text.

## Holds

More text.
"#;

pub(crate) const QUESTION: &str = "\
## which (easy, single)
Which one is right?

- [ ] (a) The first
  > Too early for it.
- [x] (b) The other
  > In time for it.

Because it is.

- Read again: [Holds](../concepts/a.md#holds)
- Reference: [A page](https://example.com/page), checked 2026-11-22
- Task: 2.1
";

/// `file:line:column rule` of every finding.
pub(crate) fn findings(files: &Files) -> Vec<String> {
    let report = check(files, TODAY);
    let shown = report.findings.iter();
    shown.map(|f| format!("{}:{}:{} {}", f.file, f.line, f.column, f.rule.name())).collect()
}

pub(crate) fn content(note: &str, questions: &str) -> Vec<String> {
    findings(&Files::from_texts([("concepts/a.md", note), ("questions/a.md", questions)]))
}

/// The good note with one thing changed.
pub(crate) fn note(good: &str, bad: &str) -> Vec<String> {
    assert!(NOTE.contains(good), "{good}");
    content(&NOTE.replacen(good, bad, 1), QUESTION)
}

/// The good question with one thing changed.
pub(crate) fn question(good: &str, bad: &str) -> Vec<String> {
    assert!(QUESTION.contains(good), "{good}");
    content(NOTE, &QUESTION.replacen(good, bad, 1))
}

/// As many good questions as there are pairs of options; `!` marks the right one.
pub(crate) fn questions(pairs: &[[&str; 2]]) -> Vec<String> {
    let option = |id: char, text: &str| {
        let mark = if text.ends_with('!') { 'x' } else { ' ' };
        format!("- [{mark}] ({id}) {}", text.trim_end_matches('!'))
    };
    let texts = pairs.iter().enumerate().map(|(number, [first, second])| {
        QUESTION
            .replace("which", &format!("which-{number}"))
            .replace("Which", &format!("{number}, which"))
            .replace("- [ ] (a) The first", &option('a', first))
            .replace("- [x] (b) The other", &option('b', second))
    });
    content(NOTE, &texts.collect::<String>())
}
