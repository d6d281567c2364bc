//! What stands at the places of a paper: choices, flags and time, saved as often as they change.

use std::collections::BTreeSet;

use domain::{
    content::Slug,
    exam::{Merged, merge},
};

use super::{ExamId, is_over, row::damaged};
use crate::store::{
    LearnerId, NewAnswer, Store, StoreError, answers,
    db::{Tx, with_pool, with_tx},
};

/// What is kept of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtPlace {
    /// From 0.
    pub place: usize,
    /// It came after the end and does not count.
    pub late: bool,
    pub chosen: BTreeSet<Slug>,
    pub flagged: bool,
    /// How long the learner has looked at it, in milliseconds.
    pub ms: i64,
    /// Whether it was right, once that was told; from then on it stands.
    pub correct: Option<bool>,
    /// When the choice was made, in Unix milliseconds; where there is none, when somebody last looked.
    pub saved_at: i64,
}

/// What a learner sends for one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAtPlace {
    pub place: usize,
    pub chosen: BTreeSet<Slug>,
    /// What the sender took for saved; without it the choice replaces whatever is.
    pub was: Option<BTreeSet<Slug>>,
    /// Where left out, the flag stays as it is.
    pub flagged: Option<bool>,
    /// How long the learner has looked at it since the last time.
    pub ms: i64,
    pub now_ms: i64,
    /// When the attempt ends.
    pub ends_at: Option<i64>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    Kept(AtPlace),
    /// It was told already, and stands.
    Told(AtPlace),
    /// Something else was saved meanwhile. The choice was not kept; flag and time were.
    Conflict(AtPlace),
    /// The attempt was over. Kept as late, if it says anything new.
    Late,
}

#[derive(Debug, sqlx::FromRow)]
struct PlaceRow {
    place: i32,
    late: bool,
    chosen: String,
    flagged: bool,
    ms: i64,
    correct: Option<bool>,
    saved_at: i64,
}

const SELECT: &str = "select place, late, chosen, flagged, ms, correct, saved_at from exam_answer \
     where exam_id = $1 order by late, place";
const SELECT_ONE: &str = "select place, late, chosen, flagged, ms, correct, saved_at from exam_answer \
     where exam_id = $1 and place = $2 and late = $3";

impl Store {
    /// What is kept at the places of an attempt; places that were never looked at have nothing.
    pub async fn exam_places(&self, id: ExamId) -> Result<Vec<AtPlace>, StoreError> {
        let rows: Vec<PlaceRow> =
            with_pool!(&self.db, |pool| sqlx::query_as(SELECT).bind(id.to_string()).fetch_all(pool).await)?;
        rows.into_iter().map(PlaceRow::at_place).collect()
    }

    /// Saves a choice, a flag and the time at one place.
    pub async fn save_place(&self, learner: LearnerId, id: ExamId, new: &NewAtPlace) -> Result<Saved, StoreError> {
        let mut tx = self.db.begin().await?;
        let saved = save_in(&mut tx, learner, id, new).await?;
        tx.commit().await?;
        Ok(saved)
    }

    /// Saves a choice and enters it into the log at once; from then on it stands. A choice that was told before is
    /// told again.
    pub async fn tell_place(
        &self,
        learner: LearnerId,
        id: ExamId,
        new: &NewAtPlace,
        answer: &NewAnswer,
    ) -> Result<Saved, StoreError> {
        let mut tx = self.db.begin().await?;
        let saved = save_in(&mut tx, learner, id, new).await?;
        let Saved::Kept(kept) = saved else {
            tx.commit().await?;
            return Ok(saved);
        };
        if kept.chosen != new.chosen {
            // This sender left its choice as it was, and another one changed it: what stands is not what was judged.
            tx.commit().await?;
            return Ok(Saved::Conflict(kept));
        }
        answers::record(&mut tx, answer).await?;
        let told = AtPlace { correct: Some(answer.verdict.is_right()), ..kept };
        put(&mut tx, id, &told).await?;
        tx.commit().await?;
        Ok(Saved::Told(told))
    }
}

/// What counts, inside of a transaction.
pub(super) async fn counted_in(tx: &mut Tx, id: ExamId) -> Result<Vec<AtPlace>, StoreError> {
    let rows: Vec<PlaceRow> = with_tx!(tx, |conn| sqlx::query_as(SELECT).bind(id.to_string()).fetch_all(conn).await)?;
    rows.into_iter().filter(|row| !row.late).map(PlaceRow::at_place).collect()
}

