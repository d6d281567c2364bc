//! The sandbox: a sample user pool that mints tokens with keys of its own and judges what it is shown.
//!
//! It makes no connection, keeps its keys in memory only, and shares none of them with the rest of Quizmint.

pub mod attacks;
mod claims;
pub mod discovery;
mod envelope;
pub mod error;
mod forge;
mod identity;
mod idp;
mod keys;
mod lifetimes;
mod mint;
pub mod oauth;
mod pool;
mod refresh_token;
mod samples;
pub mod scene;
mod sign_in;
mod signing_key;
pub mod sigv4;
mod verify;
mod visitors;
pub mod wire;

use std::sync::{Arc, Mutex, PoisonError};

use domain::{
    scene::Scene,
    token::{Expectation, KeySet, Verdict},
    trigger::Rules,
};
use rand::{SeedableRng, rngs::StdRng};

use self::{
    attacks::Attacks,
    identity::IdentityKeys,
    keys::PoolKeys,
    pool::SignedIn,
    refresh_token::{Grant, Sealer},
    sign_in::{Begun, By, SignIn},
    visitors::{Visitors, locked},
};
pub use self::{
    attacks::Gallery,
    discovery::Discovery,
    error::{Fault, SandboxError},
    identity::{AssumeRole, AssumedRole, Credentials, trust_policy},
    pool::{Account, AwsFault, Message, Provider},
    wire::{Judgement, MintRequest, Minted, Samples, VerifyRequest},
};

/// More is not kept in a refresh token.
const LONGEST_KEPT_SCOPE: usize = 200;

/// Cheap to clone; all clones are one sandbox.
///
/// [`mint`](Self::mint), [`judge`](Self::judge) and [`key_set`](Self::key_set) wait for the keys in the first moments
/// after the start, and signing takes about a millisecond: call them where blocking is allowed.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    base_url: String,
    samples: Samples,
    keys: Arc<PoolKeys>,
    sealer: Sealer,
    identities: IdentityKeys,
    visitors: Visitors,
    attacks: Attacks,
    endings: scene::Endings,
    rng: Mutex<StdRng>,
}

impl Sandbox {
    /// Returns at once; the keys are made in the background. They are truly random, whatever the seed, from which only
    /// token ids and refresh tokens follow.
    pub fn start(base_url: &str, seed: [u8; 32]) -> Self {
        let base_url = base_url.trim_end_matches('/').to_owned();
        let samples = samples::samples(&base_url);
        Self::with(base_url, samples, Arc::new(PoolKeys::start()), StdRng::from_seed(seed))
    }

    /// A sandbox with the same keys and nothing else in common: its own pool, sealer and, if they are changed, samples.
    /// What happens in it is gone with it.
    fn apart(&self, change: impl FnOnce(&mut Samples)) -> Self {
        let mut samples = self.samples().clone();
        change(&mut samples);
        Self::with(self.0.base_url.clone(), samples, Arc::clone(&self.0.keys), self.chance())
    }

    fn with(base_url: String, samples: Samples, keys: Arc<PoolKeys>, mut rng: StdRng) -> Self {
        let sealer = Sealer::new(&mut rng);
        let identities = IdentityKeys::new(&mut rng);
        let visitors = Visitors::new(&samples, &mut rng);
        Self(Arc::new(Inner {
            base_url,
            samples,
            keys,
            sealer,
            identities,
            visitors,
            attacks: Attacks::default(),
            endings: scene::Endings::default(),
            rng: Mutex::new(rng),
        }))
    }

    pub fn samples(&self) -> &Samples {
        &self.0.samples
    }

    /// The three tokens of a sign-in at `now_ms`.
    pub fn mint(&self, request: &MintRequest, now_ms: i64) -> Result<Minted, SandboxError> {
        let mut sign_in = SignIn::parse(request, self.samples())?;
        let now_s = now_ms.div_euclid(1000);
        let session = locked(&self.0.visitors.common()).new_session(&mut self.chance());
        let begun = Begun { auth_time_s: now_s, origin_jti: session };
        let grant = Grant {
            sandbox: String::new(),
            username: sign_in.username.clone(),
            client: sign_in.client.clone(),
            origin_jti: begun.origin_jti.clone(),
            auth_time_s: now_s,
            until_s: now_s.saturating_add_unsigned(sign_in.lifetimes.refresh),
            generation: 0,
            scope: match &sign_in.by {
                By::HostedPages { scope, .. } if scope.len() <= LONGEST_KEPT_SCOPE => Some(scope.clone()),
                By::HostedPages { .. } => Some("openid".to_owned()),
                By::Api => None,
            },
        };
        sign_in.begun = Some(begun);
        let issued = self.issue(&SignedIn { sign_in, grant: Some(grant) }, now_ms)?;
        Ok(Minted {
            id_token: issued.id_token,
            access_token: issued.access_token,
            refresh_token: issued.refresh_token.unwrap_or_default(),
            expires_in: issued.expires_in,
        })
    }

