//! Changing a token without its key, as a forger would: the signature stays what it was, so a careful reader notices.

use super::{Object, base64url, decode, json};

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
        let mut header = decoded.header()?.clone();
        let mut claims = decoded.claims()?.clone();
        let mut signature = token.rsplit_once('.')?.1;
        match self {
            Self::Expired => set(&mut claims, "exp", &now_s.saturating_sub(60).to_string()),
            Self::OtherAudience => {
                let name = if claims.value("aud").is_some() { "aud" } else { "client_id" };
                set(&mut claims, name, "\"9sampleotherclient0000009\"");
            }
            Self::SwappedUse => {
                let swapped = if claims.text("token_use") == Some("id") { "\"access\"" } else { "\"id\"" };
                set(&mut claims, "token_use", swapped);
            }
            Self::AlgNone => {
                set(&mut header, "alg", "\"none\"");
                signature = "";
            }
            Self::OtherKey => set(&mut header, "kid", "\"sample-some-other-key\""),
        }
        Some(assemble(&written(&header), &written(&claims), signature))
    }
}

/// The token with other claims and its old signature; what is no JSON object goes in as it is typed.
pub fn with_claims(token: &str, json: &str) -> Option<String> {
    let (header, rest) = token.split_once('.')?;
    let (_, signature) = rest.split_once('.')?;
    let mut flaws = Vec::new();
    let object = json::parse_object(json, &mut flaws).filter(|_| flaws.is_empty());
    let claims = object.map_or_else(|| json.to_owned(), |object| written(&object));
    Some([header, ".", &base64url::encode(&claims), ".", signature].concat())
}

/// One member a line, for people; [`with_claims`] leads back to the same bytes.
pub fn editable(object: &Object) -> String {
    lines(object, "{\n  ", ": ", ",\n  ", "\n}")
}

fn written(object: &Object) -> String {
    lines(object, "{", ":", ",", "}")
}

fn lines(object: &Object, open: &str, colon: &str, comma: &str, close: &str) -> String {
    let mut text = String::from(open);
    for (place, member) in object.members.iter().enumerate() {
        if place > 0 {
            text.push_str(comma);
        }
        text.push_str(&serde_json::Value::from(member.name.as_str()).to_string());
        text.push_str(colon);
        text.push_str(&member.raw);
    }
    text.push_str(close);
    text
}

fn assemble(header: &str, claims: &str, signature: &str) -> String {
    [&base64url::encode(header), ".", &base64url::encode(claims), ".", signature].concat()
}

/// Gives a member another value, or adds it.
fn set(object: &mut Object, name: &str, raw: &str) {
    let value = serde_json::from_str(raw).unwrap_or_default();
    match object.members.iter_mut().find(|member| member.name == name) {
        Some(member) => (member.raw, member.value) = (raw.to_owned(), value),
        None => object.members.push(json::Member { name: name.to_owned(), raw: raw.to_owned(), value }),
    }
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
