//! Where time comes from: the system, or a clock that stands still until it is told to move.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Handed to whoever needs the time. Clones of a simulated clock move together.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    Simulated(Arc<AtomicI64>),
}

impl Clock {
    pub fn simulated(start_ms: i64) -> Self {
        Self::Simulated(Arc::new(AtomicI64::new(start_ms)))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn now_ms(&self) -> i64 {
        match self {
            Self::System => system_now_ms(),
            Self::Simulated(now) => now.load(Ordering::Relaxed),
        }
    }

    pub fn is_simulated(&self) -> bool {
        matches!(self, Self::Simulated(_))
    }

    /// Moves a simulated clock and returns its new time; the system's clock cannot be moved.
    pub fn advance(&self, by_ms: i64) -> Option<i64> {
        match self {
            Self::System => None,
            Self::Simulated(now) => Some(now.fetch_add(by_ms, Ordering::Relaxed).saturating_add(by_ms)),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the system's time is read")]
fn system_now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
