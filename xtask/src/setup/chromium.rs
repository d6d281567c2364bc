//! A Chromium that is installed already, or the distribution's.

use std::path::PathBuf;

use super::{can_install, install};
use crate::process;

pub(crate) const HOW: &str =
    "Chromium is not installed; put `chromium` or `google-chrome` into PATH (Debian: `apt-get install chromium`)";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

pub(crate) fn find_or_install() -> Option<PathBuf> {
    find().or_else(|| {
        if can_install() {
            // What went wrong shows in that it is still not there.
            install("chromium").ok();
        }
        find()
    })
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| process::which(name))
}
