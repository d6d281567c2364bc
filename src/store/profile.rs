//! What the store knows of how a learner practises: preferences, and the parameters that memory is computed with.

use domain::practice::{
    Day, ExamDay, Preferences,
    schedule::{self, Parameters, Weights},
};

use super::{
    LearnerId, Store, StoreError,
    db::{Db, Tx, with_pool, with_tx},
    log::{self, single},
};

/// Of a learner of whom nothing is kept: the defaults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub preferences: Preferences,
    pub parameters: Parameters,
}

#[derive(Debug, sqlx::FromRow)]
struct ProfileRow {
    time_zone: Option<String>,
    day_begins: Option<i32>,
    retention: Option<f64>,
    new_per_day: Option<i32>,
    reviews_per_day: Option<i32>,
    shortcuts: Option<bool>,
    extra_time: Option<i32>,
    exam_track: Option<String>,
    exam_day: Option<i32>,
    minutes_per_day: Option<i32>,
    algorithm: Option<String>,
    weights: Option<String>,
}

const SELECT: &str = "select time_zone, day_begins, retention, new_per_day, reviews_per_day, shortcuts, extra_time, \
     exam_track, exam_day, minutes_per_day, algorithm, weights from learner \
     left join preference on preference.learner_id = learner.learner_id \
     left join adoption on adoption.learner_id = learner.learner_id \
       and adoption.entry = (select max(entry) from adoption where learner_id = $1) \
     where learner.learner_id = $1";

const LAST_ADOPTED: &str = "select algorithm, weights from adoption where learner_id = $1 order by entry desc limit 1";

impl ProfileRow {
    fn profile(self) -> Result<Profile, StoreError> {
        let damaged = || StoreError::Damaged("preference");
        let parameters = match (self.algorithm, self.weights) {
            (Some(algorithm), Some(weights)) => parameters(algorithm, &weights)?,
            _ => Parameters::published(),
        };
        let Some(day_begins) = self.day_begins else {
            return Ok(Profile { preferences: Preferences::default(), parameters });
        };
        let exam_day = match (self.exam_track, self.exam_day, self.minutes_per_day) {
            (Some(track), Some(day), Some(minutes)) => Some(ExamDay {
                track: track.parse().map_err(|_| damaged())?,
                day: Day::from_epoch_days(day),
                minutes_per_day: u16::try_from(minutes).map_err(|_| damaged())?,
            }),
            _ => None,
        };
        let small = |number: Option<i32>| number.and_then(|number| u16::try_from(number).ok()).ok_or_else(damaged);
        let preferences = Preferences {
            time_zone: self.time_zone,
            day_begins: u16::try_from(day_begins).map_err(|_| damaged())?,
            retention: single(self.retention.ok_or_else(damaged)?),
            new_per_day: small(self.new_per_day)?,
            reviews_per_day: small(self.reviews_per_day)?,
            shortcuts: self.shortcuts.ok_or_else(damaged)?,
            extra_time: small(self.extra_time)?,
            exam_day,
        };
        Ok(Profile { preferences, parameters })
    }
}

pub(super) fn parameters(algorithm: String, weights: &str) -> Result<Parameters, StoreError> {
    if algorithm == schedule::PUBLISHED {
        return Ok(Parameters::published());
    }
    let damaged = || StoreError::Damaged("adoption");
    let weights: Vec<f32> = weights.split(' ').map(str::parse).collect::<Result<_, _>>().map_err(|_| damaged())?;
    let weights = Weights::try_from(weights).map_err(|_| damaged())?;
    Parameters::named(algorithm, weights).ok_or_else(damaged)
}

/// As [`parameters`] reads them.
pub(super) fn written(weights: &Weights) -> String {
    weights.map(|weight| weight.to_string()).join(" ")
}

