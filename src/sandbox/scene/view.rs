//! What a scene shows, without a word of HTML: the fields of its form, its steps, tables and texts, and how it ended.

use serde_json::Value;

pub use domain::token::reference::Reference as Source;

#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The form, sent by GET: its fields are the scene's state, so it can be linked. Never a token among them.
    pub controls: Vec<Control>,
    pub blocks: Vec<Block>,
    pub outcome: Outcome,
}

/// How it ended, in words short enough to be predicted: "The identity pool refuses the token".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub accepted: bool,
    pub label: String,
    /// The step that decided, and why.
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    pub name: &'static str,
    pub label: &'static str,
    pub help: &'static str,
    pub input: Input,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Values with their labels, and the one that is chosen.
    Select {
        options: Vec<(&'static str, &'static str)>,
        chosen: String,
    },
    Line {
        value: String,
        longest: usize,
    },
    Area {
        value: String,
        longest: usize,
        rows: usize,
    },
    Check {
        on: bool,
    },
    Range {
        least: i64,
        most: i64,
        step: i64,
        value: i64,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Introduces the blocks after it, up to the next heading.
    Heading(String),
    Text(String),
    Steps(Vec<Step>),
    Table(Table),
    Exhibit(Exhibit),
}

/// One thing that happened, in the order in which it happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub title: String,
    /// Who did it to whom: `("Browser", "User pool")`. The same name twice where nothing was sent.
    pub from: &'static str,
    pub to: &'static str,
    pub verdict: Verdict,
    /// One or two sentences.
    pub reason: String,
    pub source: Option<Source>,
    pub exhibits: Vec<Exhibit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Done,
    Refused,
    /// Not reached, because an earlier step refused.
    Skipped,
}

/// Something to look at: what was sent, what came back, what was computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Exhibit {
    pub caption: String,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Json(Value),
    /// Shown as it is, in a fixed-width face.
    Text(String),
    /// A token, shown in its three colours with its decoded parts.
    Token(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub mark: Option<Verdict>,
    /// A path of ours, with the query.
    pub link: Option<String>,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: None, link: None }
    }

    pub fn marked(text: impl Into<String>, mark: Verdict) -> Self {
        Self { text: text.into(), mark: Some(mark), link: None }
    }
}

impl Step {
    /// A step within one party that went well; the other fields are set with `..`.
    pub fn done(title: impl Into<String>, from: &'static str, to: &'static str, reason: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            from,
            to,
            verdict: Verdict::Done,
            reason: reason.into(),
            source: None,
            exhibits: vec![],
        }
    }

    pub fn refused(title: impl Into<String>, from: &'static str, to: &'static str, reason: impl Into<String>) -> Self {
        Self { verdict: Verdict::Refused, ..Self::done(title, from, to, reason) }
    }

    #[must_use]
    pub fn source(self, source: Source) -> Self {
        Self { source: Some(source), ..self }
    }

    #[must_use]
    pub fn show(mut self, caption: impl Into<String>, body: Body) -> Self {
        self.exhibits.push(Exhibit { caption: caption.into(), body });
        self
    }
}
