//! The way into the search from every page: a form in the header, and a box that a script opens and fills.

use leptos::prelude::*;

use crate::search::Query;

/// Works by itself. The script opens the box in its place, from a click as well as by a key.
pub(super) fn search_form() -> impl IntoView {
    view! {
        <form class="site-search" action="/search" role="search" data-search-open>
            <input type="search" name="q" aria-label="Words to look for" placeholder="Search" maxlength=Query::LONGEST.to_string() autocomplete="off" spellcheck="false" aria-keyshortcuts="Control+K Meta+K /"/>
            <button type="submit">"Search"</button>
        </form>
    }
}

/// Closed until the script opens it.
pub(super) fn search_dialog() -> impl IntoView {
    view! {
        <dialog class="search-dialog" aria-label="Search">
            <form class="search-dialog-form" action="/search" role="search">
                <input type="search" name="q" role="combobox" aria-label="Words to look for" aria-autocomplete="list" aria-expanded="false" aria-controls="search-options" placeholder="Search" maxlength=Query::LONGEST.to_string() autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"/>
                <button class="button is-quiet" type="button" data-search-close>"Close"</button>
            </form>
            <p class="search-dialog-status" role="status"></p>
            <div class="search-dialog-options" id="search-options" role="listbox" aria-label="Places found"></div>
            <p class="search-dialog-keys" aria-hidden="true"><kbd>"↑"</kbd><kbd>"↓"</kbd>" choose "<kbd>"Enter"</kbd>" opens "<kbd>"Esc"</kbd>" closes"</p>
        </dialog>
    }
}