async fn save_in(tx: &mut Tx, learner: LearnerId, id: ExamId, new: &NewAtPlace) -> Result<Saved, StoreError> {
    let over = is_over(tx, learner, id).await? || new.ends_at.is_some_and(|end| new.now_ms >= end);
    let saved = find_in(tx, id, new.place, false).await?;
    let saved = saved.unwrap_or_else(|| AtPlace::untouched(new.place, new.now_ms));
    let merged = merge(new.was.as_ref(), &new.chosen, &saved.chosen);
    if over {
        if merged != Merged::Keep && saved.correct.is_none() {
            let late = AtPlace { late: true, correct: None, ..saved.with(new, new.chosen.clone()) };
            put(tx, id, &late).await?;
        }
        return Ok(Saved::Late);
    }
    if saved.correct.is_some() {
        let told = saved.with(new, saved.chosen.clone());
        put(tx, id, &told).await?;
        return Ok(Saved::Told(told));
    }
    let chosen = if merged == Merged::Take { new.chosen.clone() } else { saved.chosen.clone() };
    let kept = saved.with(new, chosen);
    put(tx, id, &kept).await?;
    Ok(if merged == Merged::Conflict { Saved::Conflict(kept) } else { Saved::Kept(kept) })
}

async fn find_in(tx: &mut Tx, id: ExamId, place: usize, late: bool) -> Result<Option<AtPlace>, StoreError> {
    let row: Option<PlaceRow> = with_tx!(tx, |conn| sqlx::query_as(SELECT_ONE)
        .bind(id.to_string())
        .bind(numbered(place)?)
        .bind(late)
        .fetch_optional(conn)
        .await)?;
    row.map(PlaceRow::at_place).transpose()
}

async fn put(tx: &mut Tx, id: ExamId, at: &AtPlace) -> Result<(), StoreError> {
    let chosen: Vec<&str> = at.chosen.iter().map(Slug::as_str).collect();
    with_tx!(tx, |conn| sqlx::query(
        "insert into exam_answer (exam_id, place, late, chosen, flagged, ms, correct, saved_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) \
         on conflict (exam_id, place, late) do update set chosen = excluded.chosen, flagged = excluded.flagged, \
         ms = excluded.ms, correct = excluded.correct, saved_at = excluded.saved_at"
    )
    .bind(id.to_string())
    .bind(numbered(at.place)?)
    .bind(at.late)
    .bind(chosen.join(" "))
    .bind(at.flagged)
    .bind(at.ms)
    .bind(at.correct)
    .bind(at.saved_at)
    .execute(conn)
    .await?
    .rows_affected());
    Ok(())
}

fn numbered(place: usize) -> Result<i32, StoreError> {
    i32::try_from(place).map_err(|_| damaged())
}

impl PlaceRow {
    fn at_place(self) -> Result<AtPlace, StoreError> {
        let chosen = self.chosen.split(' ').filter(|id| !id.is_empty()).map(str::parse).collect::<Result<_, _>>();
        Ok(AtPlace {
            place: usize::try_from(self.place).map_err(|_| damaged())?,
            late: self.late,
            chosen: chosen.map_err(|_| damaged())?,
            flagged: self.flagged,
            ms: self.ms,
            correct: self.correct,
            saved_at: self.saved_at,
        })
    }
}

impl AtPlace {
    /// As a place is before anyone looked at it.
    pub fn untouched(place: usize, now_ms: i64) -> Self {
        let (chosen, flagged) = (BTreeSet::new(), false);
        Self { place, late: false, chosen, flagged, ms: 0, correct: None, saved_at: now_ms }
    }

    fn with(&self, new: &NewAtPlace, chosen: BTreeSet<Slug>) -> Self {
        // The day of an answer is the day of its choice, not that of a later look at it.
        let saved_at = if chosen == self.chosen && !chosen.is_empty() { self.saved_at } else { new.now_ms };
        Self {
            chosen,
            flagged: new.flagged.unwrap_or(self.flagged),
            ms: self.ms.saturating_add(new.ms),
            saved_at,
            ..self.clone()
        }
    }
}
