//! Passwords: the pool's policy, and what is kept of a password, which both ways of checking it can use.

use aws_lc_rs::{
    constant_time,
    digest::{SHA256, digest},
};
use rand::Rng;

use super::{fault::AwsFault, srp};

const LEAST: usize = 8;
/// As the API's model has it.
const MOST: usize = 256;

/// The secret exponent of SRP, from which the password cannot be read and the verifier follows.
#[derive(Clone)]
pub(in crate::sandbox) struct Password {
    pub(super) salt: [u8; 16],
    pub(super) x: [u8; 32],
}

impl Password {
    pub(super) fn of(pool: &str, username: &str, password: &str, rng: &mut impl Rng) -> Self {
        let salt = rng.random();
        Self { salt, x: exponent(pool, username, password, &salt) }
    }

    /// For a user who does not exist, so that asking for a challenge does not tell: the salt stays, nothing fits.
    pub(super) fn decoy(secret: &[u8; 32], username: &str, rng: &mut impl Rng) -> Self {
        let mut salt = [0; 16];
        salt.copy_from_slice(&digest(&SHA256, &[secret, username.as_bytes()].concat()).as_ref()[..16]);
        Self { salt, x: rng.random() }
    }

    pub(super) fn matches(&self, pool: &str, username: &str, password: &str) -> bool {
        let x = exponent(pool, username, password, &self.salt);
        constant_time::verify_slices_are_equal(&x, &self.x).is_ok()
    }
}

pub(super) fn exponent(pool: &str, username: &str, password: &str, salt: &[u8]) -> [u8; 32] {
    let identity = [srp::pool_name(pool), username, ":", password].concat();
    let inner = digest(&SHA256, identity.as_bytes());
    let mut bytes = srp::padded(salt);
    bytes.extend_from_slice(inner.as_ref());
    let mut x = [0; 32];
    x.copy_from_slice(digest(&SHA256, &bytes).as_ref());
    x
}

/// The default policy of a user pool: eight characters of all four kinds.
pub(super) fn check(password: &str) -> Result<(), AwsFault> {
    if password.is_empty() || password.chars().count() > MOST {
        return Err(AwsFault::invalid_parameter(
            "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length \
             between 1 and 256",
        ));
    }
    let lacks = |wanted: fn(char) -> bool| !password.chars().any(wanted);
    let flaw = if password.chars().count() < LEAST {
        "Password not long enough"
    } else if lacks(|c| c.is_ascii_lowercase()) {
        "Password must have lowercase characters"
    } else if lacks(|c| c.is_ascii_uppercase()) {
        "Password must have uppercase characters"
    } else if lacks(|c| c.is_ascii_digit()) {
        "Password must have numeric characters"
    } else if lacks(|c| c.is_ascii_punctuation() || c == ' ') {
        "Password must have symbol characters"
    } else {
        return Ok(());
    };
    Err(AwsFault::new("InvalidPasswordException", format!("Password did not conform with policy: {flaw}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_first_thing_that_is_missing() {
        let said = |password: &str| check(password).unwrap_err().message;
        assert!(said("Ab1-").ends_with("Password not long enough"));
        assert!(said("ABCDEFG1-").ends_with("lowercase characters"));
        assert!(said("abcdefg1-").ends_with("uppercase characters"));
        assert!(said("Abcdefgh-").ends_with("numeric characters"));
        assert!(said("Abcdefgh1").ends_with("symbol characters"));
        assert_eq!(check("Abcdefg1-"), Ok(()));
    }
}
