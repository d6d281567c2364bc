//! Where the rules of each layer are written down.

use domain::policy::Layer;

use crate::sandbox::scene::Source;

pub(super) const EVALUATION: Source = Source {
    title: "IAM: how requests are allowed or denied",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html",
};
const CROSS_ACCOUNT: Source = Source {
    title: "IAM: cross-account policy evaluation",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
};
const KEY_POLICIES: Source = Source {
    title: "AWS KMS: key policies",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
};
const BOUNDARIES: Source = Source {
    title: "IAM: permissions boundaries",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
};
const SESSION_POLICIES: Source = Source {
    title: "IAM: session policies",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session",
};
const SCPS: Source = Source {
    title: "AWS Organizations: service control policies",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
};
const RCPS: Source = Source {
    title: "AWS Organizations: resource control policies",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
};

pub(super) fn of(layer: Layer, action: &str, one_account: bool) -> Source {
    match layer {
        Layer::Rcp => RCPS,
        Layer::Scp => SCPS,
        Layer::ResourceBased if action.starts_with("kms:") => KEY_POLICIES,
        Layer::ResourceBased | Layer::IdentityBased if !one_account => CROSS_ACCOUNT,
        Layer::ResourceBased | Layer::IdentityBased => EVALUATION,
        Layer::Boundary => BOUNDARIES,
        Layer::Session => SESSION_POLICIES,
    }
}
