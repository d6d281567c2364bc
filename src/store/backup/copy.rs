//! Copies every table from one engine to the other, row by row, so that memory stays bounded.

use futures::TryStreamExt;
use sqlx::Row;
use time::OffsetDateTime;

use crate::store::{
    StoreError,
    db::{Tx, with_tx},
};

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    Int,
    Bool,
    Real,
}

pub(super) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Bool(Option<bool>),
    Real(Option<f64>),
}

pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
}

/// In an order in which every row finds what it refers to.
pub(super) const TABLES: [Table; 12] = [
    Table {
        name: "learner",
        columns: &[("learner_id", Kind::Text), ("created_at", Kind::Int), ("entries", Kind::Int)],
    },
    Table {
        name: "answer",
        columns: &[
            ("attempt_id", Kind::Text),
            ("learner_id", Kind::Text),
            ("entry", Kind::Int),
            ("question_id", Kind::Text),
            ("answer_key", Kind::Text),
            ("chosen", Kind::Text),
            ("correct", Kind::Bool),
            ("sure", Kind::Bool),
            ("ms", Kind::Int),
            ("answered_at", Kind::Int),
            ("day", Kind::Int),
            ("algorithm", Kind::Text),
            ("retention", Kind::Real),
            ("stability", Kind::Real),
            ("difficulty", Kind::Real),
            ("interval_days", Kind::Real),
            ("due", Kind::Int),
        ],
    },
    Table {
        name: "undo",
        columns: &[
            ("attempt_id", Kind::Text),
            ("learner_id", Kind::Text),
            ("entry", Kind::Int),
            ("undone_at", Kind::Int),
        ],
    },
    Table {
        name: "retry",
        columns: &[
            ("learner_id", Kind::Text),
            ("entry", Kind::Int),
            ("question_id", Kind::Text),
            ("asked_at", Kind::Int),
        ],
    },
    Table {
        name: "miss",
        columns: &[
            ("learner_id", Kind::Text),
            ("entry", Kind::Int),
            ("question_id", Kind::Text),
            ("scene", Kind::Text),
            ("scene_case", Kind::Text),
            ("missed_at", Kind::Int),
            ("day", Kind::Int),
        ],
    },
    Table {
        name: "preference",
        columns: &[
            ("learner_id", Kind::Text),
            ("time_zone", Kind::Text),
            ("day_begins", Kind::Int),
            ("retention", Kind::Real),
            ("new_per_day", Kind::Int),
            ("reviews_per_day", Kind::Int),
            ("shortcuts", Kind::Bool),
            ("extra_time", Kind::Int),
            ("exam_track", Kind::Text),
            ("exam_day", Kind::Int),
            ("minutes_per_day", Kind::Int),
        ],
    },
    Table {
        name: "adoption",
        columns: &[
            ("learner_id", Kind::Text),
            ("entry", Kind::Int),
            ("algorithm", Kind::Text),
            ("weights", Kind::Text),
            ("adopted_at", Kind::Int),
        ],
    },
    Table {
        name: "mark",
        columns: &[
            ("learner_id", Kind::Text),
            ("question_id", Kind::Text),
            ("flagged", Kind::Bool),
            ("set_aside", Kind::Bool),
            ("forgiven", Kind::Int),
            ("note", Kind::Text),
        ],
    },
    Table {
        name: "sitting",
        columns: &[
            ("sitting_id", Kind::Text),
            ("learner_id", Kind::Text),
            ("begun_at", Kind::Int),
            ("begun_entry", Kind::Int),
            ("minutes", Kind::Int),
            ("questions", Kind::Int),
            ("filter", Kind::Text),
            ("ended_at", Kind::Int),
            ("ended_entry", Kind::Int),
        ],
    },
    Table {
        name: "exam",
        columns: &[
            ("exam_id", Kind::Text),
            ("learner_id", Kind::Text),
            ("track", Kind::Text),
            ("mode", Kind::Text),
            ("terms", Kind::Text),
            ("paper", Kind::Text),
            ("begun_at", Kind::Int),
            ("ends_at", Kind::Int),
            ("handed_in_at", Kind::Int),
            ("marks", Kind::Text),
        ],
    },
    Table {
        name: "exam_answer",
        columns: &[
            ("exam_id", Kind::Text),
            ("place", Kind::Int),
            ("late", Kind::Bool),
            ("chosen", Kind::Text),
            ("flagged", Kind::Bool),
            ("ms", Kind::Int),
            ("correct", Kind::Bool),
            ("saved_at", Kind::Int),
        ],
    },
    Table {
        name: "card",
        columns: &[
            ("learner_id", Kind::Text),
            ("question_id", Kind::Text),
            ("attempt_id", Kind::Text),
            ("asked_again", Kind::Bool),
            ("correct", Kind::Bool),
            ("answers", Kind::Int),
            ("misses", Kind::Int),
            ("lapses", Kind::Int),
            ("day", Kind::Int),
            ("stability", Kind::Real),
            ("difficulty", Kind::Real),
            ("interval_days", Kind::Real),
            ("due", Kind::Int),
            ("answer_key", Kind::Text),
        ],
    },
];

impl Table {
    /// Whole numbers are widened, because the engines store them in different sizes.
    pub(super) fn select(&self) -> String {
        let columns = self.columns.iter().map(|(name, kind)| match kind {
            Kind::Int => format!("cast({name} as bigint)"),
            Kind::Text | Kind::Bool | Kind::Real => (*name).to_owned(),
        });
        format!("select {} from {}", columns.collect::<Vec<_>>().join(", "), self.name)
    }

