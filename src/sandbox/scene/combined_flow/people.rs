//! Who signs in, and the proof that they bring: truly signed, or truly broken.

use serde_json::json;

use super::{form::Form, roles};
use crate::sandbox::{
    Sandbox, SandboxError,
    forge::Draft,
    identity::{GOOGLE, SAML, assertion, provider_of_pool},
    pool::SignedIn,
    sign_in::SignIn,
    wire::{MintRequest, UserRequest},
};

const TWO_HOURS_MS: i64 = 2 * 60 * 60 * 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person {
    Alice,
    Bob,
    Carol,
    Dora,
    Nina,
    Heidi,
    Ivan,
    Guest,
    /// Signs in elsewhere.
    Mallory,
}

impl Person {
    pub(super) const ALL: [Self; 9] = [
        Self::Alice,
        Self::Bob,
        Self::Carol,
        Self::Dora,
        Self::Nina,
        Self::Heidi,
        Self::Ivan,
        Self::Guest,
        Self::Mallory,
    ];

    pub(super) fn named(id: &str) -> Self {
        Self::ALL.into_iter().find(|person| person.id() == id).unwrap_or(Self::Alice)
    }

    /// The user name, where there is one.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Alice => "alice",
            Self::Bob => "bob",
            Self::Carol => "carol",
            Self::Dora => "dora",
            Self::Nina => "nina",
            Self::Heidi => "heidi",
            Self::Ivan => "ivan",
            Self::Guest => "guest",
            Self::Mallory => "mallory",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Alice => "Alice, of the group editors",
            Self::Bob => "Bob, of the group readers",
            Self::Carol => "Carol, of both groups; editors come first",
            Self::Dora => "Dora, of both groups; neither comes first",
            Self::Nina => "Nina, of no group",
            Self::Heidi => "Heidi, with Google",
            Self::Ivan => "Ivan, with his company's SAML provider",
            Self::Guest => "Nobody: a guest",
            Self::Mallory => "Mallory, at another identity pool",
        }
    }

    fn groups(self) -> &'static [&'static str] {
        match self {
            Self::Alice => &["editors"],
            Self::Bob => &["readers"],
            Self::Carol | Self::Dora => &["editors", "readers"],
            _ => &[],
        }
    }

    pub(super) fn is_of_user_pool(self) -> bool {
        matches!(self, Self::Alice | Self::Bob | Self::Carol | Self::Dora | Self::Nina)
    }

    /// The key of `Logins`.
    pub(super) fn provider(self, sandbox: &Sandbox) -> Option<String> {
        match self {
            Self::Heidi => Some(GOOGLE.to_owned()),
            Self::Ivan => Some(SAML.to_owned()),
            Self::Guest | Self::Mallory => None,
            _ => Some(provider_of_pool(sandbox.samples())),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    Sound,
    Access,
    Expired,
    OtherClient,
    Tampered,
}

impl Proof {
    pub(super) const ALL: [Self; 5] = [Self::Sound, Self::Access, Self::Expired, Self::OtherClient, Self::Tampered];

    pub(super) fn named(id: &str) -> Self {
        Self::ALL.into_iter().find(|proof| proof.id() == id).unwrap_or(Self::Sound)
    }

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Sound => "id",
            Self::Access => "access",
            Self::Expired => "expired",
            Self::OtherClient => "other-client",
            Self::Tampered => "tampered",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Sound => "The ID token (of SAML users: the assertion)",
            Self::Access => "The access token",
            Self::Expired => "An ID token that has expired",
            Self::OtherClient => "An ID token of another app client",
            Self::Tampered => "An ID token that was changed afterwards",
        }
    }
}

/// The text that goes into `Logins`.
pub(super) fn proof(sandbox: &Sandbox, form: &Form, now_ms: i64) -> Result<String, SandboxError> {
    let signed_in_ms = if form.proof == Proof::Expired { now_ms.saturating_sub(TWO_HOURS_MS) } else { now_ms };
    match form.person {
        Person::Heidi => of_google(sandbox, form.proof, signed_in_ms),
        Person::Ivan => Ok(assertion(signed_in_ms)),
        Person::Guest | Person::Mallory => Ok(String::new()),
        _ => of_user_pool(sandbox, form, signed_in_ms),
    }
}

fn of_user_pool(sandbox: &Sandbox, form: &Form, now_ms: i64) -> Result<String, SandboxError> {
    let (samples, person) = (sandbox.samples(), form.person);
    let other_client = samples.clients.get(1).filter(|_| form.proof == Proof::OtherClient);
    let groups = person.groups().iter().map(|&group| group.to_owned()).collect();
    let user = UserRequest {
        username: Some(person.id().to_owned()),
        email: Some(format!("{}@example.com", person.id())),
        groups: Some(groups),
    };
    let request = MintRequest {
        client: other_client.map(|client| client.id.clone()),
        user: Some(user),
        ..MintRequest::default()
    };
    let mut sign_in = SignIn::parse(&request, samples)?;
    sign_in.attributes.insert("custom:role".to_owned(), form.attribute.clone());
    let issued = sandbox.issue(&SignedIn { sign_in, grant: None }, now_ms)?;
    if form.proof == Proof::Access {
        return Ok(issued.access_token);
    }
    // Groups that come equally first: the pool leaves the preferred role out, which the sample groups give no cause
    // for.
    let id_token = if person == Person::Dora {
        let draft = Draft::of(&issued.id_token).without_claim("cognito:preferred_role");
        draft.signed_by(&sandbox.0.keys.current()?.id)?
    } else {
        issued.id_token
    };
    Ok(if form.proof == Proof::Tampered { tampered(&id_token) } else { id_token })
}

/// A stronger role, under the signature of what it said before.
fn tampered(token: &str) -> String {
    let admin = roles::arn(roles::ADMIN);
    let draft = Draft::of(token)
        .claim("cognito:roles", &json!([admin]).to_string())
        .claim("cognito:preferred_role", &json!(admin).to_string());
    draft.with_signature(token.rsplit('.').next().unwrap_or_default())
}

fn of_google(sandbox: &Sandbox, proof: Proof, now_ms: i64) -> Result<String, SandboxError> {
    let broken = |_| SandboxError::NoKeys;
    let token = sandbox.google_token(now_ms).map_err(broken)?;
    match proof {
        Proof::Sound | Proof::Expired => Ok(token),
        // Google's are opaque.
        Proof::Access => Ok("SAMPLE-NOT-A-REAL-TOKEN-ya29".to_owned()),
        Proof::OtherClient => {
            let other = json!("111111111111-sample.apps.googleusercontent.com").to_string();
            Draft::of(&token).claim("aud", &other).signed_by(sandbox.0.identities.google().map_err(broken)?)
        }
        Proof::Tampered => Ok(tampered(&token)),
    }
}
