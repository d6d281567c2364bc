//! The hosted sign-in page of the sample user pool.

use leptos::prelude::*;

use super::SIMULATION;
use crate::sandbox::{Provider, wire::User};

#[derive(Clone)]
pub struct LoginPage {
    /// Where the form goes: the login address with the query of the request.
    pub action: String,
    pub client: String,
    pub scopes: String,
    pub users: Vec<User>,
    pub username: String,
    pub problem: Option<String>,
}

impl LoginPage {
    pub fn view(self) -> impl IntoView {
        let Self { action, client, scopes, users, username, problem } = self;
        let invalid = problem.is_some().then_some("true");
        let hints = users.into_iter().map(|user| {
            view! { <li><code>{user.username}</code>" with " <code>{user.password}</code></li> }
        });
        let providers = Provider::ALL.map(|provider| {
            view! {
                <button type="submit" class="button is-quiet" name="provider" value=provider.name() formnovalidate=true>
                    {format!("Continue with {} ({})", provider.name(), provider.kind())}
                </button>
            }
        });
        view! {
            <div class="login-page">
                <h1>"Sign in"</h1>
                <p class="sample-mark">{SIMULATION}</p>
                <p>"The app " <strong>{client}</strong> " asks for: " <code>{scopes}</code></p>
                <form class="token-form" method="post" action=action>
                    {problem.map(|problem| view! { <p class="form-problem" role="alert" id="login-problem">{problem}</p> })}
                    <p class="field">
                        <label class="field-label" for="login-username">"User name or e-mail"</label>
                        <input
                            id="login-username" name="username" value=username required=true maxlength="128"
                            autocomplete="off" autocapitalize="none" spellcheck="false"
                            aria-invalid=invalid aria-describedby=invalid.map(|_| "login-problem")
                        />
                    </p>
                    <p class="field">
                        <label class="field-label" for="login-password">"Password"</label>
                        <input id="login-password" name="password" type="password" required=true maxlength="256" autocomplete="off"/>
                    </p>
                    <p class="button-row">
                        <button type="submit" class="button">"Sign in"</button>
                        {providers.into_iter().collect_view()}
                    </p>
                </form>
                <details class="measure"><summary>"Sample users"</summary><ul>{hints.collect_view()}</ul></details>
            </div>
        }
    }
}
