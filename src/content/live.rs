//! The library that is being served: the last good one, replaced when the folder it comes from changes.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::watch;

use super::{Files, Library, Report, Rule, Severity};

/// An editor that saves writes several times; a version control system writes many files.
const QUIET: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// What is served now.
struct Loaded {
    library: Arc<Library>,
    /// Why the folder is not served as it is.
    problem: Option<Arc<Report>>,
}

pub struct Live {
    loaded: Arc<ArcSwap<Loaded>>,
    signal: watch::Receiver<()>,
    /// Watches until it is dropped.
    watcher: Option<RecommendedWatcher>,
}

impl Live {
    /// Serves the embedded content, or a folder and what it becomes. A folder with errors is not served: the embedded
    /// content takes its place until it is repaired. An error is a folder that cannot be read at all, or embedded
    /// content that is broken.
    pub fn start(folder: Option<PathBuf>) -> Result<Self, Report> {
        let Some(folder) = folder else {
            return Ok(Self::fixed(Library::parse(&Files::embedded())?));
        };
        let unreadable = |error: &dyn std::fmt::Display| {
            Report::of(folder.display().to_string(), Rule::Unreadable, format!("the folder cannot be read: {error}"))
        };
        // Watching begins before reading, so that no change falls in between.
        let (sender, events) = mpsc::channel();
        let watcher = watch_folder(&folder, sender);
        let files = Files::read(&folder).map_err(|error| unreadable(&error))?;
        let loaded = match Library::parse(&files) {
            Ok(library) => Loaded { library: Arc::new(library), problem: None },
            Err(report) => {
                tracing::error!("the content folder has errors; the content of the binary is served instead");
                log(&report);
                let library = Arc::new(Library::parse(&Files::embedded())?);
                Loaded { library, problem: Some(Arc::new(report)) }
            }
        };
        let loaded = Arc::new(ArcSwap::from_pointee(loaded));
        let (changed, signal) = watch::channel(());
        let follower = Follower { folder: folder.clone(), loaded: Arc::clone(&loaded), changed };
        let started = thread::Builder::new().name("content".to_owned()).spawn(move || follower.run(&events));
        started.map_err(|error| unreadable(&error))?;
        Ok(Self { loaded, signal, watcher })
    }

    /// Serves one library that never changes.
    pub fn fixed(library: Library) -> Self {
        let loaded = Loaded { library: Arc::new(library), problem: None };
        let (_, signal) = watch::channel(());
        Self { loaded: Arc::new(ArcSwap::from_pointee(loaded)), signal, watcher: None }
    }

    pub fn current(&self) -> Arc<Library> {
        Arc::clone(&self.loaded.load().library)
    }

    /// Whether it comes from a folder that somebody may be writing in.
    pub fn follows_a_folder(&self) -> bool {
        self.watcher.is_some()
    }

    /// What is wrong with the folder, while something else is served in its place.
    pub fn problem(&self) -> Option<Arc<Report>> {
        self.loaded.load().problem.clone()
    }

    /// Wakes after each change of what is served or of what is wrong. Without a folder it says at once that there will
    /// be none.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.signal.clone()
    }
}

struct Follower {
    folder: PathBuf,
    loaded: Arc<ArcSwap<Loaded>>,
    changed: watch::Sender<()>,
}

type Events = Receiver<notify::Result<notify::Event>>;

impl Follower {
    fn run(self, events: &Events) {
        while let Ok(event) = events.recv() {
            if is_change(&event) && !settle(events) {
                break;
            }
            if is_change(&event) {
                self.reload(&self.folder);
            }
        }
    }

    fn reload(&self, folder: &Path) {
        let served = self.loaded.load();
        let next = match Files::read(folder).map(|files| Library::parse(&files)) {
            Ok(Ok(library)) if served.problem.is_none() && library.version() == served.library.version() => return,
            Ok(Ok(library)) => {
                tracing::info!(version = library.version(), "the content has changed");
                Loaded { library: Arc::new(library), problem: None }
            }
            Ok(Err(report)) => keep(&served, report),
            Err(error) => {
                let message = format!("the folder cannot be read: {error}");
                keep(&served, Report::of(folder.display().to_string(), Rule::Unreadable, message))
            }
        };
        self.loaded.store(Arc::new(next));
        self.changed.send_replace(());
    }
}

fn keep(served: &Loaded, report: Report) -> Loaded {
    tracing::error!("the content folder has errors; what was served before is kept");
    log(&report);
    Loaded { library: Arc::clone(&served.library), problem: Some(Arc::new(report)) }
}

/// Where changes cannot be watched (the system has a limit), the folder is served all the same.
fn watch_folder(folder: &Path, sender: Sender<notify::Result<notify::Event>>) -> Option<RecommendedWatcher> {
    let watched = notify::recommended_watcher(sender).and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    watched.inspect_err(|error| tracing::warn!("changes of the content folder are not followed: {error}")).ok()
}

/// Reading is an event too, and must not cause the next reading.
fn is_change(event: &notify::Result<notify::Event>) -> bool {
    !matches!(event, Ok(event) if event.kind.is_access())
}

/// Waits until nothing has changed for a moment; false once nobody watches any more.
fn settle(events: &Events) -> bool {
    let (begin, mut last) = (Instant::now(), Instant::now());
    while begin.elapsed() < LONGEST_WAIT {
        match events.recv_timeout(QUIET.saturating_sub(last.elapsed())) {
            Ok(event) if is_change(&event) => last = Instant::now(),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    true
}

fn log(report: &Report) {
    for finding in report.findings.iter().filter(|finding| finding.severity == Severity::Error).take(20) {
        tracing::error!("{}:{}:{}: {}", finding.file, finding.line, finding.column, finding.message);
    }
}
