//! The site's files: wasm, script, styles and pictures, built and named by `cargo xtask` and embedded in the binary.

use std::{borrow::Cow, collections::HashMap};

use bytes::Bytes;
use rust_embed::RustEmbed;

/// In a debug build the folder is read at start instead of being embedded.
#[derive(RustEmbed)]
#[folder = "target/site"]
#[allow_missing = true]
struct Files;

/// The names of the built files carry a hash of what is in them, so a browser may keep them for ever.
#[derive(Debug, Default)]
pub struct Site {
    assets: HashMap<String, Asset>,
    /// From the plain name to the path under which it is served.
    paths: HashMap<String, String>,
}

#[derive(Clone, Debug)]
pub struct Asset {
    pub mime: &'static str,
    pub plain: Bytes,
    pub gzip: Option<Bytes>,
    pub brotli: Option<Bytes>,
}

pub const PREFIX: &str = "/pkg/";

impl Site {
    /// The files that were built; without them every page still works by plain forms, unstyled.
    pub fn load() -> Self {
        let manifest = Files::get("manifest.json").map(|file| file.data);
        let names: HashMap<String, String> =
            manifest.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
        let assets = names.values().filter_map(|hashed| Some((hashed.clone(), Asset::read(hashed)?))).collect();
        let paths = names.into_iter().map(|(name, hashed)| (name, format!("{PREFIX}{hashed}"))).collect();
        Self { assets, paths }
    }

    pub fn asset(&self, hashed: &str) -> Option<&Asset> {
        self.assets.get(hashed)
    }

    /// Where a file is served, by its plain name such as `main.css`.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.paths.get(name).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

impl Asset {
    fn read(hashed: &str) -> Option<Self> {
        Some(Self {
            mime: mime(hashed),
            plain: bytes(hashed)?,
            gzip: bytes(&format!("{hashed}.gz")),
            brotli: bytes(&format!("{hashed}.br")),
        })
    }
}

fn bytes(name: &str) -> Option<Bytes> {
    Some(match Files::get(name)?.data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
