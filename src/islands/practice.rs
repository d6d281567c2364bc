//! The questions of a concept, answered in place.
//!
//! The cards are the server's own: it renders them for the page and again after an answer, so there is one renderer, no
//! key in the page, and little wasm. What is added here: the button is off until an option is chosen, options are
//! shuffled for a first-time visitor, and forms are sent without leaving the page.

use domain::practice::AttemptId;
use leptos::{html::Div, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlFormElement, HtmlInputElement};

use crate::fragment::{elements, focus_marked, post, replace_parts};

const UNREACHABLE: &str = "The server could not be reached. Your choice is still here; try again.";

#[island]
pub fn Practice(children: Children) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let announcement = RwSignal::new(String::new());
    // Runs in the browser only: until then the page works by plain forms.
    Effect::new(move || {
        if let Some(root) = root.get() {
            forms_of(&root).iter().for_each(wake);
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        if let Some(form) = form {
            event.prevent_default();
            spawn_local(send(form, announcement));
        }
    };
    let change = move |event: web_sys::Event| {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()?.form());
        if let Some(form) = form {
            allow_reveal(&form);
        }
    };
    view! {
        <div class="practice" node_ref=root on:submit=submit on:change=change>
            {children()}
            <p class="visually-hidden" role="status">{announcement}</p>
        </div>
    }
}

async fn send(form: HtmlFormElement, announcement: RwSignal<String>) {
    // A second press while the first is under way would be sent as the same attempt and change nothing, but look odd.
    set_disabled(&form, true);
    let reply = post(&form).await;
    set_disabled(&form, false);
    let Ok(reply) = reply else { return tell_problem(&form) };
    let parts = reply.and_then(|html| replace_parts(&form.owner_document()?, &html).ok());
    let Some(parts) = parts else {
        // Sent the plain way, the form leads to the server's own words, or works after all.
        let _sent = form.submit();
        return;
    };
    parts.iter().flat_map(forms_of).for_each(|form| wake(&form));
    announcement.set(focus_marked(&parts).unwrap_or_default());
}

fn tell_problem(form: &HtmlFormElement) {
    if let Ok(Some(place)) = form.query_selector(".form-problem") {
        place.set_text_content(Some(UNREACHABLE));
    }
}

fn forms_of(root: &Element) -> Vec<HtmlFormElement> {
    elements(root, "form")
}

/// Takes over a form: shuffles options that nobody touched yet, and switches the button off until one is chosen.
fn wake(form: &HtmlFormElement) {
    let options: Vec<HtmlInputElement> = elements(form, "input[name=chosen]");
    if options.is_empty() {
        return;
    }
    let is_open = options.iter().all(|option| !option.disabled());
    let untouched = options.iter().all(|option| !option.checked());
    let shared = matches!(form.query_selector("input[name=attempt]"), Ok(None));
    if is_open && shared {
        let _stays_in_the_authors_order = name_attempt(form, untouched);
    }
    allow_reveal(form);
}

/// Gives the form an attempt of its own, and its options the order that follows from it.
fn name_attempt(form: &HtmlFormElement, shuffled: bool) -> Option<()> {
    let options: Vec<Element> = elements(form, ".option");
    let bytes = random_bytes()?;
    let attempt =
        if shuffled { AttemptId::from_random_bytes(bytes) } else { AttemptId::keeping_order(bytes, options.len()) };
    let field: HtmlInputElement = form.owner_document()?.create_element("input").ok()?.dyn_into().ok()?;
    field.set_type("hidden");
    field.set_name("attempt");
    field.set_value(&attempt.to_string());
    form.append_child(&field).ok()?;
    if shuffled {
        let list = options.first()?.parent_element()?;
        let letters: Vec<Element> = elements(form, ".option-letter");
        let written: Vec<Option<String>> = letters.iter().map(|letter| letter.text_content()).collect();
        for (place, at) in attempt.order(options.len()).into_iter().enumerate() {
            list.append_child(options.get(at)?).ok()?;
            letters.get(at)?.set_text_content(written.get(place)?.as_deref());
        }
    }
    Some(())
}

fn random_bytes() -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// With nothing chosen there is nothing to reveal, and with more than are right it would only be wrong.
fn allow_reveal(form: &HtmlFormElement) {
    let options: Vec<HtmlInputElement> = elements(form, "input[name=chosen]");
    if options.is_empty() {
        return;
    }
    let chosen = options.iter().filter(|option| option.checked()).count();
    let hints: Vec<Element> = elements(form, "[data-most]");
    let most = hints.iter().find_map(|hint| hint.get_attribute("data-most")?.parse().ok()).unwrap_or(usize::MAX);
    set_disabled(form, chosen == 0 || chosen > most);
    if let Ok(Some(place)) = form.query_selector(".form-problem") {
        let too_many = (chosen > most).then(|| format!("You chose {chosen}, and {most} are right. Take one away."));
        place.set_text_content(too_many.as_deref());
    }
}

fn set_disabled(form: &HtmlFormElement, disabled: bool) {
    for button in elements::<HtmlButtonElement>(form, "button[type=submit]") {
        button.set_disabled(disabled);
    }
}