    fn insert(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
        format!("insert into {} ({}) values ({})", self.name, names.join(", "), places.join(", "))
    }
}

/// Reads the row of either engine; a closure could not name both row types.
macro_rules! values {
    ($row:expr, $table:expr) => {{
        let mut values = Vec::with_capacity($table.columns.len());
        for (at, (_, kind)) in $table.columns.iter().enumerate() {
            values.push(match kind {
                Kind::Text => Value::Text($row.try_get(at)?),
                Kind::Int => Value::Int($row.try_get(at)?),
                Kind::Bool => Value::Bool($row.try_get(at)?),
                Kind::Real => Value::Real($row.try_get(at)?),
            });
        }
        values
    }};
}

pub(super) use values;

macro_rules! insert {
    ($conn:expr, $sql:expr, $values:expr) => {{
        let mut query = sqlx::query($sql);
        for value in $values {
            query = match value {
                Value::Text(value) => query.bind(value),
                Value::Int(value) => query.bind(value),
                Value::Bool(value) => query.bind(value),
                Value::Real(value) => query.bind(value),
            };
        }
        query.execute($conn).await?;
    }};
}

pub(super) async fn everything(from: &mut Tx, to: &mut Tx) -> Result<(), StoreError> {
    for table in &TABLES {
        let (select, insert) = (table.select(), table.insert());
        match from {
            Tx::Sqlite(from) => {
                let mut rows = sqlx::query(&select).fetch(&mut **from);
                while let Some(row) = rows.try_next().await? {
                    put(to, &insert, values!(row, table)).await?;
                }
            }
            Tx::Postgres(from) => {
                let mut rows = sqlx::query(&select).fetch(&mut **from);
                while let Some(row) = rows.try_next().await? {
                    put(to, &insert, values!(row, table)).await?;
                }
            }
        }
    }
    sessions(from, to).await
}

async fn put(to: &mut Tx, sql: &str, values: Vec<Value>) -> Result<(), StoreError> {
    match to {
        Tx::Sqlite(to) => insert!(&mut **to, sql, values),
        Tx::Postgres(to) => insert!(&mut **to, sql, values),
    }
    Ok(())
}

type SessionRow = (String, Vec<u8>, OffsetDateTime);

/// The session store names its table differently on each engine.
const SQLITE_SESSIONS: &str = "tower_sessions";
const POSTGRES_SESSIONS: &str = "\"tower_sessions\".\"session\"";

async fn sessions(from: &mut Tx, to: &mut Tx) -> Result<(), StoreError> {
    let select = |table: &str| format!("select id, data, expiry_date from {table}");
    let insert = |table: &str| format!("insert into {table} (id, data, expiry_date) values ($1, $2, $3)");
    let insert = match to {
        Tx::Sqlite(_) => insert(SQLITE_SESSIONS),
        Tx::Postgres(_) => insert(POSTGRES_SESSIONS),
    };
    match from {
        Tx::Sqlite(from) => {
            let select = select(SQLITE_SESSIONS);
            let mut rows = sqlx::query_as(&select).fetch(&mut **from);
            while let Some(row) = rows.try_next().await? {
                put_session(to, &insert, row).await?;
            }
        }
        Tx::Postgres(from) => {
            let select = select(POSTGRES_SESSIONS);
            let mut rows = sqlx::query_as(&select).fetch(&mut **from);
            while let Some(row) = rows.try_next().await? {
                put_session(to, &insert, row).await?;
            }
        }
    }
    Ok(())
}

async fn put_session(to: &mut Tx, sql: &str, (id, data, expires): SessionRow) -> Result<(), StoreError> {
    with_tx!(to, |conn| sqlx::query(sql).bind(id).bind(data).bind(expires).execute(conn).await?.rows_affected());
    Ok(())
}

/// A session names its learner somewhere in its bytes; the engines look into bytes by functions of different names.
pub(super) async fn remove_sessions_of(tx: &mut Tx, learner: &str) -> Result<(), StoreError> {
    let sql = match tx {
        Tx::Sqlite(_) => format!("delete from {SQLITE_SESSIONS} where instr(data, $1) > 0"),
        Tx::Postgres(_) => format!("delete from {POSTGRES_SESSIONS} where position($1 in data) > 0"),
    };
    with_tx!(tx, |conn| sqlx::query(&sql).bind(learner.as_bytes()).execute(conn).await?.rows_affected());
    Ok(())
}

pub(super) async fn remove_everything(tx: &mut Tx) -> Result<(), StoreError> {
    for table in TABLES.iter().rev() {
        let sql = format!("delete from {}", table.name);
        match tx {
            Tx::Sqlite(tx) => sqlx::query(&sql).execute(&mut **tx).await?.rows_affected(),
            Tx::Postgres(tx) => sqlx::query(&sql).execute(&mut **tx).await?.rows_affected(),
        };
    }
    match tx {
        Tx::Sqlite(tx) => {
            sqlx::query(&format!("delete from {SQLITE_SESSIONS}")).execute(&mut **tx).await?.rows_affected()
        }
        Tx::Postgres(tx) => {
            sqlx::query(&format!("delete from {POSTGRES_SESSIONS}")).execute(&mut **tx).await?.rows_affected()
        }
    };
    Ok(())
}
