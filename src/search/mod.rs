//! Finds concepts, sections and questions by words, forgiving how they are spelled.
//!
//! An index knows one version of the library and never changes. It is built beside the serving of pages, so a large
//! library does not hold up the start; until then a search is told to come back.

mod build;
mod excerpt;
mod forms;
mod index;
mod query;
mod text;
mod words;

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use thiserror::Error;

pub use excerpt::{Hit, HitKind, Piece};
pub use index::{Found, Index};
pub use query::{Query, Refused};
pub use text::brief;

use crate::content::{Library, Live};

/// The library cannot be searched, and never for a reason that lies in the query.
#[derive(Debug, Error)]
pub enum SearchError {
    #[error("the search is still being prepared")]
    NotReady,
    #[error("the index cannot be read or written")]
    Index(#[from] tantivy::TantivyError),
    #[error("the words of the index cannot be read")]
    Words(#[from] std::io::Error),
}

/// The index of what is served now, once there is one. Cloning shares it.
#[derive(Clone, Default)]
pub struct Search(Arc<ArcSwapOption<Index>>);

impl Search {
    /// Builds the index of `library` and serves it from now on.
    pub fn index(&self, library: Arc<Library>) -> Result<(), SearchError> {
        self.0.store(Some(Arc::new(Index::build(library)?)));
        Ok(())
    }

    /// Indexes what is served, and again after each change. While a new index is built, the former one serves, whose
    /// results may lead to what was just removed.
    pub async fn follow(self, content: Arc<Live>) {
        let mut changes = content.changes();
        loop {
            let (search, library) = (self.clone(), content.current());
            match tokio::task::spawn_blocking(move || search.index(library)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "the content cannot be searched as it is now"),
                Err(error) => tracing::error!(%error, "the content cannot be searched as it is now"),
            }
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// The `most` best places for a query.
    pub fn find(&self, query: &Query, most: usize) -> Result<Found, SearchError> {
        self.0.load_full().ok_or(SearchError::NotReady)?.find(query, most)
    }
}
