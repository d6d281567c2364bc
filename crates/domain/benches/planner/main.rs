//! Simulated learners prepare for an exam in several ways with the same minutes: what the planner is worth.
//!
//! `planner LEARNERS` prints the table of `docs/planner.md`; `planner cost` the milliseconds that one plan takes.
#![expect(clippy::print_stdout, reason = "what it prints is what this program is for")]
#![expect(clippy::cast_precision_loss, reason = "it counts questions, days and learners")]
#![expect(clippy::expect_used, reason = "a simulation that cannot go on says why")]

mod bank;
mod learner;
mod policy;
mod table;

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Instant,
};

use bank::{Bank, SCORED, WEIGHTS};
use domain::practice::Day;
use learner::Learner;
use policy::{Course, POLICIES, Policy, Practice, START};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Learner n has this seed plus n, whatever the course: so all ways are tried by the same people.
const SEED: u64 = 20_261_128;
const USAGE: &str = "planner cost | planner LEARNERS";
const BANKS: [usize; 2] = [170, 500];
const DAYS: [u32; 3] = [14, 30, 60];
const MINUTES: [u32; 4] = [5, 10, 20, 40];

/// How it went for one learner who prepared in one way.
struct Outcome {
    /// The expected share of right answers on the day.
    score: f32,
    /// The same thirty days later, without practice.
    later: f32,
    /// What the planner expected of it on the eve.
    foreseen: f32,
    /// Whether the planner's band held the share of right answers in an exam that was sat.
    in_band: bool,
}

fn main() {
    let wanted = std::env::args().skip(1).find(|arg| arg != "--bench").unwrap_or_default();
    if wanted == "cost" {
        println!("{}", cost());
    } else {
        compare(wanted.parse().expect(USAGE));
    }
}

fn compare(learners: u32) {
    println!("{learners} learners, seeds from {SEED}\n");
    println!("{}", table::HEAD);
    for questions in BANKS {
        for days in DAYS {
            for minutes in MINUTES {
                let course = Course { days, seconds_per_day: minutes as f32 * 60.0 };
                println!("| {questions} | {days} | {minutes} | {} |", table::row(&all(learners, questions, &course)));
            }
        }
    }
}

/// Every learner's outcomes, in the order of [`POLICIES`].
fn all(learners: u32, questions: usize, course: &Course) -> Vec<[Outcome; 4]> {
    let next = AtomicU32::new(0);
    let outcomes = Mutex::new(Vec::new());
    let work = || {
        loop {
            let learner = next.fetch_add(1, Ordering::Relaxed);
            if learner >= learners {
                return;
            }
            let tried = POLICIES.map(|policy| prepare(policy, questions, course, u64::from(learner)));
            outcomes.lock().unwrap_or_else(PoisonError::into_inner).push((learner, tried));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|(learner, _)| *learner);
    outcomes.into_iter().map(|(_, tried)| tried).collect()
}

fn prepare(policy: Policy, questions: usize, course: &Course, learner: u64) -> Outcome {
    let mut person = ChaCha8Rng::seed_from_u64(SEED + learner);
    let bank = Bank::drawn(questions, &mut person);
    let mut learner_of_it = Learner::drawn(&bank, &mut person);
    let mut chance = ChaCha8Rng::seed_from_u64(!(SEED + learner));
    let mut practice = Practice::new(&bank);
    practice.follow(policy, course, &mut learner_of_it, &mut chance);
    let exam = Day::from_epoch_days(START).plus(course.days);
    let on = |day: Day| bank.by_domain(|at, guess| learner_of_it.chance(at, guess, day));
    let outlook = practice.outlook(course).expect("the exam is ahead").total;
    let sat = sit(on(exam), &mut chance);
    Outcome {
        score: weighted(on(exam)),
        later: weighted(on(exam.plus(30))),
        foreseen: outlook.expected,
        in_band: (outlook.low..=outlook.high).contains(&sat),
    }
}

/// The share of right answers in one exam.
fn sit(by_domain: [f32; 4], chance: &mut ChaCha8Rng) -> f32 {
    let mut domain = 0;
    weighted(by_domain.map(|mean| {
        let questions = (SCORED as f32 * WEIGHTS[domain] / WEIGHTS.iter().sum::<f32>()).round();
        domain += 1;
        let mut right = 0.0;
        let mut asked = 0.0;
        while asked < questions {
            right += f32::from(u8::from(chance.random_bool(f64::from(mean.clamp(0.0, 1.0)))));
            asked += 1.0;
        }
        right / questions
    }))
}

fn weighted(by_domain: [f32; 4]) -> f32 {
    WEIGHTS.iter().zip(by_domain).map(|(weight, mean)| weight * mean).sum::<f32>() / WEIGHTS.iter().sum::<f32>()
}

/// Milliseconds for a plan of 1,000 questions and 60 days at 40 minutes, after ten days of practice: the middle of 21.
fn cost() -> f64 {
    let mut chance = ChaCha8Rng::seed_from_u64(SEED);
    let bank = Bank::drawn(1000, &mut chance);
    let mut learner = Learner::drawn(&bank, &mut chance);
    let mut practice = Practice::new(&bank);
    let begun = Course { days: 10, seconds_per_day: 2400.0 };
    practice.follow(Policy::Fsrs, &begun, &mut learner, &mut chance);
    let items = practice.items();
    let whole = Course { days: begun.days + 60, ..begun };
    let today = Day::from_epoch_days(START).plus(begun.days);
    let mut took = [0.0; 21];
    for took in &mut took {
        let started = Instant::now();
        let plan = practice.preparation(&items, &whole, today, whole.seconds_per_day).plan();
        assert!(plan.is_some_and(|plan| !plan.today.is_empty()), "there is something to do");
        *took = started.elapsed().as_secs_f64() * 1000.0;
    }
    took.sort_by(f64::total_cmp);
    took[took.len() / 2]
}
