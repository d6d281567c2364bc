//! Pages that are the same for everyone: rendered once per version of the content, kept compressed.

use std::{
    collections::HashMap,
    io::Write,
    sync::{Mutex, PoisonError},
};

use aws_lc_rs::digest::{SHA256, digest};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use domain::content::Slug;
use flate2::{Compression, write::GzEncoder};

use super::frame::Frame;

/// Past this a page costs more time than the smaller size is worth at first sight.
const BROTLI_QUALITY: i32 = 9;
const BROTLI_WINDOW: i32 = 20;

/// Shared pages must be asked for again, because the next visit may be a learner's.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, cookie");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

#[derive(Debug, Default)]
pub(super) struct PageCache(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    version: String,
    by_path: HashMap<String, CachedPage>,
    frames: HashMap<Slug, Frame>,
}

/// One page in the three forms in which it may be asked for. Cloning shares the bytes.
#[derive(Clone, Debug)]
pub(super) struct CachedPage {
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
    /// Without the quotes.
    tag: String,
    kind: HeaderValue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl PageCache {
    /// The page of this path, if it was rendered from this version of the content.
    pub(super) fn find(&self, version: &str, path: &str) -> Option<CachedPage> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.by_path.get(path).filter(|_| pages.version == version).cloned()
    }

    /// Keeps a page and forgets those of other versions. `path` is as we would write it, never as it was asked for: an
    /// address has ever so many spellings, such as `/concepts/%74ea`, and what is kept must stay bounded.
    pub(super) fn keep(&self, version: &str, path: &str, page: CachedPage) {
        debug_assert!(!path.contains('%'), "{path} is as it was asked for");
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.forget_other_than(version);
        pages.by_path.insert(path.to_owned(), page);
    }

    pub(super) fn find_frame(&self, version: &str, concept: &Slug) -> Option<Frame> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.frames.get(concept).filter(|_| pages.version == version).cloned()
    }

    pub(super) fn keep_frame(&self, version: &str, concept: &Slug, frame: Frame) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.forget_other_than(version);
        pages.frames.insert(concept.clone(), frame);
    }
}

impl Pages {
    fn forget_other_than(&mut self, version: &str) {
        if self.version != version {
            *self = Self { version: version.to_owned(), ..Self::default() };
        }
    }
}

impl CachedPage {
    /// Compresses, which takes milliseconds: call it where blocking is allowed.
    pub(super) fn compress(html: impl Into<Bytes>) -> Self {
        let html: Bytes = html.into();
        let hash = digest(&SHA256, &html);
        let tag = hash
            .as_ref()
            .first_chunk()
            .map_or_else(String::new, |start| format!("{:016x}", u64::from_be_bytes(*start)));
        Self { gzip: gzip(&html), brotli: brotli(&html), plain: html, tag, kind: HTML }
    }

    /// Something else than HTML.
    pub(super) fn of_kind(self, kind: HeaderValue) -> Self {
        Self { kind, ..self }
    }

    /// The page in the smallest form that the browser takes, or 304 where it has it already.
    pub(super) fn respond(&self, headers: &HeaderMap) -> Response {
        let (body, encoding, suffix) = match Encoding::accepted(headers) {
            Encoding::Brotli => (&self.brotli, Some("br"), "-br"),
            Encoding::Gzip => (&self.gzip, Some("gzip"), "-gz"),
            Encoding::Identity => (&self.plain, None, ""),
        };
        let tag = format!("\"{}{suffix}\"", self.tag);
        let known = has_tag(headers, &tag);
        let mut response = Response::new(if known { Body::empty() } else { Body::from(body.clone()) });
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, self.kind.clone());
        out.insert(header::CACHE_CONTROL, REVALIDATE);
        out.insert(header::VARY, VARY);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            out.insert(header::ETAG, tag);
        }
        if let Some(encoding) = encoding.filter(|_| !known) {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

fn has_tag(headers: &HeaderMap, tag: &str) -> bool {
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    asked.is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag))
}

fn gzip(text: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let written = encoder.write_all(text).and_then(|()| encoder.finish());
    written.unwrap_or_default().into()
}

fn brotli(text: &[u8]) -> Bytes {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        size_hint: text.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    let written = brotli::BrotliCompress(&mut &*text, &mut out, &params);
    debug_assert!(written.is_ok(), "writing to memory cannot fail");
    out.into()
}

impl Encoding {
    /// The best form that `Accept-Encoding` allows; weights other than zero are not told apart.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut words = part.split(';').map(str::trim);
                let named = words.next().is_some_and(|word| word.eq_ignore_ascii_case(name));
                named && !words.any(|weight| weight.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32)))
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn the_smallest_form_that_the_browser_takes_is_sent() {
        for (accepted, encoding) in [
            ("gzip, deflate, br", Encoding::Brotli),
            ("gzip", Encoding::Gzip),
            ("br;q=0, gzip;q=0.5", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("", Encoding::Identity),
            ("*", Encoding::Identity),
        ] {
            assert_eq!(Encoding::accepted(&asking(header::ACCEPT_ENCODING, accepted)), encoding, "{accepted}");
        }
    }

    #[test]
    fn a_page_that_the_browser_has_is_not_sent_again() {
        let page = CachedPage::compress("<p>hello</p>".to_owned());
        let first = page.respond(&HeaderMap::new());
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(page.respond(&asking(header::IF_NONE_MATCH, &tag)).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(page.respond(&asking(header::IF_NONE_MATCH, "\"other\"")).status(), StatusCode::OK);
    }

    #[test]
    fn pages_of_an_older_version_are_forgotten() {
        let cache = PageCache::default();
        cache.keep("1", "/", CachedPage::compress("old".to_owned()));
        assert!(cache.find("1", "/").is_some() && cache.find("2", "/").is_none());
        cache.keep("2", "/concepts", CachedPage::compress("new".to_owned()));
        assert!(cache.find("2", "/").is_none() && cache.find("2", "/concepts").is_some());
    }
}
