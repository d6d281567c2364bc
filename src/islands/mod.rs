//! The few interactive pieces: all the wasm there is. Each is rendered by the server first and works as a plain form.

mod fragment;
mod practice;

pub use fragment::FRAGMENT_HEADER;
pub use practice::Practice;

/// Called once by the boot script, before it wakes the islands of the page.
#[wasm_bindgen::prelude::wasm_bindgen]
#[cfg(target_arch = "wasm32")]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
