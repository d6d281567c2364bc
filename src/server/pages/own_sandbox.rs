//! A sandbox of one's own, by plain forms: make it, look into it, set its rules, start over.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::trigger::Rules;
use serde::Deserialize;
use tower_sessions::Session;

use super::personal;
use crate::{
    sandbox::AwsFault,
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, learner, render},
    state::AppState,
    ui::{Head, OwnPage, OwnSandbox, RulesForm},
};

const PLACE: &str = "/sandbox/own";

#[derive(Deserialize)]
pub(super) struct Shown {
    saved: Option<String>,
}

/// Looking makes nothing: neither a session nor a sandbox.
pub(super) async fn show(
    State(server): State<Server>,
    Query(shown): Query<Shown>,
    session: Session,
) -> Result<Response, Failure> {
    let learner = learner::current(&session).await?;
    let key = learner.and_then(|learner| server.app.sandbox.existing(&learner.to_string()));
    let mut own = key.and_then(|key| looked_into(&server.app, &key).ok());
    if let Some(own) = &mut own {
        own.rules.saved = shown.saved.is_some();
    }
    Ok(page(&server, own).await)
}

pub(super) async fn make(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    let learner = learner::ensured(&session, &server.app.clock, &server.app.chance).await?;
    server.app.sandbox.own(&learner.to_string());
    Ok(Redirect::to(PLACE).into_response())
}

/// Rules that cannot be taken come back as they were written, with the sentence of what is wrong.
pub(super) async fn set_rules(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let learner = learner::ensured(&session, &server.app.clock, &server.app.chance).await?;
    // One that was forgotten in the meantime is made anew, so that nothing that was written is lost.
    let key = server.app.sandbox.own(&learner.to_string());
    let text = fields.first("rules").unwrap_or_default();
    match rules(text) {
        Ok(rules) => {
            server.app.sandbox.set_rules(&key, rules).map_err(gone)?;
            Ok(Redirect::to(&format!("{PLACE}?saved=rules#rules")).into_response())
        }
        Err(problem) => {
            let mut own = looked_into(&server.app, &key).map_err(gone)?;
            own.rules = RulesForm { text: text.to_owned(), problem: Some(problem), saved: false };
            let mut response = page(&server, Some(own)).await;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.extensions_mut().insert(SaysItself);
            Ok(response)
        }
    }
}

pub(super) async fn start_over(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    if let Some(learner) = learner::current(&session).await? {
        server.app.sandbox.start_over(&learner.to_string());
    }
    Ok(Redirect::to(PLACE).into_response())
}

fn rules(text: &str) -> Result<Rules, String> {
    if text.chars().count() > RulesForm::LONGEST {
        return Err(format!("The rules are longer than {} characters.", RulesForm::LONGEST));
    }
    let rules: Rules = serde_json::from_str(text).map_err(|error| format!("The rules cannot be read: {error}."))?;
    rules.check().map_err(|error| error.to_string())?;
    Ok(rules)
}

fn looked_into(app: &AppState, key: &str) -> Result<OwnSandbox, AwsFault> {
    let sandbox = &app.sandbox;
    let rules = sandbox.rules(Some(key))?;
    let text = serde_json::to_string_pretty(&rules).map_err(|_| AwsFault::internal())?;
    Ok(OwnSandbox {
        endpoint: format!("{}/sandbox/aws/of/{key}", app.base_url.as_str().trim_end_matches('/')),
        samples: sandbox.samples().clone(),
        messages: sandbox.messages(Some(key))?,
        accounts: sandbox.accounts(Some(key))?,
        rules: RulesForm { text, problem: None, saved: false },
        now_ms: app.clock.now_ms(),
    })
}

async fn page(server: &Server, own: Option<OwnSandbox>) -> Response {
    let description = "A user pool for you alone: its endpoint, what it would have sent, its users and its triggers.";
    let page = OwnPage { own };
    let head = Head::new("A sandbox of your own", description).at("/sandbox/own");
    personal(render::page(&server.app, head, move || page.clone().view()).await)
}

fn gone(fault: AwsFault) -> Failure {
    Failure { detail: fault.message, ..Failure::of_status(StatusCode::NOT_FOUND) }
}
