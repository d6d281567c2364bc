//! A sandbox of one's own: where it is, what its pool would have sent, who is in it, and what its triggers do.

use jiff::Timestamp;
use leptos::prelude::*;

use super::{SIMULATION, snippets::snippets, table};
use crate::{
    sandbox::{Account, Message, Samples},
    ui::typed::in_textarea,
};

#[derive(Clone)]
pub struct OwnPage {
    /// None before it is made, and after it was forgotten.
    pub own: Option<OwnSandbox>,
}

#[derive(Clone)]
pub struct OwnSandbox {
    pub endpoint: String,
    pub samples: Samples,
    pub messages: Vec<Message>,
    pub accounts: Vec<Account>,
    pub rules: RulesForm,
    pub now_ms: i64,
}

/// The rules as JSON: those that hold, or those that were sent and cannot be taken.
#[derive(Clone)]
pub struct RulesForm {
    pub text: String,
    pub problem: Option<String>,
    pub saved: bool,
}

impl RulesForm {
    /// Characters; with what the encoding of forms adds, they stay within what a request may hold.
    pub const LONGEST: usize = 20_000;
}

const LIFE: &str = "It lives in memory. After a day without use, and whenever the server restarts, everything in it is \
                    forgotten.";

impl OwnPage {
    pub fn view(self) -> impl IntoView {
        let main = self.own.map_or_else(before_view, OwnSandbox::view);
        view! {
            <div class="sandbox-page own-sandbox">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/sandbox">"Sandbox"</a></li><li aria-current="page">"A sandbox of your own"</li></ol>
                </nav>
                <h1>"A sandbox of your own"</h1>
                <p class="lead measure">
                    "A user pool that nobody else uses, for AWS's own clients: sign users up, let triggers change their tokens, "
                    "and read the codes that a real pool would send."
                </p>
                <p class="sample-mark">{SIMULATION}</p>
                {main}
            </div>
        }
    }
}

fn before_view() -> AnyView {
    view! {
        <form class="panel measure" method="post" action="/sandbox/own">
            <p>
                "You get an endpoint with a secret in its address. The pool behind it starts with the sample users and clients, and "
                "what you do there stays there."
            </p>
            <p>{LIFE}" A cookie remembers which one is yours."</p>
            <button type="submit" class="button">"Make my sandbox"</button>
        </form>
    }
    .into_any()
}

impl OwnSandbox {
    fn view(self) -> AnyView {
        let Self { endpoint, samples, messages, accounts, rules, now_ms } = self;
        let snippets = snippets(&endpoint, &samples).into_iter().enumerate().map(|(place, (name, code))| {
            view! {
                <details class="exhibit" open={place == 0}>
                    <summary>{name}</summary>
                    <pre class="exhibit-text" tabindex="0" translate="no"><code>{code}</code></pre>
                </details>
            }
        });
        view! {
            <section aria-labelledby="endpoint-title">
                <h2 id="endpoint-title">"Your endpoint"</h2>
                <pre class="own-endpoint" tabindex="0" translate="no"><code>{endpoint}</code></pre>
                <p class="measure">
                    "Treat it as a secret: whoever has it can use this sandbox. "{LIFE}
                </p>
                <div class="own-snippets">{snippets.collect_view()}</div>
            </section>
            {messages_view(&messages, now_ms)}
            <section aria-labelledby="users-title">
                <h2 id="users-title">"Users"</h2>
                {accounts_view(accounts)}
            </section>
            {rules.view()}
            <section aria-labelledby="over-title">
                <h2 id="over-title">"Start over"</h2>
                <form class="own-over" method="post" action="/sandbox/own/start-over">
                    <p class="measure">"Drops the users, messages and rules, and begins with the samples again. The endpoint stays."</p>
                    <button type="submit" class="button is-quiet">"Start over"</button>
                </form>
            </section>
        }
        .into_any()
    }
}

fn messages_view(messages: &[Message], now_ms: i64) -> AnyView {
    let rows = messages.iter().map(|message| {
        let at = Timestamp::from_millisecond(message.at_ms).unwrap_or_default().strftime("%F %T UTC").to_string();
        let by = if message.by == "sms" { "SMS" } else { "e-mail" };
        [
            view! { <code>{message.code.clone()}</code> }.into_any(),
            view! { {by}" to "{message.to.clone()} }.into_any(),
            message.about.replace('-', " ").into_any(),
            at.into_any(),
        ]
    });
    let shown = if messages.is_empty() {
        view! { <p class="measure">"None yet. Sign somebody up, or sign in as erin or frank, who get a code."</p> }
            .into_any()
    } else {
        table("Newest first", ["Code", "Sent by", "About", "At"], rows)
    };
    // Another address each time: a link to where one is would only scroll.
    let again = format!("/sandbox/own?at={now_ms}#messages");
    view! {
        <section id="messages" aria-labelledby="messages-title">
            <h2 id="messages-title">"Messages that were not sent"</h2>
            {shown}
            <p><a href=again>"Look for new ones"</a></p>
        </section>
    }
    .into_any()
}

fn accounts_view(accounts: Vec<Account>) -> AnyView {
    let rows = accounts.into_iter().map(|account| {
        let Account { username, status, groups, second_factors } = account;
        let factors = if second_factors.is_empty() { "none".to_owned() } else { second_factors.join(", ") };
        [
            view! { <code>{username}</code> }.into_any(),
            view! { <code>{status}</code> }.into_any(),
            groups.join(", ").into_any(),
            factors.into_any(),
        ]
    });
    table("Everyone in the pool", ["User name", "Status", "Groups", "Second factor"], rows)
}

impl RulesForm {
    fn view(self) -> AnyView {
        let Self { text, problem, saved } = self;
        let invalid = problem.is_some().then_some("true");
        let described = if problem.is_some() { "rules-problem rules-hint" } else { "rules-hint" };
        let problem =
            problem.map(|problem| view! { <p class="form-problem" role="alert" id="rules-problem">{problem}</p> });
        let saved =
            saved.then(|| view! { <p class="own-saved" role="status">"Saved. They hold from the next call on."</p> });
        view! {
            <section id="rules" aria-labelledby="rules-title">
                <h2 id="rules-title">"What its triggers do"</h2>
                <form class="panel" method="post" action="/sandbox/own/rules#rules">
                    {saved}
                    {problem}
                    <p class="field">
                        <label class="field-label" for="rules-text">"Rules, as JSON"</label>
                        <textarea
                            id="rules-text" name="rules" rows="16" maxlength=Self::LONGEST.to_string() aria-invalid=invalid
                            aria-describedby=described autocomplete="off" autocapitalize="none" spellcheck="false" translate="no"
                            inner_html=in_textarea(&text)
                        ></textarea>
                        <span class="field-hint" id="rules-hint">
                            "null leaves a trigger without a function. To confirm everyone at sign-up: "
                            <code>r#""pre_sign_up": {"auto_confirm": true}"#</code>
                            ". What each rule does is seen in "<a href="/sandbox/triggers">"Lambda triggers"</a>"."
                        </span>
                    </p>
                    <button type="submit" class="button">"Save the rules"</button>
                </form>
            </section>
        }
        .into_any()
    }
}
