//! What comes next, as a sentence with a link.

use leptos::prelude::*;

use crate::{content::Library, practice::Next};

/// `is_known` tells a learner from a visitor, of whom nothing is known.
pub(super) fn next_step(library: &Library, next: &Next, is_known: bool) -> impl IntoView + use<> {
    let (title, href, text) = match next {
        Next::Review { due, first } => {
            let title = if *due == 1 { "1 question is due".to_owned() } else { format!("{due} questions are due") };
            let concept = library.concept(&first.concept).map(|concept| concept.title.clone()).unwrap_or_default();
            (title, "/practice".to_owned(), format!("Practise, beginning with {concept}"))
        }
        Next::Share { questions } => {
            let count = if *questions == 1 { "1 question".to_owned() } else { format!("{questions} questions") };
            (format!("Today’s share of your plan: {count}"), "/practice".to_owned(), "Practise".to_owned())
        }
        Next::Read(slug) => {
            let concept = library.concept(slug).map(|concept| concept.title.clone()).unwrap_or_default();
            let title = if is_known { "Next" } else { "Begin here" };
            (title.to_owned(), format!("/concepts/{slug}"), concept)
        }
        Next::Nothing => {
            let title = "Everything was seen, and nothing is due";
            return view! { <p class="next-step" id="next">{title}</p> }.into_any();
        }
    };
    view! {
        <p class="next-step" id="next"><span class="next-step-title">{title}</span>" "<a class="button" href=href>{text}</a></p>
    }
    .into_any()
}
