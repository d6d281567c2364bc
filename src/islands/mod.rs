//! The interactive pieces that every page may have. Each is rendered by the server first and works as a plain form.

mod practice;
mod scene_play;

pub use practice::Practice;
pub use scene_play::ScenePlay;

/// Called once by the boot script, before it wakes the islands of the page.
#[wasm_bindgen::prelude::wasm_bindgen]
#[cfg(target_arch = "wasm32")]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
