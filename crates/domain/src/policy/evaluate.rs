//! The decision: any `Deny` ends it; then every layer that is needed must allow.

use super::{
    decision::{Decision, Layer, LayerTrace, Need, Outcome},
    document::{Effect, Kind, Policy},
    principal::{Grant, Principal},
    request::Request,
};

/// The policies that stand around a request. What is not attached is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policies {
    /// Of the resource's organisation. They can only deny.
    pub rcps: Vec<Policy>,
    /// Of the caller's organisation, one per level from the root to the account: each must allow.
    pub scps: Vec<Policy>,
    /// Of the bucket, the key, the role: at most one.
    pub resource: Option<Policy>,
    pub identity: Vec<Policy>,
    pub boundary: Option<Policy>,
    /// Given along when the session was made.
    pub session: Vec<Policy>,
}

/// Decides, and says what each statement of each layer had to do with it.
pub fn evaluate(policies: &Policies, request: &Request) -> Decision {
    let bounded = policies.boundary.is_some();
    let mut layers = Layer::ALL.map(|layer| trace(layer, policies.of(layer), request, bounded)).to_vec();
    let grant = layers.iter().find(|trace| trace.layer == Layer::ResourceBased).and_then(LayerTrace::grant);
    let around = Around { request, grant, strict: policies.need_resource(request) };
    for trace in &mut layers {
        trace.need = around.need(trace.layer, trace.is_empty);
    }
    Decision { outcome: outcome(&layers), layers }
}

fn outcome(layers: &[LayerTrace]) -> Outcome {
    if let Some(statement) = layers.iter().find_map(LayerTrace::denies) {
        return Outcome::Denied(Box::new(statement.clone()));
    }
    let needed = || layers.iter().filter(|trace| trace.need == Need::Needed);
    let missing: Vec<Layer> = needed().filter(|trace| trace.allows().is_none()).map(|trace| trace.layer).collect();
    if missing.is_empty() {
        Outcome::Allowed(needed().filter_map(LayerTrace::allows).cloned().collect())
    } else {
        Outcome::NotAllowed(missing)
    }
}

fn trace(layer: Layer, policies: Vec<&Policy>, request: &Request, bounded: bool) -> LayerTrace {
    let statements = |policy: &Policy| {
        policy.statements.iter().map(|one| one.trace(&policy.name, request, bounded)).collect::<Vec<_>>()
    };
    let traces: Vec<_> = policies.iter().map(|policy| statements(policy)).collect();
    let allows = |traces: &Vec<_>| {
        traces.iter().any(|one: &super::StatementTrace| one.effect == Effect::Allow && one.matched.is_ok())
    };
    LayerTrace {
        layer,
        need: Need::Needed,
        is_empty: policies.is_empty(),
        every_policy_allows: layer != Layer::Scp || traces.iter().all(allows),
        statements: traces.into_iter().flatten().collect(),
    }
}

impl Policies {
    fn of(&self, layer: Layer) -> Vec<&Policy> {
        match layer {
            Layer::Rcp => self.rcps.iter().collect(),
            Layer::Scp => self.scps.iter().collect(),
            Layer::ResourceBased => self.resource.iter().collect(),
            Layer::IdentityBased => self.identity.iter().collect(),
            Layer::Boundary => self.boundary.iter().collect(),
            Layer::Session => self.session.iter().collect(),
        }
    }

    /// A key and a role are closed to everyone, their own account too, until their policy opens them.
    fn need_resource(&self, request: &Request) -> bool {
        request.needs_resource_policy()
            || self.resource.as_ref().is_some_and(|policy| matches!(policy.kind, Kind::Key | Kind::Trust))
    }
}

/// What decides which layers are needed.
struct Around<'a> {
    request: &'a Request,
    /// How the resource policy reaches the caller, if it allows.
    grant: Option<Grant>,
    /// The resource policy must allow even within the account.
    strict: bool,
}

const NO_ACCOUNT: &str = "The caller belongs to no account, so only the policy of the resource speaks.";
const NOT_ATTACHED: &str = "None is attached.";
const ROOT: &str = "The root user of an account has no such policies.";
const NAMED: &str = "The resource policy names the caller itself, and within one account that is enough.";
const ROLE_NAMED: &str = "The resource policy names the role, and within one account that is enough on this side.";
const ONE_SIDE: &str = "Within one account an identity policy is enough.";
const NO_SESSION: &str = "The caller's credentials are not of a session.";

impl Around<'_> {
    fn need(&self, layer: Layer, is_empty: bool) -> Need {
        let caller = &self.request.principal;
        match layer {
            Layer::ResourceBased => self.resource(),
            Layer::Rcp if is_empty => Need::NotNeeded(NOT_ATTACHED),
            Layer::Rcp => Need::NotNeeded("The organisation's own policy allows everything; those one adds only deny."),
            _ if caller.account().is_none() => Need::DoesNotApply(NO_ACCOUNT),
            Layer::Scp if is_empty => Need::NotNeeded(NOT_ATTACHED),
            Layer::Scp => Need::Needed,
            _ if matches!(caller, Principal::Root { .. }) => Need::DoesNotApply(ROOT),
            Layer::Session if matches!(caller, Principal::User { .. }) => Need::DoesNotApply(NO_SESSION),
            Layer::IdentityBased => self.identity(),
            Layer::Boundary => self.cap(is_empty),
            Layer::Session => self.cap(is_empty && !matches!(caller, Principal::FederatedUser { .. })),
        }
    }

    fn resource(&self) -> Need {
        let caller = &self.request.principal;
        let within = self.request.is_within_one_account();
        if caller.account().is_none() || !within || self.strict || self.reaches_caller() {
            Need::Needed
        } else if matches!(caller, Principal::Root { .. }) {
            Need::NotNeeded("The root user may do everything in its own account.")
        } else {
            Need::NotNeeded(ONE_SIDE)
        }
    }

    fn identity(&self) -> Need {
        match self.grant {
            Some(Grant::Direct) if self.request.is_within_one_account() => Need::NotNeeded(NAMED),
            Some(Grant::Role) if self.request.is_within_one_account() => Need::NotNeeded(ROLE_NAMED),
            _ => Need::Needed,
        }
    }

    /// Boundary and session policies: they allow nothing by themselves, and cap what others allow.
    fn cap(&self, is_absent: bool) -> Need {
        if is_absent {
            Need::NotNeeded(NOT_ATTACHED)
        } else if self.request.is_within_one_account() && self.grant == Some(Grant::Direct) {
            Need::NotNeeded(NAMED)
        } else {
            Need::Needed
        }
    }

    /// Not only its account.
    fn reaches_caller(&self) -> bool {
        self.grant.is_some_and(|grant| grant > Grant::Account)
    }
}
