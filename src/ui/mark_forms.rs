//! What can be done with a question beside answering it: flag it, set it aside, write a note; each a plain form.

use domain::{content::Slug, practice::Mark};
use leptos::prelude::*;

use super::typed::in_textarea;
use crate::practice::Marked;

/// `from` is what the page asked for, so that the form comes back to it; `note` is what was typed and refused.
#[derive(Clone, Debug)]
pub struct MarkForms {
    pub marked: Marked,
    pub from: String,
    pub note_problem: Option<(String, String)>,
}

impl MarkForms {
    pub fn view(self) -> impl IntoView {
        let Self { marked, from, note_problem } = self;
        let aside = marked.is_set_aside();
        let Marked { question, mark, .. } = marked;
        let (flag, flag_words) = if mark.flagged { ("unflag", "Remove the flag") } else { ("flag", "Flag") };
        let set_aside = (!aside).then(|| mark_form(&question, &from, "set-aside", "Set aside", None));
        view! {
            <div class="mark-forms" data-marks="">
                {mark_form(&question, &from, flag, flag_words, Some("f"))}
                {set_aside}
                {note_form(&question, &from, &mark, note_problem)}
            </div>
        }
    }
}

pub(super) fn mark_form(
    question: &Slug,
    from: &str,
    what: &'static str,
    words: &'static str,
    key: Option<&'static str>,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=format!("/questions/{question}/mark")>
            <input type="hidden" name="from" value=from.to_owned()/>
            <button type="submit" class="button is-quiet" name="do" value=what data-key=key>{words}</button>
        </form>
    }
}

fn note_form(question: &Slug, from: &str, mark: &Mark, problem: Option<(String, String)>) -> impl IntoView + use<> {
    let has_note = !mark.note.is_empty();
    let summary = if has_note { "Your note" } else { "Write a note" };
    let open = has_note || problem.is_some();
    let (typed, problem) = match problem {
        Some((typed, problem)) => (typed, Some(problem)),
        None => (mark.note.clone(), None),
    };
    view! {
        <details class="mark-forms-note" open=open data-note="">
            <summary>{summary}</summary>
            <form method="post" action=format!("/questions/{question}/mark")>
                <input type="hidden" name="from" value=from.to_owned()/>
                <label class="field">
                    <span class="field-label">"Only you see it, at most 2,000 characters"</span>
                    <textarea name="note" rows="4" maxlength=Mark::MOST_OF_A_NOTE.to_string() inner_html=in_textarea(&typed)></textarea>
                </label>
                {problem.map(|problem| view! { <p class="form-problem" role="alert">{problem}</p> })}
                <button type="submit" class="button is-quiet" name="do" value="note">"Keep the note"</button>
            </form>
        </details>
    }
}
