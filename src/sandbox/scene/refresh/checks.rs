//! The table: four checks of an access or refresh token, and which of them notices what.

use domain::token::Gate;

use crate::sandbox::{
    AwsFault, SandboxError,
    oauth::{Authorize, TokenReply, TokenRequest},
    scene::{Cell, Stage, Table, Verdict, visit::Visit},
};

pub(super) const ABOUT: &str = "For this table the users sign in on the hosted page with the scopes openid and \
    aws.cognito.signin.user.admin, so that every check would take their tokens. A minute later the checks are made; the \
    last column is made an hour after the sign-in.";

const CLIENT: &str = "sample-web";
const SCOPES: &str = "openid aws.cognito.signin.user.admin";
const CALLBACK: &str = "http://localhost:3000/callback";
const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 60 * 60;

pub(super) fn table(stage: Stage<'_>) -> Result<Table, SandboxError> {
    let mut visit = Visit::lasting(stage, HOUR_S, |_| ());
    let client = visit.sandbox.samples().clients.iter().find(|client| client.name == CLIENT);
    let client = client.map(|client| client.id.clone()).unwrap_or_default();
    let sign_in = |visit: &Visit, user: &str| sign_in(visit, &client, user).ok_or(SandboxError::Unwritable);
    // One user for each fate, because signing out everywhere ends all sign-ins of a user.
    let (good, revoked, out) = (sign_in(&visit, "alice")?, sign_in(&visit, "bob")?, sign_in(&visit, "carol")?);
    visit.wait(MINUTE_S);
    let token = |tokens: &TokenReply| tokens.refresh_token.clone().unwrap_or_default();
    let ended = [
        visit.call("RevokeToken", &serde_json::json!({"ClientId": client, "Token": token(&revoked)})),
        visit.call("GlobalSignOut", &serde_json::json!({"AccessToken": out.access_token})),
    ];
    if ended.iter().any(Result::is_err) {
        return Err(SandboxError::Unwritable);
    }
    let mut columns = Vec::new();
    for tokens in [&good, &revoked, &out] {
        columns.push(checks(&visit, &client, tokens)?);
    }
    visit.wait(HOUR_S - MINUTE_S);
    columns.push(checks(&visit, &client, &good)?);
    Ok(Table {
        caption: "What each check says".to_owned(),
        head: ["Check", "Still good", "Revoked", "Signed out everywhere", "Access token expired"]
            .map(str::to_owned)
            .into(),
        rows: NAMES
            .iter()
            .enumerate()
            .map(|(row, name)| {
                let cells = columns.iter().map(|column| column[row].clone());
                std::iter::once(Cell::text(*name)).chain(cells).collect()
            })
            .collect(),
    })
}

const NAMES: [&str; 4] = [
    "Signature and claims, without asking the pool",
    "GetUser with the access token",
    "userInfo with the access token",
    "Refreshing with the refresh token",
];

fn sign_in(visit: &Visit, client: &str, name: &str) -> Option<TokenReply> {
    let samples = visit.sandbox.samples();
    let user = samples.users.iter().find(|user| user.username == name)?;
    let request = Authorize {
        response_type: "code".to_owned(),
        client_id: client.to_owned(),
        redirect_uri: CALLBACK.to_owned(),
        scope: Some(SCOPES.to_owned()),
        ..Authorize::default()
    };
    let authorized = visit.sandbox.authorize(&request).ok()?.ok()?;
    let credentials = Some((name, user.password.as_str()));
    let back = visit.sandbox.sign_in_hosted(None, &request, &authorized, credentials, visit.now_ms).ok()?;
    let (_, query) = back.split_once('?')?;
    let (_, code) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "code")?;
    let exchange = TokenRequest {
        grant_type: "authorization_code".to_owned(),
        client_id: client.to_owned(),
        code: code.into_owned(),
        redirect_uri: CALLBACK.to_owned(),
        ..TokenRequest::default()
    };
    visit.sandbox.token(None, &exchange, visit.now_ms).ok()
}

fn checks(visit: &Visit, client: &str, tokens: &TokenReply) -> Result<[Cell; 4], SandboxError> {
    let access = &tokens.access_token;
    let offline = visit.judge(access, Gate::Access, client, &[])?.accepted();
    let get_user = visit.call("GetUser", &serde_json::json!({"AccessToken": access}));
    let user_info = visit.sandbox.user_info(None, access, visit.now_ms);
    let refresh = TokenRequest {
        grant_type: "refresh_token".to_owned(),
        client_id: client.to_owned(),
        refresh_token: tokens.refresh_token.clone().unwrap_or_default(),
        ..TokenRequest::default()
    };
    let refreshed = visit.sandbox.token(None, &refresh, visit.now_ms);
    let taken = |text: &str| Cell::marked(text, Verdict::Done);
    let refused = |text: String| Cell::marked(text, Verdict::Refused);
    Ok([
        if offline { taken("passes") } else { refused("expired".to_owned()) },
        get_user.map_or_else(|AwsFault { message, .. }| refused(message), |_| taken("answers")),
        user_info.map_or_else(|_| refused("401, invalid_token".to_owned()), |_| taken("answers")),
        refreshed.map_or_else(|error| refused(error.error.to_owned()), |_| taken("new tokens")),
    ])
}
