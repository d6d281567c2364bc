//! Sessions of learners, kept by tower-sessions' own stores.
//!
//! What is ours: on SQLite, loading goes to the readers, so that a page never waits behind a write.

use async_trait::async_trait;
use tower_sessions::{
    ExpiredDeletion, SessionStore,
    session::{Id, Record},
    session_store::Result,
};
use tower_sessions_sqlx_store::{PostgresStore, SqliteStore};

use super::Db;

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

    async fn delete(&self, id: &Id) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => write.delete(id).await,
            Self::Postgres(store) => store.delete(id).await,
        }
    }
}
