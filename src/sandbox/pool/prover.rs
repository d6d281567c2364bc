//! The client's half of SRP-6a: it proves to the pool that it knows the password, and sends all but the password.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use num_bigint::BigUint;
use rand::Rng;

use super::{
    password::exponent,
    srp::{GROUP, Group, hashed, padded, pool_name, session_key},
};

/// One proof, from its secret number on.
pub(in crate::sandbox) struct Prover {
    secret: BigUint,
    public: BigUint,
}

/// What the pool asks with, as it stands in the parameters of its challenge.
#[derive(Clone, Copy)]
pub(in crate::sandbox) struct Asked<'a> {
    pub(in crate::sandbox) pool: &'a str,
    /// `USER_ID_FOR_SRP`
    pub(in crate::sandbox) user: &'a str,
    pub(in crate::sandbox) salt_hex: &'a str,
    pub(in crate::sandbox) public_hex: &'a str,
    pub(in crate::sandbox) secret_block: &'a str,
}

/// What the client computes from it. Only the signature is sent.
pub(in crate::sandbox) struct Proof {
    pub(in crate::sandbox) u_hex: String,
    pub(in crate::sandbox) x_hex: String,
    pub(in crate::sandbox) session_hex: String,
    pub(in crate::sandbox) key_hex: String,
    pub(in crate::sandbox) signature: String,
}

impl Prover {
    pub(in crate::sandbox) fn new(rng: &mut impl Rng) -> Self {
        let Group { n, g, .. } = &*GROUP;
        let secret = BigUint::from_bytes_be(&rng.random::<[u8; 128]>());
        Self { public: g.modpow(&secret, n), secret }
    }

    pub(in crate::sandbox) fn secret_hex(&self) -> String {
        self.secret.to_str_radix(16)
    }

    /// `SRP_A`
    pub(in crate::sandbox) fn public_hex(&self) -> String {
        self.public.to_str_radix(16)
    }

    /// `None` where the challenge is not made of numbers.
    pub(in crate::sandbox) fn prove(&self, asked: Asked<'_>, password: &str, timestamp: &str) -> Option<Proof> {
        let Group { n, g, k } = &*GROUP;
        let salt = BigUint::parse_bytes(asked.salt_hex.as_bytes(), 16)?.to_bytes_be();
        let theirs = BigUint::parse_bytes(asked.public_hex.as_bytes(), 16)?;
        let block = STANDARD.decode(asked.secret_block).ok()?;
        let u = hashed(&[padded(&self.public.to_bytes_be()), padded(&theirs.to_bytes_be())]);
        let x = BigUint::from_bytes_be(&exponent(asked.pool, asked.user, password, &salt));
        // Plus k·N, so that the difference stays above zero.
        let base = (theirs + n * k - k * g.modpow(&x, n)) % n;
        let session = base.modpow(&(&self.secret + &u * &x), n);
        let key = session_key(&padded(&session.to_bytes_be()), &padded(&u.to_bytes_be()));
        let message = [pool_name(asked.pool).as_bytes(), asked.user.as_bytes(), &block, timestamp.as_bytes()].concat();
        let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &message);
        Some(Proof {
            u_hex: u.to_str_radix(16),
            x_hex: x.to_str_radix(16),
            session_hex: session.to_str_radix(16),
            key_hex: BigUint::from_bytes_be(&key).to_str_radix(16),
            signature: STANDARD.encode(signature),
        })
    }
}
