//! A user pool as its clients see it: accounts, sign-ins under way, and what was revoked, all in memory and bounded.
//!
//! There is one pool for everybody and one for each visitor who asks for it. They share the sample clients and the
//! keys; everything in [`UserPool`] is a pool's own.

mod access;
mod account;
mod challenge;
mod custom;
mod fault;
mod federation;
mod initiate;
mod machine;
mod messages;
mod password;
mod prover;
mod refresh;
mod revoked;
mod roster;
mod secret_hash;
mod sign_up;
mod srp;
mod tickets;
pub(super) mod totp;
mod user;

use std::collections::BTreeMap;

use aws_lc_rs::hmac;
use domain::trigger::Rules;
use rand::{Rng, rngs::StdRng};
use serde_json::Value;
use uuid::{Builder, Uuid};

pub(super) use self::user::{Factor, Status, User};
pub(super) use self::{
    access::Bearer,
    machine::Machine,
    prover::{Asked, Proof, Prover},
    refresh::Refusal,
    secret_hash::secret_hash,
};
pub use self::{fault::AwsFault, federation::Provider, messages::Message, roster::Account};
use self::{messages::Outbox, password::Password, revoked::Revoked, tickets::Tickets, user::Authenticator};
use super::{
    mint::subject,
    oauth::Codes,
    refresh_token::{Grant, Sealer},
    sign_in::SignIn,
    wire::{Client, Samples},
};

/// How much a pool may hold. The common one is everybody's, so it holds more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) users: usize,
    pub(super) tickets: usize,
    pub(super) revoked: usize,
}

pub(super) const COMMON: Bounds = Bounds { users: 2000, tickets: 2000, revoked: 5000 };
pub(super) const OWN: Bounds = Bounds { users: 40, tickets: 20, revoked: 200 };

pub(super) struct UserPool {
    /// The visitor's key; empty for the common pool.
    pub(super) key: String,
    bounds: Bounds,
    /// What only this pool knows: the salts of users who do not exist and the marks of its sessions follow from it.
    secret: [u8; 32],
    /// By user name.
    pub(super) users: BTreeMap<String, User>,
    tickets: Tickets,
    pub(super) codes: Codes,
    revoked: Revoked,
    outbox: Outbox,
    pub(super) rules: Rules,
}

impl UserPool {
    pub(super) fn new(key: &str, bounds: Bounds, samples: &Samples, rng: &mut StdRng) -> Self {
        let mut pool = Self {
            key: key.to_owned(),
            bounds,
            secret: rng.random(),
            users: BTreeMap::new(),
            tickets: Tickets::up_to(bounds.tickets),
            codes: Codes::up_to(bounds.tickets),
            revoked: Revoked::up_to(bounds.revoked),
            outbox: Outbox::default(),
            rules: Rules::default(),
        };
        for sample in &samples.users {
            pool.add_sample(&samples.pool, sample, None, rng);
        }
        for sample in &samples.challenge_users {
            pool.add_sample(&samples.pool, &sample.user, Some(sample), rng);
        }
        pool
    }

    fn add_sample(
        &mut self,
        pool: &str,
        sample: &super::wire::User,
        challenged: Option<&super::wire::ChallengeUser>,
        rng: &mut StdRng,
    ) {
        let mut user = User::new(&sample.username, subject(pool, &sample.username), Status::Confirmed);
        user.password = Some(Password::of(pool, &sample.username, &sample.password, rng));
        user.groups.clone_from(&sample.groups);
        user.attributes.insert("email".to_owned(), sample.email.clone());
        user.attributes.insert("email_verified".to_owned(), "true".to_owned());
        match challenged.map(|sample| sample.challenge) {
            Some("SOFTWARE_TOKEN_MFA") => {
                let secret = challenged.and_then(|sample| sample.totp_secret.clone()).unwrap_or_default();
                user.totp = Some(Authenticator { secret, verified: true, last_step: None });
                user.factors.insert(Factor::Totp);
            }
            Some("SMS_MFA") => {
                user.attributes.insert("phone_number".to_owned(), "+12065550100".to_owned());
                user.attributes.insert("phone_number_verified".to_owned(), "true".to_owned());
                user.factors.insert(Factor::Sms);
            }
            Some("EMAIL_OTP") => drop(user.factors.insert(Factor::Email)),
            Some(_) => user.status = Status::ForceChangePassword,
            None => {}
        }
        self.users.insert(user.username.clone(), user);
    }

    /// By user name, or by an e-mail address that its owner has confirmed.
    pub(super) fn user(&self, name: &str) -> Option<&User> {
        let by_email = || {
            let owns = |user: &&User| {
                let is = |attribute: &str, value: &str| user.attributes.get(attribute).is_some_and(|is| is == value);
                is("email", name) && is("email_verified", "true")
            };
            self.users.values().find(owns)
        };
        self.users.get(name).or_else(by_email)
    }

    /// The id of a new session, marked as this pool's: tokens of all pools look alike and have the same signers.
    pub(super) fn new_session(&self, rng: &mut impl Rng) -> String {
        self.session_of(rng.random())
    }

    fn is_own_session(&self, origin_jti: &str) -> bool {
        let random = Uuid::try_parse(origin_jti).ok().and_then(|id| id.as_bytes().first_chunk().copied());
        random.is_some_and(|random| self.session_of(random) == origin_jti)
    }

    fn session_of(&self, random: [u8; 6]) -> String {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.secret), &random);
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&random);
        bytes[6..].copy_from_slice(&tag.as_ref()[..10]);
        Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    pub(super) fn messages(&self) -> Vec<Message> {
        self.outbox.list()
    }
}

/// One call to the service: the pool it goes to, and what it may use. Held under the pool's lock, so it never signs.
pub(super) struct Call<'a> {
    pub(super) pool: &'a mut UserPool,
    pub(super) samples: &'a Samples,
    pub(super) sealer: &'a Sealer,
    pub(super) now_ms: i64,
    pub(super) rng: &'a mut StdRng,
}

/// What a call comes to.
pub(super) enum Reply {
    Json(Value),
    /// Tokens are to be signed, after the lock is gone.
    SignedIn(Box<SignedIn>),
}

pub(super) struct SignedIn {
    pub(super) sign_in: SignIn,
    /// The refresh token to hand out; none when one only refreshes.
    pub(super) grant: Option<Grant>,
}

type Answer = Result<Reply, AwsFault>;

impl Call<'_> {
    /// The issuer of tokens from the hosted pages: the address of this very pool's documents.
    fn local_issuer(&self) -> String {
        self.samples.local_issuer(&self.pool.key)
    }

    fn now_s(&self) -> i64 {
        self.now_ms.div_euclid(1000)
    }

    /// A sample user of the common pool stays as listed: everybody signs in as them.
    fn is_shared(&self, user: &User) -> bool {
        let samples = &self.samples;
        let mut listed = samples.users.iter().chain(samples.challenge_users.iter().map(|sample| &sample.user));
        self.pool.key.is_empty() && listed.any(|sample| sample.username == user.username)
    }

    fn client(&self, id: &str) -> Result<Client, AwsFault> {
        let known = self.samples.clients.iter().find(|client| client.id == id);
        let unknown =
            || AwsFault::new("ResourceNotFoundException", format!("User pool client {} does not exist.", quoted(id)));
        known.cloned().ok_or_else(unknown)
    }
}

/// Someone else's text in a sentence of ours: short, and without control characters.
fn quoted(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(128).collect()
}
