//! The pools: the common one, and those of visitors who asked for their own. Many, but bounded, and forgotten when they
//! are not used.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use moka::sync::Cache;
use rand::rngs::StdRng;

use super::{
    pool::{AwsFault, COMMON, OWN, UserPool},
    wire::Samples,
};

const MOST: u64 = 10_000;
/// Real time, as for sessions.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(24);

pub(super) type Shared = Arc<Mutex<UserPool>>;

pub(super) struct Visitors {
    common: Shared,
    own: Cache<String, Shared>,
}

impl Visitors {
    pub(super) fn new(samples: &Samples, rng: &mut StdRng) -> Self {
        let common = Arc::new(Mutex::new(UserPool::new("", COMMON, samples, rng)));
        Self { common, own: Cache::builder().max_capacity(MOST).time_to_idle(FORGOTTEN_AFTER).build() }
    }

    /// Makes the visitor's pool unless there is one.
    pub(super) fn ensure(&self, key: &str, samples: &Samples, rng: &mut StdRng) {
        self.own.get_with_by_ref(key, || Arc::new(Mutex::new(UserPool::new(key, OWN, samples, rng))));
    }

    pub(super) fn common(&self) -> Shared {
        self.common.clone()
    }

    pub(super) fn forget(&self, key: &str) {
        self.own.invalidate(key);
    }

    /// The pool under this key; without one, the common pool.
    pub(super) fn find(&self, key: Option<&str>) -> Result<Shared, AwsFault> {
        let Some(key) = key else { return Ok(self.common.clone()) };
        let gone = "There is no such sandbox. It may have been forgotten: they live in memory, for a day without use.";
        self.own.get(key).ok_or_else(|| AwsFault::new("ResourceNotFoundException", gone))
    }
}

/// Every change of a pool is one assignment or insertion, so a panic elsewhere leaves nothing half done.
pub(super) fn locked(pool: &Shared) -> MutexGuard<'_, UserPool> {
    pool.lock().unwrap_or_else(PoisonError::into_inner)
}
