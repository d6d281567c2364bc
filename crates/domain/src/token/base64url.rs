//! Base64url as tokens use it: the bytes where they can be had, and every departure from the one canonical spelling.

use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::URL_SAFE_NO_PAD},
};

use super::flaw::Flaw;

/// Takes what other decoders would, so that it can be shown; the flaws say what a strict reader refuses.
const TOLERANT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

pub(super) fn decode(text: &str, flaws: &mut Vec<Flaw>) -> Option<Vec<u8>> {
    let bare = text.trim_end_matches('=');
    if bare.len() < text.len() {
        flaws.push(Flaw::Padding);
    }
    let decoded = if bare.contains(['+', '/']) {
        flaws.push(Flaw::StandardAlphabet);
        TOLERANT.decode(bare.replace('+', "-").replace('/', "_"))
    } else {
        TOLERANT.decode(bare)
    };
    let Ok(bytes) = decoded else {
        flaws.push(Flaw::NotBase64Url);
        return None;
    };
    if has_trailing_bits(bare) {
        flaws.push(Flaw::TrailingBits);
    }
    Some(bytes)
}

/// Only the canonical spelling.
pub(super) fn decode_strictly(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

pub(super) fn encode(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

/// With two characters over, the last one carries four bits that belong to no byte; with three, two.
fn has_trailing_bits(text: &str) -> bool {
    let unused = match text.len() % 4 {
        2 => 0b1111,
        3 => 0b11,
        _ => return false,
    };
    text.bytes().last().and_then(sextet).is_some_and(|value| value & unused != 0)
}

fn sextet(character: u8) -> Option<u8> {
    Some(match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flaws_of(text: &str) -> (Option<Vec<u8>>, Vec<Flaw>) {
        let mut flaws = Vec::new();
        let bytes = decode(text, &mut flaws);
        (bytes, flaws)
    }

    #[test]
    fn every_departure_from_the_canonical_spelling_is_named() {
        assert_eq!(flaws_of("_-8"), (Some(vec![0xff, 0xef]), vec![]));
        assert_eq!(flaws_of("/+8"), (Some(vec![0xff, 0xef]), vec![Flaw::StandardAlphabet]));
        assert_eq!(flaws_of("_-8="), (Some(vec![0xff, 0xef]), vec![Flaw::Padding]));
        assert_eq!(flaws_of("_-9"), (Some(vec![0xff, 0xef]), vec![Flaw::TrailingBits]));
        assert_eq!(flaws_of("A"), (None, vec![Flaw::NotBase64Url]));
        assert_eq!(flaws_of("AA?A"), (None, vec![Flaw::NotBase64Url]));
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded_without_a_flaw(bytes: Vec<u8>) {
            let text = URL_SAFE_NO_PAD.encode(&bytes);
            prop_assert_eq!(flaws_of(&text), (Some(bytes.clone()), vec![]));
            prop_assert_eq!(decode_strictly(&text), Some(bytes));
        }

        #[test]
        fn a_text_without_a_flaw_is_the_only_spelling_of_its_bytes(text in "[A-Za-z0-9_+/=-]{0,12}") {
            let (bytes, flaws) = flaws_of(&text);
            prop_assert_eq!(flaws.is_empty(), decode_strictly(&text).is_some());
            if flaws.is_empty() {
                prop_assert_eq!(URL_SAFE_NO_PAD.encode(bytes.unwrap()), text);
            }
        }
    }
}
