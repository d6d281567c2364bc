//! The islands of the sandbox: minting in place, and the judge. They are built as a bundle of their own, so that who
//! reads a concept does not load a token judge.

mod token_judge;
mod token_judge_form;
mod token_markup;
mod token_mint;
mod token_signature;
mod token_time;
mod token_verdict;
mod token_view;

pub use token_judge::TokenJudge;
pub use token_mint::TokenMint;
pub use token_time::utc;
pub use token_view::{decoded_html, encoded_html};
