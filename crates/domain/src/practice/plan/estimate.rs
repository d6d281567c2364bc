//! Expected shares of right answers, each with a band.

use super::{Preparation, fraction, positive};

/// How a learner's answers in one domain went, against what was foreseen. Only answers to questions that were asked on
/// an earlier day count: the first one shows what was known before, a second one on the same day what was just read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Record {
    pub answered: u32,
    pub right: u32,
    /// The chances of a right answer (recall, or else a guess) just before each of them, added up.
    pub foreseen: f32,
}

/// A share of right answers between 0 and 1, with a band that holds it four times in five.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub expected: f32,
    pub low: f32,
    pub high: f32,
}

/// What to expect of an exam that asks like the questions here.
///
/// The expectation is what FSRS expects (to know it, or else to guess), moved by how much better or worse than foreseen
/// the answers were so far. The band adds up what is not known: how far FSRS is off for this learner, which answers
/// make smaller, and the luck of which questions are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// By the blueprint's weights, over the domains that have questions.
    pub total: Estimate,
    /// Domain by domain; `None` for one without a question, of which nothing can be said.
    pub domains: Vec<Option<Estimate>>,
    /// The share of the exam's weight whose domains have questions.
    pub covered: f32,
}

/// Four times in five, as standard deviations.
const REACH: f32 = 1.2816;

/// What FSRS expects counts like so many answers: it is off by some ten points from learner to learner, which is what
/// twenty answers leave open (√(¼ / 20) = 0.11).
const TRUST: f32 = 20.0;

/// Odds seven times as high or low: whoever is further off has other reasons than memory.
const MOST_LEAN: f32 = 2.0;

/// However many answers there are: they were given on other days and partly to other questions.
const NEVER_KNOWN: f32 = 0.03;

impl Outlook {
    /// From each question's domain and its chance of a right answer.
    pub(super) fn of(preparation: &Preparation<'_>, chances: &[(usize, f32)]) -> Self {
        let Preparation { weights, records, .. } = *preparation;
        let all = Record::all(records);
        let mut domains = Vec::with_capacity(weights.len());
        let (mut covered, mut expected, mut luck) = (0.0, 0.0, 0.0);
        for (domain, weight) in weights.iter().enumerate() {
            let Some(mean) = mean(chances.iter().filter(|(at, _)| *at == domain).map(|(_, chance)| *chance)) else {
                domains.push(None);
                continue;
            };
            let record = records.get(domain).copied().unwrap_or_default();
            let mean = shifted(mean, record.lean(all.lean(0.0)));
            let share = positive(*weight) / preparation.total_weight();
            let drawn = spread(mean) / (share * to_f32(preparation.scored)).max(1.0);
            domains.push(Some(Estimate::around(mean, drawn + record.unknown(mean))));
            covered += share;
            expected += share * mean;
            luck += share * share * drawn;
        }
        let whole = f32::max(covered, f32::MIN_POSITIVE);
        let expected = expected / whole;
        let total = Estimate::around(expected, luck / (whole * whole) + all.unknown(expected));
        Self { total, domains, covered }
    }
}

impl Record {
    fn all(records: &[Self]) -> Self {
        records.iter().fold(Self::default(), |sum, record| Self {
            answered: sum.answered.saturating_add(record.answered),
            right: sum.right.saturating_add(record.right.min(record.answered)),
            foreseen: sum.foreseen + record.sound_foreseen(),
        })
    }

    /// How much better than foreseen the answers are, in log-odds; `usual` of the learner where the record is short.
    fn lean(&self, usual: f32) -> f32 {
        let (answered, foreseen) = (to_f32(self.answered), self.sound_foreseen());
        let better = to_f32(self.right.min(self.answered)) - foreseen;
        // One step of Newton's method from no lean; the prior weighs like answers that could go either way.
        let weight = answered * spread(foreseen / answered.max(1.0));
        let prior = TRUST * spread(0.5);
        ((better + prior * usual) / (weight + prior)).clamp(-MOST_LEAN, MOST_LEAN)
    }

    /// The variance that such a record leaves.
    fn unknown(&self, mean: f32) -> f32 {
        spread(mean) / (to_f32(self.answered) + TRUST) + NEVER_KNOWN * NEVER_KNOWN
    }

    fn sound_foreseen(&self) -> f32 {
        if self.foreseen.is_finite() { self.foreseen.clamp(0.0, to_f32(self.answered)) } else { 0.0 }
    }
}

impl Estimate {
    fn around(expected: f32, variance: f32) -> Self {
        let reach = REACH * variance.max(0.0).sqrt();
        Self { expected, low: (expected - reach).max(0.0), high: (expected + reach).min(1.0) }
    }
}

/// A chance whose odds change by so much.
fn shifted(chance: f32, log_odds: f32) -> f32 {
    let odds = log_odds.exp();
    fraction(chance * odds / (1.0 + chance * (odds - 1.0)))
}

/// The variance of one answer.
fn spread(mean: f32) -> f32 {
    mean * (1.0 - mean)
}

fn mean(values: impl Iterator<Item = f32>) -> Option<f32> {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / to_f32(count))
}

#[expect(clippy::cast_precision_loss, reason = "nobody answers 2^24 questions")]
fn to_f32(count: u32) -> f32 {
    count as f32
}
