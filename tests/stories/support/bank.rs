//! Content made to measure: so many concepts with so many questions, whose right answer is always `b`.

use std::fmt::Write as _;

use quizmint::content::{Files, Library};

/// A concept `c{n}` for each, with questions `c{n}-q{m}`; both count from 1.
#[derive(Clone, Debug)]
pub struct Bank {
    questions: Vec<usize>,
    key: &'static str,
    stem: &'static str,
    last_needs_first: bool,
}

pub fn bank(questions: &[usize]) -> Bank {
    Bank { questions: questions.to_vec(), key: "b", stem: "Which one", last_needs_first: false }
}

impl Bank {
    /// The author found that another option is right.
    pub fn with_key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    pub fn with_wording(self, stem: &'static str) -> Self {
        Self { stem, ..self }
    }

    /// The first concept is to be read after the last one.
    pub fn first_builds_on_last(self) -> Self {
        Self { last_needs_first: true, ..self }
    }

    pub fn library(&self) -> Library {
        let mut texts = Vec::new();
        for (at, count) in self.questions.iter().enumerate() {
            texts.push((format!("concepts/c{}.md", at + 1), self.concept(at + 1)));
            texts.push((format!("questions/c{}.md", at + 1), self.questions(at + 1, *count)));
        }
        Library::parse(&Files::from_texts(texts)).unwrap_or_else(|report| panic!("{:?}", report.findings))
    }

    fn concept(&self, number: usize) -> String {
        let builds = self.last_needs_first && number == 1;
        let prerequisites = if builds { format!("\"c{}\"", self.questions.len()) } else { String::new() };
        format!(
            "+++\ntitle = \"Concept {number}\"\ndifficulty = \"easy\"\nsummary = \"One of many.\"\ntasks = [\"2.{number}\"]\n\
             prerequisites = [{prerequisites}]\nscenes = []\nrelated = []\n\n[[sources]]\ntitle = \"A book\"\n\
             url = \"https://example.com/book\"\nchecked = 2026-01-02\n+++\n\nA note.\n\n## Part {{#part}}\n\nAll of it.\n"
        )
    }

    fn questions(&self, concept: usize, count: usize) -> String {
        let mut text = format!("# Questions on concept {concept}\n");
        for number in 1..=count {
            let mark = |option: &str| if option == self.key { "x" } else { " " };
            let difficulty = if number % 2 == 0 { "hard" } else { "easy" };
            let _infallible = write!(
                text,
                "\n## c{concept}-q{number} ({difficulty}, single)\n\n{} is right in question {number} of {concept}?\n\n\
                 - [{}] (a) This one\n  > WHY-A: it is not that.\n- [{}] (b) That one\n  > WHY-B: it is that.\n\
                 - [ ] (c) None of them\n  > WHY-C: there is one.\n\nEXPLAIN: one is right.\n\n\
                 - Read again: [Part](../concepts/c{concept}.md#part)\n\
                 - Reference: [A book](https://example.com/book), checked 2026-01-02\n- Task: 2.{concept}\n",
                self.stem,
                mark("a"),
                mark("b"),
            );
        }
        text
    }
}
