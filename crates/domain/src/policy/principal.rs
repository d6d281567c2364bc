//! Who asks, and how a policy can name them.

use std::fmt;

use super::request::Context;

/// Who makes a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    Root {
        account: String,
    },
    User {
        arn: String,
    },
    /// Somebody who assumed a role: has the permissions of the role, and a session's ARN of their own.
    RoleSession {
        session: String,
        role: String,
    },
    /// A session from `GetFederationToken`: has the permissions of the user, as far as its session policy lets it.
    FederatedUser {
        session: String,
        user: String,
    },
    /// Somebody with a token of an identity provider and no AWS credentials yet.
    Federated {
        provider: String,
    },
    Service {
        name: String,
    },
    Anonymous,
}

/// The text names no principal. It says what it could have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPrincipal(pub &'static str);

const PROVIDERS: [&str; 4] =
    ["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"];

impl Principal {
    /// From an ARN, the name of a service or of an identity provider, or `anonymous`.
    pub fn parse(text: &str) -> Result<Self, UnknownPrincipal> {
        let text = text.trim();
        if text == "anonymous" {
            return Ok(Self::Anonymous);
        }
        if PROVIDERS.contains(&text) || text.contains(":oidc-provider/") || text.contains(":saml-provider/") {
            return Ok(Self::Federated { provider: text.to_owned() });
        }
        if !text.contains(':') && text.ends_with(".amazonaws.com") {
            return Ok(Self::Service { name: text.to_owned() });
        }
        Self::of_arn(text)
    }

    fn of_arn(arn: &str) -> Result<Self, UnknownPrincipal> {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let [_, _, service, "", account, name] = parts[..] else {
            return Err(UnknownPrincipal(
                "Write the ARN of a user, of a role's session or of the root user, the name of a service, or anonymous.",
            ));
        };
        if !is_account(account) {
            return Err(UnknownPrincipal("The account in the ARN must be twelve digits."));
        }
        let session = arn.to_owned();
        match (service, name.split_once('/')) {
            ("iam", None) if name == "root" => Ok(Self::Root { account: account.to_owned() }),
            ("iam", Some(("user", name))) if !name.is_empty() => Ok(Self::User { arn: session }),
            ("iam", Some(("role", _))) => Err(UnknownPrincipal(
                "A role makes no request itself. Name a session of it: arn:aws:sts::111122223333:assumed-role/ROLE/SESSION.",
            )),
            ("sts", Some(("federated-user", name))) if !name.is_empty() => {
                Ok(Self::FederatedUser { session, user: format!("arn:aws:iam::{account}:user/{name}") })
            }
            ("sts", Some(("assumed-role", rest))) => match rest.split_once('/') {
                Some((role, name)) if !role.is_empty() && !name.is_empty() => {
                    Ok(Self::RoleSession { session, role: format!("arn:aws:iam::{account}:role/{role}") })
                }
                _ => Err(UnknownPrincipal("The ARN of a session ends in assumed-role/ROLE/SESSION.")),
            },
            _ => Err(UnknownPrincipal(
                "An ARN here ends in user/NAME, root, assumed-role/ROLE/SESSION or federated-user/NAME.",
            )),
        }
    }

    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Root { account } => Some(account),
            Self::User { arn } | Self::RoleSession { session: arn, .. } | Self::FederatedUser { session: arn, .. } => {
                arn.split(':').nth(4)
            }
            Self::Federated { .. } | Self::Service { .. } | Self::Anonymous => None,
        }
    }

    /// The keys that every request of this principal has.
    pub(super) fn context(&self) -> Context {
        let Some(account) = self.account() else {
            return Context::default();
        };
        let context = Context::default().with("aws:PrincipalAccount", account);
        match self {
            Self::User { arn } => context
                .with("aws:PrincipalArn", arn)
                .with("aws:PrincipalType", "User")
                .with("aws:username", arn.rsplit('/').next().unwrap_or_default()),
            Self::RoleSession { role, .. } => {
                context.with("aws:PrincipalArn", role).with("aws:PrincipalType", "AssumedRole")
            }
            Self::FederatedUser { session, .. } => {
                context.with("aws:PrincipalArn", session).with("aws:PrincipalType", "FederatedUser")
            }
            _ => context
                .with("aws:PrincipalArn", &format!("arn:aws:iam::{account}:root"))
                .with("aws:PrincipalType", "Account"),
        }
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root { account } => write!(f, "arn:aws:iam::{account}:root"),
            Self::User { arn: name }
            | Self::RoleSession { session: name, .. }
            | Self::FederatedUser { session: name, .. }
            | Self::Federated { provider: name }
            | Self::Service { name } => f.write_str(name),
            Self::Anonymous => f.write_str("anonymous"),
        }
    }
}

/// One name in a `Principal` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Everyone,
    Account(String),
    Arn(String),
    Service(String),
    Federated(String),
    /// Of an S3 account; no principal here goes by it.
    Canonical(String),
}

/// How a statement reaches the caller. The later ones reach further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    /// It names the account, and leaves the rest to the account's own policies.
    Account,
    /// It names the role (or the user) behind the session: what limits the session still counts.
    Role,
    /// It names the caller itself, or everyone.
    Direct,
}

impl Named {
    pub(super) fn reaches(&self, caller: &Principal) -> Option<Grant> {
        match self {
            Self::Everyone => Some(Grant::Direct),
            Self::Account(account) if caller.account() == Some(account) => {
                Some(if matches!(caller, Principal::Root { .. }) { Grant::Direct } else { Grant::Account })
            }
            Self::Arn(named) => match caller {
                Principal::User { arn: own } if own == named => Some(Grant::Direct),
                Principal::RoleSession { session: own, .. } | Principal::FederatedUser { session: own, .. }
                    if own == named =>
                {
                    Some(Grant::Direct)
                }
                Principal::RoleSession { role: behind, .. } | Principal::FederatedUser { user: behind, .. }
                    if behind == named =>
                {
                    Some(Grant::Role)
                }
                _ => None,
            },
            Self::Service(named) => {
                matches!(caller, Principal::Service { name } if name == named).then_some(Grant::Direct)
            }
            Self::Federated(named) => {
                matches!(caller, Principal::Federated { provider } if provider == named).then_some(Grant::Direct)
            }
            Self::Account(_) | Self::Canonical(_) => None,
        }
    }
}

pub(super) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `NotPrincipal` spares the caller. The account is asked first, then the role, then the session, and each must
/// be listed; somebody with a permissions boundary is never spared.
pub(super) fn spares(listed: &[Named], caller: &Principal, bounded: bool) -> bool {
    let reached = |grant| listed.iter().any(|named| named.reaches(caller) == Some(grant));
    if listed.contains(&Named::Everyone) {
        return true;
    }
    match caller {
        Principal::User { .. } => !bounded && reached(Grant::Account) && reached(Grant::Direct),
        Principal::RoleSession { .. } | Principal::FederatedUser { .. } => {
            !bounded && [Grant::Account, Grant::Role, Grant::Direct].into_iter().all(reached)
        }
        _ => reached(Grant::Direct),
    }
}
