//! Identities and the tokens that the identity pool itself issues: RS512, ten minutes, for STS alone.

use std::sync::OnceLock;

use aws_lc_rs::hmac;
use data_encoding::BASE32_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, errors::ErrorKind};
use rand::Rng;
use serde_json::{Value, json};
use uuid::{Builder, Uuid};

use super::login::Login;
use crate::sandbox::{
    Sandbox, SandboxError,
    pool::AwsFault,
    signing_key::{Kind, SigningKey},
};

pub(super) const ISSUER: &str = "https://cognito-identity.amazonaws.com";
const LIFE_S: i64 = 600;

/// What makes identities one's own: the key under which their ids are marked, and the keys that sign. RSA keys are slow
/// to make, so these are made when they are first asked for.
pub(in crate::sandbox) struct IdentityKeys {
    mark: hmac::Key,
    open_id: OnceLock<Option<SigningKey>>,
    google: OnceLock<Option<SigningKey>>,
}

/// To whom an identity was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    Guest,
    Login,
}

impl IdentityKeys {
    pub(in crate::sandbox) fn new(rng: &mut impl Rng) -> Self {
        let mark = hmac::Key::new(hmac::HMAC_SHA256, &rng.random::<[u8; 32]>());
        Self { mark, open_id: OnceLock::new(), google: OnceLock::new() }
    }

    /// The same login always has the same identity.
    pub(super) fn of_login(&self, region: &str, provider: &str, subject: &str) -> String {
        let tag = hmac::sign(&self.mark, [provider, "\0", subject].concat().as_bytes());
        self.marked(region, Holder::Login, tag.as_ref().first_chunk().copied().unwrap_or_default())
    }

    pub(super) fn of_guest(&self, region: &str, random: [u8; 6]) -> String {
        self.marked(region, Holder::Guest, random)
    }

    /// Whose id this is. `None` for one that was never given out here.
    pub(super) fn holder(&self, region: &str, identity: &str) -> Option<Holder> {
        let uuid = identity.strip_prefix(region)?.strip_prefix(':')?;
        let begin = *Uuid::try_parse(uuid).ok()?.as_bytes().first_chunk()?;
        [Holder::Guest, Holder::Login].into_iter().find(|holder| identity == self.marked(region, *holder, begin))
    }

    /// A secret that follows from the visitor's name while this process lives.
    pub(in crate::sandbox) fn visitor_key(&self, visitor: &str) -> String {
        let tag = hmac::sign(&self.mark, ["visitor\0", visitor].concat().as_bytes());
        BASE32_NOPAD.encode(&tag.as_ref()[..15]).to_ascii_lowercase()
    }

    /// What follows the beginning proves that the id was given out here, and to whom, so none needs to be remembered.
    fn marked(&self, region: &str, holder: Holder, begin: [u8; 6]) -> String {
        let kind: &[u8] = match holder {
            Holder::Guest => b"guest",
            Holder::Login => b"login",
        };
        let tag = hmac::sign(&self.mark, &[kind, &begin[..]].concat());
        id(region, &[&begin[..], tag.as_ref()].concat())
    }

    fn open_id(&self) -> Result<&SigningKey, AwsFault> {
        let key = self.open_id.get_or_init(|| SigningKey::generate(Kind::OpenId));
        key.as_ref().ok_or_else(AwsFault::internal)
    }

    pub(in crate::sandbox) fn google(&self) -> Result<&SigningKey, AwsFault> {
        let key = self.google.get_or_init(|| SigningKey::generate(Kind::Pool));
        key.as_ref().ok_or_else(AwsFault::internal)
    }
}

fn id(region: &str, bytes: &[u8]) -> String {
    let mut sixteen = [0; 16];
    sixteen.copy_from_slice(&bytes[..16]);
    format!("{region}:{}", Builder::from_custom_bytes(sixteen).into_uuid())
}

impl Sandbox {
    pub(in crate::sandbox) fn open_id_token(
        &self,
        identity: &str,
        logins: &[Login],
        now_ms: i64,
    ) -> Result<String, AwsFault> {
        self.open_id_token_of(&self.0.samples.identity_pool, identity, &amr(logins), now_ms)
    }

