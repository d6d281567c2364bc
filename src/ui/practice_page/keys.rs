//! The keys of practice, all of them, in a dialog that the key `?` opens.

use leptos::prelude::*;

const KEYS: [(&str, &str); 9] = [
    ("1 to 9", "Choose that option, or take the choice back"),
    ("A to I", "The same; with six options or more, F is the sixth"),
    ("Enter", "Reveal the answer, then go on"),
    ("S", "Sure, unsure, or neither"),
    ("U", "Take the last answer back"),
    ("F", "Flag the question, or remove the flag"),
    ("N", "Write a note"),
    ("?", "Show these keys"),
    ("Escape", "Close this"),
];

/// Hidden without the script, since nothing here works without it.
pub(super) fn keys() -> impl IntoView {
    let rows = KEYS.map(|(key, what)| view! { <dt><kbd>{key}</kbd></dt><dd>{what}</dd> });
    view! {
        <p class="practice-page-keys" hidden data-keys-hint="">
            <button type="button" class="button is-quiet" data-keys="">"Keys"</button>
        </p>
        <dialog class="keys-dialog" aria-labelledby="keys-title">
            <h2 id="keys-title">"Keys"</h2>
            <dl>{rows.into_iter().collect_view()}</dl>
            <p>"They do nothing while you write or hold another key. "<a href="/settings#shortcuts">"Switch them off"</a></p>
            <form method="dialog"><button class="button">"Close"</button></form>
        </dialog>
    }
}
