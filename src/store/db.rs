//! Two engines behind one type: SQLite in one file, or a PostgreSQL server.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use sqlx::{
    PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use thiserror::Error;

pub(super) static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
pub(super) static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Readers wait for a connection at most this long before the request fails.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
const POSTGRES_CONNECTIONS: u32 = 16;
const SQLITE_READERS: u32 = 4;

#[derive(Clone, Debug)]
pub enum Db {
    /// SQLite lets one connection write at a time, so there is exactly one; the others can only read.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

#[derive(Debug)]
pub(super) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one body on the pool for reading, whichever engine it is.
macro_rules! with_pool {
    ($db:expr, |$pool:ident| $body:expr) => {
        match $db {
            $crate::store::Db::Sqlite { read: $pool, .. } => $body,
            $crate::store::Db::Postgres($pool) => $body,
        }
    };
}

/// Runs one body on the connection of a transaction, whichever engine it is.
macro_rules! with_tx {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx {
            $crate::store::db::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::store::db::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}

pub(super) use with_pool;
pub(super) use with_tx;

#[derive(Debug, Error)]
pub enum ConnectError {
    #[error("the database address must begin with sqlite:// or postgres://")]
    UnknownEngine,
    #[error("the database address cannot be read")]
    BadUrl(#[source] sqlx::Error),
    #[error("there is no database at {0}")]
    Missing(PathBuf),
    #[error("the folder {0} cannot be made")]
    Folder(PathBuf, #[source] std::io::Error),
    #[error("the database cannot be opened")]
    Open(#[source] sqlx::Error),
    #[error("the database was made by a newer version of quizmint; upgrade, or restore a backup of this version")]
    Newer,
    #[error("the database cannot be brought up to date")]
    Migrate(#[source] MigrateError),
}

/// Opens the database, makes it if it is a file that does not exist, and brings its schema up to date.
pub async fn connect(url: &str) -> Result<Db, ConnectError> {
    up_to_date(open_or(url, Absent::IsMade).await?).await
}

/// As [`connect`], for what works on a database that is there: a mistyped address must not become an empty one.
pub async fn connect_existing(url: &str) -> Result<Db, ConnectError> {
    up_to_date(open(url).await?).await
}

async fn up_to_date(db: Db) -> Result<Db, ConnectError> {
    let migrated = match &db {
        Db::Sqlite { write, .. } => SQLITE_MIGRATIONS.run(write).await,
        Db::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await,
    };
    migrated.map_err(|error| match error {
        MigrateError::VersionMissing(_) => ConnectError::Newer,
        other => ConnectError::Migrate(other),
    })?;
    Ok(db)
}

/// Opens the database as it is, and only if it is there.
pub(super) async fn open(url: &str) -> Result<Db, ConnectError> {
    open_or(url, Absent::IsAnError).await
}

/// What a file that does not exist means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    IsMade,
    IsAnError,
}

async fn open_or(url: &str, absent: Absent) -> Result<Db, ConnectError> {
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => open_sqlite(url, absent).await,
        Some("postgres" | "postgresql") => open_postgres(url).await,
        _ => Err(ConnectError::UnknownEngine),
    }
}

async fn open_sqlite(url: &str, absent: Absent) -> Result<Db, ConnectError> {
    let options = sqlite_options(url)?.create_if_missing(absent == Absent::IsMade);
    let file = options.get_filename();
    match absent {
        Absent::IsAnError if !file.exists() => return Err(ConnectError::Missing(file.to_owned())),
        Absent::IsAnError => {}
        Absent::IsMade => make_folder_of(file)?,
    }
    let pool = || SqlitePoolOptions::new().acquire_timeout(ACQUIRE_TIMEOUT).idle_timeout(None).max_lifetime(None);
    let write = pool().max_connections(1).connect_with(options.clone()).await.map_err(ConnectError::Open)?;
    let read = pool()
        .max_connections(SQLITE_READERS)
        .test_before_acquire(false)
        .connect_with(options.read_only(true).create_if_missing(false))
        .await
        .map_err(ConnectError::Open)?;
    Ok(Db::Sqlite { write, read })
}

fn make_folder_of(file: &Path) -> Result<(), ConnectError> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| ConnectError::Folder(folder.to_owned(), error))
}

/// `synchronous = full` because an answer that was acknowledged must also survive a power failure.
pub(super) fn sqlite_options(url: &str) -> Result<SqliteConnectOptions, ConnectError> {
    Ok(SqliteConnectOptions::from_str(url)
        .map_err(ConnectError::BadUrl)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .foreign_keys(true)
        .pragma("temp_store", "memory")
        .pragma("journal_size_limit", "67108864"))
}

async fn open_postgres(url: &str) -> Result<Db, ConnectError> {
    let options = PgConnectOptions::from_str(url).map_err(ConnectError::BadUrl)?.application_name("quizmint");
    PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options)
        .await
        .map(Db::Postgres)
        .map_err(ConnectError::Open)
}

impl Db {
    /// A transaction that may write. On SQLite it takes the write lock at once: one that reads first and writes later
    /// would fail instead of waiting.
    pub(super) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { write, .. } => write.begin_with("begin immediate").await.map(Tx::Sqlite),
            Self::Postgres(pool) => pool.begin().await.map(Tx::Postgres),
        }
    }

    /// A transaction that only reads, waits for nobody who writes, and sees one moment throughout.
    pub(super) async fn begin_reading(&self) -> Result<Tx, sqlx::Error> {
        const ONE_MOMENT: &str = "begin isolation level repeatable read, read only";
        match self {
            Self::Sqlite { read, .. } => read.begin().await.map(Tx::Sqlite),
            Self::Postgres(pool) => pool.begin_with(ONE_MOMENT).await.map(Tx::Postgres),
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        with_pool!(self, |pool| sqlx::query("select 1").execute(pool).await.map(drop))
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }
}
