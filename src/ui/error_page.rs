//! Something went wrong: what, and the ways on.

use leptos::prelude::*;

#[derive(Clone, Debug)]
pub struct ErrorPage {
    pub status: u16,
    pub title: String,
    pub detail: String,
    /// Under which the server logged the cause.
    pub reference: Option<String>,
    /// Whether the content leads to scenes of the sandbox.
    pub has_scenes: bool,
}

impl ErrorPage {
    pub fn view(self) -> impl IntoView {
        let reference = self
            .reference
            .map(|reference| view! { <p>"If you report it, name the reference "<code>{reference}</code>"."</p> });
        view! {
            <article class="error-page measure">
                <p class="eyebrow">{self.status}</p>
                <h1>{self.title}</h1>
                <p>{self.detail}</p>
                {reference}
                <h2>"Ways on"</h2>
                <ul>
                    <li><a href="/concepts">"All concepts"</a></li>
                    {self.has_scenes.then(|| view! { <li><a href="/sandbox">"The token sandbox"</a></li> })}
                    <li><a href="/">"The start page"</a></li>
                </ul>
            </article>
        }
    }
}
