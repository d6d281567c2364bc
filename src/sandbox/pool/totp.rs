//! Codes of an authenticator app (RFC 6238): six digits, thirty seconds, SHA-1, one step of tolerance.

use totp_rs::{Algorithm, Secret, TOTP};

const DIGITS: usize = 6;
const STEP_S: u64 = 30;

/// `secret` is Base32, as an app takes it.
pub(in crate::sandbox) fn code(secret: &str, now_ms: i64) -> Option<String> {
    Some(totp(secret)?.generate(seconds(now_ms)))
}

/// The step in which the code is right, so that it can be used once only.
pub(super) fn step_of(secret: &str, code: &str, now_ms: i64) -> Option<u64> {
    let totp = totp(secret)?;
    let step = seconds(now_ms) / STEP_S;
    let near = [step, step.saturating_sub(1), step.saturating_add(1)];
    near.into_iter().find(|step| totp.generate(step.saturating_mul(STEP_S)) == code)
}

fn totp(secret: &str) -> Option<TOTP> {
    let secret = Secret::Encoded(secret.to_owned()).to_bytes().ok()?;
    Some(TOTP::new_unchecked(Algorithm::SHA1, DIGITS, 1, STEP_S, secret))
}

fn seconds(now_ms: i64) -> u64 {
    u64::try_from(now_ms.div_euclid(1000)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 6238, appendix B: the ASCII text `12345678901234567890`.
    const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn codes_are_the_last_six_digits_of_those_in_the_rfc() {
        for (seconds, code_there) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(code(KEY, seconds * 1000).as_deref(), Some(code_there));
        }
    }

    #[test]
    fn a_code_is_right_for_a_step_before_and_after_its_own() {
        let now = 1_111_111_109_000;
        let code = code(KEY, now).unwrap();
        for (offset_s, right) in [(0, true), (-30, true), (30, true), (-90, false), (90, false)] {
            assert_eq!(step_of(KEY, &code, now + offset_s * 1000).is_some(), right, "{offset_s}");
        }
    }
}
