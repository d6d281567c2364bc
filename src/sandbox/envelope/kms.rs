//! The made-up KMS: two keys, made anew each time and never let out, and the three operations that envelopes need.
//!
//! The real one does not publish the format of its ciphertexts; ours holds what must be in there: which key, which
//! nonce, and the encrypted bytes with their tag.

use rand::{Rng, rngs::StdRng};
use serde_json::{Value, json};

use super::{
    super::error::SandboxError,
    aead::{KEY_BYTES, NONCE_BYTES, open, seal},
    context::Context,
    trail::CALLER,
};

/// Bytes that Encrypt takes.
pub(in crate::sandbox) const LONGEST_PLAINTEXT: usize = 4096;
const ID_BYTES: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum KeyState {
    Enabled,
    Disabled,
    PendingDeletion,
}

struct Key {
    id: [u8; ID_BYTES],
    material: [u8; KEY_BYTES],
}

pub(in crate::sandbox) struct Kms {
    keys: [Key; 2],
    /// Of the first key.
    pub(in crate::sandbox) state: KeyState,
    /// Whether the caller may use the keys.
    pub(in crate::sandbox) allows: bool,
    rng: StdRng,
}

/// What the operations share.
pub(in crate::sandbox) struct Request<'a> {
    pub(in crate::sandbox) operation: &'static str,
    /// `None` leaves it to the ciphertext.
    pub(in crate::sandbox) key: Option<String>,
    pub(in crate::sandbox) context: &'a Context,
}

pub(in crate::sandbox) struct DataKey {
    pub(in crate::sandbox) plaintext: [u8; KEY_BYTES],
    pub(in crate::sandbox) encrypted: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct KmsError {
    pub(in crate::sandbox) code: &'static str,
    /// Empty where KMS says nothing.
    pub(in crate::sandbox) message: String,
}

/// Refusals are part of the play; only a failing cipher is an error.
pub(in crate::sandbox) type Answer<T> = Result<Result<T, KmsError>, SandboxError>;

impl Kms {
    pub(in crate::sandbox) fn new(mut rng: StdRng) -> Self {
        let keys = [(); 2].map(|()| Key { id: rng.random(), material: rng.random() });
        Self { keys, state: KeyState::Enabled, allows: true, rng }
    }

    /// Of the key that encrypts, and of one that has nothing to do with it.
    pub(in crate::sandbox) fn arns(&self) -> [String; 2] {
        [&self.keys[0], &self.keys[1]].map(Key::arn)
    }

    pub(in crate::sandbox) fn generate_data_key(&mut self, context: &Context) -> Answer<DataKey> {
        if let Err(refusal) = self.usable("kms:GenerateDataKey", 0) {
            return Ok(Err(refusal));
        }
        let plaintext: [u8; KEY_BYTES] = self.rng.random();
        let encrypted = self.wrap(&plaintext, context)?;
        Ok(Ok(DataKey { plaintext, encrypted }))
    }

    pub(in crate::sandbox) fn encrypt(&mut self, plaintext: &[u8], context: &Context) -> Answer<Vec<u8>> {
        if let Err(refusal) = self.usable("kms:Encrypt", 0) {
            return Ok(Err(refusal));
        }
        if plaintext.len() > LONGEST_PLAINTEXT {
            return Ok(Err(KmsError {
                code: "ValidationException",
                message:
                    "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have \
                          length less than or equal to 4096"
                        .to_owned(),
            }));
        }
        self.wrap(plaintext, context).map(Ok)
    }

    /// Finds the key by what the ciphertext says of itself.
    pub(in crate::sandbox) fn decrypt(&self, blob: &[u8], request: &Request<'_>) -> Result<Vec<u8>, KmsError> {
        let (id, rest) = blob.split_first_chunk::<ID_BYTES>().ok_or_else(invalid)?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_BYTES>().ok_or_else(invalid)?;
        let at = self.keys.iter().position(|key| key.id == *id).ok_or_else(invalid)?;
        let key = &self.keys[at];
        if request.key.as_ref().is_some_and(|arn| *arn != key.arn()) {
            return Err(KmsError {
                code: "IncorrectKeyException",
                message: "The key ID in the request does not identify a CMK that can perform this operation."
                    .to_owned(),
            });
        }
        self.usable("kms:Decrypt", at)?;
        open(&key.material, *nonce, &request.context.bytes(), ciphertext).ok_or_else(invalid)
    }

