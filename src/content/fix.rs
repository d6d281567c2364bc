//! Writes the ids of options into question files, so that answers keep their meaning when options move.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use domain::content::Slug;

use super::{Files, question};

/// Writes the missing ids of a folder's files, and returns each file that got some with their number. Every other byte
/// stays as it is.
pub(super) fn write_option_ids(folder: &Path, files: &Files) -> io::Result<Vec<(String, usize)>> {
    let mut written = Vec::new();
    for (path, text) in files.paths() {
        let Some(concept) = question::concept_of(path) else { continue };
        let (fixed, count) = with_option_ids(text, concept);
        // What could not be read whole (not UTF-8) must not be written whole.
        if count > 0 && !files.flaws.contains_key(path) {
            replace(&folder.join(path), &fixed)?;
            written.push((files.shown(path), count));
        }
    }
    Ok(written)
}

/// The text with all ids written, and how many these were.
pub fn with_option_ids(text: &str, concept: Slug) -> (String, usize) {
    let missing = question::missing_option_ids(text, concept);
    let mut fixed = String::with_capacity(text.len() + 4 * missing.len());
    let mut at = 0;
    for (place, id) in &missing {
        fixed.push_str(&text[at..*place]);
        fixed.extend([" (", id.as_str(), ")"]);
        at = *place;
    }
    fixed.push_str(&text[at..]);
    (fixed, missing.len())
}

/// Replaces a file in one step: whoever reads it meanwhile sees the old text or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let mut old = fs::File::open(&path)?;
    let has_mark = starts_with_byte_order_mark(&mut old)?;
    let beside = beside(&path);
    let mut new = fs::File::create(&beside)?;
    if has_mark {
        new.write_all("\u{feff}".as_bytes())?;
    }
    new.write_all(text.as_bytes())?;
    new.set_permissions(old.metadata()?.permissions())?;
    new.sync_all()?;
    fs::rename(&beside, &path)
}

fn starts_with_byte_order_mark(file: &mut fs::File) -> io::Result<bool> {
    let mut start = Vec::new();
    file.take(3).read_to_end(&mut start)?;
    Ok(start == "\u{feff}".as_bytes())
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
}
