//! What stands around every page: head, way in for the keyboard, navigation and foot.

use leptos::prelude::*;

use super::search_dialog::{search_dialog, search_form};
use crate::state::AppState;

/// Where the built files are, and what the head says.
#[derive(Clone, Debug)]
pub struct Chrome {
    title: String,
    description: Option<String>,
    style: Option<String>,
    icon: Option<String>,
    boot: Option<Boot>,
    search: Option<String>,
    time_is_simulated: bool,
    dev_reload: bool,
}

/// The script that wakes the islands, and what it loads.
#[derive(Clone, Debug)]
struct Boot {
    script: String,
    glue: String,
    wasm: String,
}

/// What a page says of itself.
#[derive(Clone, Debug)]
pub struct Head {
    pub title: String,
    pub description: Option<String>,
    pub bundle: Bundle,
}

/// Which islands a page may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    Practice,
    /// These and the sandbox's.
    Sandbox,
}

impl Head {
    pub fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self { title: title.into(), description: Some(description.into()), bundle: Bundle::Practice }
    }

    #[must_use]
    pub fn with(self, bundle: Bundle) -> Self {
        Self { bundle, ..self }
    }
}

impl Chrome {
    pub fn of(app: &AppState, head: Head) -> Self {
        let Head { title, description, bundle } = head;
        let (glue, wasm) = match bundle {
            Bundle::Practice => ("quizmint.js", "quizmint_bg.wasm"),
            Bundle::Sandbox => ("sandbox.js", "sandbox_bg.wasm"),
        };
        let path = |name| app.site.path(name).map(str::to_owned);
        let boot = || Some(Boot { script: path("boot.js")?, glue: path(glue)?, wasm: path(wasm)? });
        Self {
            title,
            description,
            style: path("main.css"),
            icon: path("favicon.svg"),
            boot: boot(),
            search: path("search.js"),
            time_is_simulated: app.clock.is_simulated(),
            dev_reload: app.dev_reload,
        }
    }
}

pub fn shell(chrome: Chrome, main: impl IntoView) -> impl IntoView {
    let Chrome { title, description, style, icon, boot, search, time_is_simulated, dev_reload } = chrome;
    let title = if title == "Quizmint" { title } else { format!("{title} · Quizmint") };
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {description.map(|text| view! { <meta name="description" content=text/> })}
                {style.map(|href| view! { <link rel="stylesheet" href=href/> })}
                {icon.map(|href| view! { <link rel="icon" type="image/svg+xml" href=href/> })}
                {boot.map(|boot| view! { <script type="module" src=boot.script data-glue=boot.glue data-wasm=boot.wasm></script> })}
                {search.map(|src| view! { <script type="module" src=src></script> })}
                {dev_reload.then(|| view! { <script type="module" src="/dev/reload.js"></script> })}
            </head>
            <body>
                <a class="skip-link" href="#main">"Skip to the content"</a>
                {time_is_simulated.then(|| view! { <p class="simulated-time" role="note">"Time is simulated on this server."</p> })}
                <header class="site-header">
                    <a class="site-name" href="/">"Quizmint"</a>
                    {search_form()}
                    <nav aria-label="Main">
                        <ul class="site-nav">
                            <li><a href="/concepts">"Concepts"</a></li>
                            <li><a href="/map">"Map"</a></li>
                            <li><a href="/sandbox">"Sandbox"</a></li>
                        </ul>
                    </nav>
                </header>
                <main id="main" tabindex="-1">{main}</main>
                <footer class="site-footer">
                    <p>"Notes and questions are under CC BY-SA 4.0. Quizmint is not affiliated with Amazon Web Services."</p>
                </footer>
                {search_dialog()}
            </body>
        </html>
    }
}
