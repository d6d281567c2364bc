//! What the planner is told about one learner on the way to an exam.

use std::collections::{HashMap, HashSet};

use domain::{
    content::{Question, Slug, Track},
    practice::{
        Day, ExamDay,
        plan::{Item, Plan, Preparation, Record, known_at_first, right_by_guessing},
        schedule::Parameters,
        statistics::{Reviewed, reviewed},
    },
};

use super::pace::seconds_per_answer;
use crate::{
    content::Library,
    practice::{Filter, PracticeError, due::Dues, from_log::from_log, reading_order::reading_order},
    store::{LearnerId, Store},
};

/// Owned, so that the planner can think elsewhere than where requests are served.
pub(super) struct Situation {
    /// Those that may be asked, in the order in which they are best learned.
    pub(super) questions: Vec<Slug>,
    items: Vec<Item>,
    /// What is asked for whatever the plan says, as positions in `questions`.
    asked_for: Vec<usize>,
    pub(super) weights: Vec<f32>,
    scored: u32,
    today: Day,
    exam: Day,
    pub(super) seconds_today: f32,
    seconds_per_day: f32,
    pub(super) seconds_per_answer: f32,
    known_at_first: f32,
    pub(super) records: Vec<Record>,
    parameters: Parameters,
}

impl Situation {
    /// Costs the learner's whole log: how answers went so far moves what is expected.
    pub(super) async fn of(
        library: &Library,
        store: &Store,
        learner: LearnerId,
        dues: &Dues,
        exam: &ExamDay,
        track: &Track,
    ) -> Result<Self, PracticeError> {
        let filter = Filter { track: Some(track.slug.clone()), ..Filter::default() };
        let concepts = reading_order(library, &filter);
        let questions = concepts.into_iter().flat_map(|concept| library.questions_of(&concept.slug));
        let (mut ids, mut items, mut asked_for) = (Vec::new(), Vec::new(), Vec::new());
        for question in questions.filter(|question| !dues.is_set_aside(&question.id)) {
            if let Some(domain) = domain_of(track, question) {
                if dues.is_asked_for(&question.id) {
                    asked_for.push(ids.len());
                }
                ids.push(question.id.clone());
                items.push(Item { domain, guess: guess(question), memory: dues.memory(question) });
            }
        }
        let parameters = dues.parameters.clone();
        let log = from_log(store, learner, move |log| reviewed(log, &parameters)).await?;
        let answered_today = log.iter().filter(|answer| answer.day == dues.today).count();
        let seconds_per_answer = seconds_per_answer(&store.last_answered_ms(learner).await?);
        let seconds_per_day = f32::from(exam.minutes_per_day) * 60.0;
        Ok(Self {
            questions: ids,
            asked_for,
            weights: track.domains.iter().map(|domain| to_f32(domain.weight as usize)).collect(),
            scored: track.scored,
            today: dues.today,
            exam: exam.day,
            seconds_today: (seconds_per_day - to_f32(answered_today) * seconds_per_answer).max(0.0),
            seconds_per_day,
            seconds_per_answer,
            known_at_first: first_answers(&log, &items),
            records: records(library, track, &log),
            parameters: dues.parameters.clone(),
            items,
        })
    }

    /// Today's questions: first those that are asked for, then those of the plan, as many as today's time has room for.
    pub(super) fn today(&self, plan: &Plan) -> Vec<Slug> {
        let planned = plan.today.iter().filter(|at| !self.asked_for.contains(at));
        let order = self.asked_for.iter().chain(planned).filter_map(|at| self.questions.get(*at).cloned());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day")]
        let room = (self.seconds_today / self.seconds_per_answer).ceil() as usize;
        order.take(room).collect()
    }

    pub(super) fn preparation(&self) -> Preparation<'_> {
        Preparation {
            items: &self.items,
            weights: &self.weights,
            scored: self.scored,
            today: self.today,
            exam: self.exam,
            seconds_today: self.seconds_today,
            seconds_per_day: self.seconds_per_day,
            seconds_per_answer: self.seconds_per_answer,
            known_at_first: self.known_at_first,
            records: &self.records,
            parameters: &self.parameters,
        }
    }
}

fn domain_of(track: &Track, question: &Question) -> Option<usize> {
    let domain = track.domain_of(question)?;
    track.domains.iter().position(|known| known.id == domain.id)
}

fn guess(question: &Question) -> f32 {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    right_by_guessing(count(question.options.len()), count(question.key().count()))
}

fn first_answers(log: &[Reviewed<Slug>], items: &[Item]) -> f32 {
    let mut seen = HashSet::new();
    let firsts = log.iter().filter(|answer| seen.insert(&answer.question));
    let (right, asked) = firsts.fold((0, 0), |(right, asked), answer| (right + u32::from(answer.right), asked + 1));
    let mean = items.iter().map(|item| item.guess).sum::<f32>() / to_f32(items.len().max(1));
    known_at_first(right, asked, mean)
}

/// Answers to questions that were asked on an earlier day, domain by domain.
fn records(library: &Library, track: &Track, log: &[Reviewed<Slug>]) -> Vec<Record> {
    let mut records = vec![Record::default(); track.domains.len()];
    let mut known: HashMap<&Slug, Option<(usize, f32)>> = HashMap::new();
    for answer in log {
        let Some(before) = answer.before.filter(|before| before.elapsed > 0) else { continue };
        let place = known.entry(&answer.question).or_insert_with(|| {
            let question = library.question(&answer.question)?;
            Some((domain_of(track, question)?, guess(question)))
        });
        let Some((record, guess)) = place.and_then(|(at, guess)| Some((records.get_mut(at)?, guess))) else { continue };
        record.answered += 1;
        record.right += u32::from(answer.right);
        record.foreseen += before.recall + (1.0 - before.recall) * guess;
    }
    records
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions and answers")]
fn to_f32(count: usize) -> f32 {
    count as f32
}
