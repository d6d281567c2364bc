//! What was searched and found, or what to do when there is nothing; as a page, and as parts for the box.

use leptos::prelude::*;

use super::search_results::{options, results};
use crate::search::{Found, Query};

#[derive(Clone)]
pub struct SearchPage {
    pub text: String,
    pub answer: SearchAnswer,
}

#[derive(Clone)]
pub enum SearchAnswer {
    /// Nothing was asked yet.
    Nothing,
    NoWord,
    TooLong,
    NotReady,
    Found(Found),
}

impl SearchPage {
    pub fn title(&self) -> String {
        match self.text.trim() {
            "" => "Search".to_owned(),
            text => format!("{text} · Search"),
        }
    }

    pub fn view(self) -> impl IntoView {
        let status = self.status();
        let found = match &self.answer {
            SearchAnswer::Found(found) => (!found.hits.is_empty()).then(|| results(found)),
            _ => None,
        };
        let ways_on = matches!(&self.answer, SearchAnswer::Found(found) if found.hits.is_empty()).then(ways_on);
        view! {
            <div class="search-page measure">
                <h1>"Search"</h1>
                <form class="search-page-form" action="/search" role="search" aria-label="Search on this page">
                    <label class="visually-hidden" for="search-page-text">"Words to look for"</label>
                    <input type="search" id="search-page-text" name="q" value=self.text maxlength=Query::LONGEST.to_string() autocomplete="off" spellcheck="false"/>
                    <button class="button" type="submit">"Search"</button>
                </form>
                <p class="search-page-status" role="status">{status}</p>
                {found}
                {ways_on}
            </div>
        }
    }

    /// For the box: what to say, and what to choose from.
    pub fn parts(self) -> impl IntoView {
        let status = self.status();
        let found = match &self.answer {
            SearchAnswer::Found(found) => (!found.hits.is_empty()).then(|| options(&self.text, found)),
            _ => None,
        };
        view! { <p>{status}</p><div>{found}</div> }
    }

    fn status(&self) -> String {
        match &self.answer {
            SearchAnswer::Nothing => {
                "Titles, notes and the texts of questions are searched; spelling need not be exact.".to_owned()
            }
            SearchAnswer::NoWord => "Type at least one letter or digit.".to_owned(),
            SearchAnswer::TooLong => {
                format!("That is too long to look for: {} characters at most.", Query::LONGEST)
            }
            SearchAnswer::NotReady => {
                "The search is still being prepared. Try again in a moment; all pages can be read already.".to_owned()
            }
            SearchAnswer::Found(found) => counted(found),
        }
    }
}

fn counted(found: &Found) -> String {
    let places = match (found.total, found.hits.len()) {
        (0, _) => return "Nothing was found.".to_owned(),
        (1, _) => "1 place".to_owned(),
        (total, shown) if total > shown => format!("The best {shown} of {total} places"),
        (total, _) => format!("{total} places"),
    };
    if found.only_some_words {
        format!("{places}. None has all the words; these have some of them.")
    } else {
        format!("{places}.")
    }
}

fn ways_on() -> impl IntoView {
    view! {
        <h2>"Ways on"</h2>
        <ul>
            <li>"Use fewer words, or only the beginning of one."</li>
            <li>"Use the name that AWS or the standard uses."</li>
            <li><a href="/concepts">"Look through all concepts"</a></li>
        </ul>
    }
}
