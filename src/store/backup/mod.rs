//! Backups: always one SQLite file, whichever engine was backed up, so that a backup can move from one to the other.

mod copy;
mod learner;

pub use learner::Rows;

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use sqlx::{
    ConnectOptions, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use thiserror::Error;

use super::{
    ConnectError, Db, ServerSessions, StoreError, connect,
    db::{self, SQLITE_MIGRATIONS},
};

#[derive(Debug, Error)]
pub enum BackupError {
    #[error("{0} exists already; choose another name or remove it first")]
    Exists(PathBuf),
    #[error("{0} is not a backup of quizmint")]
    NotABackup(PathBuf),
    #[error("{0} is damaged: {1}")]
    Damaged(PathBuf, String),
    #[error("{0} was made by a newer version of quizmint; upgrade first")]
    Newer(PathBuf),
    #[error("the database is in use; stop the server before restoring")]
    InUse,
    #[error("the file cannot be written or read")]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("the backup cannot be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// Writes a consistent copy, also while a server is writing. The file appears whole or not at all.
pub async fn backup(url: &str, file: &Path) -> Result<(), BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let partial = beside(file, "partial");
    remove_if_there(&partial)?;
    let source = db::open(url).await?;
    let written = match &source {
        Db::Sqlite { write, .. } => vacuum_into(write, &partial).await,
        Db::Postgres(_) => dump(&source, &partial).await,
    };
    source.close().await;
    written?;
    std::fs::File::open(&partial)?.sync_all()?;
    let placed = name_also(&partial, file);
    remove_if_there(&partial)?;
    match placed {
        // It appeared while the copy was written.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(BackupError::Exists(file.to_owned())),
        placed => Ok(placed.and_then(|()| sync_folder_of(file))?),
    }
}

async fn vacuum_into(pool: &sqlx::SqlitePool, file: &Path) -> Result<(), BackupError> {
    sqlx::query("vacuum into $1").bind(text_of(file)).execute(pool).await?;
    Ok(())
}

async fn dump(source: &Db, file: &Path) -> Result<(), BackupError> {
    let target = new_file(file).await?;
    let mut from = source.begin_reading().await?;
    let mut to = target.begin().await?;
    copy::everything(&mut from, &mut to).await?;
    to.commit().await?;
    target.close().await;
    Ok(())
}

/// An empty database of this version in one file without a companion.
async fn new_file(file: &Path) -> Result<Db, BackupError> {
    let options =
        SqliteConnectOptions::new().filename(file).create_if_missing(true).journal_mode(SqliteJournalMode::Delete);
    let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    SQLITE_MIGRATIONS.run(&pool).await?;
    let db = Db::Sqlite { write: pool.clone(), read: pool };
    ServerSessions::open(&db).await?;
    Ok(db)
}

/// Puts a backup in the place of the database. On SQLite the old file is kept beside it.
pub async fn restore(url: &str, file: &Path) -> Result<(), BackupError> {
    let version = inspect(file).await?;
    if SQLITE_MIGRATIONS.iter().all(|known| known.version != version) {
        return Err(BackupError::Newer(file.to_owned()));
    }
    if url.starts_with("sqlite:") {
        return replace_file(url, file).await;
    }
    // Bring a copy up to date first: an old backup has fewer columns than the server's tables.
    let scratch = beside(file, "upgraded");
    remove_if_there(&scratch)?;
    std::fs::copy(file, &scratch)?;
    let restored = load(url, &scratch).await;
    remove_if_there(&scratch)?;
    restored
}

async fn load(url: &str, file: &Path) -> Result<(), BackupError> {
    let source = new_file(file).await?;
    let target = connect(url).await?;
    ServerSessions::open(&target).await?;
    let mut from = source.begin_reading().await?;
    let mut to = target.begin().await?;
    copy::remove_everything(&mut to).await?;
    copy::everything(&mut from, &mut to).await?;
    to.commit().await?;
    drop(from);
    source.close().await;
    target.close().await;
    Ok(())
}

async fn replace_file(url: &str, file: &Path) -> Result<(), BackupError> {
    let options = db::sqlite_options(url)?;
    let target = options.get_filename();
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let partial = beside(target, "partial");
    let replaced = match copy_up_to_date(file, &partial).await {
        Ok(()) => put_in_place(&partial, &options).await,
        Err(error) => Err(error),
    };
    if replaced.is_err() {
        remove_if_there(&partial)?;
    }
    replaced
}

/// Whatever may fail for want of space or by its content does so before the database is touched.
async fn copy_up_to_date(file: &Path, partial: &Path) -> Result<(), BackupError> {
    remove_if_there(partial)?;
    std::fs::copy(file, partial)?;
    new_file(partial).await?.close().await;
    Ok(std::fs::File::open(partial)?.sync_all()?)
}

async fn put_in_place(partial: &Path, options: &SqliteConnectOptions) -> Result<(), BackupError> {
    let target = options.get_filename();
    if target.exists() {
        claim(options).await?;
        keep_old(target)?;
    }
    // A log of other content would be taken for that of the new file.
    for companion in ["-wal", "-shm"] {
        remove_if_there(&PathBuf::from(format!("{}{companion}", text_of(target))))?;
    }
    std::fs::rename(partial, target)?;
    Ok(sync_folder_of(target)?)
}

/// Gives the old file a name that no file has: those of earlier restores stay.
fn keep_old(file: &Path) -> std::io::Result<()> {
    let names = std::iter::once("replaced".to_owned()).chain((2..).map(|number| format!("replaced-{number}")));
    for name in names {
        match name_also(file, &beside(file, &name)) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            kept => return kept,
        }
    }
    Ok(())
}

