//! The way to the day of an exam: today's share of it, what to expect on the day, and whether that can be said at all.

mod pace;
mod situation;

use domain::{
    content::{Slug, Track},
    practice::{
        Day, ExamDay, Preferences,
        plan::{Outlook, Readiness, readiness},
    },
};
use situation::Situation;

use super::{Asked, PracticeError, due::Dues};
use crate::{
    content::Library,
    store::{LearnerId, Store},
    turns::Turns,
};

/// Where a learner stands on the way to an exam.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// No exam is set, or its track is gone from the content.
    Unset,
    /// On the day itself and after it there is no plan; plain FSRS says what is due.
    Over {
        track: Slug,
        day: Day,
        is_today: bool,
    },
    Ahead(Box<Ahead>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Ahead {
    pub track: Slug,
    pub share: Share,
    /// Today's questions, the one that matters most first.
    pub asked: Vec<Asked>,
    /// If the exam were today.
    pub now: Outlook,
    /// On the day, if the plan is followed.
    pub on_the_day: Outlook,
    /// From today to the day.
    pub course: Vec<(Day, Outlook)>,
    /// Of today.
    pub readiness: Readiness,
    /// By how much ten more minutes a day would raise the expected share of right answers.
    pub ten_more_minutes: f32,
}

/// What a day has of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub exam: Day,
    pub days_left: u32,
    pub minutes_per_day: u16,
    /// What an answer takes this learner, with reading its reveal.
    pub seconds_per_answer: f32,
}

const TEN_MINUTES: f32 = 600.0;

/// A plan takes some ten milliseconds.
static PLANS: Turns = Turns::new(2);
const NO_PLAN: PracticeError = PracticeError::Broke("the plan could not be made");

/// Costs a plan for each of four questions, which is why practice asks [`todays_share`].
pub async fn way(library: &Library, store: &Store, learner: LearnerId, now_ms: i64) -> Result<Way, PracticeError> {
    let dues = Dues::of(library, store, learner, now_ms).await?;
    let Some((exam, track)) = exam_of(library, &dues.preferences) else { return Ok(Way::Unset) };
    let (exam, track) = (exam.clone(), track.clone());
    if exam.day <= dues.today {
        return Ok(Way::Over { track: track.slug, day: exam.day, is_today: exam.day == dues.today });
    }
    let situation = Situation::of(library, store, learner, &dues, &exam, &track).await?;
    let share = share(&situation, &dues, &exam);
    let thought = PLANS.work(move || {
        let preparation = situation.preparation();
        let (plan, course) = (preparation.plan()?, preparation.course()?);
        let readiness = readiness(&situation.weights, &situation.records, &plan.now);
        let more = preparation.with_more(TEN_MINUTES)?;
        let questions = situation.today(&plan);
        Some((plan, course, readiness, more, questions))
    });
    let Some((plan, course, readiness, ten_more_minutes, questions)) = thought.await.map_err(|_| NO_PLAN)? else {
        return Ok(Way::Unset);
    };
    Ok(Way::Ahead(Box::new(Ahead {
        track: track.slug,
        share,
        asked: asked(library, &dues, questions),
        now: plan.now,
        on_the_day: plan.on_the_day,
        course,
        readiness,
        ten_more_minutes,
    })))
}

/// What the plan asks today, in order; `None` where no exam is ahead.
pub(super) async fn todays_share(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    dues: &Dues,
) -> Result<Option<(Share, Vec<Asked>)>, PracticeError> {
    let Some((exam, track)) = exam_of(library, &dues.preferences).filter(|(exam, _)| exam.day > dues.today) else {
        return Ok(None);
    };
    let situation = Situation::of(library, store, learner, dues, exam, track).await?;
    let share = share(&situation, dues, exam);
    let thought = PLANS.work(move || {
        let plan = situation.preparation().plan()?;
        Some(situation.today(&plan))
    });
    let questions = thought.await.map_err(|_| NO_PLAN)?;
    Ok(questions.map(|questions| (share, asked(library, dues, questions))))
}

fn exam_of<'a>(library: &'a Library, preferences: &'a Preferences) -> Option<(&'a ExamDay, &'a Track)> {
    let exam = preferences.exam_day.as_ref()?;
    Some((exam, library.track(&exam.track)?))
}

fn share(situation: &Situation, dues: &Dues, exam: &ExamDay) -> Share {
    Share {
        exam: exam.day,
        days_left: exam.day.since(dues.today),
        minutes_per_day: exam.minutes_per_day,
        seconds_per_answer: situation.seconds_per_answer,
    }
}

fn asked(library: &Library, dues: &Dues, questions: Vec<Slug>) -> Vec<Asked> {
    let asked = questions.into_iter().filter_map(|id| {
        let question = library.question(&id)?;
        Some(Asked {
            concept: question.concept.clone(),
            recall: dues.known.get(&id).map(|known| dues.recall(known)),
            answered_under_another_key: dues.changed_since(question),
            question: id,
        })
    });
    mixed(asked.collect())
}

/// No two of one concept back to back where another is left; else the order stays.
fn mixed(mut left: Vec<Asked>) -> Vec<Asked> {
    let mut order: Vec<Asked> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let other = left.iter().position(|asked| order.last().is_none_or(|last| last.concept != asked.concept));
        order.push(left.remove(other.unwrap_or(0)));
    }
    order
}
