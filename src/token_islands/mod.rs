//! The islands of the sandbox: minting in place, and the judge. They are built as a bundle of their own, so that who
//! reads a concept does not load a token judge.

mod judge;
mod judge_form;
mod markup;
mod mint;
mod signature;
mod time;
mod verdict;
mod view;

pub use judge::TokenJudge;
pub use mint::TokenMint;
pub use time::utc;
pub use view::{decoded_html, encoded_html};
