//! The order in which questions are asked today: the least remembered first, concepts mixed, new ones in between.
//!
//! The order is decided one question at a time from what is left, so answering the first question leaves the rest as it
//! was, and nothing about the queue has to be kept.

use std::collections::{HashMap, VecDeque};

use crate::content::Slug;
use crate::shuffle::split_mix;

/// A question that may be asked today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waiting<'a> {
    pub question: &'a Slug,
    pub concept: &'a Slug,
    /// The probability that it is remembered today; `None` for one that was never asked.
    pub recall: Option<f32>,
}

/// How many questions a day holds at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub reviews: usize,
    pub new: usize,
}

/// What the learner did today already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub reviews: usize,
    pub new: usize,
    /// The concept of the question that was answered last.
    pub last: Option<Slug>,
}

impl Limits {
    pub const NONE: Self = Self { reviews: usize::MAX, new: usize::MAX };

    /// What is left of the day.
    #[must_use]
    pub fn after(self, done: &Done) -> Self {
        Self { reviews: self.reviews.saturating_sub(done.reviews), new: self.new.saturating_sub(done.new) }
    }
}

/// What is to be asked, in order: `waiting` holds the new questions in the order in which they are to be learned, the
/// others in any. Equally well remembered questions are mixed by `seed`.
pub fn queue<'a>(waiting: &[Waiting<'a>], done: &Done, limits: Limits, seed: u64) -> Vec<Waiting<'a>> {
    let left = limits.after(done);
    let new: VecDeque<Waiting> = waiting.iter().filter(|one| one.recall.is_none()).take(left.new).copied().collect();
    let mut reviews: Vec<(f32, u64, Waiting)> =
        waiting.iter().filter_map(|one| Some((one.recall?, draw(seed, one.question), *one))).collect();
    reviews.sort_unstable_by(|(recall, drawn, one), (other_recall, other_drawn, other)| {
        let by_memory = recall.total_cmp(other_recall).then(drawn.cmp(other_drawn));
        by_memory.then_with(|| one.question.cmp(other.question))
    });
    reviews.truncate(left.reviews);
    let (all_reviews, all_new) = (done.reviews + reviews.len(), done.new + new.len());
    let mut weave = Weave {
        piles: Vec::new(),
        left: reviews.len(),
        new,
        asked: (done.reviews, done.new),
        all: (all_reviews, all_new),
    };
    weave.pile_up(reviews.into_iter().map(|(_, _, one)| one));
    let mut order = Vec::with_capacity(weave.left + weave.new.len());
    let mut last = done.last.as_ref();
    while let Some(next) = weave.next(last) {
        last = Some(next.concept);
        order.push(next);
    }
    order
}

/// The reviews of one concept, the least remembered first, each with its rank among all.
struct Pile<'a> {
    concept: &'a Slug,
    reviews: VecDeque<(usize, Waiting<'a>)>,
}

/// What is left to be asked, with how many reviews and new questions the day has had and will have.
struct Weave<'a> {
    piles: Vec<Pile<'a>>,
    /// In all piles.
    left: usize,
    new: VecDeque<Waiting<'a>>,
    asked: (usize, usize),
    all: (usize, usize),
}

impl<'a> Weave<'a> {
    fn pile_up(&mut self, reviews: impl Iterator<Item = Waiting<'a>>) {
        let mut at = HashMap::new();
        for (rank, review) in reviews.enumerate() {
            let place = *at.entry(review.concept).or_insert_with(|| {
                self.piles.push(Pile { concept: review.concept, reviews: VecDeque::new() });
                self.piles.len() - 1
            });
            if let Some(pile) = self.piles.get_mut(place) {
                pile.reviews.push_back((rank, review));
            }
        }
    }

