//! The texts that content is made of: embedded in the binary, or read from a folder within limits.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs, io,
    io::Read as _,
    ops::Range,
    path::{Path, PathBuf},
};

use aws_lc_rs::digest;
use rust_embed::RustEmbed;

use super::{Rule, report::Flaws};

#[derive(RustEmbed)]
#[folder = "content"]
struct Embedded;

/// Every text of the content by its path relative to the content folder, with `/` on every system.
#[derive(Debug, Default)]
pub struct Files {
    /// What findings put before a path, so that it can be opened from where the command was given.
    root: String,
    /// Where in `all` the text of each path is. One long text goes back to the system as a whole, where twenty thousand
    /// short ones would leave holes between what was made of them.
    texts: BTreeMap<String, Range<usize>>,
    all: String,
    pub(super) flaws: BTreeMap<String, Flaws>,
}

impl Files {
    const MAX_BYTES: u64 = 1024 * 1024;
    const MAX_COUNT: usize = 200_000;
    const MAX_DEPTH: usize = 8;

    /// The content that is part of the binary.
    pub fn embedded() -> Self {
        let mut files = Self { root: "content".to_owned(), ..Self::default() };
        for path in Embedded::iter().filter(|path| is_content(path)) {
            match Embedded::get(&path).map(|file| file.data) {
                Some(bytes) => files.insert_bytes(path.into_owned(), bytes),
                None => files.refuse(&path, Rule::Unreadable, "the file has vanished"),
            }
        }
        files
    }

    pub fn from_texts<P: Into<String>, T: AsRef<str>>(texts: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut files = Self::default();
        for (path, text) in texts {
            files.insert_bytes(path.into(), Cow::Borrowed(text.as_ref().as_bytes()));
        }
        files
    }

    /// Reads all Markdown and TOML below `dir`. What cannot be read is a finding; only a `dir` that is no readable
    /// folder is an error.
    pub fn read(dir: &Path) -> io::Result<Self> {
        Self::read_at_most(Self::MAX_COUNT, dir)
    }