    /// The key of the visitor's own pool, which is made at the first call. Nobody can guess it from the name.
    pub fn own(&self, visitor: &str) -> String {
        let key = self.0.identities.visitor_key(visitor);
        self.0.visitors.ensure(&key, self.samples(), &mut self.chance());
        key
    }

    /// The key of the visitor's own pool, if there is one.
    pub fn existing(&self, visitor: &str) -> Option<String> {
        let key = self.0.identities.visitor_key(visitor);
        self.0.visitors.find(Some(&key)).is_ok().then_some(key)
    }

    /// Drops the visitor's own pool with everything in it, if there is one.
    pub fn forget(&self, visitor: &str) {
        self.0.visitors.forget(&self.0.identities.visitor_key(visitor));
    }

    /// As [`forget`](Self::forget), and makes a new one under the same key.
    pub fn start_over(&self, visitor: &str) {
        self.forget(visitor);
        self.own(visitor);
    }

    /// The pool's users by name, as its administrator would see them.
    pub fn accounts(&self, sandbox: Option<&str>) -> Result<Vec<Account>, AwsFault> {
        Ok(locked(&self.0.visitors.find(sandbox)?).accounts())
    }

    /// How the cases of a scene end. It plays them all at its first call: call it where blocking is allowed.
    pub fn endings(&self, scene: Scene, now_ms: i64) -> Result<&[scene::Outcome], SandboxError> {
        self.0.endings.of(scene, scene::Stage { sandbox: self, now_ms })
    }

    /// What the pool would have sent, the newest first.
    pub fn messages(&self, sandbox: Option<&str>) -> Result<Vec<Message>, AwsFault> {
        Ok(locked(&self.0.visitors.find(sandbox)?).messages())
    }

    /// The rules of the pool's triggers.
    pub fn rules(&self, sandbox: Option<&str>) -> Result<Rules, AwsFault> {
        Ok(locked(&self.0.visitors.find(sandbox)?).rules.clone())
    }

    /// Only a visitor's own pool can be given other rules; they were checked before.
    pub fn set_rules(&self, sandbox: &str, rules: Rules) -> Result<(), AwsFault> {
        locked(&self.0.visitors.find(Some(sandbox))?).rules = rules;
        Ok(())
    }

    /// Judges any text up to 16 KB, for the JSON API.
    pub fn verify(&self, request: &VerifyRequest, now_ms: i64) -> Result<Judgement, SandboxError> {
        self.judge(request, now_ms).map(Judgement::from)
    }

    /// As [`verify`](Self::verify), with the domain's own verdict.
    pub fn judge(&self, request: &VerifyRequest, now_ms: i64) -> Result<Verdict, SandboxError> {
        verify::check(request)?;
        let expectation = verify::expectation(self.samples(), request.gate, request.scopes.clone(), now_ms);
        self.judge_expecting(&request.token, &expectation, now_ms)
    }

    /// As [`judge`](Self::judge), for a consumer that is set up in a way of its own.
    fn judge_expecting(&self, token: &str, expectation: &Expectation, now_ms: i64) -> Result<Verdict, SandboxError> {
        Ok(verify::judge(token, expectation, &self.0.keys.accepted(now_ms)?))
    }

    /// Every known way to tamper with a token, each forged from a fresh one; made anew at most once a minute.
    pub fn attacks(&self, now_ms: i64) -> Result<Arc<Gallery>, SandboxError> {
        self.0.attacks.gallery(self, now_ms)
    }

    /// The pool's public keys: two, or four in the day after a rotation.
    pub fn key_set(&self, pool: &str, now_ms: i64) -> Result<KeySet, SandboxError> {
        self.known_pool(pool)?;
        Ok(keys::key_set(&self.0.keys.accepted(now_ms)?))
    }

    pub fn discovery(&self, sandbox: Option<&str>, pool: &str) -> Result<Discovery, SandboxError> {
        self.known_pool(pool)?;
        Ok(discovery::discovery(&self.place(sandbox), pool))
    }

    /// From now on new keys sign; tokens of the former ones are accepted for another day, in which there is no
    /// further rotation.
    pub fn rotate(&self, now_ms: i64) -> Result<(), SandboxError> {
        self.0.keys.rotate(now_ms)
    }

    /// Where the endpoints of a pool begin.
    fn place(&self, sandbox: Option<&str>) -> String {
        let base_url = &self.0.base_url;
        sandbox.map_or_else(|| format!("{base_url}/sandbox/aws"), |key| format!("{base_url}/sandbox/aws/of/{key}"))
    }

    fn known_pool(&self, pool: &str) -> Result<(), SandboxError> {
        if pool == self.samples().pool { Ok(()) } else { Err(SandboxError::UnknownPool(pool.to_owned())) }
    }

    /// A generator of one's own, so that nobody waits for another's signature.
    fn chance(&self) -> StdRng {
        StdRng::from_rng(&mut *self.0.rng.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
