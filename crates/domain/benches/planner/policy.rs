//! The ways to prepare that are compared: each gets the same minutes.

use domain::practice::{
    Day,
    plan::{Item, Outlook, Preparation, Record, known_at_first},
    schedule::{Memory, Parameters, Rating},
};
use rand_chacha::ChaCha8Rng;

use crate::{
    bank::{Bank, Question, SCORED, WEIGHTS},
    learner::Learner,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    Planner,
    /// Due questions, those most forgotten first, then new ones.
    Fsrs,
    /// The same, and then whatever is least remembered, so that no minute is left.
    FsrsFilled,
    /// All the minutes in the last three days, or in as many as it takes at eight hours each.
    Cram,
}

pub const POLICIES: [Policy; 4] = [Policy::Planner, Policy::Fsrs, Policy::FsrsFilled, Policy::Cram];
pub const SECONDS_PER_ANSWER: f32 = 30.0;
const CRAM_DAYS: u32 = 3;
const MOST_SECONDS: f32 = 8.0 * 3600.0;
const RETENTION: f32 = 0.9;

/// What the product knows of the learner: answers and the days they were given.
pub struct Practice<'a> {
    bank: &'a Bank,
    cards: Vec<Option<Card>>,
    parameters: Parameters,
    first_right: u32,
    first_asked: u32,
    records: [Record; 4],
}

#[derive(Clone, Copy)]
struct Card {
    memory: Memory,
    day: Day,
    due: Day,
    asked: u32,
}

pub struct Course {
    pub days: u32,
    pub seconds_per_day: f32,
}

pub const START: i32 = 20_000;

impl<'a> Practice<'a> {
    pub fn new(bank: &'a Bank) -> Self {
        let cards = vec![None; bank.questions.len()];
        Self {
            bank,
            cards,
            parameters: Parameters::published(),
            first_right: 0,
            first_asked: 0,
            records: [Record::default(); 4],
        }
    }

    /// From the first day to the eve of the exam.
    pub fn follow(&mut self, policy: Policy, course: &Course, learner: &mut Learner, chance: &mut ChaCha8Rng) {
        let total = course.seconds_per_day * course.days as f32;
        // The fewest days that have room for all the minutes.
        let enough = |days: &u32| *days as f32 * MOST_SECONDS >= total;
        let cram_days = (CRAM_DAYS..course.days).find(enough).unwrap_or(course.days);
        for day in 0..course.days {
            let today = Day::from_epoch_days(START).plus(day);
            let seconds = match policy {
                Policy::Cram if day + cram_days < course.days => 0.0,
                Policy::Cram => total / cram_days as f32,
                _ => course.seconds_per_day,
            };
            self.study(policy, course, today, seconds, learner, chance);
        }
    }

    fn study(
        &mut self,
        policy: Policy,
        course: &Course,
        today: Day,
        mut seconds: f32,
        learner: &mut Learner,
        chance: &mut ChaCha8Rng,
    ) {
        while seconds > 0.0 {
            let list = match policy {
                Policy::Planner => {
                    let items = self.items();
                    self.preparation(&items, course, today, seconds).plan().map(|plan| plan.today).unwrap_or_default()
                }
                Policy::Fsrs => self.due_then_new(today),
                Policy::FsrsFilled => {
                    let list = self.due_then_new(today);
                    if list.is_empty() { self.by_recall(today) } else { list }
                }
                Policy::Cram => self.by_round(),
            };
            if list.is_empty() {
                return;
            }
            for question in list {
                if seconds <= 0.0 {
                    return;
                }
                seconds -= SECONDS_PER_ANSWER;
                self.ask(question, today, learner, chance);
            }
        }
    }

    fn ask(&mut self, question: usize, today: Day, learner: &mut Learner, chance: &mut ChaCha8Rng) {
        let Question { domain, guess } = self.bank.questions[question];
        let right = learner.answer(question, guess, today, chance);
        let before = self.cards[question];
        let rating = if right { Rating::Good } else { Rating::Again };
        let memory = before.map(|card| (card.memory, card.day));
        let next = self.parameters.after_answer(memory, rating, today, RETENTION).expect("sound");
        match before {
            None => {
                self.first_asked += 1;
                self.first_right += u32::from(right);
            }
            Some(card) if card.day < today => {
                let recall = self.parameters.recall(card.memory, card.day, today);
                let record = &mut self.records[domain];
                record.answered += 1;
                record.right += u32::from(right);
                record.foreseen += recall + (1.0 - recall) * guess;
            }
            Some(_) => {}
        }
        let asked = before.map_or(0, |card| card.asked) + 1;
        self.cards[question] = Some(Card { memory: next.memory, day: today, due: next.due, asked });
    }

    pub fn items(&self) -> Vec<Item> {
        let questions = self.bank.questions.iter().zip(&self.cards);
        questions
            .map(|(question, card)| Item {
                domain: question.domain,
                guess: question.guess,
                memory: card.map(|card| (card.memory, card.day)),
            })
            .collect()
    }

    pub fn preparation<'p>(&'p self, items: &'p [Item], course: &Course, today: Day, seconds: f32) -> Preparation<'p> {
        let guess = items.iter().map(|item| item.guess).sum::<f32>() / items.len() as f32;
        Preparation {
            items,
            weights: &WEIGHTS,
            scored: SCORED,
            today,
            exam: Day::from_epoch_days(START).plus(course.days),
            seconds_today: seconds,
            seconds_per_day: course.seconds_per_day,
            seconds_per_answer: SECONDS_PER_ANSWER,
            known_at_first: known_at_first(self.first_right, self.first_asked, guess),
            records: &self.records,
            parameters: &self.parameters,
        }
    }

    /// What to expect of the exam, on its eve and with nothing more to do.
    pub fn outlook(&self, course: &Course) -> Option<Outlook> {
        let items = self.items();
        let eve = Day::from_epoch_days(START).plus(course.days - 1);
        Some(self.preparation(&items, course, eve, 0.0).plan()?.on_the_day)
    }

    fn due_then_new(&self, today: Day) -> Vec<usize> {
        let mut due: Vec<usize> =
            self.asked().filter(|at| self.cards[*at].is_some_and(|card| card.due <= today)).collect();
        self.sort_by_recall(&mut due, today);
        due.extend((0..self.cards.len()).filter(|at| self.cards[*at].is_none()));
        due
    }

    fn by_recall(&self, today: Day) -> Vec<usize> {
        let mut all: Vec<usize> =
            self.asked().filter(|at| self.cards[*at].is_some_and(|card| card.day < today)).collect();
        self.sort_by_recall(&mut all, today);
        all
    }

    fn by_round(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.cards.len()).collect();
        all.sort_by_key(|at| self.cards[*at].map_or(0, |card| card.asked));
        all
    }

    fn asked(&self) -> impl Iterator<Item = usize> {
        (0..self.cards.len()).filter(|at| self.cards[*at].is_some())
    }

    fn sort_by_recall(&self, list: &mut [usize], today: Day) {
        let recall =
            |at: &usize| self.cards[*at].map_or(0.0, |card| self.parameters.recall(card.memory, card.day, today));
        let mut keyed: Vec<(f32, usize)> = list.iter().map(|at| (recall(at), *at)).collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (place, (_, at)) in list.iter_mut().zip(keyed) {
            *place = at;
        }
    }
}
