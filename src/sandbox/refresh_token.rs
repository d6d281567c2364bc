//! Refresh tokens: the opaque five-part thing (JWE) of a user pool, of which only the header can be read.
//!
//! The ciphertext is real: it holds the [`Grant`] under a key that lives as long as the process, so nothing needs to be
//! remembered of a refresh token until it is revoked or rotated. The part where a JWE has the content key, wrapped for
//! its reader, says that this is a sample, because writer and reader are one.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;
use serde::{Deserialize, Serialize};

const HEADER: &str = r#"{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}"#;
/// Stands in the encrypted key, where every text of this alphabet is as good as another.
const MARK: &str = "SAMPLE-NOT-A-REAL-TOKEN-";

const KEY_BYTES: usize = 256;
const VECTOR_BYTES: usize = 12;
/// As long as those of a real pool; what is sealed is filled up with spaces.
const CIPHERTEXT_BYTES: usize = 960;
const TAG_BYTES: usize = 16;

/// What a refresh token stands for: one sign-in of one user through one client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Grant {
    /// The visitor's sandbox; empty for the common one.
    pub(super) sandbox: String,
    pub(super) username: String,
    pub(super) client: String,
    pub(super) origin_jti: String,
    pub(super) auth_time_s: i64,
    /// When the refresh token ends.
    pub(super) until_s: i64,
    /// How often it was rotated.
    pub(super) generation: u32,
    /// The scopes that the hosted pages gave; none for a sign-in by the API.
    pub(super) scope: Option<String>,
}

pub(super) struct Sealer(Option<LessSafeKey>);

impl Sealer {
    pub(super) fn new(rng: &mut impl Rng) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, &rng.random::<[u8; 32]>());
        Self(key.ok().map(LessSafeKey::new))
    }

    /// `None` where the grant is longer than a token can hold; its fields are bounded so that it is not.
    pub(super) fn seal(&self, grant: &Grant, rng: &mut impl Rng) -> Option<String> {
        let mut sealed = serde_json::to_vec(grant).ok().filter(|plain| plain.len() <= CIPHERTEXT_BYTES)?;
        sealed.resize(CIPHERTEXT_BYTES, b' ');
        let header = URL_SAFE_NO_PAD.encode(HEADER);
        let vector: [u8; VECTOR_BYTES] = rng.random();
        let nonce = Nonce::assume_unique_for_key(vector);
        let tag = self.0.as_ref()?.seal_in_place_separate_tag(nonce, Aad::from(&header), &mut sealed).ok()?;
        let mut key = URL_SAFE_NO_PAD.encode(random_bytes(rng));
        key.replace_range(..MARK.len(), MARK);
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        Some([header, key, encode(&vector), encode(&sealed), encode(tag.as_ref())].join("."))
    }

    /// `None` for everything that this process did not seal.
    pub(super) fn open(&self, token: &str) -> Option<Grant> {
        let parts: Vec<&str> = token.splitn(6, '.').collect();
        let &[header, _, vector, ciphertext, tag] = parts.as_slice() else { return None };
        let decode = |part: &str, bytes: usize| URL_SAFE_NO_PAD.decode(part).ok().filter(|part| part.len() == bytes);
        let nonce = Nonce::try_assume_unique_for_key(&decode(vector, VECTOR_BYTES)?).ok()?;
        let mut sealed = decode(ciphertext, CIPHERTEXT_BYTES)?;
        sealed.extend(decode(tag, TAG_BYTES)?);
        let plain = self.0.as_ref()?.open_in_place(nonce, Aad::from(header), &mut sealed).ok()?;
        serde_json::from_slice(plain).ok()
    }
}

fn random_bytes(rng: &mut impl Rng) -> [u8; KEY_BYTES] {
    let mut bytes = [0; KEY_BYTES];
    rng.fill(&mut bytes[..]);
    bytes
}

#[cfg(test)]
mod tests {
    use domain::token::{Flaw, Form, decode, looks_real};
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    fn grant() -> Grant {
        Grant {
            sandbox: String::new(),
            username: "a".repeat(128),
            client: "1sampleclientpublic0000001".to_owned(),
            origin_jti: "00000000-0000-4000-8000-000000000000".to_owned(),
            auth_time_s: 1_795_000_000,
            until_s: 1_797_592_000,
            generation: 0,
            scope: Some("openid email profile aws.cognito.signin.user.admin".to_owned()),
        }
    }

    #[test]
    fn a_refresh_token_is_opaque_and_marked_as_a_sample() {
        let mut rng = StdRng::seed_from_u64(1);
        let sealer = Sealer::new(&mut rng);
        let token = sealer.seal(&grant(), &mut rng).unwrap();
        assert!(
            token
                .starts_with("eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.SAMPLE-NOT-A-REAL-TOKEN-")
        );
        let decoded = decode(&token);
        assert_eq!((decoded.form, decoded.flaws.as_slice()), (Form::Encrypted, [Flaw::Encrypted].as_slice()));
        assert!(decoded.parts.iter().all(|part| part.flaws.is_empty()));
        assert_eq!(looks_real(&token, &[]), []);
        assert_ne!(Some(token), sealer.seal(&grant(), &mut rng));
    }

    #[test]
    fn only_the_pool_that_sealed_a_refresh_token_can_open_it_and_only_unchanged() {
        let mut rng = StdRng::seed_from_u64(1);
        let (sealer, other) = (Sealer::new(&mut rng), Sealer::new(&mut rng));
        let token = sealer.seal(&grant(), &mut rng).unwrap();
        assert_eq!(sealer.open(&token), Some(grant()));
        assert_eq!(other.open(&token), None);
        let mut changed = token.into_bytes();
        let last = changed.len() - 30;
        changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
        assert_eq!(sealer.open(&String::from_utf8(changed).unwrap()), None);
        for odd in ["", "....", "a.b.c", "a.b.c.d.e.f"] {
            assert_eq!(sealer.open(odd), None, "{odd}");
        }
    }
}
