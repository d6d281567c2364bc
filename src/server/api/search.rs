//! The search, for scripts.

use axum::{Json, extract::State, http::Uri};

use super::schema::{Problem, SearchReply};
use crate::{
    search::{Query, Refused},
    server::{
        failure::Failure,
        fields::FormFields,
        search::{Searched, search},
    },
    state::AppState,
};

const MOST: usize = 20;

/// Concepts, sections and questions by words, the best first
#[utoipa::path(
    get, path = "/search", params(("q" = String, Query, description = "Words to look for, 200 characters at most")),
    responses(
        (status = 200, body = SearchReply),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "There is no word to look for, or too much"),
        (status = 503, body = Problem, content_type = "application/problem+json", description = "The search is still being prepared")
    )
)]
pub(super) async fn search_all(State(app): State<AppState>, uri: Uri) -> Result<Json<SearchReply>, Failure> {
    let fields = FormFields::of_query(&uri);
    let text = fields.first("q").unwrap_or_default();
    match search(&app, text, MOST).await? {
        Searched::Found(found) => Ok(Json(SearchReply::of(text, found))),
        Searched::Refused(refused) => Err(Failure::unprocessable("invalid-query", sentence(refused))),
        Searched::NotReady => Err(Failure::not_ready("The search is still being prepared. Try again in a moment.")),
    }
}

fn sentence(refused: Refused) -> String {
    match refused {
        Refused::Empty => "Name the words to look for in `q`.".to_owned(),
        Refused::NoWord => "`q` holds neither a letter nor a digit.".to_owned(),
        Refused::TooLong => format!("`q` may be {} characters long.", Query::LONGEST),
    }
}
