//! How the database goes about the queries of practice: they must stay fast for one learner among ever so many.

use super::{Db, StoreError, misses, rebuild, sittings, today};

/// What an engine says of one query, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub query: &'static str,
    pub lines: Vec<String>,
}

/// Each query with values for its places, since an engine explains none that has empty ones.
const QUERIES: [(&str, &str, &[&str]); 9] = [
    ("answered under", today::ANSWERED_UNDER, &["'x'"]),
    ("due", today::DUE, &["'x'", "20000"]),
    ("done today", today::DONE, &["'x'", "20000"]),
    ("missed since", today::MISSED_SINCE, &["'x'", "20000", "false"]),
    ("missed in the sandbox", misses::OPEN, &["'x'"]),
    ("marks", super::marks::SELECT, &["'x'"]),
    ("answers of a sitting", sittings::ANSWERS, &["'x'", "1", "2"]),
    ("last answer of a sitting", sittings::LAST_ANSWER, &["'x'", "1", "2", "0"]),
    ("rebuild", rebuild::TOLD, &[]),
];

/// PostgreSQL is asked as if tables were large: it reads a small one from end to end, whatever its indexes.
pub async fn plans(db: &Db) -> Result<Vec<Plan>, StoreError> {
    let mut plans = Vec::with_capacity(QUERIES.len());
    for (query, sql, values) in QUERIES {
        let places = values.iter().enumerate().rev();
        let sql = places.fold(sql.to_owned(), |sql, (at, value)| sql.replace(&format!("${}", at + 1), value));
        let lines = match db {
            Db::Sqlite { read, .. } => {
                let rows: Vec<(i64, i64, i64, String)> =
                    sqlx::query_as(&format!("explain query plan {sql}")).fetch_all(read).await?;
                rows.into_iter().map(|(_, _, _, line)| line).collect()
            }
            Db::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("set local enable_seqscan = off").execute(&mut *tx).await?;
                sqlx::query_scalar(&format!("explain {sql}")).fetch_all(&mut *tx).await?
            }
        };
        plans.push(Plan { query, lines });
    }
    Ok(plans)
}
