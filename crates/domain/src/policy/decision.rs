//! How a request ended, and what each layer of policies had to say.

use super::{document::Effect, principal::Grant, statement::StatementTrace};

/// The kinds of policies, in the order in which AWS asks them once no policy denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    Rcp,
    Scp,
    ResourceBased,
    IdentityBased,
    Boundary,
    Session,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub outcome: Outcome,
    /// All six, in order.
    pub layers: Vec<LayerTrace>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// By these statements, one of each layer that was needed. None where the root user needs no policy.
    Allowed(Vec<StatementTrace>),
    /// A `Deny` matched. Nothing that allows counts any more.
    Denied(Box<StatementTrace>),
    /// No policy denies, but these layers had to allow and do not.
    NotAllowed(Vec<Layer>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerTrace {
    pub layer: Layer,
    pub need: Need,
    /// No policy is attached here.
    pub is_empty: bool,
    /// Every statement of its policies, in order.
    pub statements: Vec<StatementTrace>,
    /// One policy of it per level must allow, and all do.
    pub(super) every_policy_allows: bool,
}

/// Whether the layer's word counts for this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must allow.
    Needed,
    /// It need not allow; the sentence says why. Its `Deny` counts all the same.
    NotNeeded(&'static str),
    /// It has no say at all; the sentence says why.
    DoesNotApply(&'static str),
}

impl Decision {
    pub fn allowed(&self) -> bool {
        matches!(self.outcome, Outcome::Allowed(_))
    }

    pub fn layer(&self, layer: Layer) -> Option<&LayerTrace> {
        self.layers.iter().find(|trace| trace.layer == layer)
    }
}

impl LayerTrace {
    /// The first statement that denies.
    pub fn denies(&self) -> Option<&StatementTrace> {
        let applies = !matches!(self.need, Need::DoesNotApply(_));
        self.statements.iter().find(|one| applies && one.effect == Effect::Deny && one.matched.is_ok())
    }

    /// The statement that allows; of several the one that reaches furthest, of those the first.
    pub fn allows(&self) -> Option<&StatementTrace> {
        let reaching = self.statements.iter().filter(|one| one.effect == Effect::Allow && one.matched.is_ok());
        reaching.rev().max_by_key(|one| one.matched.as_ref().ok().copied()).filter(|_| self.every_policy_allows)
    }

    /// How far its policies reach the caller, if they allow.
    pub(super) fn grant(&self) -> Option<Grant> {
        self.allows()?.matched.as_ref().ok().copied()
    }
}

impl Layer {
    pub const ALL: [Self; 6] =
        [Self::Rcp, Self::Scp, Self::ResourceBased, Self::IdentityBased, Self::Boundary, Self::Session];

    pub fn title(self) -> &'static str {
        match self {
            Self::Rcp => "Resource control policies",
            Self::Scp => "Service control policies",
            Self::ResourceBased => "Resource policy",
            Self::IdentityBased => "Identity policies",
            Self::Boundary => "Permissions boundary",
            Self::Session => "Session policies",
        }
    }
}
