//! Derives every card again from the log, and tells where what was kept differed.

use std::fmt;

use domain::practice::{Card, schedule::Parameters};

use super::{
    Db, StoreError,
    cards::{self, CardRow},
    db::{with_pool, with_tx},
    profile,
};

/// A card that was not what the log leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub learner: String,
    pub question: String,
    pub kept: Option<Card>,
    pub derived: Option<Card>,
}

/// How many questions are looked at per transaction: enough to share the commit, few enough to let answers through.
const PER_COMMIT: usize = 200;

/// Every question that the log or a card speaks of, in pages, so that memory stays bounded.
const SPOKEN_OF: &str = "select learner_id, question_id from ( \
       select learner_id, question_id from answer union select learner_id, question_id from card \
     ) as spoken where (learner_id, question_id) > ($1, $2) order by learner_id, question_id limit 200";

/// Rebuilds all cards; returns how many were looked at. Differences go to `tell` as they are found.
pub async fn rebuild(db: &Db, mut tell: impl FnMut(Difference)) -> Result<usize, StoreError> {
    let (mut looked_at, mut after) = (0, (String::new(), String::new()));
    loop {
        let page: Vec<(String, String)> =
            with_pool!(db, |pool| sqlx::query_as(SPOKEN_OF).bind(&after.0).bind(&after.1).fetch_all(pool).await)?;
        let Some(last) = page.last() else { return Ok(looked_at) };
        after.clone_from(last);
        looked_at += page.len();
        debug_assert!(page.len() <= PER_COMMIT);
        for difference in rebuild_page(db, &page).await? {
            tell(difference);
        }
    }
}

async fn rebuild_page(db: &Db, page: &[(String, String)]) -> Result<Vec<Difference>, StoreError> {
    let mut differences = Vec::new();
    let mut tx = db.begin().await?;
    let mut in_force: Option<(&str, Parameters)> = None;
    for (learner, question) in page {
        let parameters = match &in_force {
            Some((of, parameters)) if of == learner => parameters,
            _ => &in_force.insert((learner, profile::parameters_in(&mut tx, learner).await?)).1,
        };
        let kept: Option<CardRow> = with_tx!(&mut tx, |conn| sqlx::query_as(cards::SELECT_ONE)
            .bind(learner)
            .bind(question)
            .fetch_optional(conn)
            .await)?;
        // A damaged row is a difference like any other.
        let kept = kept.and_then(|row| row.card().ok());
        let derived = cards::derive(&mut tx, learner, question, parameters).await?;
        if kept != derived {
            differences.push(Difference { learner: learner.clone(), question: question.clone(), kept, derived });
        }
    }
    tx.commit().await?;
    Ok(differences)
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { learner, question, kept, derived } = self;
        write!(f, "{question} of learner {learner}: ")?;
        match (kept, derived) {
            (Some(kept), Some(derived)) => write!(
                f,
                "stability {} is {}, due {} is {}",
                kept.memory.stability, derived.memory.stability, kept.due, derived.due
            ),
            (None, Some(_)) => f.write_str("the card was missing"),
            (_, None) => f.write_str("there was a card without an answer"),
        }
    }
}
