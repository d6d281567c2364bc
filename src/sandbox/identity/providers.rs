//! Made-up accounts at other providers: a Google user with an ID token, and a company's user with a SAML assertion.
//!
//! The Google token is signed and verified like any other, with a key that only this process has. An assertion is
//! checked for its audience and its time; its XML signature is not played.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use crate::sandbox::{Sandbox, pool::AwsFault};

pub(in crate::sandbox) const GOOGLE: &str = "accounts.google.com";
pub(super) const GOOGLE_ISSUER: &str = "https://accounts.google.com";
pub(super) const GOOGLE_AUDIENCE: &str = "000000000000-sample.apps.googleusercontent.com";
pub(in crate::sandbox) const SAML: &str = "arn:aws:iam::111122223333:saml-provider/sample-company";
const SAML_AUDIENCE: &str = "urn:amazon:webservices";
const HOUR_S: i64 = 60 * 60;
const ASSERTION_S: i64 = 5 * 60;

impl Sandbox {
    /// The ID token of a made-up Google user.
    pub(in crate::sandbox) fn google_token(&self, now_ms: i64) -> Result<String, AwsFault> {
        let now_s = now_ms.div_euclid(1000);
        let claims = json!({
            "iss": GOOGLE_ISSUER,
            "aud": GOOGLE_AUDIENCE,
            "sub": "100000000000000000001",
            "email": "heidi@example.com",
            "email_verified": true,
            "iat": now_s,
            "exp": now_s + HOUR_S,
        });
        self.0.identities.google()?.sign(&claims).map_err(|_| AwsFault::internal())
    }
}

/// The assertion of a made-up company's user, as `Logins` takes it: XML in Base64.
pub(in crate::sandbox) fn assertion(now_ms: i64) -> String {
    let until_s = now_ms.div_euclid(1000) + ASSERTION_S;
    STANDARD.encode(format!(
        "<saml:Assertion><saml:Subject><saml:NameID>ivan@example.com</saml:NameID></saml:Subject>\
         <saml:Conditions NotOnOrAfter=\"{until_s}\"><saml:Audience>{SAML_AUDIENCE}</saml:Audience></saml:Conditions>\
         <saml:Attribute Name=\"department\">finance</saml:Attribute></saml:Assertion>"
    ))
}

/// Subject and attributes, or what is wrong. It reads only what [`assertion`] writes.
pub(super) fn read_assertion(text: &str, now_ms: i64) -> Result<(String, Map<String, Value>), &'static str> {
    const UNREADABLE: &str = "The assertion cannot be read.";
    let xml = STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(UNREADABLE)?;
    let between = |start: &str, end: &str| {
        let from = xml.find(start)? + start.len();
        xml.get(from..)?.split(end).next().map(str::to_owned)
    };
    let subject = between("<saml:NameID>", "<").ok_or(UNREADABLE)?;
    if between("<saml:Audience>", "<").as_deref() != Some(SAML_AUDIENCE) {
        return Err("The assertion is for another audience.");
    }
    let until: i64 = between("NotOnOrAfter=\"", "\"").and_then(|until| until.parse().ok()).ok_or(UNREADABLE)?;
    if until <= now_ms.div_euclid(1000) {
        return Err("The assertion has expired.");
    }
    let department = between("Name=\"department\">", "<").unwrap_or_default();
    Ok((subject, Map::from_iter([("department".to_owned(), Value::String(department))])))
}
