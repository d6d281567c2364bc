//! Attacks: a catalogue of ways to tamper with a token, each forged live and judged by the one judge.

mod catalogue;
mod libraries;
mod wire;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::token::{KeySet, Step, Verdict};

pub use self::{
    catalogue::{Attack, Group, catalogue},
    libraries::{Answer, Libraries, Library},
    wire::{AttackCase, AttackList},
};
use super::{
    Sandbox,
    error::SandboxError,
    forge::{Forge, Stranger},
    verify,
    wire::{MintRequest, Minted},
};

/// Forging them all signs some eighty times; whoever asks more often is shown the same ones.
const KEPT_MS: i64 = 60_000;

/// The forger's keys, and what was forged last.
#[derive(Default)]
pub(super) struct Attacks {
    stranger: OnceLock<Option<Arc<Stranger>>>,
    shown: Mutex<Option<Arc<Gallery>>>,
}

/// All attacks at one moment.
pub struct Gallery {
    pub made_ms: i64,
    /// The fresh tokens that all the others are made of.
    pub minted: Minted,
    pub key_set: KeySet,
    pub forgeries: Vec<Forgery>,
}

/// One attack, carried out.
pub struct Forgery {
    pub group: Group,
    pub attack: &'static Attack,
    pub token: String,
    pub verdict: Verdict,
}

impl Attacks {
    /// Whoever comes while they are being forged waits for these.
    pub(super) fn gallery(&self, sandbox: &Sandbox, now_ms: i64) -> Result<Arc<Gallery>, SandboxError> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |gallery: &&Arc<Gallery>| (0..KEPT_MS).contains(&now_ms.saturating_sub(gallery.made_ms));
        if let Some(gallery) = shown.as_ref().filter(fresh) {
            return Ok(Arc::clone(gallery));
        }
        let gallery = Arc::new(Gallery::make(sandbox, now_ms)?);
        *shown = Some(Arc::clone(&gallery));
        Ok(gallery)
    }

    pub(super) fn stranger(&self) -> Result<Arc<Stranger>, SandboxError> {
        self.stranger.get_or_init(|| Stranger::generate().map(Arc::new)).clone().ok_or(SandboxError::NoKeys)
    }
}

impl Gallery {
    fn make(sandbox: &Sandbox, now_ms: i64) -> Result<Self, SandboxError> {
        let forge = sandbox.forge(&MintRequest::default(), now_ms)?;
        let forgeries = catalogue().map(|(group, attack)| {
            let token = (attack.forge)(&forge)?;
            let verdict = if attack.is_token() {
                let expectation = verify::expectation(sandbox.samples(), attack.gate, Vec::new(), now_ms);
                sandbox.judge_expecting(&token, &expectation, now_ms)?
            } else {
                forge.judge_header(&token)
            };
            Ok(Forgery { group, attack, token, verdict })
        });
        let forgeries = forgeries.collect::<Result<_, SandboxError>>()?;
        let key_set = sandbox.key_set(&sandbox.samples().pool, now_ms)?;
        Ok(Self { made_ms: now_ms, minted: forge.minted, key_set, forgeries })
    }
}

impl Sandbox {
    /// A sign-in, and all it takes to forge what could come of it.
    pub(super) fn forge(&self, request: &MintRequest, now_ms: i64) -> Result<Forge<'_>, SandboxError> {
        Ok(Forge {
            minted: self.mint(request, now_ms)?,
            pair: self.0.keys.current()?,
            stranger: self.0.attacks.stranger()?,
            samples: self.samples(),
            now_s: now_ms.div_euclid(1000),
        })
    }
}

impl Forgery {
    /// The step that decided: the one that refused, or the last one.
    pub fn deciding(&self) -> Option<&Step> {
        self.verdict.deciding()
    }
}
