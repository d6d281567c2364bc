//! What is wrong with the content: every finding with its file, line and column.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use serde::Serialize;

use super::{Files, Rule, Severity};

/// A range of bytes in a file.
pub type Span = Range<usize>;

/// Something wrong at a place of the file that is being read.
#[derive(Clone, Debug)]
pub(super) struct Flaw {
    rule: Rule,
    span: Span,
    message: String,
    hint: Option<String>,
}

impl Flaw {
    pub(super) fn hint(&mut self, hint: impl Into<String>) {
        self.hint = Some(hint.into());
    }

    pub(super) fn maybe_hint(&mut self, hint: Option<String>) {
        self.hint = hint;
    }
}

/// What is wrong in one file, in the order in which it was noticed.
#[derive(Clone, Debug, Default)]
pub(super) struct Flaws(Vec<Flaw>);

impl Flaws {
    pub(super) fn add(&mut self, rule: Rule, span: Span, message: impl Into<String>) -> &mut Flaw {
        self.0.push(Flaw { rule, span, message: message.into(), hint: None });
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub rule: Rule,
    pub severity: Severity,
    pub message: String,
    pub hint: Option<String>,
    #[serde(skip)]
    pub span: Span,
}

/// All findings, by file and line, and how much was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub findings: Vec<Finding>,
    pub concepts: usize,
    pub questions: usize,
    /// The text of every file that has findings.
    pub(super) texts: BTreeMap<String, Arc<str>>,
}

impl Report {
    /// Nothing but warnings, if that.
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity == Severity::Warning)
    }

    pub fn can_be_served(&self) -> bool {
        !self.findings.iter().any(|finding| finding.rule.forbids_serving())
    }

    /// A report on something that is not content, such as a folder that cannot be read.
    pub(super) fn of(file: String, rule: Rule, message: String) -> Self {
        let severity = rule.severity();
        let finding = Finding { file, line: 1, column: 1, rule, severity, message, hint: None, span: 0..0 };
        Self { findings: vec![finding], ..Self::default() }
    }

    pub(super) fn locate(files: &Files, flaws: BTreeMap<&str, Flaws>) -> Self {
        let mut report = Self::default();
        for (path, flaws) in flaws {
            if flaws.is_empty() {
                continue;
            }
            let shown = files.shown(path);
            let text = files.text(path).unwrap_or_default();
            report.findings.extend(locate(&shown, text, flaws));
            report.texts.insert(shown, text.into());
        }
        report
    }
}

/// A message quotes what was written, and must not steer the terminal that shows it.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// One walk through the text, however many findings it has.
fn locate(file: &str, text: &str, flaws: Flaws) -> Vec<Finding> {
    let mut flaws = flaws.0;
    flaws.sort_by_key(|flaw| flaw.span.start);
    let (mut at, mut line, mut column) = (0, 1, 1);
    let mut findings = Vec::with_capacity(flaws.len());
    for Flaw { rule, span, message, hint } in flaws {
        let start = text.floor_char_boundary(span.start);
        for c in text[at..start].chars() {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        at = start;
        let span = start..text.floor_char_boundary(span.end).max(start);
        findings.push(Finding {
            file: file.to_owned(),
            line,
            column,
            rule,
            severity: rule.severity(),
            message: printable(&message),
            hint: hint.as_deref().map(printable),
            span,
        });
    }
    findings
}
