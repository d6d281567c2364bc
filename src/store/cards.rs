//! Cards: where a learner stands with each question, derived from the log and kept so that pages need not derive it.

use domain::{
    content::Slug,
    practice::{
        AttemptId, Card, Day, Verdict,
        schedule::{Memory, Parameters},
    },
};

use super::{
    AnswerRow, LearnerId, Store, StoreError, answers,
    db::{Tx, with_pool, with_tx},
    log::{card_from_log, single},
    profile,
};

#[derive(Debug, PartialEq, sqlx::FromRow)]
pub(super) struct CardRow {
    pub(super) question_id: String,
    pub(super) attempt_id: String,
    pub(super) asked_again: bool,
    pub(super) correct: bool,
    pub(super) answers: i32,
    pub(super) misses: i32,
    pub(super) lapses: i32,
    pub(super) day: i32,
    pub(super) stability: f64,
    pub(super) difficulty: f64,
    pub(super) interval_days: f64,
    pub(super) due: i32,
}

/// What a [`CardRow`] holds, of one learner.
macro_rules! select_of_learner {
    ($further:literal) => {
        concat!(
            "select question_id, attempt_id, asked_again, correct, answers, misses, lapses, day, stability, difficulty, \
             interval_days, due from card where learner_id = $1",
            $further
        )
    };
}

const SELECT_ALL: &str = select_of_learner!(" order by question_id");
/// To be narrowed further.
pub(super) const SELECT_OF_LEARNER: &str = select_of_learner!("");
pub(super) const SELECT_ONE: &str = select_of_learner!(" and question_id = $2");

impl CardRow {
    pub(super) fn card(&self) -> Result<Card, StoreError> {
        let count = |number: i32| u32::try_from(number).map_err(|_| StoreError::Damaged("card"));
        Ok(Card {
            attempt: self.attempt_id.parse::<AttemptId>().map_err(|_| StoreError::Damaged("card"))?,
            asked_again: self.asked_again,
            verdict: Verdict::from_right(self.correct),
            answers: count(self.answers)?,
            misses: count(self.misses)?,
            lapses: count(self.lapses)?,
            day: Day::from_epoch_days(self.day),
            memory: Memory { stability: single(self.stability), difficulty: single(self.difficulty) },
            interval_days: single(self.interval_days),
            due: Day::from_epoch_days(self.due),
        })
    }
}

/// By question.
pub(super) fn parsed(rows: &[CardRow]) -> Result<Vec<(Slug, Card)>, StoreError> {
    let damaged = || StoreError::Damaged("card");
    rows.iter().map(|row| Ok((row.question_id.parse().map_err(|_| damaged())?, row.card()?))).collect()
}

impl Store {
    /// All cards of a learner, by question.
    pub async fn cards(&self, learner: LearnerId) -> Result<Vec<(Slug, Card)>, StoreError> {
        let rows: Vec<CardRow> =
            with_pool!(&self.db, |pool| sqlx::query_as(SELECT_ALL).bind(learner.to_string()).fetch_all(pool).await)?;
        parsed(&rows)
    }
}

/// The answer that a card shows, and whether the question was asked for again since.
#[derive(Debug, sqlx::FromRow)]
pub struct ShownAnswer {
    pub asked_again: bool,
    #[sqlx(flatten)]
    pub answer: AnswerRow,
}

impl Store {
    /// The last answers to these questions, in no particular order.
    pub async fn shown_answers(&self, learner: LearnerId, questions: &[&Slug]) -> Result<Vec<ShownAnswer>, StoreError> {
        if questions.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (2..questions.len() + 2).map(|place| format!("${place}")).collect();
        let sql = format!(
            "select card.asked_again, {} from card join answer using (attempt_id) \
             where card.learner_id = $1 and card.question_id in ({})",
            answers::COLUMNS,
            places.join(", ")
        );
        Ok(with_pool!(&self.db, |pool| {
            let query = sqlx::query_as(&sql).bind(learner.to_string());
            questions.iter().fold(query, |query, question| query.bind(question.as_str())).fetch_all(pool).await
        })?)
    }
}

