//! Refresh tokens: the opaque five-part thing (JWE) of a user pool, of which only the header can be read.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;

const HEADER: &str = r#"{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}"#;
/// Stands in the encrypted key, where every text of this alphabet is as good as another.
const MARK: &str = "SAMPLE-NOT-A-REAL-TOKEN-";

const KEY_BYTES: usize = 256;
const VECTOR_BYTES: usize = 12;
const CIPHERTEXT_BYTES: usize = 960;
const TAG_BYTES: usize = 16;

/// Nothing is hidden in it: its bytes are random, as those of a good cipher look to anyone without the key.
pub(super) fn refresh_token(rng: &mut impl Rng) -> String {
    let mut bytes = [0; KEY_BYTES + VECTOR_BYTES + CIPHERTEXT_BYTES + TAG_BYTES];
    rng.fill(&mut bytes[..]);
    let mut token = URL_SAFE_NO_PAD.encode(HEADER);
    let mut rest = bytes.as_slice();
    for length in [KEY_BYTES, VECTOR_BYTES, CIPHERTEXT_BYTES, TAG_BYTES] {
        let (part, later) = rest.split_at(length);
        token.push('.');
        let start = token.len();
        URL_SAFE_NO_PAD.encode_string(part, &mut token);
        if length == KEY_BYTES {
            token.replace_range(start..start + MARK.len(), MARK);
        }
        rest = later;
    }
    token
}

#[cfg(test)]
mod tests {
    use domain::token::{Flaw, Form, decode, looks_real};
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    #[test]
    fn a_refresh_token_is_opaque_and_marked_as_a_sample() {
        let token = refresh_token(&mut StdRng::seed_from_u64(1));
        assert!(
            token
                .starts_with("eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.SAMPLE-NOT-A-REAL-TOKEN-")
        );
        let decoded = decode(&token);
        assert_eq!((decoded.form, decoded.flaws.as_slice()), (Form::Encrypted, [Flaw::Encrypted].as_slice()));
        assert!(decoded.parts.iter().all(|part| part.flaws.is_empty()));
        assert_eq!(looks_real(&token, &[]), []);
        assert_ne!(token, refresh_token(&mut StdRng::seed_from_u64(2)));
    }
}
