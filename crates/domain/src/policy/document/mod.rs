//! A policy as it was read: its statements, each with its elements.

mod elements;
mod invalid;
mod read;

pub use self::invalid::InvalidPolicy;
use super::{condition::Condition, principal::Named, template::Template};

/// A policy of one kind, with the name by which verdicts cite it.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub name: String,
    pub kind: Kind,
    pub(super) statements: Vec<Statement>,
}

/// Where a policy is attached. It decides which elements it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    IdentityBased,
    /// Of a bucket, a queue, a function.
    ResourceBased,
    /// Of a KMS key.
    Key,
    /// Of a role: who may assume it.
    Trust,
    Boundary,
    Session,
    /// Service control policy of an organisation.
    Scp,
    /// Resource control policy of an organisation.
    Rcp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Allow,
    Deny,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    /// Counted from 1.
    pub number: usize,
    pub sid: Option<String>,
    pub effect: Effect,
    /// Only in policies that are attached to a resource.
    pub principals: Option<Listed<Named>>,
    pub actions: Listed<Template>,
    /// A trust policy has none: it is about its role.
    pub resources: Option<Listed<Template>>,
    pub conditions: Vec<Condition>,
    /// As it was written, on lines.
    pub text: String,
}

/// The values of an element, or with `except` those of its `Not` form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed<T> {
    pub except: bool,
    pub values: Vec<T>,
    /// As they are written.
    pub written: Vec<String>,
}

impl Policy {
    /// Bytes of a policy; IAM takes as many characters in a managed policy.
    pub const LONGEST: usize = 6144;
    const MOST_STATEMENTS: usize = 100;

    /// Reads it strictly: what IAM would refuse to save is refused here, with the place.
    pub fn parse(name: &str, kind: Kind, text: &str) -> Result<Self, InvalidPolicy> {
        read::policy(name, kind, text)
    }
}

impl Kind {
    pub(super) fn has_principals(self) -> bool {
        matches!(self, Self::ResourceBased | Self::Key | Self::Trust | Self::Rcp)
    }

    /// For a sentence: "an identity policy".
    pub fn what(self) -> &'static str {
        match self {
            Self::IdentityBased => "an identity policy",
            Self::ResourceBased => "a resource policy",
            Self::Key => "a key policy",
            Self::Trust => "a trust policy",
            Self::Boundary => "a permissions boundary",
            Self::Session => "a session policy",
            Self::Scp => "a service control policy",
            Self::Rcp => "a resource control policy",
        }
    }
}