pub(super) async fn find_in(tx: &mut Tx, learner: LearnerId, question: &Slug) -> Result<Option<Card>, StoreError> {
    let row: Option<CardRow> = with_tx!(tx, |conn| sqlx::query_as(SELECT_ONE)
        .bind(learner.to_string())
        .bind(question.as_str())
        .fetch_optional(conn)
        .await)?;
    row.map(|row| row.card()).transpose()
}

pub(super) async fn put(tx: &mut Tx, learner: LearnerId, question: &Slug, card: &Card) -> Result<(), StoreError> {
    upsert(tx, &learner.to_string(), question.as_str(), card).await
}

/// Makes the card again from the log; returns it.
pub(super) async fn derive(
    tx: &mut Tx,
    learner: &str,
    question: &str,
    parameters: &Parameters,
) -> Result<Option<Card>, StoreError> {
    let card = card_from_log(tx, learner, question, parameters).await?;
    match &card {
        Some(card) => upsert(tx, learner, question, card).await?,
        None => remove(tx, learner, question).await?,
    }
    Ok(card)
}

/// Makes all cards of a learner again, after other parameters were adopted.
pub(super) async fn derive_all(tx: &mut Tx, learner: &str) -> Result<(), StoreError> {
    let parameters = profile::parameters_in(tx, learner).await?;
    let sql = "select question_id from card where learner_id = $1";
    let questions: Vec<String> = with_tx!(tx, |conn| sqlx::query_scalar(sql).bind(learner).fetch_all(conn).await)?;
    for question in questions {
        derive(tx, learner, &question, &parameters).await?;
    }
    Ok(())
}

/// A learner whose only answer was taken back has no card.
async fn remove(tx: &mut Tx, learner: &str, question: &str) -> Result<(), StoreError> {
    with_tx!(tx, |conn| sqlx::query("delete from card where learner_id = $1 and question_id = $2")
        .bind(learner)
        .bind(question)
        .execute(conn)
        .await?
        .rows_affected());
    Ok(())
}

pub(super) async fn mark_asked_again(tx: &mut Tx, learner: LearnerId, question: &Slug) -> Result<(), StoreError> {
    with_tx!(tx, |conn| sqlx::query("update card set asked_again = $3 where learner_id = $1 and question_id = $2")
        .bind(learner.to_string())
        .bind(question.as_str())
        .bind(true)
        .execute(conn)
        .await?
        .rows_affected());
    Ok(())
}

async fn upsert(tx: &mut Tx, learner: &str, question: &str, card: &Card) -> Result<(), StoreError> {
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    with_tx!(tx, |conn| {
        sqlx::query(
        "insert into card (learner_id, question_id, attempt_id, asked_again, correct, answers, misses, lapses, day, \
         stability, difficulty, interval_days, due, answer_key) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
           (select answer.answer_key from answer where answer.attempt_id = $3)) \
         on conflict (learner_id, question_id) do update set attempt_id = excluded.attempt_id, \
         asked_again = excluded.asked_again, correct = excluded.correct, answers = excluded.answers, \
         misses = excluded.misses, lapses = excluded.lapses, day = excluded.day, \
         stability = excluded.stability, difficulty = excluded.difficulty, \
         interval_days = excluded.interval_days, due = excluded.due, answer_key = excluded.answer_key"
    )
    .bind(learner)
    .bind(question)
    .bind(card.attempt.to_string())
    .bind(card.asked_again)
    .bind(card.verdict.is_right())
    .bind(count(card.answers))
    .bind(count(card.misses))
    .bind(count(card.lapses))
    .bind(card.day.epoch_days())
    .bind(f64::from(card.memory.stability))
    .bind(f64::from(card.memory.difficulty))
    .bind(f64::from(card.interval_days))
    .bind(card.due.epoch_days())
    .execute(conn)
    .await?
    .rows_affected()
    });
    Ok(())
}
