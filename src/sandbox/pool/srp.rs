//! The server's half of SRP-6a as user pools speak it: the client proves that it knows the password and never sends it.
//!
//! The group is the 3072-bit one of RFC 3526 with the generator 2. Numbers are hashed as a client in JavaScript writes
//! them: big-endian, with a leading zero byte where the first bit is set. The session key comes from HKDF (RFC 5869)
//! with the info `Caldera Derived Key`, and its first 16 bytes sign the challenge.

use std::sync::LazyLock;

use aws_lc_rs::{
    constant_time,
    digest::{SHA256, digest},
    hmac,
};
use num_bigint::BigUint;
use rand::Rng;

const N_HEX: &[u8] = b"FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74\
020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437\
4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05\
98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB\
9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B\
E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718\
3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33\
A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7\
ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864\
D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2\
08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

const INFO: &[u8] = b"Caldera Derived Key\x01";
const KEY_BYTES: usize = 16;
/// A number of the group, written in hexadecimal, has no more digits.
const MOST_DIGITS: usize = 770;

pub(super) static GROUP: LazyLock<Group> = LazyLock::new(Group::new);

pub(super) struct Group {
    pub(super) n: BigUint,
    pub(super) g: BigUint,
    pub(super) k: BigUint,
}

impl Group {
    fn new() -> Self {
        let n = BigUint::parse_bytes(N_HEX, 16).unwrap_or_default();
        let g = BigUint::from(2_u8);
        let k = hashed(&[padded(&n.to_bytes_be()), padded(&g.to_bytes_be())]);
        Self { n, g, k }
    }
}

/// The part of the pool's id after the region, which both sides hash.
pub(super) fn pool_name(pool: &str) -> &str {
    pool.split_once('_').map_or(pool, |(_, name)| name)
}

/// What the server keeps between its challenge and the client's proof.
#[derive(Clone)]
pub(super) struct Challenge {
    a: BigUint,
    b: BigUint,
    verifier: BigUint,
    public: BigUint,
}

impl Challenge {
    /// `None` where the client's number is none of the group, or one that would give the key away.
    ///
    /// Costs two exponentiations.
    pub(super) fn new(client_public_hex: &str, x: &[u8; 32], rng: &mut impl Rng) -> Option<Self> {
        if client_public_hex.len() > MOST_DIGITS {
            return None;
        }
        let Group { n, g, k } = &*GROUP;
        let a = BigUint::parse_bytes(client_public_hex.as_bytes(), 16)?;
        if (&a % n) == BigUint::ZERO {
            return None;
        }
        let b = BigUint::from_bytes_be(&rng.random::<[u8; 32]>());
        let verifier = g.modpow(&BigUint::from_bytes_be(x), n);
        let public = (k * &verifier + g.modpow(&b, n)) % n;
        Some(Self { a, b, verifier, public })
    }

    pub(super) fn public_hex(&self) -> String {
        self.public.to_str_radix(16)
    }

    /// Whether the signature over pool, user, secret block and time was made by someone who knows the password.
    ///
    /// Costs two exponentiations.
    pub(super) fn proves(
        &self,
        pool: &str,
        user: &str,
        secret_block: &[u8],
        timestamp: &str,
        signature: &[u8],
    ) -> bool {
        let n = &GROUP.n;
        let u = hashed(&[padded(&self.a.to_bytes_be()), padded(&self.public.to_bytes_be())]);
        let secret = (&self.a * self.verifier.modpow(&u, n)).modpow(&self.b, n);
        let key = session_key(&padded(&secret.to_bytes_be()), &padded(&u.to_bytes_be()));
        let message = [pool_name(pool).as_bytes(), user.as_bytes(), secret_block, timestamp.as_bytes()].concat();
        let expected = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &message);
        constant_time::verify_slices_are_equal(expected.as_ref(), signature).is_ok()
    }
}

pub(super) fn session_key(secret: &[u8], salt: &[u8]) -> [u8; KEY_BYTES] {
    let extracted = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt), secret);
    let expanded = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, extracted.as_ref()), INFO);
    let mut key = [0; KEY_BYTES];
    key.copy_from_slice(&expanded.as_ref()[..KEY_BYTES]);
    key
}

/// The bytes of a number as a signed one would have them: without leading zeros, but one where the first bit is set.
pub(super) fn padded(bytes: &[u8]) -> Vec<u8> {
    let mut number = BigUint::from_bytes_be(bytes).to_bytes_be();
    if number.first().is_some_and(|first| *first >= 0x80) {
        number.insert(0, 0);
    }
    number
}

pub(super) fn hashed(parts: &[Vec<u8>]) -> BigUint {
    BigUint::from_bytes_be(digest(&SHA256, &parts.concat()).as_ref())
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::StdRng};

    use base64::{Engine, engine::general_purpose::STANDARD};

    use super::*;
    use crate::sandbox::pool::{
        initiate::hex,
        password::Password,
        prover::{Asked, Prover},
    };

    const POOL: &str = "us-east-1_EXAMPLE00";

    #[test]
    fn whoever_knows_the_password_can_prove_it_and_nobody_else() {
        let mut rng = StdRng::seed_from_u64(7);
        let right = Password::of(POOL, "alice", "Sample-Passw0rd-1", &mut rng);
        let prover = Prover::new(&mut rng);
        let challenge = Challenge::new(&prover.public_hex(), &right.x, &mut rng).unwrap();
        let (salt_hex, public_hex) = (hex(&right.salt), challenge.public_hex());
        let asked =
            |user| Asked { pool: POOL, user, salt_hex: &salt_hex, public_hex: &public_hex, secret_block: "YmxvY2s=" };
        for (user, password, proves) in [
            ("alice", "Sample-Passw0rd-1", true),
            ("alice", "sample-passw0rd-1", false),
            ("bob", "Sample-Passw0rd-1", false),
        ] {
            let proof = prover.prove(asked(user), password, "now").unwrap();
            let signature = STANDARD.decode(proof.signature).unwrap();
            assert_eq!(challenge.proves(POOL, "alice", b"block", "now", &signature), proves, "{user} {password}");
        }
    }

    #[test]
    fn a_number_that_would_give_the_key_away_is_refused() {
        let mut rng = StdRng::seed_from_u64(7);
        let twice = (&GROUP.n * 2_u8).to_str_radix(16);
        for public in ["0", "", "xyz", &GROUP.n.to_str_radix(16), &twice, &"1".repeat(771)] {
            assert!(Challenge::new(public, &[1; 32], &mut rng).is_none(), "{public}");
        }
    }

    #[test]
    fn numbers_are_padded_as_signed_ones() {
        assert_eq!(padded(&[0x80]), [0, 0x80]);
        assert_eq!(padded(&[0, 0x7f]), [0x7f]);
        assert_eq!(GROUP.n.bits(), 3072);
    }
}
