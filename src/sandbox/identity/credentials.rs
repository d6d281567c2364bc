//! Temporary credentials that nobody can mistake for real ones.

use data_encoding::BASE32_NOPAD;
use rand::Rng;

pub(super) const HOUR_S: i64 = 60 * 60;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// Ends in `EXAMPLE`.
    pub access_key_id: String,
    /// Ends in `EXAMPLEKEY`.
    pub secret_key: String,
    /// Begins with `SAMPLE-NOT-A-REAL-TOKEN`.
    pub session_token: String,
    pub expiration_s: i64,
}

/// For a session of this role; its name is in the token, so that one can see what the credentials stand for.
pub(super) fn make(role: &str, expiration_s: i64, rng: &mut impl Rng) -> Credentials {
    let name = role.rsplit('/').next().unwrap_or_default();
    let letters = |bytes: &[u8], count: usize| BASE32_NOPAD.encode(bytes).chars().take(count).collect::<String>();
    Credentials {
        access_key_id: format!("ASIA{}EXAMPLE", letters(&rng.random::<[u8; 8]>(), 9)),
        secret_key: format!("{}EXAMPLEKEY", letters(&rng.random::<[u8; 20]>(), 30)),
        session_token: format!("SAMPLE-NOT-A-REAL-TOKEN-{name}-{}", letters(&rng.random::<[u8; 30]>(), 48)),
        expiration_s,
    }
}

#[cfg(test)]
mod tests {
    use domain::token::looks_real;
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    #[test]
    fn credentials_have_the_shape_of_real_ones_and_are_unmistakably_fake() {
        let made = make("arn:aws:iam::111122223333:role/sample-guest", 1, &mut StdRng::seed_from_u64(1));
        assert_eq!((made.access_key_id.len(), made.secret_key.len()), (20, 40));
        assert!(made.access_key_id.starts_with("ASIA") && made.access_key_id.ends_with("EXAMPLE"));
        assert!(made.secret_key.ends_with("EXAMPLEKEY"));
        assert!(made.session_token.starts_with("SAMPLE-NOT-A-REAL-TOKEN-sample-guest-"));
        assert_eq!(looks_real(&made.access_key_id, &[]), []);
    }
}
