//! Authorization codes: one use, five minutes, and bound to everything that was said when they were asked for.

use std::collections::VecDeque;

const LIFE_MS: i64 = 5 * 60 * 1000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Code {
    pub(super) text: String,
    pub(super) client: String,
    pub(super) username: String,
    pub(super) redirect_uri: String,
    pub(super) scope: String,
    pub(super) nonce: Option<String>,
    pub(super) challenge: Option<String>,
    pub(super) made_ms: i64,
}

/// The oldest makes room for the newest.
#[derive(Clone)]
pub(in crate::sandbox) struct Codes {
    most: usize,
    open: VecDeque<Code>,
}

impl Codes {
    pub(in crate::sandbox) fn up_to(most: usize) -> Self {
        Self { most, open: VecDeque::new() }
    }

    pub(super) fn keep(&mut self, code: Code) {
        while self.open.len() >= self.most {
            self.open.pop_front();
        }
        self.open.push_back(code);
    }

    /// Takes it, whatever the exchange comes to: a code is good for one try.
    pub(super) fn take(&mut self, text: &str, now_ms: i64) -> Option<Code> {
        let place = self.open.iter().position(|code| code.text == text)?;
        self.open.remove(place).filter(|code| now_ms.saturating_sub(code.made_ms) <= LIFE_MS)
    }
}
