//! The sandbox: the list of its scenes, with what exists at start.

mod judge_form;
mod login_page;
mod mint_form;
mod minted;
mod own_page;
mod snippets;
mod tokens_page;

use domain::scene::Scene;
use leptos::prelude::*;

use crate::sandbox::Samples;

pub use login_page::LoginPage;
pub use mint_form::{Lifetime, MintFields};
pub use minted::MintedPart;
pub use own_page::{OwnPage, OwnSandbox, RulesForm};
pub use tokens_page::TokensPage;

pub(super) const SIMULATION: &str = "Sample tokens for learning. A simulation, not affiliated with AWS.";

#[derive(Clone)]
pub struct SandboxPage {
    pub samples: Samples,
}

impl SandboxPage {
    pub fn view(self) -> impl IntoView {
        let samples = self.samples;
        let scenes = Scene::ALL.map(|scene| {
            view! {
                <li class="scene-list-item">
                    <h3><a href=format!("/sandbox/{scene}")>{scene.title()}</a></h3>
                    <p>{scene.summary()}</p>
                </li>
            }
        });
        let scenes = scenes.into_iter().collect_view();
        view! {
            <div class="sandbox-page">
                <h1>"Sandbox"</h1>
                <p class="lead measure">"Try what the notes describe, with sample users, clients and tokens that open nothing."</p>
                <p class="sample-mark">{SIMULATION}</p>
                <section aria-labelledby="scenes-title">
                    <h2 id="scenes-title">"Scenes"</h2>
                    <ul class="scene-list">
                        {scenes}
                    </ul>
                </section>
                <section aria-labelledby="own-title">
                    <h2 id="own-title">"For your own code"</h2>
                    <p class="measure">
                        <a href="/sandbox/own">"A sandbox of your own"</a>
                        " is a user pool that nobody else uses, with an endpoint for boto3, the AWS SDK and the CLI."
                    </p>
                </section>
                <section aria-labelledby="samples-title">
                    <h2 id="samples-title">"What exists at start"</h2>
                    {samples_view(&samples)}
                </section>
            </div>
        }
    }
}

fn samples_view(samples: &Samples) -> impl IntoView + use<> {
    let facts = [
        ("Region", &samples.region),
        ("Account", &samples.account),
        ("User pool", &samples.pool),
        ("Issuer of AWS's shape", &samples.issuers.aws),
        ("Local issuer", &samples.issuers.local),
        ("Identity pool", &samples.identity_pool),
    ];
    let facts = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd><code>{value.clone()}</code></dd></div> });
    let clients = samples.clients.iter().map(|client| {
        let secret = client.secret.clone().map_or_else(
            || view! { "none: a public client" }.into_any(),
            |secret| view! { <code>{secret}</code> }.into_any(),
        );
        [client.name.clone().into_any(), code(&client.id), secret]
    });
    let users = samples.users.iter().map(|user| {
        let groups = user.groups.join(", ");
        [code(&user.username), code(&user.password), user.email.clone().into_any(), groups.into_any()]
    });
    let roles = samples.roles.iter().map(|role| [code(&role.arn), role.bearer.replace(':', " ").into_any()]);
    view! {
        <dl class="sample-facts">{facts.collect_view()}</dl>
        {table("App clients", ["Name", "Id", "Secret"], clients)}
        {table("Users", ["User name", "Password", "E-mail", "Groups"], users)}
        {table("IAM roles of the identity pool", ["ARN", "For"], roles)}
    }
}

fn code(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <code>{text}</code> }.into_any()
}

fn table<const N: usize>(
    caption: &'static str,
    columns: [&'static str; N],
    rows: impl Iterator<Item = [AnyView; N]>,
) -> AnyView {
    let head = columns.map(|column| view! { <th scope="col">{column}</th> });
    let rows = rows.map(|cells| {
        let cells = cells.map(|cell| view! { <td>{cell}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="sample-table">
                <caption>{caption}</caption>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