    fn next(&mut self, last: Option<&Slug>) -> Option<Waiting<'a>> {
        if self.is_turn_of_new(self.asked) {
            self.asked.1 += 1;
            return self.new.pop_front();
        }
        let place = self.pick(last)?;
        let (_, review) = self.piles.get_mut(place)?.reviews.pop_front()?;
        self.asked.0 += 1;
        self.left -= 1;
        Some(review)
    }

    /// New questions are spread evenly over the reviews of the day, whatever of it is done already.
    fn is_turn_of_new(&self, (reviews, new): (usize, usize)) -> bool {
        let behind = (new as u128) * (self.all.0 as u128) < (reviews as u128) * (self.all.1 as u128);
        !self.new.is_empty() && (self.left == 0 || behind)
    }

    /// The pile to take from, the first of these that there is:
    ///
    /// 1. one that holds more than all others together, unless the last question was of its concept: later there would
    ///    be too few others to put between;
    /// 2. the least remembered of neither the last concept nor that of a new question that comes right after;
    /// 3. the least remembered of another concept than the last;
    /// 4. the least remembered.
    fn pick(&self, last: Option<&Slug>) -> Option<usize> {
        let filled = || self.piles.iter().enumerate().filter(|(_, pile)| !pile.reviews.is_empty());
        let other = |concept: &Slug| last != Some(concept);
        let overflowing = filled().find(|(_, pile)| pile.reviews.len() * 2 > self.left && other(pile.concept));
        if let Some((place, _)) = overflowing {
            return Some(place);
        }
        let after = (self.asked.0 + 1, self.asked.1);
        let coming = self.new.front().filter(|_| self.left == 1 || self.is_turn_of_new(after)).map(|new| new.concept);
        let rank = |pile: &Pile| pile.reviews.front().map_or(usize::MAX, |(rank, _)| *rank);
        let best = |wanted: &dyn Fn(&Slug) -> bool| {
            let wanted = filled().filter(|(_, pile)| wanted(pile.concept));
            wanted.min_by_key(|(_, pile)| rank(pile)).map(|(place, _)| place)
        };
        let between = best(&|concept| other(concept) && coming != Some(concept));
        between.or_else(|| best(&other)).or_else(|| best(&|_| true))
    }
}

