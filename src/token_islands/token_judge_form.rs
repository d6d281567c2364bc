//! The judge's form, which holds all that one sets and pastes: nothing of it is kept anywhere else.

use domain::token::{
    Expectation, Gate, Verdict, decode, decode::LONGEST, key_set_looks_real, looks_real, spoil::editable,
};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlTextAreaElement};

use super::{
    token_markup::Markup,
    token_time::{sandbox_now_s, verdict_holds_until},
    token_verdict::{is_in_time, write_steps, write_summary},
    token_view::{write_decoded, write_encoded},
};

pub(super) const TOKEN: &str = "token";

pub(super) struct Form(Element);

impl Form {
    pub(super) fn find() -> Option<Self> {
        document().get_element_by_id("judge").map(Self)
    }

    /// From here on the controls do something.
    pub(super) fn switch_on(&self) {
        if let Some(controls) = self.controls() {
            let _was_on = controls.remove_attribute("disabled");
        }
        if let Ok(Some(excuse)) = self.0.query_selector(".judge-needs-script") {
            excuse.remove();
        }
    }

    /// `None` if it is far longer than any text that is looked at; such a text is not even copied.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let control = self.control(name)?;
        if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>()
            && usize::try_from(area.text_length()).is_ok_and(|length| length > LONGEST)
        {
            return None;
        }
        js_sys::Reflect::get(&control, &"value".into()).ok()?.as_string()
    }

    pub(super) fn token(&self) -> Option<String> {
        self.text(TOKEN)
    }

    /// What the chosen consumer is set up to expect: of the sandbox's pool, or as it was typed.
    pub(super) fn expectation(&self) -> Expectation {
        let (issuers, clients) = if self.uses_pasted_keys() {
            (self.text("issuer").into_iter().collect(), self.text("client").into_iter().collect())
        } else {
            (self.sample_issuers(), self.words("data-clients"))
        };
        let scopes = words(&self.text("scopes").unwrap_or_default());
        Expectation { issuers, clients, gate: self.gate(), scopes, now_s: sandbox_now_s() }
    }

    pub(super) fn sample_issuers(&self) -> Vec<String> {
        self.words("data-issuers")
    }

    pub(super) fn key_set_path(&self) -> Option<String> {
        self.controls()?.get_attribute("data-key-set")
    }

    /// The server tells what belongs to its pool at the controls that it renders.
    fn words(&self, attribute: &str) -> Vec<String> {
        words(&self.controls().and_then(|controls| controls.get_attribute(attribute)).unwrap_or_default())
    }

    fn controls(&self) -> Option<Element> {
        self.0.query_selector("fieldset").ok()?
    }

    fn gate(&self) -> Gate {
        self.text("gate").and_then(|name| name.parse().ok()).unwrap_or(Gate::Id)
    }

    pub(super) fn uses_pasted_keys(&self) -> bool {
        self.text("keys").as_deref() == Some("pasted")
    }

    /// Whether a key set was pasted to verify signed messages that need not be tokens.
    pub(super) fn takes_any_message(&self) -> bool {
        self.uses_pasted_keys() && self.text("content").as_deref() == Some("any")
    }

    pub(super) fn set(&self, name: &str, text: &str) {
        if let Some(area) = self.area(name) {
            area.set_value(text);
        }
    }

    pub(super) fn clear(&self) {
        for name in [TOKEN, "claims", "jwks"] {
            self.set(name, "");
        }
    }

    /// Lets the editor show the claims of the token.
    pub(super) fn show_claims(&self) {
        let decoded = self.token().map(|token| decode(&token));
        let claims = decoded.as_ref().and_then(|decoded| decoded.claims()).map(editable);
        self.set("claims", &claims.unwrap_or_default());
    }

    fn area(&self, name: &str) -> Option<HtmlTextAreaElement> {
        self.control(name)?.dyn_into().ok()
    }

    fn control(&self, name: &str) -> Option<Element> {
        self.0.query_selector(&["[name=", name, "]"].concat()).ok()?
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Where the verdict is shown.
impl Form {
    /// Without a gate, the signature alone was asked about.
    pub(super) fn show(verdict: &Verdict, gate: Option<Gate>, token: &str) {
        let (mut summary, mut details) = (Markup::default(), Markup::default());
        write_summary(&mut summary, verdict, gate);
        write_steps(&mut details, verdict);
        let decoded = decode(token);
        let end_s = decoded.claims().and_then(|claims| claims.value("exp")?.as_i64());
        verdict_holds_until(end_s.filter(|_| is_in_time(verdict)));
        write_encoded(&mut details, &decoded);
        write_decoded(&mut details, &decoded, None);
        fill("judge-summary", summary);
        fill("judge-details", details);
    }

    pub(super) fn show_nothing() {
        verdict_holds_until(None);
        for id in ["judge-warnings", "judge-summary", "judge-details"] {
            fill(id, Markup::default());
        }
    }

    /// Says why there is no verdict.
    pub(super) fn excuse(why: &str) {
        Self::show_nothing();
        let mut summary = Markup::default();
        summary.tags("<p class=\"form-problem\">").text(why).tags("</p>");
        fill("judge-summary", summary);
    }

    /// Of what looks real, in the token or in the key set.
    pub(super) fn warn(&self, token: &str) {
        let issuers = self.sample_issuers();
        let issuers: Vec<&str> = issuers.iter().map(String::as_str).collect();
        let mut found = looks_real(token, &issuers);
        found.extend(self.text("jwks").and_then(|text| key_set_looks_real(&text)));
        let mut warnings = Markup::default();
        for warning in found {
            warnings.tags("<div class=\"alert alert-caution\"><p>").text(warning.sentence());
            warnings.tags("</p><button type=\"button\" class=\"button is-quiet\" name=\"clear\">Clear</button></div>");
        }
        fill("judge-warnings", warnings);
    }
}

fn fill(id: &str, markup: Markup) {
    if let Some(place) = document().get_element_by_id(id) {
        place.set_inner_html(&markup.into_html());
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
