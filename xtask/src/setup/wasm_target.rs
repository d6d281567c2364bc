//! The standard library for `wasm32-unknown-unknown`: from rustup, or built from the distribution's `rust-src`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::process::{self, Scratch};
use crate::steps::{self, Done};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const HOW: &str = "the wasm32 target could not be had, so pages work by plain forms; get it with `rustup target add wasm32-unknown-unknown`";

/// Suites of Debian that carry a newer Rust than a stable release does, the likeliest first.
const SUITES: [&str; 4] = ["trixie-backports", "trixie", "forky", "sid"];

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

pub(crate) fn is_there() -> Result<bool> {
    has_std(&sysroot()?)
}

pub(crate) fn ensure() -> Result<Done> {
    let sysroot = sysroot()?;
    if has_std(&sysroot)? {
        return Ok(Done::UpToDate);
    }
    if process::which("rustup").is_some() {
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", TARGET]);
        if process::quiet_within(Duration::from_mins(2), &mut rustup).is_ok() && has_std(&sysroot)? {
            return Ok(Done::Worked);
        }
    }
    match build_std(&sysroot) {
        Ok(()) => Ok(Done::Worked),
        Err(error) => steps::missing(format!("{HOW} ({error:#})")),
    }
}

fn sysroot() -> Result<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Ok(PathBuf::from(process::output(Command::new(rustc).args(["--print", "sysroot"]))?.trim()))
}

fn library(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn has_std(sysroot: &Path) -> Result<bool> {
    let Ok(entries) = fs::read_dir(library(sysroot)) else { return Ok(false) };
    for entry in entries {
        if entry?.file_name().to_string_lossy().starts_with("libstd-") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn build_std(sysroot: &Path) -> Result<()> {
    let scratch = Scratch::new("std")?;
    let source = sysroot.join("lib/rustlib/src/rust/library");
    let linked = !source.join("std/Cargo.toml").is_file();
    if linked {
        let fetched = fetch_source(scratch.path())?;
        link(&fetched, &source)?;
    }
    let built = compile(scratch.path()).and_then(|rlibs| move_in(&rlibs, sysroot));
    if linked {
        // The link points into a folder that is about to vanish.
        fs::remove_file(&source).ok();
    }
    built
}

/// Unpacks `rust-src` of exactly our version from the archive that apt already uses; nothing on the system changes.
fn fetch_source(scratch: &Path) -> Result<PathBuf> {
    let version = rustc_version()?;
    let archive = archive()?;
    for suite in SUITES {
        if let Ok(source) = fetch_from(scratch, &archive, suite, &version) {
            return Ok(source);
        }
    }
    bail!("no suite of {archive} has rust-src {version}")
}

fn rustc_version() -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = process::output(Command::new(rustc).arg("--version"))?;
    version.split_whitespace().nth(1).map(str::to_owned).context("read the version of rustc")
}

/// Where apt has the distribution's own `main` from.
fn archive() -> Result<String> {
    let release = fs::read_to_string("/etc/os-release").context("this is not a Debian system")?;
    let codename = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME=")).unwrap_or_default();
    let format = "$(RELEASE)|$(COMPONENT)|$(CREATED_BY)|$(REPO_URI)";
    let targets = process::output(Command::new("apt-get").args(["indextargets", "--format", format]))?;
    let ours = format!("{codename}|main|Packages|");
    targets.lines().find_map(|line| line.strip_prefix(&ours)).map(str::to_owned).context("apt knows no Debian archive")
}

fn fetch_from(scratch: &Path, archive: &str, suite: &str, version: &str) -> Result<PathBuf> {
    let folder = scratch.join(suite);
    fs::create_dir_all(folder.join("lists/partial"))?;
    let signed = if Path::new(KEYRING).is_file() { format!("[signed-by={KEYRING}] ") } else { String::new() };
    fs::write(folder.join("list"), format!("deb {signed}{archive} {suite} main\n"))?;
    process::quiet(apt(&folder).arg("update"))?;
    process::quiet(apt(&folder).args(["download", &format!("rust-src={version}*")]))?;
    let package = files_ending(&folder, ".deb")?.pop().context("apt downloaded no package")?;
    process::quiet(Command::new("dpkg").arg("-x").arg(package).arg(folder.join("unpacked")))?;
    find_library(&folder.join("unpacked/usr")).context("the package has no library folder")
}

fn apt(folder: &Path) -> Command {
    let mut apt = Command::new("apt-get");
    for (key, value) in [
        ("Dir::Etc::SourceList", folder.join("list")),
        ("Dir::Etc::SourceParts", PathBuf::from("/dev/null")),
        ("Dir::State::Lists", folder.join("lists")),
        ("Dir::Cache", folder.join("cache")),
        ("Acquire::Languages", PathBuf::from("none")),
        ("Acquire::IndexTargets::deb::DEP-11::DefaultEnabled", PathBuf::from("false")),
        // Its usual user may not write into a folder of ours.
        ("APT::Sandbox::User", PathBuf::from("root")),
    ] {
        apt.arg("-o").arg(format!("{key}={}", value.display()));
    }
    apt.current_dir(folder);
    apt
}

/// Debian keeps the source in `/usr/src/rustc-<version>/library` and links to it from elsewhere.
fn find_library(usr: &Path) -> Option<PathBuf> {
    let sources = fs::read_dir(usr.join("src")).ok()?;
    sources.flatten().map(|entry| entry.path().join("library")).find(|path| path.join("std/Cargo.toml").is_file())
}

#[cfg(unix)]
fn link(to: &Path, from: &Path) -> Result<()> {
    if let Some(folder) = from.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::remove_file(from).ok();
    std::os::unix::fs::symlink(to, from).with_context(|| format!("link {}", from.display()))
}

#[cfg(not(unix))]
fn link(_to: &Path, _from: &Path) -> Result<()> {
    bail!("the source of std can only be linked on Unix")
}

/// Compiles std for the browser beside an empty crate, and returns what came out.
fn compile(scratch: &Path) -> Result<Vec<PathBuf>> {
    let empty = scratch.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(empty.join("Cargo.toml"), manifest)?;
    let mut cargo = process::cargo();
    cargo
        .args([
            "build",
            "--release",
            "--target",
            TARGET,
            "-Zbuild-std=std,panic_abort,proc_macro",
            "--target-dir",
            "out",
        ])
        .current_dir(&empty)
        // Building std is not stable yet; our rustc is exactly the version of the source, which is what makes it work.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode in the libraries a link with fat LTO fails later.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    process::quiet(&mut cargo)?;
    let rlibs = files_ending(&empty.join("out").join(TARGET).join("release/deps"), ".rlib")?;
    Ok(rlibs.into_iter().filter(|path| !file_name(path).starts_with("libempty-")).collect())
}

fn move_in(rlibs: &[PathBuf], sysroot: &Path) -> Result<()> {
    let library = library(sysroot);
    let unfinished = library.with_extension(format!("{}.part", std::process::id()));
    fs::create_dir_all(&unfinished)?;
    for rlib in rlibs {
        fs::copy(rlib, unfinished.join(file_name(rlib)))?;
    }
    if has_std(sysroot)? {
        // Another run was faster; its files are as good as ours.
        return fs::remove_dir_all(&unfinished).context("remove our copy");
    }
    fs::remove_dir_all(&library).ok();
    fs::rename(&unfinished, &library).context("move the built library in")
}

fn files_ending(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let files = crate::fingerprint::files_below(folder)?;
    Ok(files.into_iter().filter(|path| file_name(path).ends_with(end)).collect())
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
