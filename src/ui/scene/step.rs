//! One step of a scene: who did what to whom, how it went and why, with what was sent and what came back.

use leptos::prelude::*;

use super::exhibit;
use crate::sandbox::scene::{Step, Verdict};

pub(super) fn view(step: Step) -> AnyView {
    let Step { title, from, to, verdict, reason, source, exhibits } = step;
    let (class, word) = match verdict {
        Verdict::Done => ("scene-step is-done", "done"),
        Verdict::Refused => ("scene-step is-refused", "refused"),
        Verdict::Skipped => ("scene-step is-skipped", "not reached"),
    };
    let way = if from == to { from.to_owned() } else { format!("{from} → {to}") };
    let source = source.map(|source| {
        view! { <p class="scene-step-source"><a href=source.url rel="noopener noreferrer">{source.title}</a></p> }
    });
    let exhibits = exhibits.into_iter().map(|shown| exhibit::view(shown, false)).collect_view();
    view! {
        <li class=class>
            <p class="scene-step-title">
                {title}" " <span class="scene-step-word">{word}</span>
            </p>
            <p class="scene-step-way">{way}</p>
            <p class="scene-step-reason">{reason}</p>
            {exhibits}
            {source}
        </li>
    }
    .into_any()
}
