//! Tokens: taken apart by a decoder that shows anything and trusts nothing, and judged step by step.
//!
//! A signature needs a crypto library, so its check is handed in: [`judge::prepare`] says what must be verified with
//! which key, [`judge::Prepared::conclude`] takes the answer. Server and browser share everything else.

pub mod claims;
pub mod decode;
pub mod excerpt;
pub mod flaw;
pub mod gate;
pub mod judge;
pub mod keys;
pub mod looks_real;
pub mod reference;
pub mod spoil;

mod base64url;
mod json;

pub use decode::{Decoded, Form, Part, Role, decode};
pub use flaw::Flaw;
pub use gate::Gate;
pub use json::{Member, Object};
pub use judge::{Expectation, Outcome, Prepared, Step, StepName, Verdict, judge, prepare};
pub use keys::{InvalidKeySet, Jwk, KeySet};
pub use looks_real::{Warning, key_set_looks_real, looks_real};
pub use reference::Reference;
pub use spoil::Spoil;
