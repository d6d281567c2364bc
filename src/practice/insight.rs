//! What a learner's log says: days, what is coming, what was retained, how sure and how right one was, and where it is
//! weakest.

use std::collections::{BTreeMap, HashMap};

use domain::{
    content::Slug,
    practice::{
        Day,
        statistics::{self, Bin, Calibration, DayCount, Retention, Reviewed},
    },
};

use super::{PracticeError, due::Dues, from_log::from_log};
use crate::{
    content::Library,
    store::{LearnerId, Profile, Store},
};

/// How far the map of the year looks back, and the forecast ahead.
const YEAR_DAYS: u32 = 371;
const FORECAST_DAYS: u32 = 30;
/// As many sections are named as one would read again.
const WEAKEST: usize = 5;
/// Below this a section is worth reading again.
pub(super) const WEAK: f32 = 0.8;

#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    pub today: Day,
    /// The first day of the map of the year.
    pub since: Day,
    /// The days of it on which anything was answered.
    pub days: BTreeMap<Day, DayCount>,
    /// Questions due on each of the next days; what is overdue counts today.
    pub forecast: Vec<(Day, usize)>,
    /// Until an exam, its plan decides what is asked of them.
    pub is_before_exam: bool,
    /// Of the last 30 days, and of the year.
    pub retention: [Retention; 2],
    pub calibration: Calibration,
    pub weakest: Vec<WeakSection>,
}

/// A section whose questions are remembered least.
#[derive(Clone, Debug, PartialEq)]
pub struct WeakSection {
    pub concept: Slug,
    pub section: Slug,
    pub title: String,
    pub recall: f32,
    pub questions: usize,
}

/// How well recall was predicted, on this learner's own log.
#[derive(Clone, Debug, PartialEq)]
pub struct Honesty {
    /// Answers that came on a later day than the one before them.
    pub predicted: usize,
    pub bins: Vec<Bin>,
    /// Log loss of FSRS with the parameters in force, of a constant, and of SM-2. The lower, the better.
    pub fsrs: Option<f64>,
    pub constant: Option<f64>,
    pub sm2: Option<f64>,
    /// Whether the parameters are the learner's own, and were thus fitted to this very log.
    pub fitted: bool,
}

pub async fn insight(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    dues: &Dues,
) -> Result<Insight, PracticeError> {
    let today = dues.today;
    let since = Day::from_epoch_days(today.epoch_days().saturating_sub_unsigned(YEAR_DAYS - 1));
    let parameters = dues.parameters.clone();
    let told = from_log(store, learner, move |log| {
        let reviewed = statistics::reviewed(log, &parameters);
        let mut days = statistics::by_day(&reviewed);
        days.retain(|day, _| *day >= since);
        let retention = [30, YEAR_DAYS].map(|days| retention(&reviewed, today, days));
        (days, retention, statistics::calibration(&reviewed))
    });
    let (days, retention, calibration) = told.await?;
    Ok(Insight {
        today,
        since,
        days,
        forecast: forecast(library, dues),
        is_before_exam: dues.preferences.exam_after(today).is_some(),
        retention,
        calibration,
        weakest: weakest(library, dues),
    })
}

fn retention(reviewed: &[Reviewed<Slug>], today: Day, days: u32) -> Retention {
    statistics::retention(reviewed, Day::from_epoch_days(today.epoch_days().saturating_sub_unsigned(days - 1)))
}

fn forecast(library: &Library, dues: &Dues) -> Vec<(Day, usize)> {
    let mut forecast: Vec<(Day, usize)> = (0..FORECAST_DAYS).map(|ahead| (dues.today.plus(ahead), 0)).collect();
    for question in dues.known.keys().filter_map(|id| library.question(id)) {
        let ahead = dues.comes_back(question).map(|due| due.since(dues.today));
        if let Some((_, count)) = ahead.and_then(|ahead| forecast.get_mut(usize::try_from(ahead).ok()?)) {
            *count += 1;
        }
    }
    forecast
}

fn weakest(library: &Library, dues: &Dues) -> Vec<WeakSection> {
    let mut sections: HashMap<(&Slug, &Slug), (f32, usize)> = HashMap::new();
    for (id, known) in dues.known.iter().filter(|(_, known)| known.card.is_some()) {
        let Some(question) = library.question(id) else { continue };
        let (sum, count) = sections.entry((&question.concept, &question.section)).or_default();
        *sum += dues.recall(known);
        *count += 1;
    }
    let section = |((concept, section), (sum, questions)): ((&Slug, &Slug), (f32, usize))| {
        let headings = &library.concept(concept)?.headings;
        let title = headings.iter().find(|heading| heading.id == *section)?.title.clone();
        #[expect(clippy::cast_precision_loss, reason = "a section has few questions")]
        let recall = sum / questions as f32;
        Some(WeakSection { concept: concept.clone(), section: section.clone(), title, recall, questions })
    };
    let mut weak: Vec<WeakSection> =
        sections.into_iter().filter_map(section).filter(|section| section.recall < WEAK).collect();
    let place = |section: &WeakSection| (section.concept.clone(), section.section.clone());
    weak.sort_by(|one, other| one.recall.total_cmp(&other.recall).then_with(|| place(one).cmp(&place(other))));
    weak.truncate(WEAKEST);
    weak
}

pub async fn honesty(store: &Store, learner: LearnerId) -> Result<Honesty, PracticeError> {
    let Profile { parameters, .. } = store.profile(learner).await?;
    from_log(store, learner, move |log| {
        let (constant, sm2) = (statistics::constant(&log), statistics::sm2(&log));
        let predicted = statistics::predictions(&statistics::reviewed(log, &parameters));
        Honesty {
            predicted: predicted.len(),
            bins: statistics::bins(&predicted),
            fsrs: statistics::log_loss(&predicted),
            constant: statistics::log_loss(&constant),
            sm2: statistics::log_loss(&sm2),
            fitted: parameters.name() != domain::practice::schedule::PUBLISHED,
        }
    })
    .await
}
