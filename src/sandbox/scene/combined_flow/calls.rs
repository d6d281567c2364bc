//! Requests and answers as a client sees them: JSON of the identity pool, and the form fields and XML of STS.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::asked::Session;
use crate::sandbox::{identity::Credentials, pool::AwsFault, scene::Body};

const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";
const SHOWN: usize = 32;

/// Tokens are shown in full where they come up first.
fn short(token: &str) -> String {
    let shown: String = token.chars().take(SHOWN).collect();
    if shown.len() < token.len() { format!("{shown}…") } else { shown }
}

/// `subject`: the member that says whom it is about.
pub(super) fn asked(subject: (&str, &str), logins: &BTreeMap<String, String>, custom_role: Option<&str>) -> Body {
    let (name, value) = subject;
    let mut body = json!({ name: value });
    if !logins.is_empty() {
        body["Logins"] =
            logins.iter().map(|(provider, token)| (provider.clone(), Value::String(short(token)))).collect();
    }
    if let Some(role) = custom_role {
        body["CustomRoleArn"] = role.into();
    }
    Body::Json(body)
}

pub(super) fn credentials(identity: &str, credentials: &Credentials) -> Body {
    Body::Json(json!({
        "IdentityId": identity,
        "Credentials": {
            "AccessKeyId": credentials.access_key_id,
            "SecretKey": credentials.secret_key,
            "SessionToken": credentials.session_token,
            "Expiration": credentials.expiration_s,
        },
    }))
}

pub(super) fn fault(fault: &AwsFault) -> Body {
    Body::Json(json!({"__type": fault.name, "message": fault.message}))
}

pub(super) fn assume(role: &str, session: &str, token: &str) -> Body {
    let fields = [
        "Action=AssumeRoleWithWebIdentity".to_owned(),
        format!("RoleArn={role}"),
        format!("RoleSessionName={session}"),
        format!("WebIdentityToken={}", short(token)),
        "Version=2011-06-15".to_owned(),
    ];
    Body::Text(fields.join("\n"))
}

pub(super) fn assumed(session: &Session) -> Body {
    let text = |claim: &str| session.claims[claim].as_str().unwrap_or_default().to_owned();
    let Credentials { access_key_id, secret_key, session_token, expiration_s } = &session.credentials;
    let expiration = Timestamp::from_second(*expiration_s).map(|at| at.to_string()).unwrap_or_default();
    Body::Text(format!(
        "<AssumeRoleWithWebIdentityResponse xmlns=\"{NAMESPACE}\">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>{}</SubjectFromWebIdentityToken>
    <Audience>{}</Audience>
    <Provider>cognito-identity.amazonaws.com</Provider>
    <AssumedRoleUser>
      <AssumedRoleId>AROASAMPLE000000EXAMPLE:{}</AssumedRoleId>
      <Arn>{}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>{access_key_id}</AccessKeyId>
      <SecretAccessKey>{secret_key}</SecretAccessKey>
      <SessionToken>{session_token}</SessionToken>
      <Expiration>{expiration}</Expiration>
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>",
        text("sub"),
        text("aud"),
        session.name,
        session.arn(),
    ))
}

pub(super) fn sts_fault(fault: &AwsFault) -> Body {
    Body::Text(format!(
        "<ErrorResponse xmlns=\"{NAMESPACE}\">
  <Error>
    <Type>Sender</Type>
    <Code>{}</Code>
    <Message>{}</Message>
  </Error>
</ErrorResponse>",
        fault.name, fault.message
    ))
}
