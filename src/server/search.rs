//! From the text that was typed to what was found: for the page, for the box that is open, and for the API.

use tokio::sync::Semaphore;

use crate::{
    search::{Found, Query, Refused, SearchError},
    state::AppState,
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

/// Searches that run at one time: looking is not counted, so it must not be able to take every thread.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Searching takes the processor for milliseconds in a large library, so it does not run where requests are served.
pub(super) async fn search(app: &AppState, text: &str, most: usize) -> Result<Searched, Failure> {
    let query: Query = match text.parse() {
        Ok(query) => query,
        Err(refused) => return Ok(Searched::Refused(refused)),
    };
    let search = app.search.clone();
    // The semaphore is never closed.
    let _turn = TURNS.acquire().await;
    let found = tokio::task::spawn_blocking(move || search.find(&query, most)).await;
    match found.map_err(|error| Failure::unexpected(&error))? {
        Ok(found) => Ok(Searched::Found(found)),
        Err(SearchError::NotReady) => Ok(Searched::NotReady),
        Err(error) => Err(Failure::unexpected(&error)),
    }
}
