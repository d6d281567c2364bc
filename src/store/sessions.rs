//! Sessions of learners, kept by tower-sessions' own stores.
//!
//! What is ours: on SQLite, loading goes to the readers so that a page never waits behind a write; and a session id
//! that was rotated stays valid for a moment, so that requests already under way keep their learner.

use async_trait::async_trait;
use time::Duration;
use tower_sessions::{
    ExpiredDeletion, SessionStore,
    session::{Id, Record},
    session_store::Result,
};
use tower_sessions_sqlx_store::{PostgresStore, SqliteStore};

use super::Db;

/// A request that was sent with the old id arrives within this time.
const ROTATED_STAYS: Duration = Duration::seconds(60);

#[derive(Clone, Debug)]
pub enum ServerSessions {
    Sqlite { write: SqliteStore, read: SqliteStore },
    Postgres(PostgresStore),
}

impl ServerSessions {
    /// Makes the table if it is not there.
    pub async fn open(db: &Db) -> sqlx::Result<Self> {
        match db {
            Db::Sqlite { write, read } => {
                let write = SqliteStore::new(write.clone());
                write.migrate().await?;
                Ok(Self::Sqlite { write, read: SqliteStore::new(read.clone()) })
            }
            Db::Postgres(pool) => {
                let store = PostgresStore::new(pool.clone());
                store.migrate().await?;
                Ok(Self::Postgres(store))
            }
        }
    }

    pub async fn delete_expired(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => write.delete_expired().await,
            Self::Postgres(store) => store.delete_expired().await,
        }
    }
}

#[async_trait]
impl SessionStore for ServerSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => write.create(record).await,
            Self::Postgres(store) => store.create(record).await,
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => write.save(record).await,
            Self::Postgres(store) => store.save(record).await,
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        match self {
            Self::Sqlite { read, .. } => read.load(id).await,
            Self::Postgres(store) => store.load(id).await,
        }
    }

    /// Called when an id is rotated: the old one expires soon instead of at once. Sessions that must be gone at once are
    /// removed with their learner.
    async fn delete(&self, id: &Id) -> Result<()> {
        if let Some(mut record) = self.load(id).await? {
            record.expiry_date = record.expiry_date.min(now() + ROTATED_STAYS);
            self.save(&record).await?;
        }
        Ok(())
    }
}

/// Sessions run on real time, also where the learner's clock is simulated.
#[expect(clippy::disallowed_methods, reason = "sessions run on real time, also under `--clock`")]
fn now() -> time::OffsetDateTime {
    time::OffsetDateTime::now_utc()
}
