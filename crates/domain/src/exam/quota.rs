//! How a number of questions is shared out by weights: whole numbers that add up, by the largest remainder.

/// Shares `total` out in proportion to `weights`. Each gets its exact share rounded down, and what is left goes to the
/// largest remainders; of equal remainders to the one that comes first.
pub fn quotas(weights: &[u32], total: u32) -> Vec<u32> {
    let sum: u64 = weights.iter().copied().map(u64::from).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: &u32| u64::from(*weight) * u64::from(total);
    let mut quotas: Vec<u32> = weights.iter().map(|weight| whole(exact(weight) / sum)).collect();
    let left = total - quotas.iter().sum::<u32>();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|&at| std::cmp::Reverse(exact(&weights[at]) % sum));
    for at in by_remainder.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        quotas[at] += 1;
    }
    quotas
}

/// A share is at most the total, which is a `u32`.
fn whole(share: u64) -> u32 {
    u32::try_from(share).unwrap_or(u32::MAX)
}

/// The most questions, `at_most` if they are there, that can be shared out by the weights so that each domain with a
/// weight has at least one and no domain more than the bank holds.
pub(super) fn largest(weights: &[u32], bank: &[usize], at_most: u32) -> Option<Vec<u32>> {
    let fits = |counts: &Vec<u32>| {
        let enough = |(count, there): (&u32, &usize)| usize::try_from(*count).is_ok_and(|count| count <= *there);
        let each = |(count, weight): (&u32, &u32)| *weight == 0 || *count > 0;
        counts.iter().any(|count| *count > 0)
            && counts.iter().zip(bank).all(enough)
            && counts.iter().zip(weights).all(each)
    };
    // Downwards one by one: with one question more in all, a domain may get one less.
    (1..=at_most).rev().map(|total| quotas(weights, total)).find(fits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_shipped_blueprints_are_shared_out_as_they_are_published() {
        assert_eq!(quotas(&[32, 26, 24, 18], 50), [16, 13, 12, 9]);
        assert_eq!(quotas(&[28, 20, 20, 18, 14], 30), [9, 6, 6, 5, 4]);
    }

    #[test]
    fn what_cannot_give_every_domain_a_question_is_not_a_smaller_paper_of_the_same_weights() {
        assert_eq!(largest(&[50, 50], &[10, 0], 10), None);
        assert_eq!(largest(&[90, 10], &[10, 10], 10), Some(vec![9, 1]));
        assert_eq!(largest(&[90, 10], &[5, 10], 10), Some(vec![5, 1]));
        assert_eq!(largest(&[], &[], 10), None);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_each_is_off_by_less_than_one(
            weights in prop::collection::vec(0_u32..=100, 1..9), total in 0_u32..=500,
        ) {
            prop_assume!(weights.iter().any(|&weight| weight > 0));
            let quotas = quotas(&weights, total);
            prop_assert_eq!(quotas.iter().sum::<u32>(), total);
            let sum = f64::from(weights.iter().sum::<u32>());
            for (quota, weight) in quotas.iter().zip(&weights) {
                let exact = f64::from(*weight) * f64::from(total) / sum;
                prop_assert!((f64::from(*quota) - exact).abs() < 1.0, "{quota} for {exact}");
            }
        }
    }
}
