//! The pool's Lambda triggers, where the pool calls them: rules that the visitor set, asked at the moments and in the
//! order of a user pool.

use domain::trigger::{
    self, Challenge as Round, Groups, Occasion, PreToken, Ran, TriggerError, TriggerName, TriggerSource,
};
use serde_json::json;

use super::{
    Answer, Call,
    fault::AwsFault,
    initiate::Metadata,
    password::Password,
    tickets::Asks,
    user::{Status, User},
};
use crate::sandbox::{mint::subject, wire::Client};

impl From<TriggerError> for AwsFault {
    fn from(error: TriggerError) -> Self {
        Self::new(error.exception, error.message)
    }
}

impl Call<'_> {
    /// What is known of a user when a trigger runs.
    pub(super) fn occasion(&self, client: &Client, user: &User) -> Occasion {
        let mut user_attributes = user.attributes.clone();
        user_attributes.insert("sub".to_owned(), user.sub.clone());
        user_attributes.insert("cognito:user_status".to_owned(), user.status.as_str().to_owned());
        let roles: Vec<_> = user.groups.iter().filter_map(|group| self.samples.role_of_group(group)).collect();
        let groups = Groups {
            groups: user.groups.clone(),
            roles: roles.iter().map(|role| role.arn.clone()).collect(),
            preferred_role: crate::sandbox::mint::preferred(&roles).map(str::to_owned),
        };
        Occasion {
            region: self.samples.region.clone(),
            user_pool_id: self.samples.pool.clone(),
            client_id: client.id.clone(),
            user_name: user.username.clone(),
            user_attributes,
            groups,
            ..Occasion::default()
        }
    }

    pub(super) fn before_authentication(
        &self,
        client: &Client,
        user: &User,
        metadata: &Metadata,
    ) -> Result<(), AwsFault> {
        if !self.pool.rules.attached(TriggerName::PreAuthentication) {
            return Ok(());
        }
        let occasion = Occasion { validation_data: metadata.clone(), ..self.occasion(client, user) };
        Ok(trigger::pre_authentication(&self.pool.rules, &occasion).result?)
    }

    pub(super) fn after_authentication(
        &self,
        client: &Client,
        user: &User,
        metadata: &Metadata,
    ) -> Result<(), AwsFault> {
        if !self.pool.rules.attached(TriggerName::PostAuthentication) {
            return Ok(());
        }
        let occasion = Occasion { client_metadata: metadata.clone(), ..self.occasion(client, user) };
        Ok(trigger::post_authentication(&self.pool.rules, &occasion).result?)
    }

    /// What pre token generation wants changed, or why it failed.
    pub(super) fn token_changes(
        &self,
        client: &Client,
        user: &User,
        source: TriggerSource,
    ) -> Result<Option<PreToken>, AwsFault> {
        if !self.pool.rules.attached(TriggerName::PreTokenGeneration) {
            return Ok(None);
        }
        let ran: Ran<PreToken> = trigger::pre_token(&self.pool.rules, source, &self.occasion(client, user));
        Ok(Some(ran.result?))
    }

    /// A user of the old directory, who becomes one of this pool at the first sign-in.
    pub(super) fn migrated(
        &mut self,
        client: &Client,
        name: &str,
        password: &str,
        metadata: &Metadata,
    ) -> Result<User, AwsFault> {
        if !self.pool.rules.attached(TriggerName::UserMigration) {
            return Err(AwsFault::wrong_password());
        }
        let mut user = User::new(name, subject(&self.samples.pool, name), Status::Confirmed);
        let occasion = Occasion {
            password: password.to_owned(),
            validation_data: metadata.clone(),
            ..self.occasion(client, &user)
        };
        let source = TriggerSource::UserMigrationAuthentication;
        let Some(attributes) = trigger::user_migration(&self.pool.rules, source, &occasion).result? else {
            return Err(AwsFault::wrong_password());
        };
        user.attributes = attributes;
        user.password = Some(Password::of(&self.samples.pool, name, password, self.rng));
        self.keep(user.clone())?;
        Ok(user)
    }

    pub(super) fn keep(&mut self, user: User) -> Result<(), AwsFault> {
        if self.pool.users.len() >= self.pool.bounds.users && !self.pool.users.contains_key(&user.username) {
            return Err(AwsFault::limit("users"));
        }
        self.pool.users.insert(user.username.clone(), user);
        Ok(())
    }

    /// Define, and then Create or the end: the loop of custom challenges.
    pub(super) fn custom_challenge(
        &mut self,
        client: &Client,
        user: &User,
        rounds: Vec<Round>,
        metadata: &Metadata,
    ) -> Answer {
        if rounds.is_empty() {
            self.before_authentication(client, user, metadata)?;
        }
        let occasion = Occasion {
            session: rounds.clone(),
            client_metadata: later(&rounds, metadata),
            ..self.occasion(client, user)
        };
        let next = trigger::define_challenge(&self.pool.rules, &occasion).result?;
        if next.issue_tokens {
            return self.signed_in(client, user, TriggerSource::TokenAuthentication, later(&rounds, metadata));
        }
        let name = next.challenge_name.filter(|_| !next.fail).ok_or_else(AwsFault::wrong_password)?;
        let created = trigger::create_challenge(&self.pool.rules, &occasion).result?;
        let mut parameters = json!(created.public);
        parameters["USERNAME"] = json!(user.username);
        let asks = Asks::Custom { rounds, private: created.private, metadata: created.metadata };
        Ok(self.challenge(client, user, asks, name, parameters))
    }

    /// Verify, and the loop again.
    pub(super) fn custom_answer(
        &mut self,
        client: &Client,
        user: &User,
        (mut rounds, private, about): (Vec<Round>, Metadata, Option<String>),
        answer: &str,
        metadata: Metadata,
    ) -> Answer {
        let occasion = Occasion {
            session: rounds.clone(),
            private_parameters: private,
            challenge_answer: answer.to_owned(),
            client_metadata: metadata.clone(),
            ..self.occasion(client, user)
        };
        let passed = trigger::verify_challenge(&self.pool.rules, &occasion).result?;
        rounds.push(Round { metadata: about, ..Round::new(Round::CUSTOM, passed) });
        self.custom_challenge(client, user, rounds, &metadata)
    }
}

/// What the client sends with `InitiateAuth` does not reach the functions of the loop.
fn later(rounds: &[Round], metadata: &Metadata) -> Metadata {
    if rounds.is_empty() { Metadata::new() } else { metadata.clone() }
}

/// After SRP, the loop starts with these two behind it.
pub(super) fn proven_rounds() -> Vec<Round> {
    vec![Round::new("SRP_A", true), Round::new("PASSWORD_VERIFIER", true)]
}
