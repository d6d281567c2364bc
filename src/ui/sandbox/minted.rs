//! The three tokens of one sign-in, side by side and taken apart.

use domain::token::{Decoded, decode};
use leptos::prelude::*;

use super::SIMULATION;
use crate::{
    sandbox::Minted,
    token_islands::{decoded_html, encoded_html, utc},
};

const REFRESH: &str = "Buys new ID and access tokens. Your application keeps it and never looks inside, because it is encrypted: of its five parts only the header can be read. The others are the encrypted key, the initialization vector, the ciphertext and the authentication tag, and only the user pool has the key that opens them.";

/// The part of the page that a sign-in changes.
#[derive(Clone)]
pub struct MintedPart {
    pub minted: Option<Minted>,
    pub problem: Option<String>,
    /// When they were minted; a page that is kept for all visitors tells no time.
    pub now_ms: Option<i64>,
}

impl MintedPart {
    pub fn view(self) -> impl IntoView {
        let tokens = self.minted.map_or_else(
            || view! { <p class="field-hint">"Mint them above, and they are taken apart here."</p> }.into_any(),
            |minted| tokens_view(&minted).into_any(),
        );
        view! {
            <section id="minted" aria-labelledby="minted-title" data-now=self.now_ms.map(|now_ms| now_ms.div_euclid(1000))>
                <h2 id="minted-title" tabindex="-1" data-focus>"Three tokens"</h2>
                {tokens}
            </section>
        }
    }

    /// For a page that is open: the message, and the tokens if there are new ones.
    pub fn changes(self) -> impl IntoView {
        let problem = self.problem_view();
        let minted = self.minted.is_some().then(|| self.view());
        view! { {problem} {minted} }
    }

    /// Stands in the form.
    pub fn problem_view(&self) -> impl IntoView + use<> {
        view! { <p id="mint-problem" class="form-problem" role="alert">{self.problem.clone()}</p> }
    }
}

fn tokens_view(minted: &Minted) -> impl IntoView + use<> {
    let (id, access) = (decode(&minted.id_token), decode(&minted.access_token));
    view! {
        <p class="sample-mark">{SIMULATION}</p>
        <div class="minted-tokens">
            {token_view("ID token", "Tells your application who signed in.", &id, Some(&access))}
            {token_view("Access token", "Tells an API what the bearer may do.", &access, Some(&id))}
            {token_view("Refresh token", REFRESH, &decode(&minted.refresh_token), None)}
        </div>
    }
}

fn token_view(
    title: &'static str,
    what_for: &'static str,
    token: &Decoded,
    other: Option<&Decoded>,
) -> impl IntoView + use<> {
    let until = token.claims().and_then(|claims| claims.value("exp")?.as_i64());
    let end = until.zip(until.and_then(utc)).map(|(until, time)| {
        view! {
            <p class="minted-token-end">
                "Expires "{time}" "<span class="minted-token-left" aria-hidden="true" data-until=until></span>
            </p>
        }
    });
    view! {
        <article class="minted-token">
            <header>
                <h3>{title}</h3>
                {end}
            </header>
            <p>{what_for}</p>
            <div inner_html=encoded_html(token)></div>
            <p class="minted-token-actions">
                <button type="button" class="button is-quiet" name="copy">"Copy"</button>
                <button type="button" class="button is-quiet" name="judge">"Judge this one"</button>
            </p>
            <div inner_html=decoded_html(token, other)></div>
        </article>
    }
}
