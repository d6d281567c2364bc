//! Envelope encryption with real AES-256-GCM: a made-up KMS with keys in memory, and what its trail records.

mod aead;
mod context;
mod kms;
mod trail;

pub(super) use self::{
    aead::{NONCE_BYTES, TAG_BYTES, open, seal},
    context::Context,
    kms::{DataKey, KeyState, Kms, KmsError, LONGEST_PLAINTEXT, Request},
    trail::entry,
};
