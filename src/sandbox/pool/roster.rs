//! The users of a pool as its administrator would see them: how far their accounts have come, without anything secret.

use super::UserPool;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub username: String,
    /// As AWS names it: `CONFIRMED`.
    pub status: &'static str,
    pub groups: Vec<String>,
    /// As AWS names their challenges: `SOFTWARE_TOKEN_MFA`.
    pub second_factors: Vec<&'static str>,
}

impl UserPool {
    pub(in crate::sandbox) fn accounts(&self) -> Vec<Account> {
        let account = |user: &super::User| Account {
            username: user.username.clone(),
            status: user.status.as_str(),
            groups: user.groups.clone(),
            second_factors: user.factors.iter().map(|factor| factor.challenge()).collect(),
        };
        self.users.values().map(account).collect()
    }
}
