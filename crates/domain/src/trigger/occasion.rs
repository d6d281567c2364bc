//! What is known when a trigger runs.

use std::collections::BTreeMap;

use super::Groups;

/// Each trigger is shown only the part that its event has room for.
#[derive(Clone, Default)]
pub struct Occasion {
    pub region: String,
    pub user_pool_id: String,
    pub client_id: String,
    pub user_name: String,
    /// As strings, with `sub` and `cognito:user_status` as soon as the user exists.
    pub user_attributes: BTreeMap<String, String>,
    /// `ClientMetadata` of the call that runs the trigger. That of `InitiateAuth` reaches few triggers: leave it out
    /// for the others.
    pub client_metadata: BTreeMap<String, String>,
    /// `ValidationData` of a sign-up, or `ClientMetadata` of `InitiateAuth`.
    pub validation_data: BTreeMap<String, String>,
    pub user_not_found: bool,
    pub new_device_used: bool,
    pub groups: Groups,
    pub scopes: Vec<String>,
    /// The challenges of this sign-in so far, with how they were answered.
    pub session: Vec<Challenge>,
    /// What Create answered, kept by the pool for Verify; the client never sees it.
    pub private_parameters: BTreeMap<String, String>,
    pub challenge_answer: String,
    /// Only a migration at sign-in gets it.
    pub password: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// `SRP_A`, `PASSWORD_VERIFIER`, `CUSTOM_CHALLENGE` and so on.
    pub name: String,
    pub passed: bool,
    pub metadata: Option<String>,
}

impl Challenge {
    pub const CUSTOM: &'static str = "CUSTOM_CHALLENGE";

    pub fn new(name: impl Into<String>, passed: bool) -> Self {
        Self { name: name.into(), passed, metadata: None }
    }
}
