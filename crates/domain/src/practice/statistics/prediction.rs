//! Predictions of recall held against what happened: log loss and a table of bins.

use super::Reviewed;

/// What was predicted for one answer, and whether it was right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    pub recall: f64,
    pub right: bool,
}

/// What FSRS predicted for every answer that came on a later day than the one before it.
pub fn predictions<Q>(reviewed: &[Reviewed<Q>]) -> Vec<Prediction> {
    let later = |answer: &Reviewed<Q>| answer.before.filter(|before| before.elapsed > 0);
    reviewed
        .iter()
        .filter_map(|answer| Some(Prediction { recall: f64::from(later(answer)?.recall), right: answer.right }))
        .collect()
}

/// A prediction of certainty that fails would cost infinitely much.
const CERTAIN: f64 = 1e-4;

/// The mean of `-ln p`, `p` being what was predicted for what happened: the lower, the better. `None` of nothing.
pub fn log_loss(predictions: &[Prediction]) -> Option<f64> {
    let loss = |prediction: &Prediction| {
        let recall = prediction.recall.clamp(CERTAIN, 1.0 - CERTAIN);
        -(if prediction.right { recall } else { 1.0 - recall }).ln()
    };
    #[expect(clippy::cast_precision_loss, reason = "answers are counted in thousands")]
    (!predictions.is_empty()).then(|| predictions.iter().map(loss).sum::<f64>() / predictions.len() as f64)
}

/// The predictions between two edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    pub from: f64,
    pub to: f64,
    /// Mean of what was predicted.
    pub predicted: f64,
    /// Share of what was right.
    pub actual: f64,
    pub count: u32,
}

/// Finer where reviews are: they come when recall has fallen to 70 to 97 per cent.
const EDGES: [f64; 9] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0];

/// Every bin that anything was predicted in.
pub fn bins(predictions: &[Prediction]) -> Vec<Bin> {
    let mut bins = Vec::new();
    for edges in EDGES.windows(2) {
        let (from, to) = (edges[0], edges[1]);
        let is_last = (to - 1.0).abs() < f64::EPSILON;
        let within = |prediction: &&Prediction| {
            prediction.recall >= from && (prediction.recall < to || (is_last && prediction.recall <= to))
        };
        let (mut count, mut predicted, mut right) = (0_u32, 0.0, 0_u32);
        for prediction in predictions.iter().filter(within) {
            count += 1;
            predicted += prediction.recall;
            right += u32::from(prediction.right);
        }
        if count > 0 {
            let of = f64::from(count);
            bins.push(Bin { from, to, predicted: predicted / of, actual: f64::from(right) / of, count });
        }
    }
    bins
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn prediction(recall: f64, right: bool) -> Prediction {
        Prediction { recall, right }
    }

    #[test]
    fn log_loss_is_what_it_is_by_hand() {
        let loss = log_loss(&[prediction(0.9, true), prediction(0.8, false)]).unwrap();
        assert!((loss - f64::midpoint(0.105_360_5, 1.609_437_9)).abs() < 1e-6, "{loss}");
        assert_eq!(log_loss(&[]), None);
        assert!(log_loss(&[prediction(1.0, false)]).unwrap().is_finite());
    }

    proptest! {
        #[test]
        fn every_prediction_is_in_one_bin(recalls in prop::collection::vec((0.0_f64..=1.0, any::<bool>()), 0..200)) {
            let predictions: Vec<_> = recalls.into_iter().map(|(recall, right)| prediction(recall, right)).collect();
            let bins = bins(&predictions);
            prop_assert_eq!(bins.iter().map(|bin| bin.count as usize).sum::<usize>(), predictions.len());
            for bin in bins {
                prop_assert!((bin.from..=bin.to).contains(&bin.predicted));
            }
        }
    }
}
