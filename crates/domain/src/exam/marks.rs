//! What an attempt comes to: an outcome for each place of the paper, counted in all and by domain.

use serde::{Deserialize, Serialize};

use super::{Estimate, Place, Scope, Terms, estimate};
use crate::content::Slug;

/// What became of one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Right,
    Wrong,
    /// Counts as wrong.
    Unanswered,
    /// The question was removed or rewritten while the attempt was under way; it does not count.
    Void,
}

/// Fixed when the attempt ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Of the questions that count.
    pub tally: Tally,
    /// For each place, in the order of the paper.
    pub outcomes: Vec<Outcome>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tally {
    pub right: u32,
    pub asked: u32,
}

impl Tally {
    fn of(outcomes: impl Iterator<Item = Outcome>) -> Self {
        outcomes.filter(|outcome| *outcome != Outcome::Void).fold(Self::default(), |tally, outcome| Self {
            right: tally.right + u32::from(outcome == Outcome::Right),
            asked: tally.asked + 1,
        })
    }

    /// Rounded; 0 where nothing was asked.
    pub fn percent(self) -> u32 {
        (self.right * 200 + self.asked).checked_div(self.asked * 2).unwrap_or(0)
    }
}

impl Outcome {
    pub fn is_miss(self) -> bool {
        matches!(self, Self::Wrong | Self::Unanswered)
    }
}

impl Marks {
    pub fn new(places: &[Place], outcomes: Vec<Outcome>) -> Self {
        let scored = places.iter().zip(&outcomes).filter(|(place, _)| place.scored);
        Self { tally: Tally::of(scored.map(|(_, outcome)| *outcome)), outcomes }
    }

    /// Right and asked of one domain, of the questions that count.
    pub fn of_domain(&self, places: &[Place], domain: &Slug) -> Tally {
        let of = places.iter().zip(&self.outcomes).filter(|(place, _)| place.scored && place.domain == *domain);
        Tally::of(of.map(|(_, outcome)| *outcome))
    }

    /// On the exam's scale; only a paper of all domains by their weights can be compared with it.
    pub fn estimate(&self, terms: &Terms) -> Option<Estimate> {
        let estimate = || estimate(terms.scale, self.tally.right, self.tally.asked);
        (terms.scope == Scope::Whole).then(estimate).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::AttemptId;

    fn place(domain: &str, scored: bool) -> Place {
        let question = "question".parse().unwrap();
        Place { question, attempt: AttemptId::from_u128(1), domain: domain.parse().unwrap(), scored }
    }

    #[test]
    fn unanswered_is_wrong_and_neither_void_nor_unscored_places_count() {
        let places = [place("a", true), place("a", true), place("b", true), place("b", true), place("b", false)];
        let outcomes = vec![Outcome::Right, Outcome::Unanswered, Outcome::Wrong, Outcome::Void, Outcome::Right];
        let marks = Marks::new(&places, outcomes);
        assert_eq!(marks.tally, Tally { right: 1, asked: 3 });
        assert_eq!(marks.of_domain(&places, &"b".parse().unwrap()), Tally { right: 0, asked: 1 });
        assert_eq!(marks.tally.percent(), 33);
        assert_eq!(Tally::default().percent(), 0);
    }
}
