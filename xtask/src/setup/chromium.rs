//! A Chromium that is installed already, or the distribution's.

use std::path::PathBuf;

pub(crate) const HOW: &str =
    "Chromium is not installed; put `chromium` or `google-chrome` into PATH (Debian: `apt-get install chromium`)";

pub(crate) fn find_or_install() -> Option<PathBuf> {
    super::find_or_install(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], "chromium")
}
