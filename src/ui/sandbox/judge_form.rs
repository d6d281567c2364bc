//! The controls of the judge. They are no use without the script, because what one pastes must not be sent anywhere.

use domain::token::{Gate, Spoil};
use leptos::prelude::*;

use crate::sandbox::Samples;

/// The form, and the places where the island puts what comes of it.
pub(super) fn judge_view(samples: &Samples) -> impl IntoView + use<> {
    view! {
        <section class="judge" aria-labelledby="judge-title">
            <h2 id="judge-title" tabindex="-1">"Decode and judge"</h2>
            // No form element: one could be submitted, and what is in it would become an address.
            <div id="judge" class="judge-form">{controls_view(samples)}</div>
            <div id="judge-warnings" role="alert"></div>
            <div id="judge-summary" role="status"></div>
            <div id="judge-details" class="judge-details"></div>
        </section>
    }
}

fn controls_view(samples: &Samples) -> AnyView {
    let clients: Vec<&str> = samples.clients.iter().map(|client| client.id.as_str()).collect();
    let clients = clients.join(" ");
    let issuers = format!("{} {}", samples.issuers.aws, samples.issuers.local);
    let key_set = format!("/sandbox/aws/{}/.well-known/jwks.json", samples.pool);
    let gates = Gate::ALL.map(|gate| view! { <option value=gate.as_str()>{gate.title()}</option> });
    let spoils = Spoil::ALL.map(|spoil| {
        view! { <button type="button" class="button is-quiet" name="spoil" value=spoil.as_str()>{spoil.title()}</button> }
    });
    view! {
        <p class="judge-needs-script">
            "The judge needs JavaScript: what you paste is taken apart in your browser and never sent."
        </p>
        <fieldset class="judge-controls" disabled data-key-set=key_set data-issuers=issuers data-clients=clients>
            <div class="judge-token">
                {area("Paste any token", "token", "eyJ…", 6)}
                <p class="judge-actions">
                    <button type="button" class="button is-quiet" name="clear">"Clear"</button>
                    <span class="field-hint">"It stays in this browser, and is forgotten when you leave the page."</span>
                </p>
            </div>
            <div class="judge-settings">
                <label class="field">
                    <span class="field-label">"Who is to accept it"</span>
                    <select name="gate" autocomplete="off">{gates.collect_view()}</select>
                </label>
                <div class="judge-scopes">
                    {text("Scopes that it asks for, separated by spaces", "scopes", "aws.cognito.signin.user.admin")}
                </div>
                <label class="field">
                    <span class="field-label">"Keys to verify with"</span>
                    <select name="keys" autocomplete="off">
                        <option value="sandbox">"The sandbox's key set"</option>
                        <option value="pasted">"A key set that I paste"</option>
                    </select>
                </label>
                <div class="judge-pasted-keys">
                    {area("Key set (JWKS)", "jwks", "{\"keys\":[…]}", 4)}
                    <label class="field">
                        <span class="field-label">"What was signed"</span>
                        <select name="content" autocomplete="off">
                            <option value="token">"A token, whose claims are judged too"</option>
                            <option value="any">"Any message; only its signature is judged"</option>
                        </select>
                    </label>
                    {text("Issuer that it must have", "issuer", "https://cognito-idp.…")}
                    {text("App client that it must name", "client", "")}
                </div>
            </div>
            <details class="claim-editor">
                <summary>"Change it, and watch which step fails"</summary>
                <div class="claim-editor-spoils">
                    {spoils.collect_view()}
                    <button type="button" class="button is-quiet" name="undo">"Take all changes back"</button>
                </div>
                {area("Claims, as JSON", "claims", "", 8)}
                <p class="field-hint">"The signature stays as it was: to make a new one, one would need the pool's key."</p>
            </details>
        </fieldset>
    }
    .into_any()
}

fn area(label: &'static str, name: &'static str, example: &'static str, rows: u8) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <textarea
                name=name rows=rows placeholder=example autocomplete="off" autocapitalize="none" spellcheck="false"
                translate="no"
            ></textarea>
        </label>
    }
}

fn text(label: &'static str, name: &'static str, example: &'static str) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <input name=name placeholder=example autocomplete="off" autocapitalize="none" spellcheck="false"/>
        </label>
    }
}
