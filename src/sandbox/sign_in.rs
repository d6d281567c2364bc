//! A sign-in, checked: who signed in through which client, and what the tokens of it are to say.

use std::collections::BTreeSet;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SignIn {
    pub(super) pool: String,
    pub(super) client: String,
    pub(super) issuer: String,
    pub(super) by: By,
    pub(super) username: String,
    pub(super) email: Option<String>,
    pub(super) groups: Vec<String>,
    pub(super) lifetimes: Lifetimes,
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
            email: user.email,
            groups: user.groups,
            lifetimes: Lifetimes::parse(&request.validity)?,
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

fn check_name(name: &str) -> Option<()> {
    let allowed = |c: char| !c.is_whitespace() && !c.is_control();
    ((1..=LONGEST_NAME).contains(&name.chars().count()) && name.chars().all(allowed)).then_some(())
}

fn check_email(email: &str) -> Option<()> {
    let (local, domain) = email.rsplit_once('@')?;
    let allowed = |c: char| !c.is_whitespace() && !c.is_control();
    let sound = !local.is_empty() && !domain.is_empty() && email.len() <= LONGEST_EMAIL && email.chars().all(allowed);
    sound.then_some(())
}