    /// Of any identity pool, for the service signs the tokens of all of them with the same keys.
    pub(in crate::sandbox) fn open_id_token_of(
        &self,
        identity_pool: &str,
        identity: &str,
        amr: &[String],
        now_ms: i64,
    ) -> Result<String, AwsFault> {
        let now_s = now_ms.div_euclid(1000);
        let claims = json!({
            "sub": identity,
            "aud": identity_pool,
            "amr": amr,
            "iss": ISSUER,
            "exp": now_s + LIFE_S,
            "iat": now_s,
        });
        self.0.identities.open_id()?.sign(&claims).map_err(|_: SandboxError| AwsFault::internal())
    }

    /// The claims of a token that this identity pool issued, as STS reads them.
    pub(in crate::sandbox) fn read_open_id_token(&self, token: &str, now_ms: i64) -> Result<Value, AwsFault> {
        let invalid = |message: &str| AwsFault::new("InvalidIdentityToken", message);
        let key = self.0.identities.open_id()?;
        let claims = verified(key, Algorithm::RS512, token)
            .ok_or_else(|| invalid("The web identity token that was passed could not be validated."))?;
        if claims["iss"] != ISSUER {
            return Err(invalid("Issuer must be a valid identity provider."));
        }
        let (exp, now_s) = (claims["exp"].as_i64().unwrap_or(0), now_ms.div_euclid(1000));
        if exp <= now_s {
            let message =
                format!("Token expired: current date/time {now_s} must be before the expiration date/time {exp}");
            return Err(AwsFault::new("ExpiredTokenException", message));
        }
        Ok(claims)
    }
}

fn amr(logins: &[Login]) -> Vec<String> {
    let Some(first) = logins.first() else { return vec!["unauthenticated".to_owned()] };
    let mut amr = vec!["authenticated".to_owned(), first.provider.clone()];
    if first.is_user_pool() {
        amr.push(format!("{}:CognitoSignIn:{}", first.provider, first.subject));
    }
    amr
}

/// The claims, if this key signed them. What they say is for the caller to judge.
pub(super) fn verified(key: &SigningKey, algorithm: Algorithm, token: &str) -> Option<Value> {
    let (modulus, exponent) = (key.jwk.n.as_deref()?, key.jwk.e.as_deref()?);
    let decoding = DecodingKey::from_rsa_components(modulus, exponent).ok()?;
    let mut validation = Validation::new(algorithm);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    match decode::<Value>(token, &decoding, &validation) {
        Ok(read) => Some(read.claims),
        Err(error) => {
            debug_assert!(!matches!(error.kind(), ErrorKind::InvalidRsaKey(_)), "the key is ours");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    #[test]
    fn an_identity_belongs_to_one_login_and_a_guest_is_recognised() {
        let mut rng = StdRng::seed_from_u64(1);
        let keys = IdentityKeys::new(&mut rng);
        let alice = keys.of_login("us-east-1", "pool", "alice");
        assert_eq!(alice, keys.of_login("us-east-1", "pool", "alice"));
        assert_ne!(alice, keys.of_login("us-east-1", "pool", "bob"));
        assert_eq!(keys.holder("us-east-1", &alice), Some(Holder::Login));
        let guest = keys.of_guest("us-east-1", [1, 2, 3, 4, 5, 6]);
        assert_eq!(keys.holder("us-east-1", &guest), Some(Holder::Guest));
    }

    #[test]
    fn an_identity_that_was_never_given_out_here_is_nobodys() {
        let mut rng = StdRng::seed_from_u64(1);
        let keys = IdentityKeys::new(&mut rng);
        let (guest, alice) = (keys.of_guest("us-east-1", [1; 6]), keys.of_login("us-east-1", "pool", "alice"));
        let elsewhere = IdentityKeys::new(&mut rng);
        assert_eq!((elsewhere.holder("us-east-1", &guest), elsewhere.holder("us-east-1", &alice)), (None, None));
        let made_up = "us-east-1:99999999-9999-4999-8999-999999999999";
        for odd in ["", "us-east-1:", "us-east-1:x", &guest[1..], made_up, &alice.to_uppercase()] {
            assert_eq!(keys.holder("us-east-1", odd), None, "{odd}");
        }
    }
}
