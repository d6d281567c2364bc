//! The sandbox: a sample user pool that mints tokens with keys of its own and judges what it is shown.
//!
//! It makes no connection, keeps its keys in memory only, and shares none of them with the rest of Quizmint.

mod claims;
pub mod discovery;
pub mod error;
mod keys;
mod lifetimes;
mod mint;
mod refresh_token;
mod samples;
pub mod scene;
mod sign_in;
mod signing_key;
mod verify;
pub mod wire;

use std::sync::{Arc, Mutex, PoisonError};

use domain::token::{KeySet, Verdict};
use rand::{SeedableRng, rngs::StdRng};

pub use self::{
    discovery::Discovery,
    error::{Fault, SandboxError},
    wire::{Judgement, MintRequest, Minted, Samples, VerifyRequest},
};
use self::{keys::PoolKeys, sign_in::SignIn};

/// Cheap to clone; all clones are one sandbox.
///
/// [`mint`](Self::mint), [`judge`](Self::judge) and [`key_set`](Self::key_set) wait for the keys in the first moments
/// after the start, and signing takes about a millisecond: call them where blocking is allowed.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    base_url: String,
    samples: Samples,
    keys: PoolKeys,
    rng: Mutex<StdRng>,
}

impl Sandbox {
    /// Returns at once; the keys are made in the background. They are truly random, whatever the seed, from which only
    /// token ids and refresh tokens follow.
    pub fn start(base_url: &str, seed: [u8; 32]) -> Self {
        let base_url = base_url.trim_end_matches('/').to_owned();
        let samples = samples::samples(&base_url);
        Self(Arc::new(Inner { base_url, samples, keys: PoolKeys::start(), rng: Mutex::new(StdRng::from_seed(seed)) }))
    }

    pub fn samples(&self) -> &Samples {
        &self.0.samples
    }

    /// The three tokens of a sign-in at `now_ms`.
    pub fn mint(&self, request: &MintRequest, now_ms: i64) -> Result<Minted, SandboxError> {
        let sign_in = SignIn::parse(request, self.samples())?;
        let keys = self.0.keys.current()?;
        mint::mint(&sign_in, self.samples(), &keys, now_ms, &mut self.chance())
    }

    /// Judges any text up to 16 KB, for the JSON API.
    pub fn verify(&self, request: &VerifyRequest, now_ms: i64) -> Result<Judgement, SandboxError> {
        self.judge(request, now_ms).map(Judgement::from)
    }

    /// As [`verify`](Self::verify), with the domain's own verdict.
    pub fn judge(&self, request: &VerifyRequest, now_ms: i64) -> Result<Verdict, SandboxError> {
        verify::check(request)?;
        let keys = self.0.keys.accepted(now_ms)?;
        Ok(verify::judge(request, self.samples(), &keys, now_ms))
    }

    /// The pool's public keys: two, or four in the day after a rotation.
    pub fn key_set(&self, pool: &str, now_ms: i64) -> Result<KeySet, SandboxError> {
        self.known_pool(pool)?;
        Ok(keys::key_set(&self.0.keys.accepted(now_ms)?))
    }

    pub fn discovery(&self, pool: &str) -> Result<Discovery, SandboxError> {
        self.known_pool(pool)?;
        Ok(discovery::discovery(&self.0.base_url, self.samples()))
    }

    /// From now on new keys sign; tokens of the former ones are accepted for another day, in which there is no
    /// further rotation.
    pub fn rotate(&self, now_ms: i64) -> Result<(), SandboxError> {
        self.0.keys.rotate(now_ms)
    }

    fn known_pool(&self, pool: &str) -> Result<(), SandboxError> {
        if pool == self.samples().pool { Ok(()) } else { Err(SandboxError::UnknownPool(pool.to_owned())) }
    }

    /// A generator of one's own, so that nobody waits for another's signature.
    fn chance(&self) -> StdRng {
        StdRng::from_rng(&mut *self.0.rng.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
