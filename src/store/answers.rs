//! One answer, from the request to the log and to the card it changes.

use domain::{
    content::Slug,
    practice::{
        Answered, AttemptId, Card, Day, Verdict,
        schedule::{Memory, Parameters},
    },
};

use super::{
    LearnerId, Store, StoreError, cards,
    db::{Db, Tx, with_pool, with_tx},
    log::{self, single},
    profile,
};

/// An answer as it is to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAnswer {
    pub learner: LearnerId,
    pub attempt: AttemptId,
    pub question: Slug,
    /// The ids of the options that were right, in the author's order.
    pub key: Vec<Slug>,
    /// The ids of the options that were chosen, sorted.
    pub chosen: Vec<Slug>,
    pub verdict: Verdict,
    pub sure: Option<bool>,
    /// How long the learner thought, in milliseconds.
    pub ms: Option<i64>,
    /// Unix time in milliseconds.
    pub now_ms: i64,
    pub day: Day,
    pub retention: f32,
    pub parameters: Parameters,
}

/// What the log holds of an answer, as far as it is shown again.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct AnswerRow {
    pub attempt_id: String,
    pub learner_id: String,
    pub question_id: String,
    pub answer_key: String,
    pub chosen: String,
    pub correct: bool,
    pub sure: Option<bool>,
    pub stability: f64,
    pub difficulty: f64,
    pub interval_days: f64,
    pub due: i32,
    pub day: i32,
    pub algorithm: String,
    /// Of the algorithm, where they are the learner's own.
    pub weights: Option<String>,
}

impl Store {
    /// Keeps an answer and returns what the log holds of it. When this returns, the answer is on disk.
    pub async fn record_answer(&self, answer: NewAnswer) -> Result<AnswerRow, StoreError> {
        self.writer.record(answer).await
    }

    /// The answer, if it is this learner's and was not taken back.
    pub async fn counted_answer(
        &self,
        learner: LearnerId,
        attempt: AttemptId,
    ) -> Result<Option<AnswerRow>, StoreError> {
        let row = self.find_answer(attempt).await?.filter(|row| row.learner_id == learner.to_string());
        let sql = "select count(*) from undo where attempt_id = $1";
        let undone: i64 =
            with_pool!(&self.db, |pool| sqlx::query_scalar(sql).bind(attempt.to_string()).fetch_one(pool).await)?;
        Ok(row.filter(|_| undone == 0))
    }

    pub async fn find_answer(&self, attempt: AttemptId) -> Result<Option<AnswerRow>, StoreError> {
        find(&self.db, attempt).await
    }
}

/// What an [`AnswerRow`] holds.
macro_rules! columns {
    () => {
        "answer.attempt_id, answer.learner_id, answer.question_id, answer.answer_key, answer.chosen, answer.correct, \
         answer.sure, answer.stability, answer.difficulty, answer.interval_days, answer.due, answer.day, \
         answer.algorithm, \
         (select weights from adoption where adoption.learner_id = answer.learner_id \
            and adoption.algorithm = answer.algorithm order by entry desc limit 1) as weights"
    };
}

pub(super) const COLUMNS: &str = columns!();
const SELECT: &str = concat!("select ", columns!(), " from answer where attempt_id = $1");

async fn find(db: &Db, attempt: AttemptId) -> Result<Option<AnswerRow>, StoreError> {
    let attempt = attempt.to_string();
    Ok(with_pool!(db, |pool| sqlx::query_as(SELECT).bind(attempt).fetch_optional(pool).await)?)
}

async fn find_in(tx: &mut Tx, attempt: AttemptId) -> Result<Option<AnswerRow>, StoreError> {
    let attempt = attempt.to_string();
    Ok(with_tx!(tx, |conn| sqlx::query_as(SELECT).bind(attempt).fetch_optional(conn).await)?)
}

