//! Changing a token without its key, as a forger would: the signature stays what it was, so a careful reader notices.

use super::{Object, base64url, decode, excerpt::joined, json};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    Expired,
    OtherAudience,
    SwappedUse,
    AlgNone,
    OtherKey,
}

impl Spoil {
    pub const ALL: [Self; 5] = [Self::Expired, Self::OtherAudience, Self::SwappedUse, Self::AlgNone, Self::OtherKey];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::OtherAudience => "other-audience",
            Self::SwappedUse => "swapped-use",
            Self::AlgNone => "alg-none",
            Self::OtherKey => "other-key",
        }
    }

    /// What a button says that does it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Expired => "Let it be expired",
            Self::OtherAudience => "Name another app client",
            Self::SwappedUse => "Swap token_use",
            Self::AlgNone => "Set alg to none",
            Self::OtherKey => "Name another key",
        }
    }

    /// `None` for what is not a signed token with a readable header and claims.
    pub fn spoil(self, token: &str, now_s: i64) -> Option<String> {
        let decoded = decode(token);
        let (header, claims) = (decoded.header()?, decoded.claims()?);
        let (signed, signature) = (written(header, None), token.bytes().rposition(|byte| byte == b'.')?);
        let signature = token.get(signature + 1..)?;
        let claim = |name, raw| Some(assemble(&signed, &written(claims, Some((name, raw))), signature));
        let head = |name, raw, signature| {
            Some(assemble(&written(header, Some((name, raw))), &written(claims, None), signature))
        };
        match self {
            Self::Expired => claim("exp", &now_s.saturating_sub(60).to_string()),
            Self::OtherAudience if claims.value("aud").is_some() => claim("aud", OTHER_CLIENT),
            Self::OtherAudience => claim("client_id", OTHER_CLIENT),
            Self::SwappedUse if claims.text("token_use") == Some("id") => claim("token_use", "\"access\""),
            Self::SwappedUse => claim("token_use", "\"id\""),
            Self::AlgNone => head("alg", "\"none\"", ""),
            Self::OtherKey => head("kid", "\"sample-some-other-key\"", signature),
        }
    }
}

const OTHER_CLIENT: &str = "\"9sampleotherclient0000009\"";

/// The token with other claims and its old signature; what is no JSON object goes in as it is typed.
pub fn with_claims(token: &str, json: &str) -> Option<String> {
    let mut parts = token.splitn(3, '.');
    let (header, _, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let mut flaws = Vec::new();
    let object = json::parse_object(json, &mut flaws).filter(|_| flaws.is_empty());
    let claims = object.map_or_else(|| json.to_owned(), |object| written(&object, None));
    Some(joined(&[header, ".", &base64url::encode(&claims), ".", signature]))
}

/// One member a line, for people; [`with_claims`] leads back to the same bytes.
pub fn editable(object: &Object) -> String {
    write(object, None, ["{\n  ", ": ", ",\n  ", "\n}"])
}

fn written(object: &Object, change: Option<(&str, &str)>) -> String {
    write(object, change, ["{", ":", ",", "}"])
}

/// The object as JSON, where `change` gives one member another value, or adds it.
fn write(object: &Object, change: Option<(&str, &str)>, [open, colon, comma, close]: [&str; 4]) -> String {
    let members = object.members.iter().map(|member| (member.name.as_str(), member.raw.as_str()));
    let added = change.filter(|(name, _)| object.value(name).is_none());
    let mut text = String::new();
    for (name, raw) in members.chain(added) {
        let raw = change.filter(|(changed, _)| *changed == name).map_or(raw, |(_, raw)| raw);
        text.push_str(if text.is_empty() { open } else { comma });
        text.push_str(&serde_json::to_string(name).unwrap_or_default());
        text.push_str(colon);
        text.push_str(raw);
    }
    text.push_str(if text.is_empty() { "{}" } else { close });
    text
}

fn assemble(header: &str, claims: &str, signature: &str) -> String {
    joined(&[&base64url::encode(header), ".", &base64url::encode(claims), ".", signature])
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = r#"{"kid":"k","alg":"RS256"}"#;
    const CLAIMS: &str = r#"{"aud":"me","token_use":"id","exp":2000,"cognito:groups":["a","b"]}"#;

    fn token() -> String {
        assemble(HEADER, CLAIMS, "c2ln")
    }

    #[test]
    fn a_spoilt_token_differs_in_one_place_and_keeps_its_signature() {
        for (spoil, before, after) in [
            (Spoil::Expired, "\"exp\":2000", "\"exp\":940"),
            (Spoil::OtherAudience, "\"me\"", "\"9sampleotherclient0000009\""),
            (Spoil::SwappedUse, "\"id\"", "\"access\""),
        ] {
            let expected = assemble(HEADER, &CLAIMS.replace(before, after), "c2ln");
            assert_eq!(spoil.spoil(&token(), 1000), Some(expected), "{spoil:?}");
        }
        let other_key = assemble(r#"{"kid":"sample-some-other-key","alg":"RS256"}"#, CLAIMS, "c2ln");
        assert_eq!(Spoil::OtherKey.spoil(&token(), 1000), Some(other_key));
        let unsigned = assemble(r#"{"kid":"k","alg":"none"}"#, CLAIMS, "");
        assert_eq!(Spoil::AlgNone.spoil(&token(), 1000), Some(unsigned));
    }

    #[test]
    fn undoing_an_edit_brings_the_very_token_back() {
        let claims = decode(&token()).claims().cloned().unwrap_or_default();
        assert_eq!(with_claims(&token(), &editable(&claims)), Some(token()));
        let edited = editable(&claims).replace("\"me\"", "\"you\"");
        assert_ne!(with_claims(&token(), &edited), Some(token()));
    }

    #[test]
    fn an_object_without_members_stays_an_object() {
        assert_eq!(editable(&Object::default()), "{}");
        assert_eq!(written(&Object::default(), Some(("exp", "1"))), "{\"exp\":1}");
    }

    #[test]
    fn claims_that_are_no_json_are_put_in_as_they_are() {
        assert_eq!(with_claims("h.c.s", "no json"), Some("h.bm8ganNvbg.s".to_owned()));
        assert_eq!(with_claims("one part", "{}"), None);
    }

    #[test]
    fn what_is_no_signed_token_cannot_be_spoilt() {
        for text in ["", "a.b.c", "a.b.c.d.e"] {
            assert!(Spoil::ALL.into_iter().all(|spoil| spoil.spoil(text, 0).is_none()), "{text}");
        }
    }
}
