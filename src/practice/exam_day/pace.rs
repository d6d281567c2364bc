//! How long an answer takes one learner: the time from one to the next, which practice also spends on what is revealed.

use std::ops::RangeInclusive;

/// Assumed until answers say otherwise; counts like [`ASSUMED_ANSWERS`] of one's own.
const ASSUMED_SECONDS: f32 = 45.0;
const ASSUMED_ANSWERS: f32 = 20.0;
/// Nobody reads a question and answers it in less, and after three minutes somebody did something else. Within an exam,
/// from save to save, it is a pace as well, if a quick one: what is revealed is read later.
const PACE_MS: RangeInclusive<i64> = 3_000..=180_000;

/// `answered_ms` has the instants of the last answers, newest first. Between 3 and 180 seconds.
pub(super) fn seconds_per_answer(answered_ms: &[i64]) -> f32 {
    let gaps = answered_ms.windows(2).map(|pair| pair[0].saturating_sub(pair[1]));
    let (sum, count) = gaps
        .filter(|gap| PACE_MS.contains(gap))
        .fold((ASSUMED_SECONDS * ASSUMED_ANSWERS, ASSUMED_ANSWERS), |(sum, count), gap| {
            (sum + seconds(gap), count + 1.0)
        });
    sum / count
}

#[expect(clippy::cast_precision_loss, reason = "at most 180,000")]
fn seconds(ms: i64) -> f32 {
    ms as f32 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(gaps: &[i64]) -> f32 {
        let mut instants = vec![0];
        for gap in gaps {
            instants.insert(0, instants[0] + gap);
        }
        seconds_per_answer(&instants)
    }

    #[test]
    fn forty_five_seconds_are_assumed_and_answers_say_otherwise() {
        assert!((after(&[]) - 45.0).abs() < 0.01);
        assert!((after(&[15_000; 20]) - 30.0).abs() < 0.01);
        assert!((after(&[15_000; 2_000]) - 15.0).abs() < 0.5);
    }

    #[test]
    fn neither_a_pause_nor_answers_at_once_nor_a_clock_set_back_are_a_pace() {
        assert!((after(&[0, 0, 1, 9_000_000, -5_000_000]) - 45.0).abs() < 0.01);
    }
}
