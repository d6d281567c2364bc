//! AES-256-GCM: encrypts, and refuses to decrypt what was changed.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use super::super::error::SandboxError;

pub(in crate::sandbox) const KEY_BYTES: usize = 32;
pub(in crate::sandbox) const NONCE_BYTES: usize = 12;
pub(in crate::sandbox) const TAG_BYTES: usize = 16;

/// The ciphertext with the tag at its end. What is bound is not encrypted; it must be the same to decrypt.
pub(in crate::sandbox) fn seal(
    key: &[u8; KEY_BYTES],
    nonce: [u8; NONCE_BYTES],
    bound: &[u8],
    plaintext: &[u8],
) -> Result<Vec<u8>, SandboxError> {
    let mut bytes = plaintext.to_vec();
    let key = UnboundKey::new(&AES_256_GCM, key).map(LessSafeKey::new).map_err(|_| SandboxError::Unsealed)?;
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound), &mut bytes)
        .map_err(|_| SandboxError::Unsealed)?;
    Ok(bytes)
}

/// `None`: the tag does not match, so nothing is told of the plaintext.
pub(in crate::sandbox) fn open(
    key: &[u8; KEY_BYTES],
    nonce: [u8; NONCE_BYTES],
    bound: &[u8],
    ciphertext: &[u8],
) -> Option<Vec<u8>> {
    let mut bytes = ciphertext.to_vec();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).ok()?);
    let plaintext = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(bound), &mut bytes).ok()?;
    Some(plaintext.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test case 15 of "The Galois/Counter Mode of Operation (GCM)" by its authors, submitted to NIST.
    #[test]
    fn the_cipher_is_the_published_one() {
        let key = bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        let nonce = bytes("cafebabefacedbaddecaf888").try_into().unwrap();
        let plaintext = bytes(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        );
        let sealed = bytes(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c",
        );
        let key = key.try_into().unwrap();
        assert_eq!(seal(&key, nonce, b"", &plaintext).unwrap(), sealed);
        assert_eq!(open(&key, nonce, b"", &sealed), Some(plaintext));
    }

    #[test]
    fn a_flipped_bit_anywhere_is_noticed() {
        let (key, nonce) = ([7; KEY_BYTES], [9; NONCE_BYTES]);
        let sealed = seal(&key, nonce, b"bound", b"text").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(&key, nonce, b"bound", &changed), None);
        }
        assert_eq!(open(&key, nonce, b"other", &sealed), None);
        assert_eq!(open(&key, [8; NONCE_BYTES], b"bound", &sealed), None);
        assert_eq!(open(&key, nonce, b"bound", &[]), None);
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }
}
