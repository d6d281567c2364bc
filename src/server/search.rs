//! From the text that was typed to what was found: for the page, for the box that is open, and for the API.

use crate::{
    search::{Found, Query, Refused, SearchError},
    state::AppState,
    turns::Turns,
};

use super::failure::Failure;

/// What became of a search.
#[derive(Clone, Debug)]
pub(super) enum Searched {
    Found(Found),
    Refused(Refused),
    /// The index is still being built.
    NotReady,
}

/// Searching takes the processor for milliseconds in a large library.
static SEARCHES: Turns = Turns::new(4);

pub(super) async fn search(app: &AppState, text: &str, most: usize) -> Result<Searched, Failure> {
    let query: Query = match text.parse() {
        Ok(query) => query,
        Err(refused) => return Ok(Searched::Refused(refused)),
    };
    let search = app.search.clone();
    let found = SEARCHES.work(move || search.find(&query, most)).await;
    match found.map_err(|error| Failure::unexpected(&error))? {
        Ok(found) => Ok(Searched::Found(found)),
        Err(SearchError::NotReady) => Ok(Searched::NotReady),
        Err(error) => Err(Failure::unexpected(&error)),
    }
}
