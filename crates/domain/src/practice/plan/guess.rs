//! What a right answer is worth as evidence: some are guessed.

/// The chance to be right without knowing anything: one of all ways to choose as many options as are right.
///
/// A question says how many of its options are right, as the exams do, so two right of five are one way in ten.
/// 1 where everything is right, and 0 for what is no question.
pub fn right_by_guessing(options: u32, right: u32) -> f32 {
    if right == 0 || right > options {
        return 0.0;
    }
    let ways = (0..right).map(|chosen| f64::from(options - chosen) / f64::from(chosen + 1));
    #[expect(clippy::cast_possible_truncation, reason = "a chance needs no more digits than an f32 has")]
    let chance = (1.0 / ways.product::<f64>()) as f32;
    chance
}

/// The chance that this learner knows a question before it was ever asked, from how the first answers went.
///
/// `guess` is the mean chance of guessing among those questions. Few answers say little, so the published experience of
/// nobody in particular ([`KNOWN_BEFORE`]) counts like twenty answers of one's own.
pub fn known_at_first(right: u32, asked: u32, guess: f32) -> f32 {
    const PRIOR_ANSWERS: f32 = 20.0;
    let guess = super::fraction(guess).min(0.95);
    let before = KNOWN_BEFORE + (1.0 - KNOWN_BEFORE) * guess;
    #[expect(clippy::cast_precision_loss, reason = "nobody answers 2^24 questions")]
    let (right, asked) = (right.min(asked) as f32, asked as f32);
    let share = (right + PRIOR_ANSWERS * before) / (asked + PRIOR_ANSWERS);
    ((share - guess) / (1.0 - guess)).clamp(0.0, 1.0)
}

/// Assumed of a learner who has answered nothing yet: one question in five is known from elsewhere.
const KNOWN_BEFORE: f32 = 0.2;
