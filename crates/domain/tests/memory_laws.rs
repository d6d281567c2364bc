//! Laws of memory: whatever a learner answers and whenever, memory stays sound and follows from the log alone.
#![cfg(feature = "schedule")]

use domain::practice::{
    Answered, AttemptId, Card, Day, Entry, Verdict,
    schedule::{DESIRED_RETENTION, Memory, Parameters, Rating},
};
use proptest::prelude::*;

/// An answer as a learner gives it: right or not, sure or not, and the days since the one before.
type Step = (bool, Option<bool>, u32);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let days = prop_oneof![Just(0_u32), Just(1), 2_u32..30, 30_u32..1000];
    prop::collection::vec((any::<bool>(), any::<Option<bool>>(), days), 1..20)
}

/// A sound memory with a last day that lies so many days back.
fn remembered() -> impl Strategy<Value = (Memory, u32)> {
    (0.01_f32..2000.0, 1.0_f32..10.0, 0_u32..1000)
        .prop_map(|(stability, difficulty, days)| (Memory { stability, difficulty }, days))
}

fn log(steps: &[Step]) -> Vec<Entry> {
    let mut day = Day::from_epoch_days(20_000);
    let answers = (1_u128..).zip(steps).map(|(number, &(right, sure, days))| {
        day = day.plus(days);
        Entry::Answered(Answered {
            attempt: AttemptId::from_u128(number),
            verdict: Verdict::from_right(right),
            sure,
            day,
            retention: DESIRED_RETENTION,
        })
    });
    answers.collect()
}

fn replay(log: &[Entry]) -> Option<Card> {
    Card::replay(log.iter().copied(), &Parameters::published())
}

/// One more entry on top of a card, as an answer is kept.
fn kept(card: Option<Card>, entry: Entry) -> Option<Card> {
    match entry {
        Entry::Answered(answer) => Card::after_answer(card.as_ref(), &answer, &Parameters::published()),
        Entry::AskedAgain => card.map(|card| Card { asked_again: true, ..card }),
    }
}

fn after(memory: Memory, days: u32, rating: Rating, retention: f32) -> (Memory, f32) {
    let last = Day::from_epoch_days(20_000);
    let next = Parameters::published().after_answer(Some((memory, last)), rating, last.plus(days), retention);
    next.map_or((memory, f32::NAN), |next| (next.memory, next.interval_days))
}

proptest! {
    #[test]
    fn stability_is_positive_and_difficulty_between_one_and_ten(steps in steps()) {
        let log = log(&steps);
        for length in 1..=log.len() {
            let memory = replay(&log[..length]).map(|card| card.memory);
            prop_assert!(memory.is_some_and(|memory| memory.stability > 0.0 && memory.stability.is_finite()));
            prop_assert!(memory.is_some_and(|memory| (1.0..=10.0).contains(&memory.difficulty)));
        }
    }

    #[test]
    fn a_miss_never_strengthens((memory, days) in remembered()) {
        prop_assert!(after(memory, days, Rating::Again, DESIRED_RETENTION).0.stability <= memory.stability * 1.000_001);
    }

    #[test]
    fn a_right_answer_never_weakens((memory, days) in remembered()) {
        for rating in [Rating::Hard, Rating::Good] {
            prop_assert!(after(memory, days, rating, DESIRED_RETENTION).0.stability >= memory.stability * 0.999_999);
        }
    }

    #[test]
    fn wrong_comes_back_first_then_unsure_then_sure((memory, days) in remembered()) {
        let interval = |rating| after(memory, days, rating, DESIRED_RETENTION).1;
        prop_assert!(interval(Rating::Again) <= interval(Rating::Hard));
        prop_assert!(interval(Rating::Hard) <= interval(Rating::Good));
    }

    #[test]
    fn who_wants_to_remember_more_is_asked_sooner((memory, days) in remembered(), low in 0.70_f32..0.96, more in 0.001_f32..0.2) {
        let high = (low + more).min(0.97);
        prop_assert!(after(memory, days, Rating::Good, high).1 <= after(memory, days, Rating::Good, low).1);
    }

    #[test]
    fn the_card_is_the_replay_of_the_log(steps in steps()) {
        let log = log(&steps);
        let kept = log.iter().fold(None, |card, entry| kept(card, *entry));
        prop_assert_eq!(kept, replay(&log));
    }

    /// To undo is to leave the last entry out; the card is the one that was there, bit for bit.
    #[test]
    fn an_answer_and_its_undoing_leave_nothing(steps in steps(), right in any::<bool>(), days in 0_u32..100) {
        let before = replay(&log(&steps));
        let longer: Vec<Step> = steps.into_iter().chain([(right, None, days)]).collect();
        let entries = log(&longer);
        prop_assert_ne!(&replay(&entries), &before);
        prop_assert_eq!(replay(&entries[..entries.len() - 1]), before);
    }

    #[test]
    fn learners_who_answer_in_turns_remember_as_if_alone(mine in steps(), theirs in steps(), turns in any::<u32>()) {
        let (mine, theirs) = (log(&mine), log(&theirs));
        let (mut cards, mut at) = ([None, None], [0, 0]);
        for turn in 0..mine.len() + theirs.len() {
            let logs = [&mine, &theirs];
            let wanted = usize::from(turns >> (turn % 32) & 1 == 1);
            let who = if at[wanted] < logs[wanted].len() { wanted } else { 1 - wanted };
            cards[who] = kept(cards[who].take(), logs[who][at[who]]);
            at[who] += 1;
        }
        prop_assert_eq!(cards, [replay(&mine), replay(&theirs)]);
    }
}