/// A number that follows from the seed and the name alone (FNV-1a, then `SplitMix64`).
fn draw(seed: u64, question: &Slug) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed;
    let hash = |state: u64, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    split_mix(&mut question.as_str().bytes().fold(start, hash))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// A question by its concept and, where it was asked before, how well it is remembered in percent.
    type Plan = (u8, Option<u8>);

    #[derive(Debug)]
    struct Bank(Vec<(Slug, Slug, Option<f32>)>);

    impl Bank {
        fn of(plan: &[Plan]) -> Self {
            let slug = |text: String| text.parse().unwrap();
            let question = |(at, (concept, recall)): (usize, &Plan)| {
                (slug(format!("q{at}")), slug(format!("c{concept}")), recall.map(|percent| f32::from(percent) / 100.0))
            };
            Self(plan.iter().enumerate().map(question).collect())
        }

        fn waiting(&self) -> Vec<Waiting<'_>> {
            self.0.iter().map(|(question, concept, recall)| Waiting { question, concept, recall: *recall }).collect()
        }
    }

    fn plans(asked: impl Strategy<Value = Option<u8>> + Clone) -> impl Strategy<Value = Vec<Plan>> {
        prop::collection::vec((0_u8..5, asked), 0..40)
    }

    fn any_plan() -> impl Strategy<Value = Vec<Plan>> {
        plans(prop::option::of(0_u8..100))
    }

    fn limits() -> impl Strategy<Value = Limits> {
        (0_usize..30, 0_usize..30).prop_map(|(reviews, new)| Limits { reviews, new })
    }

    fn names(order: &[Waiting<'_>]) -> Vec<String> {
        order.iter().map(|one| one.question.to_string()).collect()
    }

    fn back_to_back(order: &[Waiting<'_>]) -> usize {
        order.windows(2).filter(|pair| pair[0].concept == pair[1].concept).count()
    }

    proptest! {
        #[test]
        fn the_same_day_has_the_same_queue_however_the_reviews_are_handed_in(plan in plans((0_u8..100).prop_map(Some)), seed: u64, limits in limits()) {
            let bank = Bank::of(&plan);
            let (waiting, mut turned) = (bank.waiting(), bank.waiting());
            turned.reverse();
            let done = Done::default();
            prop_assert_eq!(names(&queue(&waiting, &done, limits, seed)), names(&queue(&turned, &done, limits, seed)));
        }

        #[test]
        fn nothing_is_asked_twice_or_past_the_limits_of_the_day(
            plan in any_plan(), seed: u64, limits in limits(), reviews in 0_usize..10, new in 0_usize..10,
        ) {
            let bank = Bank::of(&plan);
            let order = queue(&bank.waiting(), &Done { reviews, new, last: None }, limits, seed);
            let asked: BTreeSet<String> = names(&order).into_iter().collect();
            prop_assert_eq!(asked.len(), order.len());
            let count = |is_new: bool| order.iter().filter(|one| one.recall.is_none() == is_new).count();
            let there = |is_new: bool| plan.iter().filter(|(_, recall)| recall.is_none() == is_new).count();
            prop_assert_eq!(count(false), there(false).min(limits.reviews.saturating_sub(reviews)));
            prop_assert_eq!(count(true), there(true).min(limits.new.saturating_sub(new)));
        }

        #[test]
        fn what_is_left_out_is_remembered_better_than_what_is_asked(plan in any_plan(), seed: u64, limits in limits()) {
            let bank = Bank::of(&plan);
            let waiting = bank.waiting();
            let order = queue(&waiting, &Done::default(), limits, seed);
            let worst_asked = order.iter().filter_map(|one| one.recall).fold(0.0, f32::max);
            let left_out = waiting.iter().filter(|one| !order.contains(one)).filter_map(|one| one.recall);
            prop_assert!(left_out.into_iter().all(|recall| recall >= worst_asked));
        }

        #[test]
        fn of_each_concept_the_least_remembered_comes_first(plan in any_plan(), seed: u64) {
            let bank = Bank::of(&plan);
            let mut last: HashMap<&Slug, f32> = HashMap::new();
            let waiting = bank.waiting();
            for one in queue(&waiting, &Done::default(), Limits::NONE, seed) {
                if let Some(recall) = one.recall {
                    prop_assert!(last.insert(one.concept, recall).is_none_or(|before| before <= recall));
                }
            }
        }

        #[test]
        fn new_questions_keep_their_reading_order(plan in any_plan(), seed: u64, limits in limits()) {
            let bank = Bank::of(&plan);
            let waiting = bank.waiting();
            let order = queue(&waiting, &Done::default(), limits, seed);
            let new: Vec<_> = order.iter().filter(|one| one.recall.is_none()).collect();
            let read: Vec<_> = waiting.iter().filter(|one| one.recall.is_none()).take(limits.new).collect();
            prop_assert_eq!(new, read);
        }

        #[test]
        fn two_reviews_of_a_concept_stand_back_to_back_only_where_it_cannot_be_helped(
            plan in plans((0_u8..100).prop_map(Some)), seed: u64,
        ) {
            let bank = Bank::of(&plan);
            let mut counts: HashMap<u8, usize> = HashMap::new();
            for (concept, _) in &plan {
                *counts.entry(*concept).or_default() += 1;
            }
            let most = counts.values().copied().max().unwrap_or(0);
            let unavoidable = (2 * most).saturating_sub(plan.len() + 1);
            let waiting = bank.waiting();
            prop_assert_eq!(back_to_back(&queue(&waiting, &Done::default(), Limits::NONE, seed)), unavoidable);
        }

        #[test]
        fn new_questions_stand_between_reviews_and_not_in_a_heap(plan in any_plan(), seed: u64) {
            let bank = Bank::of(&plan);
            let waiting = bank.waiting();
            let order = queue(&waiting, &Done::default(), Limits::NONE, seed);
            let new = order.iter().filter(|one| one.recall.is_none()).count();
            let (reviews, mut seen) = (order.len() - new, 0);
            for (at, one) in order.iter().enumerate() {
                seen += usize::from(one.recall.is_none());
                // Within one question of the even share, at every place.
                prop_assert!((seen * order.len()).abs_diff((at + 1) * new) <= order.len().max(1), "{reviews} {new}");
            }
        }

        #[test]
        fn answering_the_first_question_leaves_the_rest_as_it_was(plan in any_plan(), seed: u64, limits in limits()) {
            let bank = Bank::of(&plan);
            let mut waiting = bank.waiting();
            let mut done = Done::default();
            let told = queue(&waiting, &done, limits, seed);
            for (at, first) in told.iter().enumerate() {
                let now = queue(&waiting, &done, limits, seed);
                prop_assert_eq!(names(&now), names(&told[at..]));
                waiting.retain(|one| one.question != first.question);
                if first.recall.is_some() { done.reviews += 1 } else { done.new += 1 }
                done.last = Some(first.concept.clone());
            }
        }
    }

    #[test]
    fn a_day_with_a_limit_of_zero_asks_nothing() {
        let bank = Bank::of(&[(0, None), (1, Some(40))]);
        let limits = Limits { reviews: 0, new: 0 };
        assert_eq!(queue(&bank.waiting(), &Done::default(), limits, 1), []);
    }
}