    fn read_at_most(count: usize, dir: &Path) -> io::Result<Self> {
        let root = dir.canonicalize()?;
        let mut files = Self { root: dir.display().to_string(), ..Self::default() };
        files.read_folder(&Walk { root: &root, count }, fs::read_dir(&root)?, "", 0);
        Ok(files)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, place)| (path.as_str(), &self.all[place.clone()]))
    }

    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(|place| &self.all[place.clone()])
    }

    pub(super) fn shown(&self, path: &str) -> String {
        if self.root.is_empty() { path.to_owned() } else { format!("{}/{path}", self.root.trim_end_matches('/')) }
    }

    /// The first 64 bits of the SHA-256 of all paths and texts, in hexadecimal.
    pub(super) fn version(&self) -> String {
        let mut context = digest::Context::new(&digest::SHA256);
        for (path, text) in self.paths() {
            for part in [path, text] {
                // The length in front keeps two different lists of texts from running together to the same bytes.
                context.update(&(part.len() as u64).to_be_bytes());
                context.update(part.as_bytes());
            }
        }
        let start = context.finish().as_ref().first_chunk().copied().unwrap_or_default();
        format!("{:016x}", u64::from_be_bytes(start))
    }

    fn read_folder(&mut self, walk: &Walk<'_>, entries: fs::ReadDir, prefix: &str, depth: usize) {
        for entry in entries {
            let Ok(entry) = entry else {
                self.refuse(prefix, Rule::Unreadable, "an entry of this folder cannot be read");
                continue;
            };
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                self.refuse(&format!("{prefix}{}", name.to_string_lossy()), Rule::Encoding, "the name is not UTF-8");
                continue;
            };
            // Hidden entries belong to editors, version control and volume mounts.
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            match resolve(walk.root, &entry.path()) {
                Ok((_, kind)) if kind.is_dir() && entry.file_type().is_ok_and(|own| own.is_symlink()) => {
                    self.refuse(&path, Rule::Symlink, "a link to a folder is not followed");
                }
                Ok((_, kind)) if kind.is_dir() && depth == Self::MAX_DEPTH => {
                    self.refuse(&path, Rule::FileCount, "the folders are nested too deeply to be read");
                }
                Ok((folder, kind)) if kind.is_dir() => match fs::read_dir(&folder) {
                    Ok(entries) => self.read_folder(walk, entries, &format!("{path}/"), depth + 1),
                    Err(error) => self.refuse(&path, Rule::Unreadable, format!("the folder cannot be read: {error}")),
                },
                Ok((file, kind)) if kind.is_file() && is_content(&path) => self.read_file(walk, path, &file),
                Ok(_) => {}
                Err(_) if !is_content(&path) => {}
                Err(Refusal::Outside) => self.refuse(&path, Rule::Symlink, "the link leads out of the content folder"),
                Err(Refusal::Io(error)) => self.refuse(&path, Rule::Unreadable, format!("it cannot be read: {error}")),
            }
        }
    }

    fn read_file(&mut self, walk: &Walk<'_>, path: String, file: &Path) {
        if self.texts.len() >= walk.count {
            if !self.flaws.contains_key("") {
                let message = format!("there are more than {} files; the rest is not read", walk.count);
                self.refuse("", Rule::FileCount, message);
            }
            return;
        }
        let mut bytes = Vec::new();
        match fs::File::open(file).and_then(|file| file.take(Self::MAX_BYTES + 1).read_to_end(&mut bytes)) {
            Ok(_) => self.insert_bytes(path, Cow::Owned(bytes)),
            Err(error) => self.refuse(&path, Rule::Unreadable, format!("the file cannot be read: {error}")),
        }
    }

    fn insert_bytes(&mut self, path: String, bytes: Cow<'_, [u8]>) {
        if bytes.len() as u64 > Self::MAX_BYTES {
            return self.refuse(&path, Rule::FileSize, format!("the file is larger than {} bytes", Self::MAX_BYTES));
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) => {
                self.insert(path, text.strip_prefix('\u{feff}').unwrap_or(text));
            }
            Err(error) => {
                let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
                let end = good.len();
                let message = "the file is not UTF-8 from here on";
                self.flaws.entry(path.clone()).or_default().add(Rule::Encoding, end..end, message);
                self.insert(path, &good);
            }
        }
    }

    fn insert(&mut self, path: String, text: &str) {
        let start = self.all.len();
        self.all.push_str(text);
        self.texts.insert(path, start..self.all.len());
    }

    fn refuse(&mut self, path: &str, rule: Rule, message: impl Into<String>) {
        self.flaws.entry(path.to_owned()).or_default().add(rule, 0..0, message);
    }
}

struct Walk<'p> {
    root: &'p Path,
    /// How many files are read at most.
    count: usize,
}

fn is_content(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("md" | "toml"))
}

enum Refusal {
    Outside,
    Io(io::Error),
}

fn resolve(root: &Path, path: &Path) -> Result<(PathBuf, fs::FileType), Refusal> {
    let real = path.canonicalize().map_err(Refusal::Io)?;
    if !real.starts_with(root) {
        return Err(Refusal::Outside);
    }
    let kind = fs::metadata(&real).map_err(Refusal::Io)?.file_type();
    Ok((real, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_limit_files_are_not_read_and_that_is_said_once() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a.md", "b.md", "c.md", "d.md"] {
            fs::write(dir.path().join(name), name).unwrap();
        }
        let files = Files::read_at_most(2, dir.path()).unwrap();
        assert_eq!(files.paths().count(), 2);
        let report = crate::content::check(&files, "2026-11-22");
        let counts = report.findings.iter().filter(|finding| finding.rule == Rule::FileCount);
        assert_eq!(counts.count(), 1);
    }
}
