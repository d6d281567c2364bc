//! Signature Version 4 with real hashing: what `domain::sigv4` writes down is hashed and signed here.

mod address;
mod draft;
mod refusal;
mod seal;
mod wire;

pub(super) use self::{
    address::Address,
    draft::{Draft, Place, SignedDraft},
    seal::{Seal, sha256},
};
pub use self::{
    refusal::SignRefusal,
    wire::{SampleCredentials, SignRequest, SignedHeader, SignedRequest, sign},
};
