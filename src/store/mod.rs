//! What is kept: the append-only answer log, the cards derived from it, and the sessions of learners.
//!
//! SQLite and PostgreSQL are served by one text per query: `$1` placeholders, `returning`, `on conflict`, and ids and
//! times that Rust writes. `with_pool!` and `with_tx!` expand the same body for both.

mod answers;
mod backup;
mod cards;
mod db;
mod error;
mod exams;
mod learner;
mod log;
mod marks;
mod misses;
mod plans;
mod profile;
mod rebuild;
mod sessions;
mod sittings;
mod today;
mod told;
mod writer;

use std::sync::Arc;

pub use answers::{AnswerRow, NewAnswer};
pub use backup::{BackupError, Rows, backup, restore};
pub use cards::ShownAnswer;
pub use db::{ConnectError, Db, connect, connect_existing};
pub use error::StoreError;
pub use exams::{AtPlace, ExamId, Graded, KeptExam, ListedExam, NewAtPlace, NewExam, Saved};
pub use learner::LearnerId;
pub use marks::MarkChange;
pub use misses::NewMiss;
pub use plans::{Plan, plans};
pub use profile::Profile;
pub use rebuild::{Difference, read_log, rebuild};
pub use sessions::ServerSessions;
pub use sittings::{SatAnswer, SittingRow};
pub use today::{AnsweredUnder, DayDone, DueCard};

use writer::Writer;

/// The one way to what is kept. Clones share the connections.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    writer: Arc<Writer>,
}

impl Store {
    /// Starts the writer on the current runtime.
    pub fn new(db: Db) -> Self {
        let writer = Arc::new(Writer::start(db.clone()));
        Self { db, writer }
    }

    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Writes out what is under way and closes the connections; nothing can be stored after it.
    pub async fn close(&self) {
        self.writer.finish().await;
        self.db.close().await;
    }
}
