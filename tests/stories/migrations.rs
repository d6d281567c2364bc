//! Every migration runs on a database that is not empty, on both engines, and what was kept stays true; so does a
//! backup of every earlier version.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use crate::support::Database;
use sqlx::migrate::{Migrate, Migrator};

/// Rows are written once for both engines; only truth is spelled differently.
fn rows(name: &str, sqlite: bool) -> String {
    let path = format!("tests/data/migrations/{name}.sql");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{path} must hold rows as they are after this migration"));
    let (yes, no) = if sqlite { ("1", "0") } else { ("true", "false") };
    text.replace(":true", yes).replace(":false", no)
}

fn names(folder: &str) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

async fn filled_step_by_step<C: sqlx::Connection + Migrate>(conn: &mut C, folder: &str, sqlite: bool, steps: usize)
where
    for<'c> &'c mut C: sqlx::Executor<'c, Database = C::Database>,
{
    let migrator = Migrator::new(Path::new(folder)).await.unwrap();
    conn.ensure_migrations_table().await.unwrap();
    for migration in migrator.iter().take(steps) {
        conn.apply(migration).await.unwrap();
        let name = format!("{:04}_{}", migration.version, migration.description.replace(' ', "_"));
        sqlx::Executor::execute(&mut *conn, sqlx::raw_sql(&rows(&name, sqlite))).await.unwrap();
    }
}

/// A SQLite file as the version with so many migrations left it.
async fn file_after(folder: &Path, steps: usize) -> PathBuf {
    let file = folder.join(format!("{steps}.db"));
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true);
    let mut conn = sqlx::ConnectOptions::connect(&options).await.unwrap();
    filled_step_by_step(&mut conn, "migrations/sqlite", true, steps).await;
    sqlx::Connection::close(conn).await.unwrap();
    file
}

async fn every_backup_is_restored_into(databases: Vec<Database>) {
    let folder = tempfile::tempdir().unwrap();
    for (before, database) in databases.iter().enumerate() {
        let backup = file_after(folder.path(), before + 1).await;
        quizmint::store::restore(&database.url, &backup).await.unwrap();
        is_still_true(database, before + 1).await;
    }
}

async fn is_still_true(database: &Database, steps: usize) {
    let db = quizmint::store::connect(&database.url).await.unwrap();
    let mut differences = Vec::new();
    let cards = quizmint::store::rebuild(&db, |difference| differences.push(difference)).await.unwrap();
    // The rows hold answers without cards, as a damaged database might: both questions get theirs.
    assert_eq!((cards, differences.len()), (2, 2));
    let water = differences.iter().find(|difference| difference.question == "which-water").unwrap();
    assert!(water.derived.as_ref().unwrap().asked_again);
    let spoils = differences.iter().find(|difference| difference.question == "what-spoils").unwrap();
    let spoils = spoils.derived.as_ref().unwrap();
    assert_eq!(spoils.answers, 1, "the one that was taken back does not count");
    assert_eq!(spoils.asked_again, steps >= 2, "misses came with the second migration");
    db.close().await;
}

#[test]
fn both_engines_have_the_same_migrations_and_each_has_rows() {
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"));
    assert_eq!(names("migrations/sqlite"), names("tests/data/migrations"));
}

#[tokio::test]
async fn migrations_keep_what_a_sqlite_database_holds() {
    let (folder, all) = (tempfile::tempdir().unwrap(), names("migrations/sqlite").len());
    let database = Database::at(&file_after(folder.path(), all).await);
    is_still_true(&database, all).await;
}

#[tokio::test]
async fn backups_of_every_version_are_restored() {
    every_backup_is_restored_into(names("migrations/sqlite").iter().map(|_| Database::sqlite()).collect()).await;
}

mod on_postgres {
    use super::{Database, every_backup_is_restored_into, filled_step_by_step, is_still_true, names};

    #[tokio::test]
    async fn migrations_keep_what_a_postgres_database_holds() {
        let Some(database) = Database::postgres().await else { return };
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&database.url).await.unwrap();
        let all = names("migrations/postgres").len();
        filled_step_by_step(&mut conn, "migrations/postgres", false, all).await;
        drop(conn);
        is_still_true(&database, all).await;
    }

    #[tokio::test]
    async fn backups_of_every_version_are_restored_into_postgres() {
        let mut databases = Vec::new();
        for _ in names("migrations/postgres") {
            let Some(database) = Database::postgres().await else { return };
            databases.push(database);
        }
        every_backup_is_restored_into(databases).await;
    }
}
