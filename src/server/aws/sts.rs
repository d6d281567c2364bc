//! The query protocol of STS: form fields in, XML out.

use axum::{http::StatusCode, response::Response};

use super::reply;
use crate::{
    sandbox::{AssumeRole, AssumedRole, AwsFault},
    state::AppState,
};

const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

pub(super) async fn call(app: AppState, key: Option<String>, body: &[u8]) -> Response {
    let fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let action = field("Action").unwrap_or_default();
    if action != "AssumeRoleWithWebIdentity" {
        let message = format!("Could not find operation {} for version 2011-06-15", short(&action));
        return refused(&app, StatusCode::BAD_REQUEST, &AwsFault::new("InvalidAction", message));
    }
    let request = AssumeRole {
        role_arn: field("RoleArn").unwrap_or_default(),
        session_name: field("RoleSessionName").unwrap_or_default(),
        token: field("WebIdentityToken").unwrap_or_default(),
        duration_s: field("DurationSeconds"),
        policy: field("Policy"),
    };
    let now_ms = app.clock.now_ms();
    let sandbox = app.sandbox.clone();
    let assumed = tokio::task::spawn_blocking(move || sandbox.assume_role(key.as_deref(), &request, now_ms)).await;
    match assumed.unwrap_or_else(|_| Err(AwsFault::internal())) {
        Ok(role) => reply::xml(&app, StatusCode::OK, |id| accepted(&role, id)),
        Err(fault) => refused(&app, status(&fault), &fault),
    }
}

fn accepted(role: &AssumedRole, request_id: &str) -> String {
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", escaped(text));
    let credentials = [
        element("AccessKeyId", &role.credentials.access_key_id),
        element("SecretAccessKey", &role.credentials.secret_key),
        element("SessionToken", &role.credentials.session_token),
        element("Expiration", &role.expiration),
    ]
    .concat();
    let user = [element("AssumedRoleId", &role.assumed_role_id), element("Arn", &role.arn)].concat();
    let result = [
        element("SubjectFromWebIdentityToken", &role.subject),
        element("Audience", &role.audience),
        element("Provider", &role.provider),
        format!("<AssumedRoleUser>{user}</AssumedRoleUser>"),
        format!("<Credentials>{credentials}</Credentials>"),
    ]
    .concat();
    format!(
        "<AssumeRoleWithWebIdentityResponse xmlns=\"{NAMESPACE}\"><AssumeRoleWithWebIdentityResult>{result}\
         </AssumeRoleWithWebIdentityResult><ResponseMetadata>{}</ResponseMetadata></AssumeRoleWithWebIdentityResponse>",
        element("RequestId", request_id)
    )
}

fn status(fault: &AwsFault) -> StatusCode {
    match fault.name {
        "AccessDenied" => StatusCode::FORBIDDEN,
        _ if fault.is_internal() => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

pub(super) fn refused(app: &AppState, status: StatusCode, fault: &AwsFault) -> Response {
    let kind = if status.is_server_error() { "Receiver" } else { "Sender" };
    reply::xml(app, status, |id| {
        format!(
            "<ErrorResponse xmlns=\"{NAMESPACE}\"><Error><Type>{kind}</Type><Code>{}</Code><Message>{}</Message></Error>\
             <RequestId>{id}</RequestId></ErrorResponse>",
            fault.name,
            escaped(&fault.message)
        )
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}