    fn wrap(&mut self, plaintext: &[u8], context: &Context) -> Result<Vec<u8>, SandboxError> {
        let nonce: [u8; NONCE_BYTES] = self.rng.random();
        let key = &self.keys[0];
        let sealed = seal(&key.material, nonce, &context.bytes(), plaintext)?;
        Ok([key.id.as_slice(), &nonce, &sealed].concat())
    }

    fn usable(&self, action: &str, at: usize) -> Result<(), KmsError> {
        let arn = self.keys[at].arn();
        if !self.allows {
            return Err(KmsError {
                code: "AccessDeniedException",
                message: format!(
                    "User: {CALLER} is not authorized to perform: {action} on resource: {arn} because no identity-based \
                     policy allows the {action} action"
                ),
            });
        }
        match self.state {
            KeyState::Enabled => Ok(()),
            KeyState::Disabled => Err(KmsError { code: "DisabledException", message: format!("{arn} is disabled.") }),
            KeyState::PendingDeletion => {
                Err(KmsError { code: "KMSInvalidStateException", message: format!("{arn} is pending deletion.") })
            }
        }
    }
}

impl Key {
    fn arn(&self) -> String {
        let id = uuid::Builder::from_random_bytes(self.id).into_uuid();
        format!("arn:aws:kms:us-east-1:111122223333:key/{id}")
    }
}

impl KmsError {
    pub(in crate::sandbox) fn json(&self) -> Value {
        if self.message.is_empty() {
            return json!({"__type": self.code});
        }
        json!({"__type": self.code, "message": self.message})
    }
}

/// KMS does not tell what is wrong with a ciphertext, or with its context.
fn invalid() -> KmsError {
    KmsError { code: "InvalidCiphertextException", message: String::new() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng;

    use super::*;

    fn kms() -> Kms {
        Kms::new(StdRng::seed_from_u64(1))
    }

    fn request(context: &Context) -> Request<'_> {
        Request { operation: "Decrypt", key: None, context }
    }

    #[test]
    fn a_data_key_comes_back_with_the_same_context_only() {
        let (mut kms, context) = (kms(), Context::parse("tenant=blue").unwrap());
        let key = kms.generate_data_key(&context).unwrap().unwrap();
        assert_eq!(kms.decrypt(&key.encrypted, &request(&context)).unwrap(), key.plaintext);
        for other in ["", "tenant=green", "Tenant=blue", "tenant=blue,more=1"] {
            let other = Context::parse(other).unwrap();
            assert_eq!(kms.decrypt(&key.encrypted, &request(&other)).unwrap_err().code, "InvalidCiphertextException");
        }
    }

    #[test]
    fn encrypt_takes_4096_bytes_and_not_one_more() {
        let (mut kms, context) = (kms(), Context::default());
        assert!(kms.encrypt(&[0; LONGEST_PLAINTEXT], &context).unwrap().is_ok());
        let refusal = kms.encrypt(&[0; LONGEST_PLAINTEXT + 1], &context).unwrap().unwrap_err();
        assert_eq!(refusal.code, "ValidationException");
    }

    #[test]
    fn no_two_data_keys_are_the_same() {
        let (mut kms, context) = (kms(), Context::default());
        let [one, other] = [(); 2].map(|()| kms.generate_data_key(&context).unwrap().unwrap());
        assert_ne!(one.plaintext, other.plaintext);
        assert_ne!(one.encrypted, other.encrypted);
    }

    proptest! {
        #[test]
        fn no_bytes_that_kms_did_not_write_are_decrypted(blob: Vec<u8>) {
            prop_assert!(kms().decrypt(&blob, &request(&Context::default())).is_err());
        }
    }
}
