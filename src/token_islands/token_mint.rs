//! The form that mints three tokens in place, and the buttons at each of them.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement};

use super::{
    token_judge_form::hand_over,
    token_time::{sandbox_now_s, set_sandbox_now_s, time_left, verdict_has_ended},
};
use crate::fragment::{focus_marked, post, replace_parts};

const UNREACHABLE: &str = "The server could not be reached. What you entered is still here; try again.";
/// Tells the judge that there are tokens which its copy of the key set may not know.
pub(super) const MINTED: &str = "minted";
/// Tells the judge that the token on which it passed a verdict has ended.
pub(super) const EXPIRED: &str = "expired";

/// Form and tokens are the server's own; sent in place, the form is answered with the tokens taken apart.
#[island]
pub fn TokenMint(children: Children) -> impl IntoView {
    // Runs in the browser only: until then the form is a plain one.
    Effect::new(|| set_interval(tick, Duration::from_secs(1)));
    let submit = |event: web_sys::SubmitEvent| {
        if let Some(form) = event.target().and_then(|target| target.dyn_into().ok()) {
            event.prevent_default();
            spawn_local(mint(form));
        }
    };
    view! {
        <div class="token-mint" on:submit=submit on:click=|event| pressed(&event)>
            {children()}
        </div>
    }
}

async fn mint(form: HtmlFormElement) {
    let Ok(reply) = post(&form).await else {
        if let Ok(Some(place)) = form.query_selector(".form-problem") {
            place.set_text_content(Some(UNREACHABLE));
        }
        return;
    };
    let parts = reply.and_then(|html| replace_parts(&form.owner_document()?, &html).ok());
    let Some(parts) = parts else {
        // Sent the plain way, the form leads to the server's own words, or works after all.
        let _sent = form.submit();
        return;
    };
    if let Some(now_s) = parts.iter().find_map(|part| part.get_attribute("data-now")?.parse().ok()) {
        set_sandbox_now_s(now_s);
        show_time_left();
    }
    announce(MINTED);
    focus_marked(&parts);
}

/// To the other island.
fn announce(name: &str) {
    if let Ok(event) = Event::new(name) {
        let _not_prevented = window().dispatch_event(&event);
    }
}

fn tick() {
    show_time_left();
    if verdict_has_ended(sandbox_now_s()) {
        announce(EXPIRED);
    }
}

fn pressed(event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let within = |selector| target.closest("article").ok()??.query_selector(selector).ok()??.text_content();
    match (target.get_attribute("name").as_deref(), within(".token")) {
        (Some("copy"), Some(token)) => {
            let said = copy(&token);
            target.set_text_content(Some(said));
            say(&[&within("h3").unwrap_or_default(), ": ", said].concat());
        }
        (Some("judge"), Some(token)) => {
            hand_over(&token);
            focus("judge-title");
        }
        _ => {}
    }
}

/// Browsers offer the clipboard only on https and on the machine itself.
fn copy(token: &str) -> &'static str {
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        return "Copy it by hand: the clipboard needs https";
    }
    let _done_or_refused = clipboard.write_text(token);
    "Copied"
}

/// To those who do not see the button change.
fn say(words: &str) {
    if let Some(place) = document().get_element_by_id("mint-status") {
        place.set_text_content(Some(words));
    }
}

/// Moves the reader to what has just changed.
fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _unfocusable = element.focus();
    }
}

/// Once a second, and hidden from screen readers, which would have to read it as often; the end is told in words too.
fn show_time_left() {
    let now_s = sandbox_now_s();
    let Ok(places) = document().query_selector_all("[data-until]") else { return };
    for place in (0..places.length()).filter_map(|at| places.item(at)?.dyn_into::<Element>().ok()) {
        let until = place.get_attribute("data-until").and_then(|until| until.parse().ok());
        place.set_text_content(until.map(|until| time_left(until, now_s)).as_deref());
    }
}
