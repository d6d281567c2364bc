//! What stands around every page: head, way in for the keyboard, navigation and foot.

use leptos::prelude::*;

use super::{
    Bundle, Head,
    search_dialog::{search_dialog, search_form},
};
use crate::state::AppState;

/// Where the built files are, and what the head says.
#[derive(Clone)]
pub struct Chrome {
    app: AppState,
    head: Head,
    style: Option<String>,
    icon: Option<String>,
    boot: Option<Boot>,
    search: Option<String>,
    reading: Option<String>,
    script: Option<String>,
    /// What the authors of the content want to stand at the foot.
    notice: Option<String>,
    has_scenes: bool,
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

impl Chrome {
    pub fn of(app: &AppState, head: Head) -> Self {
        let (glue, wasm) = match head.bundle {
            Bundle::Practice => ("quizmint.js", "quizmint_bg.wasm"),
            Bundle::Sandbox => ("sandbox.js", "sandbox_bg.wasm"),
        };
        let path = |name| app.site.path(name).map(str::to_owned);
        let boot = || Some(Boot { script: path("boot.js")?, glue: path(glue)?, wasm: path(wasm)? });
        let reading = head.is_for_reading.then(|| path("reading.js")).flatten();
        let script = head.script.and_then(path);
        let library = app.content.current();
        Self {
            app: app.clone(),
            head,
            style: path("main.css"),
            icon: path("favicon.svg"),
            boot: boot(),
            search: path("search.js"),
            reading,
            script,
            notice: library.notice().map(str::to_owned),
            has_scenes: library.leads_to_scenes(),
            time_is_simulated: app.clock.is_simulated(),
            dev_reload: app.dev_reload,
        }
    }
}

pub fn shell(chrome: Chrome, main: impl IntoView) -> impl IntoView {
    let Chrome { app, head, style, icon, boot, search, reading, script, .. } = chrome;
    let Chrome { notice, has_scenes, time_is_simulated, dev_reload, .. } = chrome;
    let title = head.title.clone();
    let navigation = navigation(&head, has_scenes);
    let title = if title == "Quizmint" { title } else { format!("{title} · Quizmint") };
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {head.tags(&app)}
                {style.map(|href| view! { <link rel="stylesheet" href=href/> })}
                {icon.map(|href| view! { <link rel="icon" type="image/svg+xml" href=href/> })}
                {boot.map(|boot| view! { <script type="module" src=boot.script data-glue=boot.glue data-wasm=boot.wasm></script> })}
                {search.map(|src| view! { <script type="module" src=src></script> })}
                {reading.map(|src| view! { <script type="module" src=src></script> })}
                {script.map(|src| view! { <script type="module" src=src></script> })}
                {dev_reload.then(|| view! { <script type="module" src="/dev/reload.js"></script> })}
            </head>
            <body>
                <a class="skip-link" href="#main">"Skip to the content"</a>
                {time_is_simulated.then(|| view! { <p class="simulated-time" role="note">"Time is simulated on this server."</p> })}
                <header class="site-header">
                    <a class="site-name" href="/">"Quizmint"</a>
                    {search_form()}
                    <nav aria-label="Main">
                        <ul class="site-nav">{navigation}</ul>
                    </nav>
                </header>
                <main id="main" tabindex="-1">{main}</main>
                <footer class="site-footer">
                    <p><a href="/settings">"Settings"</a></p>
                    {notice.map(|notice| view! { <p>{notice}</p> })}
                </footer>
                {search_dialog()}
            </body>
        </html>
    }
}

fn navigation(head: &Head, has_scenes: bool) -> impl IntoView + use<> {
    let link = |href: &'static str, words: &'static str| {
        // A script adds how much is due there.
        let due = (href == "/practice").then_some("");
        view! { <li><a href=href aria-current=head.current(href) data-due=due>{words}</a></li> }
    };
    view! {
        {link("/concepts", "Concepts")}
        {link("/practice", "Practice")}
        {link("/exams", "Exams")}
        {link("/map", "Map")}
        {has_scenes.then(|| link("/sandbox", "Sandbox"))}
        {link("/progress", "Progress")}
    }
}
