//! The judge's form, which holds all that one sets and pastes: nothing of it is kept anywhere else.

use domain::token::{Gate, decode, decode::LONGEST, spoil::editable};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventInit, FormData, HtmlFormElement, HtmlTextAreaElement};

pub(super) const TOKEN: &str = "token";

pub(super) struct Form(HtmlFormElement);

impl Form {
    pub(super) fn find() -> Option<Self> {
        document().get_element_by_id("judge")?.dyn_into().ok().map(Self)
    }

    /// From here on the controls do something.
    pub(super) fn switch_on(&self) {
        if let Ok(Some(controls)) = self.0.query_selector("fieldset") {
            let _was_on = controls.remove_attribute("disabled");
        }
        if let Ok(Some(excuse)) = self.0.query_selector(".judge-needs-script") {
            excuse.remove();
        }
    }

    /// `None` if it is far longer than any text that is looked at; such a text is not even copied.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let data = FormData::new_with_form(&self.0).ok()?;
        let text: js_sys::JsString = data.get(name).dyn_into().ok()?;
        usize::try_from(text.length()).is_ok_and(|length| length <= LONGEST).then(|| text.into())
    }

    pub(super) fn token(&self) -> Option<String> {
        self.text(TOKEN)
    }

    pub(super) fn gate(&self) -> Gate {
        self.text("gate").and_then(|name| name.parse().ok()).unwrap_or(Gate::Id)
    }

    pub(super) fn scopes(&self) -> Vec<String> {
        self.text("scopes").unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    }

    pub(super) fn uses_pasted_keys(&self) -> bool {
        self.text("keys").as_deref() == Some("pasted")
    }

    pub(super) fn set(&self, name: &str, text: &str) {
        if let Some(area) = self.area(name) {
            area.set_value(text);
        }
    }

    pub(super) fn clear(&self) {
        [TOKEN, "claims", "jwks"].into_iter().for_each(|name| self.set(name, ""));
    }

    /// Lets the editor show the claims of the token.
    pub(super) fn show_claims(&self) {
        let decoded = self.token().map(|token| decode(&token));
        let claims = decoded.as_ref().and_then(|decoded| decoded.claims()).map(editable);
        self.set("claims", &claims.unwrap_or_default());
    }

    fn area(&self, name: &str) -> Option<HtmlTextAreaElement> {
        self.0.query_selector(&["[name=", name, "]"].concat()).ok()??.dyn_into().ok()
    }
}

/// Enters a token as if it had been pasted.
pub(super) fn hand_over(token: &str) {
    let Some(area) = Form::find().and_then(|form| form.area(TOKEN)) else { return };
    area.set_value(token);
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbling) {
        let _not_prevented = area.dispatch_event(&event);
    }
}
