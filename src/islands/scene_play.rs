//! A scene's form, played in place: whatever is chosen plays at once, and the address keeps up so that it can be shared.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement, HtmlSelectElement};

use crate::fragment::{get, replace_parts};

/// Wraps the form and what came of it. Without JavaScript, the form loads the page anew.
#[island]
pub fn ScenePlay(children: Children) -> impl IntoView {
    let submit = |event: web_sys::SubmitEvent| {
        if let Some(form) = event.target().and_then(|target| target.dyn_into().ok()) {
            event.prevent_default();
            spawn_local(play(form, true));
        }
    };
    let change = |event: Event| {
        if let Some(form) = event.target().and_then(|target| form_of(&target.dyn_into().ok()?)) {
            spawn_local(play(form, false));
        }
    };
    view! { <div class="scene-island" on:submit=submit on:change=change>{children()}</div> }
}

/// The form of a field that is chosen, not typed: text is played when it is sent.
fn form_of(field: &Element) -> Option<HtmlFormElement> {
    if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        return select.form();
    }
    let input = field.dyn_ref::<HtmlInputElement>()?;
    matches!(input.type_().as_str(), "checkbox" | "radio" | "range").then(|| input.form()).flatten()
}

async fn play(form: HtmlFormElement, asked_for: bool) {
    let played = get(&form).await.and_then(|(address, html)| {
        let document = form.owner_document().ok_or(JsValue::NULL)?;
        window().history()?.replace_state_with_url(&JsValue::NULL, "", Some(&address))?;
        replace_parts(&document, &html)
    });
    match played {
        Ok(parts) if asked_for => parts.iter().for_each(Element::scroll_into_view),
        Ok(_) => {}
        // The plain way tells what is wrong, or works after all.
        Err(_) => {
            let _sent = form.submit();
        }
    }
}
