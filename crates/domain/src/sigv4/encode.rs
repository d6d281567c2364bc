//! Percent-encoding as the signature wants it: every byte but the unreserved ones, in capitals, and a space is `%20`.

/// For names and values of a query.
pub fn encoded(bytes: &[u8]) -> String {
    encoded_but(bytes, |_| false)
}

/// For a path: its slashes stay.
pub fn encoded_path(bytes: &[u8]) -> String {
    encoded_but(bytes, |byte| byte == b'/')
}

/// What is not the encoding of a byte stays as it is.
pub fn decoded(text: &str) -> Vec<u8> {
    let mut rest = text.as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some((&first, later)) = rest.split_first() {
        let escaped = (first == b'%').then(|| later.split_at_checked(2)).flatten();
        let byte = escaped.and_then(|(digits, later)| Some((hex(digits[0])? * 16 + hex(digits[1])?, later)));
        let (byte, later) = byte.unwrap_or((first, later));
        bytes.push(byte);
        rest = later;
    }
    bytes
}

fn encoded_but(bytes: &[u8], stays: impl Fn(u8) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || stays(byte) {
            text.push(char::from(byte));
        } else {
            let [high, low] = [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
            text.extend(['%', high, low]);
        }
    }
    text
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_space_is_never_a_plus_and_capitals_are_used() {
        assert_eq!(encoded("a b+c/ñ~".as_bytes()), "a%20b%2Bc%2F%C3%B1~");
        assert_eq!(encoded_path(b"/a b/c*d"), "/a%20b/c%2Ad");
    }

    #[test]
    fn a_lonely_percent_sign_stays() {
        assert_eq!(decoded("100%"), b"100%");
        assert_eq!(decoded("%zz%2"), b"%zz%2");
        assert_eq!(decoded("%25%c3%B1"), "%ñ".as_bytes());
    }

    proptest! {
        #[test]
        fn decoding_takes_encoding_back(bytes: Vec<u8>) {
            prop_assert_eq!(&decoded(&encoded(&bytes)), &bytes);
            prop_assert_eq!(&decoded(&encoded_path(&bytes)), &bytes);
        }
    }
}
