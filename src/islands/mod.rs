//! The few interactive pieces: all the wasm there is. Each is rendered by the server first and works as a plain form.

mod fragment;
mod practice;
mod token_judge;
mod token_judge_form;
mod token_markup;
mod token_mint;
mod token_signature;
mod token_time;
mod token_verdict;
mod token_view;

pub use fragment::FRAGMENT_HEADER;
pub use practice::Practice;
pub use token_judge::TokenJudge;
pub use token_mint::TokenMint;
pub use token_time::utc;
pub use token_view::{decoded_html, encoded_html};

/// Called once by the boot script, before it wakes the islands of the page.
#[wasm_bindgen::prelude::wasm_bindgen]
#[cfg(target_arch = "wasm32")]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
