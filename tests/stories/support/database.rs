//! A database of one's own for each test, on either engine.

use quizmint::store::LearnerId;
use sqlx::Executor;
use tempfile::TempDir;

pub struct Database {
    pub url: String,
    /// Removed with the test.
    _folder: Option<TempDir>,
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        Self { url, _folder: Some(folder) }
    }

    /// A file that something else made; it stays in the folder of whoever made it.
    pub fn at(file: &std::path::Path) -> Self {
        Self { url: format!("sqlite://{}", file.display()), _folder: None }
    }

    /// A fresh database on the throwaway server, which is dropped as a whole.
    pub async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("QM_TEST_POSTGRES_URL") else {
            assert!(std::env::var_os("CI").is_none(), "QM_TEST_POSTGRES_URL must name a PostgreSQL server in CI");
            eprintln!("SKIPPED: QM_TEST_POSTGRES_URL names no PostgreSQL server");
            return None;
        };
        let name = format!("quizmint_{}", uuid::Uuid::new_v4().simple());
        let pool = sqlx::PgPool::connect(&server).await.unwrap();
        pool.execute(format!("create database {name}").as_str()).await.unwrap();
        pool.close().await;
        let (base, query) = server.split_once('?').map_or((server.as_str(), None), |(base, query)| (base, Some(query)));
        let host_end = base.find("://").map_or(0, |at| at + 3);
        let base = base[host_end..].find('/').map_or(base, |at| &base[..host_end + at]);
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        Some(Self { url: format!("{base}/{name}{query}"), _folder: None })
    }

    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }
}

impl Database {
    /// For tests in which one person learns: who that is.
    pub async fn only_learner(&self) -> LearnerId {
        let sql = "select learner_id from learner";
        let id: String = if self.is_sqlite() {
            let pool = sqlx::SqlitePool::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
        } else {
            let pool = sqlx::PgPool::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
        };
        id.parse().unwrap()
    }

    /// How many learners are known.
    pub async fn learners(&self) -> i64 {
        let sql = "select count(*) from learner";
        if self.is_sqlite() {
            let pool = sqlx::SqlitePool::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
        } else {
            let pool = sqlx::PgPool::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
        }
    }

    /// How many tables hold rows of learners: all but those of migrations and sessions.
    pub async fn tables_of_learners(&self) -> usize {
        let count: i64 = if self.is_sqlite() {
            let pool = sqlx::SqlitePool::connect(&self.url).await.unwrap();
            let sql = "select count(*) from sqlite_schema where type = 'table' and name not like 'sqlite_%' \
                       and name not in ('_sqlx_migrations', 'tower_sessions')";
            sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
        } else {
            let pool = sqlx::PgPool::connect(&self.url).await.unwrap();
            let sql = "select count(*) from information_schema.tables where table_schema = 'public' \
                       and table_name <> '_sqlx_migrations'";
            sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
        };
        usize::try_from(count).unwrap()
    }

    /// The table of sessions, which has a place of its own on each engine.
    pub fn sessions(&self) -> &'static str {
        if self.is_sqlite() { "tower_sessions" } else { "tower_sessions.session" }
    }

    pub async fn count(&self, table: &str) -> i64 {
        let sql = format!("select count(*) from {table}");
        if self.is_sqlite() {
            let pool = sqlx::SqlitePool::connect(&self.url).await.unwrap();
            sqlx::query_scalar(&sql).fetch_one(&pool).await.unwrap()
        } else {
            let pool = sqlx::PgPool::connect(&self.url).await.unwrap();
            sqlx::query_scalar(&sql).fetch_one(&pool).await.unwrap()
        }
    }

    /// As while someone writes for long; on PostgreSQL writers do not wait for each other, and there is nothing to
    /// hold.
    pub async fn locked_for_writing(&self) -> Option<sqlx::Transaction<'static, sqlx::Sqlite>> {
        if !self.is_sqlite() {
            return None;
        }
        let pool = sqlx::SqlitePool::connect(&self.url).await.unwrap();
        Some(pool.begin_with("begin immediate").await.unwrap())
    }

    /// Does by hand what no part of the application does.
    pub async fn run(&self, sql: &str) {
        if self.is_sqlite() {
            let pool = sqlx::SqlitePool::connect(&self.url).await.unwrap();
            pool.execute(sql).await.unwrap();
            pool.close().await;
        } else {
            let pool = sqlx::PgPool::connect(&self.url).await.unwrap();
            pool.execute(sql).await.unwrap();
            pool.close().await;
        }
    }
}
