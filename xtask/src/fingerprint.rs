//! Remembers what a step was made from, so that nothing is done twice.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

/// Collects everything that a result depends on.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.add(text.as_bytes());
        self
    }

    /// A file, or every file below a folder; what does not exist counts as empty.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self> {
        for file in files_below(path)? {
            self.add(file.to_string_lossy().as_bytes());
            let content = fs::read(&file).with_context(|| format!("read {}", file.display()))?;
            self.add(&content);
        }
        Ok(self)
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
    }

    pub(crate) fn stamp(self, name: &str) -> Stamp {
        Stamp { file: PathBuf::from("target/xtask").join(format!("{name}.stamp")), value: hex(&self.0.finalize()) }
    }
}

/// The fingerprint of one step, to compare with that of its last success.
pub(crate) struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|last| last == self.value)
    }

    pub(crate) fn keep(&self) -> Result<()> {
        write(&self.file, self.value.as_bytes())
    }
}

/// The first characters of the hash of some content: enough to tell one version of a file from all others.
pub(crate) fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content)[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Every file at or below `path`, in a stable order.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .with_context(|| format!("list {}", path.display()))?;
    entries.sort();
    let below: Vec<Vec<PathBuf>> = entries.iter().map(|entry| files_below(entry)).collect::<Result<_>>()?;
    Ok(below.into_iter().flatten().collect())
}

/// Writes a file as a whole or not at all, with the folders above it.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
    }
    let unfinished = path.with_extension(format!("{}.part", std::process::id()));
    fs::write(&unfinished, content)
        .and_then(|()| fs::rename(&unfinished, path))
        .with_context(|| format!("write {}", path.display()))
}
