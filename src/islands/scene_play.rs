//! A scene's form, played in place: whatever is chosen plays at once, and the address keeps up so it can be shared.

use leptos::{html::Div, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use crate::fragment::{elements, get, replace_parts};

/// How many plays were begun: of two that are under way, the later one is shown.
type Plays = StoredValue<u32>;

/// Wraps the form and what came of it. Without JavaScript, the form loads the page anew.
#[island]
pub fn ScenePlay(children: Children) -> impl IntoView {
    let plays = Plays::new(0);
    let root = NodeRef::<Div>::new();
    // Runs in the browser only. What a reader chose before it did would never be played.
    Effect::new(move || {
        let forms = root.get().map(|root| elements::<HtmlFormElement>(&root, "form")).unwrap_or_default();
        for form in forms.into_iter().filter(is_changed) {
            spawn_local(play(plays, form, false));
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        if let Some(form) = event.target().and_then(|target| target.dyn_into().ok()) {
            event.prevent_default();
            spawn_local(play(plays, form, true));
        }
    };
    let change = move |event: Event| {
        if let Some(form) = event.target().and_then(|target| form_of(&target.dyn_into().ok()?)) {
            spawn_local(play(plays, form, false));
        }
    };
    view! { <div class="scene-island" node_ref=root on:submit=submit on:change=change>{children()}</div> }
}

/// The form of a field that is chosen, not typed: text is played when it is sent.
fn form_of(field: &Element) -> Option<HtmlFormElement> {
    if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        return select.form();
    }
    let input = field.dyn_ref::<HtmlInputElement>()?;
    is_chosen(input).then(|| input.form()).flatten()
}

fn is_chosen(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "checkbox" | "radio" | "range")
}

/// Whether something else is chosen than the page came with.
fn is_changed(form: &HtmlFormElement) -> bool {
    let options: Vec<HtmlOptionElement> = elements(form, "option");
    let inputs: Vec<HtmlInputElement> = elements(form, "input");
    options.iter().any(|option| option.selected() != option.default_selected())
        || inputs
            .iter()
            .filter(|input| is_chosen(input))
            .any(|input| input.checked() != input.default_checked() || input.value() != input.default_value())
}

async fn play(plays: Plays, form: HtmlFormElement, asked_for: bool) {
    let this = plays.with_value(|begun| begun.wrapping_add(1));
    plays.set_value(this);
    let played = get(&form).await;
    if plays.get_value() != this {
        return;
    }
    let shown = played.and_then(|(address, html)| {
        let document = form.owner_document().ok_or(JsValue::NULL)?;
        window().history()?.replace_state_with_url(&JsValue::NULL, "", Some(&address))?;
        replace_parts(&document, &html)
    });
    match shown {
        Ok(parts) if asked_for => parts.iter().for_each(Element::scroll_into_view),
        Ok(_) => {}
        // The plain way tells what is wrong, or works after all.
        Err(_) => {
            let _sent = form.submit();
        }
    }
}
