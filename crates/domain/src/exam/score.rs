//! The estimated score: right answers on the exam's scale, and how far chance alone may move it.
//!
//! A certifier's own way from right answers to a score is not published: it allows for how hard each form is. So this
//! takes the plainest way that has both ends right: nothing right is the lowest score, everything right is the highest,
//! and each question that counts is worth the same in between. The pass mark of 720 between 100 and 1000 then means
//! 69 %.

use crate::content::Scale;

/// A score with the range in which it would lie, nine times in ten, for other questions and the same knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub score: u32,
    pub low: u32,
    pub high: u32,
}

/// Two-sided 90 % of the normal distribution.
const Z: f64 = 1.644_854;

/// `None` where nothing was asked. The range is Wilson's for a share (1927), which also holds for few questions.
pub fn estimate(scale: Scale, right: u32, asked: u32) -> Option<Estimate> {
    if asked == 0 {
        return None;
    }
    let (n, share) = (f64::from(asked), f64::from(right) / f64::from(asked));
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let (middle, whole) = (share + Z * Z / (2.0 * n), 1.0 + Z * Z / n);
    let on_scale = |share: f64| scaled(scale, share.clamp(0.0, 1.0));
    Some(Estimate {
        score: on_scale(share),
        low: on_scale((middle - spread) / whole),
        high: on_scale((middle + spread) / whole),
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the ends of the scale")]
fn scaled(scale: Scale, share: f64) -> u32 {
    let width = f64::from(scale.highest.saturating_sub(scale.lowest));
    scale.lowest + (width * share).round() as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AWS: Scale = Scale { lowest: 100, highest: 1000 };

    #[test]
    fn both_ends_and_the_pass_mark_are_where_they_are_said_to_be() {
        let score = |right| estimate(AWS, right, 50).map(|estimate| estimate.score);
        assert_eq!((score(0), score(50)), (Some(100), Some(1000)));
        assert_eq!((score(34), score(35)), (Some(712), Some(730)));
        assert_eq!(estimate(AWS, 0, 0), None);
    }

    #[test]
    fn few_questions_say_less_than_many() {
        assert_eq!(estimate(AWS, 35, 50), Some(Estimate { score: 730, low: 627, high: 815 }));
        assert_eq!(estimate(AWS, 7, 10), Some(Estimate { score: 730, low: 498, high: 886 }));
    }

    proptest! {
        #[test]
        fn a_score_lies_in_its_range_on_the_scale_and_grows_with_right_answers(asked in 1_u32..500, share in 0.0_f64..1.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 500")]
            let right = (f64::from(asked) * share) as u32;
            let Estimate { score, low, high } = estimate(AWS, right, asked).unwrap();
            prop_assert!(100 <= low && low <= score && score <= high && high <= 1000);
            prop_assert!(right == asked || estimate(AWS, right + 1, asked).unwrap().score > score);
        }
    }
}
