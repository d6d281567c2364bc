//! Users of other providers: made-up accounts at Google and at a company with SAML, who become users of the pool at
//! their first sign-in; and the hosted pages' own sign-in by password.

use serde_json::json;

use super::{
    Call,
    fault::AwsFault,
    initiate::{Metadata, known},
    user::{Factor, Status, User},
};
use crate::sandbox::{mint::subject, wire::Client};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    Google,
    Company,
}

impl Provider {
    pub const ALL: [Self; 2] = [Self::Google, Self::Company];

    /// As the pool's administrator named it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Company => "SampleCompany",
        }
    }

    pub fn kind(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Company => "SAML",
        }
    }

    /// The made-up account there: its id and its e-mail address.
    fn account(self) -> (&'static str, &'static str) {
        match self {
            Self::Google => ("100000000000000000001", "heidi@example.com"),
            Self::Company => ("ivan@example.com", "ivan@example.com"),
        }
    }
}

impl Call<'_> {
    /// The user of the made-up account, made at the first sign-in. The pool keeps no password of theirs.
    pub(in crate::sandbox) fn federated(&mut self, provider: Provider) -> Result<User, AwsFault> {
        let (id, email) = provider.account();
        let username = format!("{}_{id}", provider.name());
        if let Some(user) = self.pool.users.get(&username) {
            return Ok(user.clone());
        }
        let mut user = User::new(&username, subject(&self.samples.pool, &username), Status::ExternalProvider);
        user.attributes.insert("email".to_owned(), email.to_owned());
        user.attributes.insert("email_verified".to_owned(), "false".to_owned());
        user.groups = vec![format!("{}_{}", self.samples.pool, provider.name())];
        user.identities = Some(json!([{
            "dateCreated": self.now_ms.to_string(),
            "userId": id,
            "providerName": provider.name(),
            "providerType": provider.kind(),
            "issuer": if provider == Provider::Company { json!("https://idp.example.com") } else { json!(null) },
            "primary": "true",
        }]));
        self.keep(user.clone())?;
        Ok(user)
    }

    /// Who signs in on the hosted page by password. It asks for no second factor here, so it lets in only those who
    /// have none.
    pub(in crate::sandbox) fn hosted_user(
        &mut self,
        client: &Client,
        name: &str,
        password: &str,
    ) -> Result<User, AwsFault> {
        let user = self.pool.user(name).cloned();
        let user = self.with_password(client, Some(known(user)?), name, password, &Metadata::new())?;
        match (user.status, user.second_factor()) {
            (Status::Confirmed, None) => Ok(user),
            (Status::Confirmed, Some(Factor::Totp | Factor::Sms | Factor::Email)) => Err(AwsFault::not_authorized(
                "This user has a second factor, which this page does not ask for. See how it is asked for in the scene Signing in.",
            )),
            (Status::Unconfirmed, _) => Err(AwsFault::new("UserNotConfirmedException", "User is not confirmed.")),
            _ => Err(AwsFault::not_authorized(
                "This user must set a new password first, which this page does not ask for. See the scene Signing in.",
            )),
        }
    }
}
