//! Why a text is no policy, and where.

use std::{error::Error, fmt};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidPolicy {
    Empty,
    TooLong {
        bytes: usize,
    },
    NotJson {
        line: usize,
        column: usize,
        problem: String,
    },
    /// Outside of any statement.
    Document {
        problem: String,
    },
    Statement {
        /// Counted from 1.
        number: usize,
        element: String,
        problem: String,
    },
}

impl fmt::Display for InvalidPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no text"),
            Self::TooLong { bytes } => {
                write!(f, "it has {bytes} bytes, and {} are the most", super::Policy::LONGEST)
            }
            Self::NotJson { line, column, problem } => write!(f, "line {line}, column {column}: {problem}"),
            Self::Document { problem } => f.write_str(problem),
            Self::Statement { number, element, problem } => write!(f, "statement {number}, {element}: {problem}"),
        }
    }
}

impl Error for InvalidPolicy {}
