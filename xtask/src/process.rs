//! Runs other programs: loudly, quietly, in the background, and never longer than they may take.

use std::ffi::OsStr;
use std::io::{Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

const POLL: Duration = Duration::from_millis(10);
/// How long a program may take to finish what it began.
const TO_END: Duration = Duration::from_secs(5);

/// Runs a program that shares our terminal.
pub(crate) fn loud(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("start {}", shown(command)))?;
    ensure_success(command, status, "")
}

/// Runs a program without showing what it prints, unless it fails.
pub(crate) fn quiet(command: &mut Command) -> Result<()> {
    output(command).map(drop)
}

/// Runs a program and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().with_context(|| format!("start {}", shown(command)))?;
    let stdout = String::from_utf8_lossy(&stdout).into_owned();
    ensure_success(command, status, &format!("{}\n{stdout}", String::from_utf8_lossy(&stderr)))?;
    Ok(stdout)
}

/// Runs a program quietly and ends it when the time is up.
pub(crate) fn quiet_within(limit: Duration, command: &mut Command) -> Result<()> {
    // Into a file, because nobody would empty a pipe while the program runs, and a full one stops it.
    let mut said = tempfile::tempfile().context("make a temporary file")?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said.try_clone()?)
        .spawn()
        .with_context(|| format!("start {}", shown(command)))?;
    let Some(status) = wait_until(&mut child, Instant::now() + limit)? else {
        child.kill().and_then(|()| child.wait()).context("end a program that took too long")?;
        bail!("{} took longer than {} s", shown(command), limit.as_secs());
    };
    let mut bytes = Vec::new();
    said.rewind()?;
    said.read_to_end(&mut bytes)?;
    ensure_success(command, status, &String::from_utf8_lossy(&bytes))
}

fn wait_until(child: &mut Child, deadline: Instant) -> Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        std::thread::sleep(POLL);
    }
}

/// Asks again and again until the answer is yes, or until the time is up.
pub(crate) fn eventually(limit: Duration, mut ready: impl FnMut() -> Result<bool>) -> Result<bool> {
    let deadline = Instant::now() + limit;
    while !ready()? {
        if Instant::now() >= deadline {
            return Ok(false);
        }
        std::thread::sleep(POLL);
    }
    Ok(true)
}

fn ensure_success(command: &Command, status: ExitStatus, said: &str) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    let last: Vec<&str> = said.trim().lines().rev().take(20).collect();
    let last: Vec<&str> = last.into_iter().rev().collect();
    bail!("{} ended with {status}\n{}", shown(command), last.join("\n"))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args()).map(OsStr::to_string_lossy);
    format!("`{}`", words.collect::<Vec<_>>().join(" "))
}

/// The cargo that started us.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Where the results are must not depend on the settings of whoever runs us.
    cargo.env("CARGO_TARGET_DIR", "target");
    // What `cargo run` told us about this package must not reach the builds that we start: their
    // build scripts would see it change and run again.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_")
            || name == "CARGO_MANIFEST_DIR"
            || name == "CARGO_MANIFEST_PATH"
        {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Finds a program in `PATH`.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| is_executable(path))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

/// The address of a port that nobody listens on now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).context("find a free port")?;
    Ok(listener.local_addr()?.port())
}

type Shared = Arc<Mutex<Child>>;
static BACKGROUND: Mutex<Vec<Shared>> = Mutex::new(Vec::new());
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A program that runs until this value is dropped, or until we are interrupted.
pub(crate) struct Background {
    child: Shared,
}

impl Background {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("start {}", shown(command)))?;
        let child = Arc::new(Mutex::new(child));
        locked(&BACKGROUND).push(Arc::clone(&child));
        Ok(Self { child })
    }

    pub(crate) fn id(&self) -> u32 {
        locked(&self.child).id()
    }

    pub(crate) fn is_running(&self) -> Result<bool> {
        Ok(locked(&self.child).try_wait()?.is_none())
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        end(&self.child);
        locked(&BACKGROUND).retain(|child| !Arc::ptr_eq(child, &self.child));
    }
}

/// A folder of its own that is gone afterwards, also when we are interrupted.
pub(crate) struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    pub(crate) fn new(name: &str) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix(&format!("quizmint-{name}-"))
            .tempdir()
            .context("make a temporary folder")?;
        locked(&FOLDERS).push(folder.path().to_owned());
        Ok(Self { folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        locked(&FOLDERS).retain(|folder| folder != self.folder.path());
    }
}

/// Ends our background programs and removes our folders before Ctrl-C or a termination signal ends us.
pub(crate) fn clean_up_when_interrupted() -> Result<()> {
    ctrlc::set_handler(|| {
        locked(&BACKGROUND).iter().for_each(end);
        for folder in locked(&FOLDERS).iter() {
            std::fs::remove_dir_all(folder).ok();
        }
        std::process::exit(130);
    })
    .context("listen for Ctrl-C")
}

/// Asks the program to end, and makes it when it does not.
fn end(child: &Shared) {
    let mut child = locked(child);
    ask_to_end(child.id());
    if !matches!(wait_until(&mut child, Instant::now() + TO_END), Ok(Some(_))) {
        child.kill().ok();
        child.wait().ok();
    }
}

/// An interrupt is what servers take as "finish what you began": PostgreSQL frees its shared memory then.
fn ask_to_end(process: u32) {
    Command::new("sh").arg("-c").arg(format!("kill -INT {process}")).stderr(Stdio::null()).status().ok();
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_says_more_than_a_pipe_holds_ends_in_time_and_is_quoted() {
        let mut chatty = Command::new("sh");
        chatty.args(["-c", "yes | head -c 200000 >&2; echo the last word >&2; exit 3"]);
        let error = quiet_within(Duration::from_secs(20), &mut chatty).unwrap_err().to_string();
        assert!(error.contains("exit status: 3") && error.ends_with("the last word"), "{error}");
    }
}
