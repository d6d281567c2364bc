//! Everything that is kept of one learner: handed out, or removed. Both go by the tables of the backup, so that a table
//! that is new cannot be forgotten.

use serde_json::{Map, Number, Value as Json};
use sqlx::Row;

use super::copy::{self, Kind, TABLES, Table, Value};
use crate::store::{LearnerId, Store, StoreError, db::Tx, exams, log};

/// The rows of one table, each an object whose members are its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    pub table: &'static str,
    pub rows: Vec<Json>,
}

impl Table {
    /// Whose rows are this learner's: `$1` is the learner's id.
    fn of_learner(&self) -> &'static str {
        if self.columns.iter().any(|(name, _)| *name == "learner_id") {
            "learner_id = $1"
        } else {
            // Every other table belongs to a try at an exam.
            "exam_id in (select exam_id from exam where learner_id = $1)"
        }
    }

    fn object(&self, values: Vec<Value>) -> Json {
        let members = self.columns.iter().zip(values);
        Json::Object(members.map(|((name, _), value)| ((*name).to_owned(), value.json())).collect::<Map<_, _>>())
    }
}

impl Value {
    fn json(self) -> Json {
        match self {
            Self::Text(value) => value.map_or(Json::Null, Json::String),
            Self::Int(value) => value.map_or(Json::Null, Json::from),
            Self::Bool(value) => value.map_or(Json::Null, Json::Bool),
            Self::Real(value) => value.and_then(Number::from_f64).map_or(Json::Null, Json::Number),
        }
    }
}

impl Store {
    /// Everything that is kept of a learner at one moment, table by table.
    pub async fn everything_of(&self, learner: LearnerId) -> Result<Vec<Rows>, StoreError> {
        let mut tx = self.db.begin_reading().await?;
        let mut all = Vec::with_capacity(TABLES.len());
        for table in &TABLES {
            let sql = format!("{} where {}", table.select(), table.of_learner());
            let learner = learner.to_string();
            let rows = match &mut tx {
                Tx::Sqlite(tx) => {
                    let rows = sqlx::query(&sql).bind(learner).fetch_all(&mut **tx).await?;
                    rows.iter()
                        .map(|row| Ok(table.object(copy::values!(row, table))))
                        .collect::<Result<_, StoreError>>()?
                }
                Tx::Postgres(tx) => {
                    let rows = sqlx::query(&sql).bind(learner).fetch_all(&mut **tx).await?;
                    rows.iter()
                        .map(|row| Ok(table.object(copy::values!(row, table))))
                        .collect::<Result<_, StoreError>>()?
                }
            };
            all.push(Rows { table: table.name, rows });
        }
        tx.commit().await?;
        Ok(all)
    }

    /// Removes everything that is kept of a learner, with every session that leads to it. It cannot be taken back.
    pub async fn remove_learner(&self, learner: LearnerId) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        // In the order in which an exam is handed in and an answer is kept, so that none of them waits for another.
        exams::lock_all(&mut tx, learner).await?;
        log::next_entry(&mut tx, learner, 0).await?;
        for table in TABLES.iter().rev() {
            let sql = format!("delete from {} where {}", table.name, table.of_learner());
            let learner = learner.to_string();
            match &mut tx {
                Tx::Sqlite(tx) => sqlx::query(&sql).bind(learner).execute(&mut **tx).await?.rows_affected(),
                Tx::Postgres(tx) => sqlx::query(&sql).bind(learner).execute(&mut **tx).await?.rows_affected(),
            };
        }
        copy::remove_sessions_of(&mut tx, &learner.to_string()).await?;
        Ok(tx.commit().await?)
    }
}
