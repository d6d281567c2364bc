//! The pool's keys: one pair for ID tokens and one for access tokens, made ahead of need and rotated with an overlap.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use domain::token::KeySet;

use super::{
    error::SandboxError,
    signing_key::{Kind, SigningKey},
};

/// The longest that a token signed just before a rotation can live.
const OVERLAP_MS: i64 = 24 * 60 * 60 * 1000;
/// Enough for the next rotation; the maker waits until they are taken.
const MADE_AHEAD: usize = 2;

pub(super) struct PoolKeys(Mutex<State>);

struct State {
    made: Receiver<SigningKey>,
    current: Option<Pair>,
    former: Option<Former>,
}

#[derive(Clone)]
pub(super) struct Pair {
    pub(super) id: Arc<SigningKey>,
    pub(super) access: Arc<SigningKey>,
}

struct Former {
    pair: Pair,
    until_ms: i64,
}

impl PoolKeys {
    /// Returns at once; the keys are made on a thread of their own, which ends with the last user of these keys.
    pub(super) fn start() -> Self {
        let (sender, made) = sync_channel(MADE_AHEAD);
        let fill = move || {
            while let Some(key) = SigningKey::generate(Kind::Pool) {
                if sender.send(key).is_err() {
                    return;
                }
            }
        };
        // Where no thread can be had the channel closes, and whoever asks for keys is told that there are none.
        let _ = thread::Builder::new().name("sandbox-keys".to_owned()).spawn(fill);
        Self(Mutex::new(State { made, current: None, former: None }))
    }

    /// The keys that sign. Waits for the first ones to be made.
    pub(super) fn current(&self) -> Result<Pair, SandboxError> {
        self.state().current()
    }

    /// Every key whose tokens are still accepted: two, or four after a rotation.
    pub(super) fn accepted(&self, now_ms: i64) -> Result<Vec<Arc<SigningKey>>, SandboxError> {
        let mut state = self.state();
        let current = state.current()?;
        let former = state.former.as_ref().filter(|former| now_ms < former.until_ms).map(|former| former.pair.clone());
        Ok([Some(current), former].into_iter().flatten().flat_map(|pair| [pair.id, pair.access]).collect())
    }

    /// New keys sign from now on; tokens of the former ones are accepted for another day.
    pub(super) fn rotate(&self, now_ms: i64) -> Result<(), SandboxError> {
        let mut state = self.state();
        if state.former.as_ref().is_some_and(|former| now_ms < former.until_ms) {
            return Err(SandboxError::RotatedRecently);
        }
        let pair = state.current()?;
        state.current = Some(state.next()?);
        state.former = Some(Former { pair, until_ms: now_ms.saturating_add(OVERLAP_MS) });
        Ok(())
    }

    /// Nothing is left half done under this lock, so a panic elsewhere does not make the keys unusable.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn current(&mut self) -> Result<Pair, SandboxError> {
        if let Some(pair) = &self.current {
            return Ok(pair.clone());
        }
        let pair = self.next()?;
        self.current = Some(pair.clone());
        Ok(pair)
    }

    fn next(&self) -> Result<Pair, SandboxError> {
        let take = || self.made.recv().map(Arc::new).map_err(|_| SandboxError::NoKeys);
        Ok(Pair { id: take()?, access: take()? })
    }
}

pub(super) fn key_set(keys: &[Arc<SigningKey>]) -> KeySet {
    KeySet { keys: keys.iter().map(|key| key.jwk.clone()).collect() }
}
