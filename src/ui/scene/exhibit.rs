//! Things to look at: JSON, text as it is, and tokens taken apart.

use domain::token::{Form, decode};
use leptos::prelude::*;

use crate::{
    sandbox::scene::{Body, Exhibit},
    token_islands::{decoded_html, encoded_html},
};

/// What is longer is folded.
const SHORT: usize = 240;

pub(super) fn view(exhibit: Exhibit, open: bool) -> AnyView {
    let Exhibit { caption, body } = exhibit;
    let folds = matches!(body, Body::Token(_));
    let (body, short) = match body {
        Body::Json(value) => {
            let text = serde_json::to_string_pretty(&value).unwrap_or_default();
            let short = text.len() <= SHORT;
            (pre(text), short)
        }
        Body::Text(text) => {
            let short = text.len() <= SHORT;
            (pre(text), short)
        }
        Body::Token(token) => (token_view(&token), false),
    };
    view! {
        <details class="exhibit" open=short || (open && !folds)>
            <summary>{caption}</summary>
            {body}
        </details>
    }
    .into_any()
}

fn pre(text: String) -> AnyView {
    view! { <pre class="exhibit-text" tabindex="0" translate="no"><code>{text}</code></pre> }.into_any()
}

fn token_view(token: &str) -> AnyView {
    let decoded = decode(token);
    let note = (decoded.form == Form::Encrypted).then(
        || view! { <p class="field-hint">"Encrypted: the header can be read, the rest only by the user pool."</p> },
    );
    view! {
        <div class="exhibit-token">
            <div inner_html=encoded_html(&decoded)></div>
            {note}
            <div class="table-scroll" inner_html=decoded_html(&decoded, None)></div>
        </div>
    }
    .into_any()
}
