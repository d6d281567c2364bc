//! The test's way into the whole application: a visitor with a cookie jar in front of the real router and a real
//! database.

mod bank;
mod database;
mod exams;
pub mod process;
mod visitor;

use std::sync::Arc;

use axum::Router;
use quizmint::{
    chance::Chance,
    clock::Clock,
    config::{BaseUrl, ReportUrl, Switch},
    content::{Files, Library, Live},
    sandbox::Sandbox,
    search::Search,
    server,
    site::Site,
    state::AppState,
    store::{ServerSessions, Store},
};

pub use bank::bank;
pub use database::Database;
pub use visitor::{Reply, Visitor, attempt_id};

/// 2026-11-22T12:00:00Z
pub const NOON: i64 = 1_795_348_800_000;
const HOST: &str = "http://127.0.0.1:3000";

pub struct App {
    router: Router,
    pub store: Store,
    pub clock: Clock,
    pub database: Database,
}

/// Tells each story on both engines. Those `on_postgres` need the server that `QM_TEST_POSTGRES_URL` names.
macro_rules! stories {
    ($(async fn $name:ident($app:ident: App) $body:block)*) => {
        $(async fn $name($app: $crate::support::App) $body)*

        mod on_sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name($crate::support::App::on_sqlite().await).await;
            })*
        }

        mod on_postgres {
            $(#[tokio::test]
            async fn $name() {
                if let Some(app) = $crate::support::App::on_postgres().await {
                    super::$name(app).await;
                }
            })*
        }
    };
}

/// How a server is run.
struct Settings<'a> {
    limits: Switch,
    report_url: Option<&'a str>,
    dev_reload: bool,
}

impl App {
    pub async fn on_sqlite() -> Self {
        Self::on(Database::sqlite()).await
    }

    /// `None`, said loudly, where there is no PostgreSQL; a failure where `CI` is set.
    pub async fn on_postgres() -> Option<Self> {
        Some(Self::on(Database::postgres().await?).await)
    }

    pub async fn on(database: Database) -> Self {
        Self::with(database, library(), Switch::Off).await
    }

    pub async fn with(database: Database, library: Library, limits: Switch) -> Self {
        Self::build(database, indexed(library), Settings { limits, report_url: None, dev_reload: false }).await
    }

    /// With the address to which readers report mistakes.
    pub async fn reporting(database: Database, library: Library, report_url: &str) -> Self {
        let settings = Settings { limits: Switch::Off, report_url: Some(report_url), dev_reload: false };
        Self::build(database, indexed(library), settings).await
    }

    /// What an author or a developer runs: content from a folder, and reloading pages.
    pub async fn serving(database: Database, content: Live, dev_reload: bool) -> Self {
        let settings = Settings { limits: Switch::Off, report_url: None, dev_reload };
        Self::build(database, (Arc::new(content), Search::default()), settings).await
    }

    /// As long as the library is not indexed.
    pub async fn not_yet_indexed() -> Self {
        let settings = Settings { limits: Switch::Off, report_url: None, dev_reload: false };
        Self::build(Database::sqlite(), (Arc::new(Live::fixed(library())), Search::default()), settings).await
    }

    async fn build(database: Database, (content, search): (Arc<Live>, Search), settings: Settings<'_>) -> Self {
        let store = Store::new(quizmint::store::connect(&database.url).await.unwrap());
        let sessions = ServerSessions::open(store.db()).await.unwrap();
        let clock = Clock::simulated(NOON);
        let state = AppState {
            content,
            search,
            store: store.clone(),
            clock: clock.clone(),
            chance: Chance::seeded(7),
            sandbox: Sandbox::start(HOST, [7; 32]),
            site: Arc::new(Site::default()),
            base_url: BaseUrl::parse(HOST).unwrap(),
            report_url: settings.report_url.map(|template| ReportUrl::parse(template).unwrap()),
            dev_reload: settings.dev_reload,
        };
        Self { router: server::router(state, sessions, settings.limits), store, clock, database }
    }

    /// The same database and the same moment under another program with other content, as after an update.
    pub async fn updated(self, library: Library) -> Self {
        let now_ms = self.clock.now_ms();
        self.store.close().await;
        let app = Self::with(self.database, library, Switch::Off).await;
        app.clock.advance(now_ms - NOON);
        app
    }

    /// Someone with an empty cookie jar.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    pub fn days_pass(&self, days: i64) {
        self.clock.advance(days * 24 * 60 * 60 * 1000);
    }
}

/// Content with its index, which a search needs.
fn indexed(library: Library) -> (Arc<Live>, Search) {
    let (content, search) = (Arc::new(Live::fixed(library)), Search::default());
    search.index(content.current()).unwrap();
    (content, search)
}

/// Small content whose answers the tests know.
pub fn library() -> Library {
    Library::parse(&files()).unwrap_or_else(|report| panic!("{:?}", report.findings))
}

pub fn files() -> Files {
    Files::from_texts([
        ("concepts/tea.md", include_str!("../../content/stories/concepts/tea.md")),
        ("questions/tea.md", include_str!("../../content/stories/questions/tea.md")),
    ])
}

/// The same and two notes more, in a track.
pub fn reading_library() -> Library {
    let files = Files::from_texts([
        ("concepts/tea.md", include_str!("../../content/stories/concepts/tea.md")),
        ("questions/tea.md", include_str!("../../content/stories/questions/tea.md")),
        ("concepts/cups.md", include_str!("../../content/reading/concepts/cups.md")),
        ("concepts/milk.md", include_str!("../../content/reading/concepts/milk.md")),
        ("tracks/kitchen.toml", include_str!("../../content/reading/tracks/kitchen.toml")),
    ]);
    Library::parse(&files).unwrap_or_else(|report| panic!("{:?}", report.findings))
}
