//! Calls that a signed-in user makes with the access token: whose it is, and whether the pool still honours it.

use std::collections::BTreeMap;

use super::{Call, fault::AwsFault, user::User};
use crate::sandbox::sign_in::opened_by;

/// What a sound access token says of its bearer. The signature, the time and the scopes were checked before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Bearer {
    pub(in crate::sandbox) username: String,
    pub(in crate::sandbox) scope: String,
    pub(in crate::sandbox) origin_jti: String,
    pub(in crate::sandbox) auth_time_s: i64,
}

impl Bearer {
    /// The attributes that the token's scopes open.
    pub(in crate::sandbox) fn opened(&self, attributes: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        opened_by(&self.scope, attributes)
    }
}

impl Call<'_> {
    /// The bearer, unless the session was revoked or ended. A check without the pool cannot know that.
    pub(in crate::sandbox) fn honoured(&self, bearer: &Bearer) -> Result<User, AwsFault> {
        let revoked = || AwsFault::not_authorized("Access Token has been revoked");
        if !self.pool.is_own_session(&bearer.origin_jti) {
            return Err(AwsFault::not_authorized("Invalid Access Token"));
        }
        if self.pool.revoked.is_revoked(&bearer.origin_jti) {
            return Err(revoked());
        }
        let user = self.pool.users.get(&bearer.username).cloned();
        let user = user.ok_or_else(|| AwsFault::new("UserNotFoundException", "User does not exist."))?;
        if user.session_ended(bearer.auth_time_s, &bearer.origin_jti) { Err(revoked()) } else { Ok(user) }
    }
}
