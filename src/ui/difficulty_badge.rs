//! How hard something is, shown by word, shape and colour.

use domain::content::Difficulty;
use leptos::prelude::*;

#[component]
pub fn DifficultyBadge(difficulty: Difficulty) -> impl IntoView {
    let steps = (1..=3).map(|step| {
        let class = if step <= difficulty.level() { "difficulty-badge-step is-on" } else { "difficulty-badge-step" };
        view! { <span class=class></span> }
    });
    view! {
        <span class=format!("difficulty-badge is-{difficulty}")>
            <span class="difficulty-badge-steps" aria-hidden="true">{steps.collect_view()}</span>
            {difficulty.as_str()}
        </span>
    }
}
