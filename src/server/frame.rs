//! A page of which one part is the visitor's own: what stands around that part is rendered and compressed once.
//!
//! A gzip body is a row of deflate blocks. Those of the part before are kept, ended on a byte; those of the rest are
//! appended for each request. So a learner's page is as small on the wire as a shared one, and costs little more than
//! the cards on it.

use std::{cell::RefCell, io};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use bytes::Bytes;
use flate2::{Compress, Compression, FlushCompress, Status};

use super::page_cache::Encoding;

/// Magic number, deflate, no flags, no time, unknown system (RFC 1952 §2.3).
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// Cloning shares the bytes.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    before: Bytes,
    after: Bytes,
    /// The gzip header and the blocks of `before`.
    compressed: Bytes,
    crc: u32,
}

impl Frame {
    /// Splits a page at the last `slot`, which stands where the visitor's part belongs.
    pub(super) fn of(page: &str, slot: &str) -> io::Result<Self> {
        let (before, after) = page.rsplit_once(slot).unwrap_or((page, ""));
        let mut compressed = GZIP_HEADER.to_vec();
        let mut thorough = Compress::new(Compression::best(), false);
        deflate(&mut thorough, before.as_bytes(), FlushCompress::Full, &mut compressed)?;
        Ok(Self {
            before: Bytes::copy_from_slice(before.as_bytes()),
            after: Bytes::copy_from_slice(after.as_bytes()),
            compressed: compressed.into(),
            crc: crc32fast::hash(before.as_bytes()),
        })
    }

    /// The whole page, as text.
    pub(super) fn around(&self, part: &str) -> Vec<u8> {
        [&self.before, part.as_bytes(), &self.after].concat()
    }

    /// The page with one visitor's part, for that browser alone.
    pub(super) fn personal(&self, part: &str, headers: &HeaderMap) -> io::Result<Response> {
        let mut response = if Encoding::accepted(headers) == Encoding::Identity {
            Html(self.around(part)).into_response()
        } else {
            let mut response = Html(Body::from(self.gzip(part)?)).into_response();
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            response
        };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
        Ok(response)
    }

    fn gzip(&self, part: &str) -> io::Result<Vec<u8>> {
        let rest = [part.as_bytes(), &self.after].concat();
        let mut out = Vec::with_capacity(self.compressed.len() + rest.len() / 2 + 64);
        out.extend_from_slice(&self.compressed);
        FAST.with_borrow_mut(|fast| {
            fast.reset();
            deflate(fast, &rest, FlushCompress::Finish, &mut out)
        })?;
        let mut crc = crc32fast::Hasher::new_with_initial(self.crc);
        crc.update(&rest);
        out.extend_from_slice(&crc.finalize().to_le_bytes());
        // The length is counted modulo 2^32 (RFC 1952 §2.3.1).
        let length = (self.before.len() + rest.len()) as u64;
        out.extend_from_slice(&length.to_le_bytes()[..4]);
        Ok(out)
    }
}

thread_local! {
    /// Making one takes longer than compressing a part with it: its tables are a quarter of a megabyte.
    static FAST: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// Appends the deflate blocks of `text` to `out`, ended as `flush` says.
fn deflate(deflate: &mut Compress, text: &[u8], flush: FlushCompress, out: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let taken = usize::try_from(deflate.total_in()).map_err(io::Error::other)?;
        // Room for text that does not compress; a full buffer makes the loop go round again.
        out.reserve(text.len() - taken + 64);
        let status = deflate.compress_vec(&text[taken..], out, flush).map_err(io::Error::other)?;
        let all_taken = deflate.total_in() == text.len() as u64;
        match status {
            Status::StreamEnd => return Ok(()),
            _ if all_taken && flush != FlushCompress::Finish && out.len() < out.capacity() => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use proptest::prelude::*;

    use super::*;

    fn unzipped(bytes: &[u8]) -> String {
        let mut text = String::new();
        GzDecoder::new(bytes).read_to_string(&mut text).expect("a valid gzip body");
        text
    }

    proptest! {
        #[test]
        fn what_is_sent_compressed_is_the_page(before in "(?s).{0,3000}", part in "(?s).{0,3000}", after in "[a-z<>]{0,50}") {
            let frame = Frame::of(&format!("{before}SLOT{after}"), "SLOT").expect("writing to memory");
            let page = format!("{before}{part}{after}");
            prop_assert_eq!(unzipped(&frame.gzip(&part).expect("writing to memory")), page.clone());
            prop_assert_eq!(frame.around(&part), page.into_bytes());
        }
    }

    #[test]
    fn a_slot_that_is_spoken_of_in_the_note_is_not_taken_for_the_slot() {
        let frame = Frame::of("a note on {{cards}} <div>{{cards}}</div>", "{{cards}}").expect("writing to memory");
        assert_eq!(frame.around("x"), b"a note on {{cards}} <div>x</div>");
    }
}
