//! The site: every file that a browser fetches, named by its content and compressed beforehand, in `target/site/`.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::css;
use crate::fingerprint::{files_below, short_hash, write};
use crate::preview;
use crate::steps::{self, Done};
use crate::wasm::{self, Size};

pub(crate) const FOLDER: &str = "target/site";
const STYLES: &str = "style/main.css";
const STATIC: [&str; 2] = ["assets", "style/static"];
/// These are compressed already.
const PACKED: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "woff2", "gz"];

/// What a page calls a file, and its content.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

pub(crate) fn build(size: Size) -> Result<()> {
    let bundles = wasm::bundles(size)?;
    let mut pictures = Files::new();
    steps::quiet("pictures", || preview::pictures(&mut pictures))?;
    steps::quiet("site", || {
        let mut files = static_files()?;
        files.append(&mut pictures);
        for bundle in &bundles {
            files.insert(format!("{}.js", bundle.name), fs::read(&bundle.glue)?);
            files.insert(format!("{}_bg.wasm", bundle.name), fs::read(&bundle.wasm)?);
        }
        if Path::new(STYLES).is_file() {
            let sheet = css::bundle(Path::new(STYLES)).with_context(|| format!("bundle {STYLES}"))?;
            files.insert("main.css".to_owned(), with_hashed_addresses(sheet, &files).into_bytes());
        }
        publish(&files, size)
    })
}

fn static_files() -> Result<Files> {
    let mut files = Files::new();
    for folder in STATIC.map(Path::new) {
        for path in files_below(folder)? {
            let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            let content = fs::read(&path).with_context(|| format!("read {}", path.display()))?;
            files.insert(name, shortened(&path, content)?);
        }
    }
    Ok(files)
}

fn shortened(path: &Path, content: Vec<u8>) -> Result<Vec<u8>> {
    if path.extension().is_none_or(|extension| extension != "js") {
        return Ok(content);
    }
    let script = String::from_utf8(content).with_context(|| format!("read {}", path.display()))?;
    Ok(wasm::minified(&script)?.into_bytes())
}

/// Styles name a picture or a font as it is called in its folder; the browser needs the name with the hash.
fn with_hashed_addresses(sheet: String, files: &Files) -> String {
    files.iter().fold(sheet, |sheet, (name, content)| {
        sheet.replace(&format!("url({name})"), &format!("url({})", hashed(name, content)))
    })
}

/// `images/key.svg` becomes `images/key-0123456789abcdef.svg`.
fn hashed(name: &str, content: &[u8]) -> String {
    let hash = short_hash(content);
    // These are called after a title, which may hold anything.
    if name.starts_with(preview::PREFIX) {
        return format!("preview-{hash}.png");
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// Writes what is new, then the list of names, then removes what the list no longer names.
fn publish(files: &Files, size: Size) -> Result<Done> {
    let folder = Path::new(FOLDER);
    let mut kept = HashSet::from([folder.join("manifest.json")]);
    let mut manifest = BTreeMap::new();
    for (name, content) in files {
        let hashed = hashed(name, content);
        kept.extend(write_compressed(&folder.join(&hashed), content, size)?);
        manifest.insert(name, hashed);
    }
    let manifest = serde_json::to_vec_pretty(&manifest)?;
    let unchanged = fs::read(folder.join("manifest.json")).is_ok_and(|last| last == manifest);
    write(&folder.join("manifest.json"), &manifest)?;
    for path in files_below(folder)?.into_iter().filter(|path| !kept.contains(path)) {
        fs::remove_file(path)?;
    }
    Ok(if unchanged { Done::UpToDate } else { Done::Worked })
}

/// Writes a file and its compressed forms, unless they are there: the name changes with the content.
fn write_compressed(path: &Path, content: &[u8], size: Size) -> Result<Vec<PathBuf>> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
    let mut written = vec![path.to_owned()];
    // The wasm of a debug build is large and lives for minutes: nobody waits for it to be packed.
    let unpacked = size == Size::AsCompiled && extension == "wasm";
    if !unpacked && !PACKED.contains(&extension.as_str()) {
        for (ending, compress) in [("br", brotli as fn(&[u8]) -> Result<Vec<u8>>), ("gz", gzip)] {
            let packed = path.with_extension(format!("{extension}.{ending}"));
            if !packed.is_file() {
                write(&packed, &compress(content)?)?;
            }
            written.push(packed);
        }
    }
    if !path.is_file() {
        write(path, content)?;
    }
    Ok(written)
}

pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
    writer.write_all(content)?;
    drop(writer);
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content)?;
    Ok(writer.finish()?)
}
