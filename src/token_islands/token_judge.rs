//! The judge: any token, taken apart and judged in the browser as it is typed, and sent nowhere.

use domain::token::{Expectation, KeySet, Spoil, Verdict, judge::prepare_any, keys, prepare, spoil::with_claims};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use super::{
    token_judge_form::{Form, TOKEN},
    token_mint::{EXPIRED, MINTED},
    token_signature::signature_is_right,
    token_time::sandbox_now_s,
    token_verdict::leave_signature_open,
};
use crate::fragment::text_at;

const UNREACHABLE: &str = "The key set could not be fetched from this server. Try again.";
const TOO_LONG: &str = "This is longer than a million characters. No token is; it was not looked at.";
const NO_KEYS: &str = "Paste the key set to verify with.";

/// Remembers what is not in its form.
#[derive(Clone, Copy)]
struct Judge(StoredValue<Memory>);

#[derive(Default)]
struct Memory {
    /// The sandbox's key set as it came; empty until it is there.
    key_set: String,
    /// The token as it was pasted, before it was changed here.
    pasted: String,
    /// How often it judged: the answer to an older question is of no use.
    runs: u32,
}

/// All that is seen is the server's own, as children: the form that holds the state, and the places for the verdict.
#[island]
pub fn TokenJudge(children: Children) -> impl IntoView {
    let judge = Judge(StoredValue::new(Memory::default()));
    // Runs in the browser only: without it the controls stay off.
    Effect::new(move || judge.wake());
    let input = move |event: web_sys::Event| judge.edited(&control(&event).0);
    let click = move |event: web_sys::Event| judge.pressed(&control(&event));
    view! {
        <div on:input=input on:click=move |event| click(event.into())>
            {children()}
        </div>
    }
}

impl Judge {
    fn wake(self) {
        if let Some(form) = Form::find() {
            form.switch_on();
            // Before they are needed, so that the first verdict need not wait for them.
            self.fetch_keys(form);
        }
        // What was pasted must not come back with the page when somebody else presses "back".
        let _for_ever = window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| self.clear());
        let _for_ever = window_event_listener(ev::Custom::<web_sys::Event>::new(MINTED), move |_| {
            // The server may have been started anew or its keys rotated.
            self.0.update_value(|memory| memory.key_set.clear());
            if let Some(form) = Form::find() {
                self.fetch_keys(form);
            }
        });
        let _for_ever = window_event_listener(ev::Custom::<web_sys::Event>::new(EXPIRED), move |_| self.judge());
    }

    fn clear(self) {
        if let Some(form) = Form::find() {
            form.clear();
        }
        self.0.update_value(|memory| memory.pasted.clear());
        self.judge();
    }

    fn edited(self, name: &str) {
        let Some(form) = Form::find() else { return };
        match name {
            TOKEN => {
                self.0.update_value(|memory| memory.pasted = form.token().unwrap_or_default());
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
            "undo" => Some(self.0.with_value(|memory| memory.pasted.clone())),
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
        let run = self.next_run();
        let Some(token) = form.token() else { return Form::excuse(TOO_LONG) };
        if token.is_empty() {
            return Form::show_nothing();
        }
        let key_set = match self.keys(&form) {
            None => return self.fetch_keys(form),
            Some(Err(problem)) => return Form::excuse(&problem),
            Some(Ok(key_set)) => key_set,
        };
        form.warn(&token);
        let expectation = (!form.takes_any_message()).then(|| form.expectation());
        spawn_local(async move {
            let verdict = judged(&token, &key_set, expectation.as_ref()).await;
            if self.0.with_value(|memory| memory.runs) == run {
                Form::show(&verdict, expectation.map(|expectation| expectation.gate), &token);
            }
        });
    }

    fn next_run(self) -> u32 {
        self.0.update_value(|memory| memory.runs = memory.runs.wrapping_add(1));
        self.0.with_value(|memory| memory.runs)
    }

    /// `None` where the sandbox's key set is still to be fetched.
    fn keys(self, form: &Form) -> Option<Result<KeySet, String>> {
        let text = if form.uses_pasted_keys() {
            form.text("jwks").filter(|text| text.len() <= keys::LONGEST)
        } else {
            Some(self.0.with_value(|memory| memory.key_set.clone())).filter(|text| !text.is_empty()).map(Some)?
        };
        Some(match text {
            Some(text) if text.is_empty() => Err(NO_KEYS.to_owned()),
            Some(text) => KeySet::parse(&text).map_err(|error| error.sentence()),
            None => Err(keys::InvalidKeySet::TooLong.sentence()),
        })
    }

    fn fetch_keys(self, form: Form) {
        let Some(path) = form.key_set_path() else { return };
        spawn_local(async move {
            match text_at(&path).await {
                Ok(text) => {
                    self.0.update_value(|memory| memory.key_set = text);
                    self.judge();
                }
                Err(_) => Form::excuse(UNREACHABLE),
            }
        });
    }
}

/// The name and the value of the control that an event came from.
fn control(event: &web_sys::Event) -> (String, String) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let attribute = |name| target.as_ref().and_then(|target| target.get_attribute(name)).unwrap_or_default();
    (attribute("name"), attribute("value"))
}

/// Without an expectation the signature alone is judged, of whatever message.
async fn judged(token: &str, keys: &KeySet, expectation: Option<&Expectation>) -> Verdict {
    let prepared = if expectation.is_some() { prepare(token, keys) } else { prepare_any(token, keys) };
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(verdict) => return verdict,
    };
    let right = signature_is_right(&prepared).await;
    let assumed = right.unwrap_or(true);
    let mut verdict = match expectation {
        Some(expectation) => prepared.conclude(assumed, expectation),
        None => prepared.conclude_signed(assumed),
    };
    if right.is_none() {
        leave_signature_open(&mut verdict);
    }
    verdict
}