/// Within a transaction, as cards are derived: the parameters in force.
pub(super) async fn parameters_in(tx: &mut Tx, learner: &str) -> Result<Parameters, StoreError> {
    let row: Option<(String, String)> =
        with_tx!(tx, |conn| sqlx::query_as(LAST_ADOPTED).bind(learner).fetch_optional(conn).await)?;
    row.map_or_else(|| Ok(Parameters::published()), |(algorithm, weights)| parameters(algorithm, &weights))
}

/// As [`parameters_in`], outside of any transaction.
pub(super) async fn parameters_of(db: &Db, learner: &str) -> Result<Parameters, StoreError> {
    let row: Option<(String, String)> =
        with_pool!(db, |pool| sqlx::query_as(LAST_ADOPTED).bind(learner).fetch_optional(pool).await)?;
    row.map_or_else(|| Ok(Parameters::published()), |(algorithm, weights)| parameters(algorithm, &weights))
}

impl Store {
    pub async fn profile(&self, learner: LearnerId) -> Result<Profile, StoreError> {
        let row: Option<ProfileRow> =
            with_pool!(&self.db, |pool| sqlx::query_as(SELECT).bind(learner.to_string()).fetch_optional(pool).await)?;
        row.map_or_else(|| Ok(Profile::default()), ProfileRow::profile)
    }

    /// Keeps all preferences as they are given; the learner is made if this is the first thing to be kept.
    pub async fn set_preferences(
        &self,
        learner: LearnerId,
        preferences: &Preferences,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        log::ensure_learner(&mut tx, learner, now_ms).await?;
        let exam = preferences.exam_day.as_ref();
        with_tx!(&mut tx, |conn| sqlx::query(
            "insert into preference (learner_id, time_zone, day_begins, retention, new_per_day, reviews_per_day, \
             shortcuts, extra_time, exam_track, exam_day, minutes_per_day) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
             on conflict (learner_id) do update set time_zone = excluded.time_zone, day_begins = excluded.day_begins, \
             retention = excluded.retention, new_per_day = excluded.new_per_day, \
             reviews_per_day = excluded.reviews_per_day, shortcuts = excluded.shortcuts, \
             extra_time = excluded.extra_time, exam_track = excluded.exam_track, exam_day = excluded.exam_day, \
             minutes_per_day = excluded.minutes_per_day"
        )
        .bind(learner.to_string())
        .bind(&preferences.time_zone)
        .bind(i32::from(preferences.day_begins))
        .bind(f64::from(preferences.retention))
        .bind(i32::from(preferences.new_per_day))
        .bind(i32::from(preferences.reviews_per_day))
        .bind(preferences.shortcuts)
        .bind(i32::from(preferences.extra_time))
        .bind(exam.map(|exam| exam.track.to_string()))
        .bind(exam.map(|exam| exam.day.epoch_days()))
        .bind(exam.map(|exam| i32::from(exam.minutes_per_day)))
        .execute(conn)
        .await?
        .rows_affected());
        Ok(tx.commit().await?)
    }

    /// From now on the learner's memory is computed with these weights, or with the published ones: the log grows by
    /// one entry, and all cards follow. Returns the name that answers will carry.
    pub async fn adopt(
        &self,
        learner: LearnerId,
        weights: Option<&Weights>,
        now_ms: i64,
    ) -> Result<String, StoreError> {
        let mut tx = self.db.begin().await?;
        let entry = log::next_entry(&mut tx, learner, now_ms).await?;
        let algorithm = if weights.is_some() { format!("fsrs-6/{entry}") } else { schedule::PUBLISHED.to_owned() };
        let written = weights.map_or_else(String::new, written);
        parameters(algorithm.clone(), &written)?;
        with_tx!(&mut tx, |conn| sqlx::query(
            "insert into adoption (learner_id, entry, algorithm, weights, adopted_at) values ($1, $2, $3, $4, $5)"
        )
        .bind(learner.to_string())
        .bind(entry)
        .bind(&algorithm)
        .bind(written)
        .bind(now_ms)
        .execute(conn)
        .await?
        .rows_affected());
        super::cards::derive_all(&mut tx, &learner.to_string()).await?;
        tx.commit().await?;
        Ok(algorithm)
    }
}