/// Gives a file a second name, which must be free: a `rename` would overwrite whatever has it. Where a file cannot have
/// two names, it loses the first.
fn name_also(file: &Path, name: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(file, name) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            if name.exists() {
                Err(ErrorKind::AlreadyExists.into())
            } else {
                std::fs::rename(file, name)
            }
        }
        named => named,
    }
}

/// A name is on disk only when its folder is.
fn sync_folder_of(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Elsewhere a folder cannot be opened as a file.
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Fails while any other process has the database open; folds the write-ahead log into the file.
async fn claim(options: &SqliteConnectOptions) -> Result<(), BackupError> {
    let options = options
        .clone()
        .busy_timeout(std::time::Duration::ZERO)
        .locking_mode(sqlx::sqlite::SqliteLockingMode::Exclusive);
    let mut alone = options.connect().await.map_err(|_| BackupError::InUse)?;
    sqlx::raw_sql("begin exclusive; commit; pragma wal_checkpoint(truncate)")
        .execute(&mut alone)
        .await
        .map_err(|_| BackupError::InUse)?;
    Ok(sqlx::Connection::close(alone).await?)
}

/// The schema's version, after a look at whether the file is whole.
async fn inspect(file: &Path) -> Result<i64, BackupError> {
    std::fs::File::open(file)?;
    let not_a_backup = |_| BackupError::NotABackup(file.to_owned());
    let mut backup: SqliteConnection =
        SqliteConnectOptions::new().filename(file).read_only(true).connect().await.map_err(not_a_backup)?;
    let version: Option<i64> = sqlx::query_scalar("select max(version) from _sqlx_migrations")
        .fetch_one(&mut backup)
        .await
        .map_err(not_a_backup)?;
    let verdict: String = sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&mut backup).await?;
    if verdict != "ok" {
        return Err(BackupError::Damaged(file.to_owned(), verdict));
    }
    version.ok_or_else(|| BackupError::NotABackup(file.to_owned()))
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", text_of(file)))
}

fn text_of(file: &Path) -> String {
    file.to_string_lossy().into_owned()
}

fn remove_if_there(file: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_appeared_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (new, taken, free) = (folder.path().join("new"), folder.path().join("taken"), folder.path().join("free"));
        std::fs::write(&new, "new").unwrap();
        std::fs::write(&taken, "old").unwrap();
        assert_eq!(name_also(&new, &taken).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "old");
        name_also(&new, &free).unwrap();
        assert_eq!(std::fs::read_to_string(&free).unwrap(), "new");
    }
}
