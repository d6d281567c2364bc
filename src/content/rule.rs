//! The rules that content is held to, each with the name that reports show and how much it weighs.

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// What a breach of a rule means for the content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// It cannot be served: something would be missing, ambiguous, dead or unsafe.
    Broken,
    /// It can be served, but it teaches badly: the check fails and an author at work still sees the page.
    Weak,
    /// It could be better.
    Advice,
}

macro_rules! rules {
    ($($rule:ident $name:literal $weight:ident;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($rule,)* }

        impl Rule {
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name,)* }
            }

            fn weight(self) -> Weight {
                match self { $(Self::$rule => Weight::$weight,)* }
            }
        }
    };
}

rules! {
    // Files
    Unreadable "unreadable" Broken;
    FileSize "file-size" Broken;
    FileCount "file-count" Broken;
    Symlink "symlink" Broken;
    Encoding "encoding" Broken;
    FilePlace "file-place" Broken;
    NoContent "no-content" Broken;
    Toml "toml" Broken;
    // Front matter
    FrontMatter "front-matter" Broken;
    UnknownKey "unknown-key" Broken;
    MissingKey "missing-key" Broken;
    MissingSource "missing-source" Advice;
    // Values
    Difficulty "difficulty" Broken;
    Kind "kind" Broken;
    Task "task" Broken;
    UnknownTask "unknown-task" Weak;
    MissingTask "missing-task" Advice;
    Date "date" Broken;
    FutureDate "future-date" Weak;
    OldReference "old-reference" Advice;
    Slug "slug" Broken;
    UnknownScene "unknown-scene" Broken;
    PrerequisiteCycle "prerequisite-cycle" Broken;
    // Tracks and figures
    UnknownConcept "unknown-concept" Weak;
    ReadingOrder "reading-order" Advice;
    Weights "weights" Broken;
    Figure "figure" Weak;
    // Notes
    RawHtml "raw-html" Broken;
    Image "image" Broken;
    Diagram "diagram" Broken;
    HeadingLevel "heading-level" Broken;
    EmptyNote "empty-note" Broken;
    Link "link" Broken;
    DeadLink "dead-link" Broken;
    // Questions
    QuestionHeading "question-heading" Broken;
    QuestionShape "question-shape" Broken;
    NoConcept "no-concept" Broken;
    DuplicateId "duplicate-id" Broken;
    DuplicateStem "duplicate-stem" Broken;
    EmptyStem "empty-stem" Broken;
    EmptyExplanation "empty-explanation" Broken;
    OptionCount "option-count" Broken;
    OptionShape "option-shape" Broken;
    OptionId "option-id" Advice;
    RightOptions "right-options" Broken;
    MissingReason "missing-reason" Broken;
    MissingReread "missing-reread" Broken;
    MissingReference "missing-reference" Broken;
    MissingDate "missing-date" Broken;
    // Teaching: notes
    Unwritten "unwritten" Weak;
    UnaskedSection "unasked-section" Advice;
    NothingToSee "nothing-to-see" Advice;
    NoteLength "note-length" Advice;
    Spelling "spelling" Weak;
    // Teaching: questions
    HowMany "how-many" Weak;
    PlainNegative "plain-negative" Weak;
    SimilarStem "similar-stem" Weak;
    SameOption "same-option" Weak;
    AbsoluteWord "absolute-word" Weak;
    EmptyReason "empty-reason" Weak;
    AllOfTheAbove "all-of-the-above" Weak;
    LongestRight "longest-right" Weak;
    PositionBias "position-bias" Weak;
}

impl Rule {
    pub fn severity(self) -> Severity {
        if self.weight() == Weight::Advice { Severity::Warning } else { Severity::Error }
    }

    /// Content that breaks this rule is not served.
    pub fn forbids_serving(self) -> bool {
        self.weight() == Weight::Broken
    }
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
