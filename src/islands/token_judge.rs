//! The judge: any token, taken apart and judged in the browser as it is typed, and sent nowhere.

use domain::token::{
    Expectation, Gate, KeySet, Spoil, Verdict, decode, key_set_looks_real, keys, looks_real, prepare,
    spoil::with_claims,
};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use super::{
    fragment::text_at,
    token_judge_form::{Form, TOKEN},
    token_markup::Markup,
    token_mint::MINTED,
    token_signature::signature_is_right,
    token_time::sandbox_now_s,
    token_verdict::{leave_signature_open, write_steps, write_summary},
    token_view::{write_decoded, write_encoded},
};

/// Where the judge stands, and what it knows besides what is in its form.
#[derive(Clone, Copy)]
struct Judge {
    /// The sandbox's key set as it came; empty until it is needed.
    key_set: StoredValue<String>,
    /// The token as it was pasted, before it was changed here.
    pasted: StoredValue<String>,
    /// How often it was judged: the answer to an older question is of no use.
    runs: StoredValue<u32>,
    /// The HTML of what is announced at once, of what is announced politely, and of the rest.
    warnings: RwSignal<String>,
    summary: RwSignal<String>,
    details: RwSignal<String>,
}

const UNREACHABLE: &str = "The key set could not be fetched from this server. Try again.";
const HINT: &str = "<p class=\"field-hint\">Paste a token, or take one from above.</p>";

/// The controls come from the server, as children; the form is what holds their state.
#[island]
pub fn TokenJudge(children: Children) -> impl IntoView {
    let judge = Judge {
        key_set: StoredValue::new(String::new()),
        pasted: StoredValue::new(String::new()),
        runs: StoredValue::new(0),
        warnings: RwSignal::new(String::new()),
        summary: RwSignal::new(HINT.to_owned()),
        details: RwSignal::new(String::new()),
    };
    // Runs in the browser only: without it the controls stay off.
    Effect::new(move || judge.wake());
    view! {
        <section
            class="judge"
            aria-labelledby="judge-title"
            on:input=move |event| judge.edited(&control(&event).0)
            on:click=move |event| judge.pressed(&control(&event))
        >
            <h2 id="judge-title" tabindex="-1">"Decode and judge"</h2>
            <form id="judge" class="judge-form panel" autocomplete="off" on:submit=|event| event.prevent_default()>
                {children()}
            </form>
            <div role="alert" inner_html=judge.warnings></div>
            <div role="status" inner_html=judge.summary></div>
            <div class="judge-details" inner_html=judge.details></div>
        </section>
    }
}

