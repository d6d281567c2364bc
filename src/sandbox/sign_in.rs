//! A sign-in, checked: who signed in through which client, and what the tokens of it are to say.

use std::collections::{BTreeMap, BTreeSet};

use domain::trigger::PreToken;
use serde_json::Value;

use super::{
    error::SandboxError,
    lifetimes::Lifetimes,
    samples::HOSTED_SCOPES,
    wire::{IssuerMode, MintRequest, Samples, UserRequest},
};

const MOST_GROUPS: usize = 100;
pub(super) const MOST_SCOPES: usize = 50;
const LONGEST_NAME: usize = 128;
const LONGEST_EMAIL: usize = 254;
const LONGEST_SCOPE: usize = 256;

/// Everything in it is within its bounds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SignIn {
    pub(super) pool: String,
    pub(super) client: String,
    pub(super) issuer: String,
    pub(super) by: By,
    pub(super) username: String,
    pub(super) email: Option<String>,
    pub(super) email_verified: bool,
    /// Beside the e-mail address.
    pub(super) attributes: BTreeMap<String, String>,
    /// Of a user who came from another provider.
    pub(super) identities: Option<Value>,
    pub(super) groups: Vec<String>,
    pub(super) lifetimes: Lifetimes,
    /// None for a sign-in that happens now.
    pub(super) begun: Option<Begun>,
    /// What the trigger before the tokens wants changed.
    pub(super) changes: Option<PreToken>,
}

/// When and under which id the user signed in: refreshing keeps both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Begun {
    pub(super) auth_time_s: i64,
    pub(super) origin_jti: String,
}

/// The way in, which shows in the tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    Api,
    HostedPages { scope: String, nonce: Option<String> },
}

impl SignIn {
    pub(super) fn parse(request: &MintRequest, samples: &Samples) -> Result<Self, SandboxError> {
        let (issuer, by) = match request.issuer {
            IssuerMode::Aws => (&samples.issuers.aws, by_api(request)?),
            IssuerMode::Local => (&samples.issuers.local, by_hosted_pages(request)?),
        };
        let user = user(request.user.as_ref(), samples);
        check_name(&user.username).ok_or(SandboxError::Username)?;
        user.email.as_deref().map_or(Some(()), check_email).ok_or(SandboxError::Email)?;
        check_groups(&user.groups)?;
        Ok(Self {
            pool: pool(request, samples)?,
            client: client(request, samples)?,
            issuer: issuer.clone(),
            by,
            username: user.username,
            email_verified: user.email.is_some(),
            email: user.email,
            attributes: BTreeMap::new(),
            identities: None,
            groups: user.groups,
            lifetimes: Lifetimes::parse(&request.validity)?,
            begun: None,
            changes: None,
        })
    }
}

fn pool(request: &MintRequest, samples: &Samples) -> Result<String, SandboxError> {
    match &request.pool {
        Some(pool) if *pool != samples.pool => Err(SandboxError::UnknownPool(pool.clone())),
        _ => Ok(samples.pool.clone()),
    }
}

fn client(request: &MintRequest, samples: &Samples) -> Result<String, SandboxError> {
    let wanted = request.client.as_deref();
    let known = samples.clients.iter().find(|client| wanted.is_none_or(|id| id == client.id));
    let unknown = || SandboxError::UnknownClient(wanted.unwrap_or_default().to_owned());
    known.map(|client| client.id.clone()).ok_or_else(unknown)
}

/// With `openid` alone every attribute; next to `email`, `phone` or `profile` only theirs.
pub(super) fn opened_by(scope: &str, attributes: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let has = |name: &str| scope.split(' ').any(|scope| scope == name);
    let all = !["email", "phone", "profile"].into_iter().any(has);
    let opens = |attribute: &str| match attribute {
        "email" | "email_verified" => has("email"),
        "phone_number" | "phone_number_verified" => has("phone"),
        _ => has("profile"),
    };
    let open = attributes.iter().filter(|(name, _)| all || opens(name));
    open.map(|(name, value)| (name.clone(), value.clone())).collect()
}

struct Signer {
    username: String,
    email: Option<String>,
    groups: Vec<String>,
}

/// A sample user keeps what the request leaves open; one who does not exist has neither e-mail nor groups then.
fn user(wanted: Option<&UserRequest>, samples: &Samples) -> Signer {
    let name = wanted.and_then(|user| user.username.as_deref());
    let sample = samples.users.iter().find(|user| name.is_none_or(|name| name == user.username));
    let email = wanted.and_then(|user| user.email.clone()).or_else(|| sample.map(|user| user.email.clone()));
    let groups = wanted.and_then(|user| user.groups.clone()).or_else(|| sample.map(|user| user.groups.clone()));
    Signer {
        username: name.or(sample.map(|user| user.username.as_str())).unwrap_or_default().to_owned(),
        // A form sends an emptied field as empty text.
        email: email.filter(|email| !email.is_empty()),
        groups: groups.unwrap_or_default(),
    }
}

fn by_api(request: &MintRequest) -> Result<By, SandboxError> {
    if request.scopes.is_some() {
        return Err(SandboxError::ScopesByApi);
    }
    if request.nonce.is_some() {
        return Err(SandboxError::NonceByApi);
    }
    Ok(By::Api)
}

fn by_hosted_pages(request: &MintRequest) -> Result<By, SandboxError> {
    let nonce = request.nonce.clone();
    if nonce.as_deref().is_some_and(|nonce| !is_visible_ascii(nonce)) {
        return Err(SandboxError::Nonce);
    }
    let Some(scopes) = &request.scopes else {
        return Ok(By::HostedPages { scope: HOSTED_SCOPES.join(" "), nonce });
    };
    if scopes.len() > MOST_SCOPES {
        return Err(SandboxError::TooManyScopes);
    }
    let is_scope = |scope: &str| is_visible_ascii(scope) && !scope.contains(['"', '\\']);
    if let Some(odd) = scopes.iter().find(|scope| !is_scope(scope)) {
        return Err(SandboxError::Scope(odd.clone()));
    }
    if !scopes.iter().any(|scope| scope == "openid") {
        return Err(SandboxError::NoOpenid);
    }
    Ok(By::HostedPages { scope: scopes.join(" "), nonce })
}

fn is_visible_ascii(text: &str) -> bool {
    (1..=LONGEST_SCOPE).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn check_groups(groups: &[String]) -> Result<(), SandboxError> {
    if groups.len() > MOST_GROUPS {
        return Err(SandboxError::TooManyGroups);
    }
    let mut seen = BTreeSet::new();
    for group in groups {
        check_name(group).ok_or_else(|| SandboxError::GroupName(group.clone()))?;
        if !seen.insert(group) {
            return Err(SandboxError::GroupTwice(group.clone()));
        }
    }
    Ok(())
}

pub(super) fn check_name(name: &str) -> Option<()> {
    let allowed = |c: char| !c.is_whitespace() && !c.is_control();
    ((1..=LONGEST_NAME).contains(&name.chars().count()) && name.chars().all(allowed)).then_some(())
}

pub(super) fn check_email(email: &str) -> Option<()> {
    let (local, domain) = email.rsplit_once('@')?;
    let allowed = |c: char| !c.is_whitespace() && !c.is_control();
    let sound = !local.is_empty() && !domain.is_empty() && email.len() <= LONGEST_EMAIL && email.chars().all(allowed);
    sound.then_some(())
}
