//! The numbers of the scene: who sees what, how large it is, and how often KMS is called.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::super::view::{Cell, Table, Verdict};
use crate::sandbox::envelope::{LONGEST_PLAINTEXT, NONCE_BYTES, TAG_BYTES};

pub(super) struct Sizes {
    pub(super) document: usize,
    /// Of what KMS returned: the encrypted data key, or the encrypted document.
    pub(super) blob: usize,
}

const SEES: &str = "sees it";
const NEVER: &str = "never";

pub(super) fn seen(direct: bool, sizes: &Sizes) -> Table {
    let row = |thing: &str, bytes: usize, kms: &str, stored: bool, program: &str| {
        let kms = if kms == NEVER { Cell::marked(kms, Verdict::Skipped) } else { Cell::marked(kms, Verdict::Done) };
        let stored = if stored { "yes" } else { "no" };
        vec![Cell::text(thing), Cell::text(grouped(bytes as u64)), kms, Cell::text(stored), Cell::text(program)]
    };
    let rows = if direct {
        vec![
            row("The document", sizes.document, SEES, false, "while it is worked on"),
            row("The encrypted document", sizes.blob, "makes and opens it", true, "passes it on"),
            row("The KMS key", 32, "never lets it out", false, NEVER),
        ]
    } else {
        vec![
            row("The document", sizes.document, NEVER, false, "while it is worked on"),
            row("The data key", 32, "makes and opens it", false, "until it has encrypted or decrypted"),
            row("The encrypted data key", sizes.blob, "makes and opens it", true, "passes it on"),
            row("The encrypted document, with its tag", sizes.document + TAG_BYTES, NEVER, true, "makes and opens it"),
            row("The nonce", NONCE_BYTES, NEVER, true, "makes it"),
            row("The KMS key", 32, "never lets it out", false, NEVER),
        ]
    };
    Table {
        caption: "What there is, and who sees it; the encryption context all three see, and CloudTrail".to_owned(),
        head: ["What", "Bytes", "KMS", "Stored with the document", "Your program"].map(str::to_owned).to_vec(),
        rows,
    }
}

/// The three ways to encrypt so many documents, each read once.
pub(super) fn calls(objects: u64, document: usize) -> Table {
    let count = |number: u64| grouped(number);
    let fits = document <= LONGEST_PLAINTEXT;
    let direct = |text: String| if fits { text } else { "not possible: over 4,096 bytes".to_owned() };
    let row = |what: &str, one: String, each: String, direct: String| -> Vec<Cell> {
        vec![Cell::text(what), Cell::text(one), Cell::text(each), Cell::text(direct)]
    };
    Table {
        caption: format!("{} of such documents, each written and read once", count(objects)),
        head: ["", "One data key for all", "A data key for each", "Encrypt, without data keys"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![
            row("Calls to KMS to write them", count(1), count(objects), direct(count(objects))),
            row("Calls to KMS to read them", count(1), count(objects), direct(count(objects))),
            row(
                "Bytes of documents that KMS sees",
                count(0),
                count(0),
                direct(count(objects.saturating_mul(document as u64))),
            ),
            row(
                "Documents that one leaked data key opens",
                count(objects),
                count(1),
                direct("there is none".to_owned()),
            ),
        ],
    }
}

/// With a comma after every three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let lead = digits.len() % 3;
    let mut text = digits[..lead].to_owned();
    for three in digits.as_bytes()[lead..].chunks(3) {
        if !text.is_empty() {
            text.push(',');
        }
        text.extend(three.iter().map(|&digit| char::from(digit)));
    }
    text
}

/// As Base64, not more than fits a line or two.
pub(super) fn start(bytes: &[u8]) -> String {
    const MOST: usize = 96;
    let shown = STANDARD.encode(&bytes[..bytes.len().min(MOST)]);
    if bytes.len() > MOST { format!("{shown}… ({} bytes)", grouped(bytes.len() as u64)) } else { shown }
}

/// As text, not more than fits a paragraph.
pub(super) fn beginning(document: &[u8]) -> String {
    const MOST: usize = 500;
    let shown = String::from_utf8_lossy(&document[..document.len().min(MOST)]);
    if document.len() > MOST {
        format!("{shown}… ({} bytes)", grouped(document.len() as u64))
    } else {
        shown.into_owned()
    }
}