impl Judge {
    fn wake(self) {
        if let Some(form) = Form::find() {
            form.switch_on();
        }
        // What was pasted must not come back with the page when somebody else presses "back".
        let _for_ever = window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| self.clear());
        let _for_ever = window_event_listener(ev::Custom::<web_sys::Event>::new(MINTED), move |_| {
            // The server may have been started anew or its keys rotated.
            self.key_set.set_value(String::new());
        });
    }

    fn clear(self) {
        if let Some(form) = Form::find() {
            form.clear();
        }
        self.pasted.set_value(String::new());
        self.judge();
    }

    fn edited(self, name: &str) {
        let Some(form) = Form::find() else { return };
        match name {
            TOKEN => {
                self.pasted.set_value(form.token().unwrap_or_default());
                form.show_claims();
            }
            "claims" => {
                if let Some(token) = form.token().and_then(|token| with_claims(&token, &form.text("claims")?)) {
                    form.set(TOKEN, &token);
                }
            }
            _ => {}
        }
        self.judge();
    }

    fn pressed(self, (name, value): &(String, String)) {
        let Some(form) = Form::find() else { return };
        let token = match name.as_str() {
            "clear" => return self.clear(),
            "undo" => Some(self.pasted.get_value()),
            "spoil" => Spoil::ALL
                .into_iter()
                .find(|spoil| spoil.as_str() == value)
                .and_then(|spoil| spoil.spoil(&form.token()?, sandbox_now_s())),
            _ => return,
        };
        if let Some(token) = token {
            form.set(TOKEN, &token);
            form.show_claims();
            self.judge();
        }
    }

    /// Judges what is in the form now.
    fn judge(self) {
        let Some(form) = Form::find() else { return };
        let run = self.runs.get_value().wrapping_add(1);
        self.runs.set_value(run);
        let Some(token) = form.token() else {
            return self.excuse("This is longer than a million characters. No token is; it was not looked at.");
        };
        if token.is_empty() {
            self.warnings.set(String::new());
            self.summary.set(HINT.to_owned());
            return self.details.set(String::new());
        }
        let key_set = match self.keys(&form) {
            None => return self.fetch_keys(),
            Some(Err(problem)) => return self.excuse(&problem),
            Some(Ok(key_set)) => key_set,
        };
        let expectation = form.expectation();
        self.warn(&form, &token);
        spawn_local(async move {
            let verdict = judged(&token, &key_set, &expectation).await;
            if self.runs.get_value() == run {
                self.show(&verdict, expectation.gate, &token);
            }
        });
    }

    fn show(self, verdict: &Verdict, gate: Gate, token: &str) {
        let (mut summary, mut details) = (Markup::default(), Markup::default());
        write_summary(&mut summary, verdict, gate);
        write_steps(&mut details, verdict);
        let decoded = decode(token);
        write_encoded(&mut details, &decoded);
        write_decoded(&mut details, &decoded, None);
        self.summary.set(summary.into_html());
        self.details.set(details.into_html());
    }

    /// Says why there is no verdict.
    fn excuse(self, why: &str) {
        let mut summary = Markup::default();
        summary.tags("<p class=\"form-problem\">").text(why).tags("</p>");
        self.summary.set(summary.into_html());
        self.details.set(String::new());
    }

    /// `None` where the sandbox's key set is still to be fetched.
    fn keys(self, form: &Form) -> Option<Result<KeySet, String>> {
        let text = if form.uses_pasted_keys() {
            form.text("jwks").filter(|text| text.len() <= keys::LONGEST)
        } else {
            Some(self.key_set.get_value()).filter(|text| !text.is_empty()).map(Some)?
        };
        Some(match text {
            Some(text) if text.trim().is_empty() => Err("Paste the key set to verify with.".to_owned()),
            Some(text) => KeySet::parse(&text).map_err(|error| error.sentence()),
            None => Err(keys::InvalidKeySet::TooLong.sentence()),
        })
    }

    fn fetch_keys(self) {
        let Some(path) = Form::find().and_then(|form| form.key_set_path()) else { return };
        spawn_local(async move {
            match text_at(&path).await {
                Ok(text) => {
                    self.key_set.set_value(text);
                    self.judge();
                }
                Err(_) => self.excuse(UNREACHABLE),
            }
        });
    }

    fn warn(self, form: &Form, token: &str) {
        let issuers = form.sample_issuers();
        let issuers: Vec<&str> = issuers.iter().map(String::as_str).collect();
        let mut found = looks_real(token, &issuers);
        found.extend(form.text("jwks").and_then(|text| key_set_looks_real(&text)));
        let mut warnings = Markup::default();
        for warning in found {
            warnings.tags("<p class=\"alert alert-caution\">").text(warning.sentence());
            warnings.tags(" <button type=\"button\" class=\"button is-quiet\" name=\"clear\">Clear</button></p>");
        }
        self.warnings.set(warnings.into_html());
    }
}

/// The name and the value of the control that an event came from.
fn control(event: &web_sys::Event) -> (String, String) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let attribute = |name| target.as_ref().and_then(|target| target.get_attribute(name)).unwrap_or_default();
    (attribute("name"), attribute("value"))
}

async fn judged(token: &str, keys: &KeySet, expectation: &Expectation) -> Verdict {
    let prepared = match prepare(token, keys) {
        Ok(prepared) => prepared,
        Err(verdict) => return verdict,
    };
    let right = signature_is_right(&prepared).await;
    let mut verdict = prepared.conclude(right.unwrap_or(true), expectation);
    if right.is_none() {
        leave_signature_open(&mut verdict);
    }
    verdict
}
