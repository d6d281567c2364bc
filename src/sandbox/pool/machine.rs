//! Machines: clients that sign in as themselves and get an access token alone.

use domain::trigger::{self, Occasion, PreToken, TriggerSource};

use super::{Call, fault::AwsFault};
use crate::sandbox::{lifetimes::Lifetimes, wire::Client};

/// What the access token of a client's own is to say.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) struct Machine {
    pub(in crate::sandbox) client: String,
    pub(in crate::sandbox) issuer: String,
    pub(in crate::sandbox) scope: String,
    pub(in crate::sandbox) lifetimes: Lifetimes,
    pub(in crate::sandbox) changes: Option<PreToken>,
}

impl Call<'_> {
    pub(in crate::sandbox) fn machine(&self, client: &Client, scope: &str) -> Result<Machine, AwsFault> {
        let occasion = Occasion {
            region: self.samples.region.clone(),
            user_pool_id: self.samples.pool.clone(),
            client_id: client.id.clone(),
            user_name: client.id.clone(),
            scopes: scope.split(' ').map(str::to_owned).collect(),
            ..Occasion::default()
        };
        let ran = trigger::pre_token(&self.pool.rules, TriggerSource::TokenClientCredentials, &occasion);
        let changes = ran.result?;
        Ok(Machine {
            client: client.id.clone(),
            issuer: self.local_issuer(),
            scope: scope.to_owned(),
            lifetimes: client.lifetimes,
            changes: ran.attached.then_some(changes),
        })
    }
}
