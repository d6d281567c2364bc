//! The styles: one file out of many, without a space too much.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

/// The first versions that know nesting and `:has`; what they know is not translated.
const BROWSERS: Browsers = Browsers {
    android: Some(120 << 16),
    chrome: Some(120 << 16),
    edge: Some(120 << 16),
    firefox: Some(121 << 16),
    ie: None,
    ios_saf: Some(17 << 16 | 2 << 8),
    opera: Some(106 << 16),
    safari: Some(17 << 16 | 2 << 8),
    samsung: Some(25 << 16),
};

pub(crate) fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    let mut sheet =
        Bundler::new(&files, None, ParserOptions::default()).bundle(entry).map_err(|error| anyhow!("{error}"))?;
    let targets = Targets::from(BROWSERS);
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| anyhow!("{error}"))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
    Ok(printed.map_err(|error| anyhow!("{error}"))?.code)
}
