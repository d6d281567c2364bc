//! Asks whether everything about the learner should really be deleted, and says so when it was.

use leptos::prelude::*;

#[derive(Clone)]
pub struct DeletePage {
    /// Whether there is anything to delete.
    pub kept: bool,
    pub deleted: bool,
}

impl DeletePage {
    pub fn view(self) -> impl IntoView {
        let shown = match self {
            Self { deleted: true, .. } => told("Everything was deleted. Nothing is kept of you any more.").into_any(),
            Self { kept: false, .. } => {
                told("Nothing is kept of this browser, so there is nothing to delete.").into_any()
            }
            Self { .. } => form().into_any(),
        };
        view! {
            <div class="delete-page measure">
                <h1>"Delete everything about me"</h1>
                {shown}
            </div>
        }
    }
}

fn told(sentence: &'static str) -> impl IntoView {
    view! {
        <p class="lead" role="status">{sentence}</p>
        <p><a class="button is-quiet" href="/">"To the start page"</a></p>
    }
}

fn form() -> impl IntoView {
    view! {
        <p class="lead">
            "Answers, memory, settings, notes, exams and your own sandbox are removed from the server at once. Backups that the operator made before may still hold them."
        </p>
        <p>"You may want to "<a href="/progress/export">"export it first"</a>"."</p>
        <form method="post" action="/progress/delete" class="panel">
            <p class="field is-check">
                <label><input type="checkbox" name="confirmed" value="yes" required=true/>" I know that this cannot be taken back."</label>
            </p>
            <button type="submit" class="button">"Delete everything about me"</button>
        </form>
    }
}
