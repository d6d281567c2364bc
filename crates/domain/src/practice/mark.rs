//! What a learner wrote on a question or did with it, beside answering.

/// Made at the first of these; without one, nothing was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub flagged: bool,
    /// By the learner; [`Mark::is_set_aside`] knows of the other way.
    pub set_aside: bool,
    /// How often the question had been missed when it was brought back.
    pub forgiven: u32,
    /// For the learner alone.
    pub note: String,
}

impl Mark {
    /// A question that was missed this often is set aside, and again after each further eight misses.
    pub const MISSES_TO_SET_ASIDE: u32 = 8;
    /// A page of writing; longer thoughts belong into a note of one's own.
    pub const MOST_OF_A_NOTE: usize = 2_000;

    /// Whether the question is not asked until it is brought back: by choice, or because it was missed too often.
    pub fn is_set_aside(&self, misses: u32) -> bool {
        self.set_aside || self.is_missed_too_often(misses)
    }

    pub fn is_missed_too_often(&self, misses: u32) -> bool {
        misses.saturating_sub(self.forgiven) >= Self::MISSES_TO_SET_ASIDE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_misses_set_a_question_aside_and_after_it_was_brought_back_eight_more() {
        let untouched = Mark::default();
        assert!(!untouched.is_set_aside(7) && untouched.is_set_aside(8));
        let brought_back = Mark { forgiven: 8, ..Mark::default() };
        assert!(!brought_back.is_set_aside(15) && brought_back.is_set_aside(16));
        assert!(!brought_back.is_set_aside(7), "misses that were taken back are no debt");
    }
}