/// Keeps an answer inside of a transaction: the log grows by one entry and the card follows.
pub(super) async fn record(tx: &mut Tx, answer: &NewAnswer) -> Result<AnswerRow, StoreError> {
    if let Some(row) = find_in(tx, answer.attempt).await? {
        return repeated(row, answer);
    }
    let entry = log::next_entry(tx, answer.learner, answer.now_ms).await?;
    let before = cards::find_in(tx, answer.learner, &answer.question).await?;
    let answered = Answered {
        attempt: answer.attempt,
        verdict: answer.verdict,
        sure: answer.sure,
        day: answer.day,
        retention: answer.retention,
    };
    let card = Card::after_answer(before.as_ref(), &answered, &answer.parameters).ok_or(StoreError::Unschedulable)?;
    let row = AnswerRow::of(answer, &card);
    if !insert(tx, answer, &row, entry).await? {
        // Someone else took the attempt between the look and the insert.
        let row = find_in(tx, answer.attempt).await?.ok_or(StoreError::OtherLearner)?;
        return repeated(row, answer);
    }
    cards::put(tx, answer.learner, &answer.question, &card).await?;
    Ok(row)
}

fn repeated(row: AnswerRow, answer: &NewAnswer) -> Result<AnswerRow, StoreError> {
    if row.learner_id != answer.learner.to_string() {
        return Err(StoreError::OtherLearner);
    }
    let same =
        row.question_id == answer.question.as_str() && row.chosen == joined(&answer.chosen) && row.sure == answer.sure;
    if same { Ok(row) } else { Err(StoreError::OtherAnswer) }
}

async fn insert(tx: &mut Tx, answer: &NewAnswer, row: &AnswerRow, entry: i64) -> Result<bool, StoreError> {
    let inserted = with_tx!(tx, |conn| sqlx::query(
        "insert into answer (attempt_id, learner_id, entry, question_id, answer_key, chosen, correct, sure, ms, \
         answered_at, day, algorithm, retention, stability, difficulty, interval_days, due) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
         on conflict (attempt_id) do nothing"
    )
    .bind(&row.attempt_id)
    .bind(&row.learner_id)
    .bind(entry)
    .bind(&row.question_id)
    .bind(&row.answer_key)
    .bind(&row.chosen)
    .bind(row.correct)
    .bind(row.sure)
    .bind(answer.ms)
    .bind(answer.now_ms)
    .bind(answer.day.epoch_days())
    .bind(answer.parameters.name())
    .bind(f64::from(answer.retention))
    .bind(row.stability)
    .bind(row.difficulty)
    .bind(row.interval_days)
    .bind(row.due)
    .execute(conn)
    .await?
    .rows_affected());
    Ok(inserted == 1)
}

impl AnswerRow {
    /// After this answer, and the day of it.
    pub fn memory(&self) -> (Memory, Day) {
        let memory = Memory { stability: single(self.stability), difficulty: single(self.difficulty) };
        (memory, Day::from_epoch_days(self.day))
    }

    fn of(answer: &NewAnswer, card: &Card) -> Self {
        Self {
            attempt_id: answer.attempt.to_string(),
            learner_id: answer.learner.to_string(),
            question_id: answer.question.to_string(),
            answer_key: joined(&answer.key),
            chosen: joined(&answer.chosen),
            correct: answer.verdict.is_right(),
            sure: answer.sure,
            stability: f64::from(card.memory.stability),
            difficulty: f64::from(card.memory.difficulty),
            interval_days: f64::from(card.interval_days),
            due: card.due.epoch_days(),
            day: answer.day.epoch_days(),
            algorithm: answer.parameters.name().to_owned(),
            weights: Some(profile::written(answer.parameters.weights())),
        }
    }

    /// The probability that the question is still remembered on the day on which it comes back.
    pub fn recall_when_due(&self) -> Result<f32, StoreError> {
        let parameters = profile::parameters(self.algorithm.clone(), self.weights.as_deref().unwrap_or_default())?;
        let (memory, day) = self.memory();
        Ok(parameters.recall(memory, day, Day::from_epoch_days(self.due)))
    }
}

fn joined(ids: &[Slug]) -> String {
    ids.iter().map(Slug::as_str).collect::<Vec<_>>().join(" ")
}
