//! `InitiateAuth`: the first call of a sign-in, which ends in tokens or in a challenge.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use domain::trigger::TriggerSource;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    Answer, Call, Reply, SignedIn,
    fault::AwsFault,
    password::Password,
    quoted, secret_hash,
    srp::Challenge,
    tickets::Asks,
    user::{Factor, Status, User},
};
use crate::sandbox::{
    idp::texts,
    refresh_token::Grant,
    sign_in::{Begun, By, SignIn, opened_by},
    wire::Client,
};

pub(super) type Metadata = BTreeMap<String, String>;

const EMAIL_OTP: &str = "EMAIL_OTP";
const FLOWS: [&str; 8] = [
    "USER_SRP_AUTH",
    "REFRESH_TOKEN_AUTH",
    "REFRESH_TOKEN",
    "CUSTOM_AUTH",
    "ADMIN_NO_SRP_AUTH",
    "USER_PASSWORD_AUTH",
    "ADMIN_USER_PASSWORD_AUTH",
    "USER_AUTH",
];

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::sandbox) struct InitiateAuth {
    auth_flow: String,
    client_id: String,
    #[serde(default, deserialize_with = "texts")]
    auth_parameters: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "texts")]
    client_metadata: BTreeMap<String, String>,
}

impl Call<'_> {
    pub(in crate::sandbox) fn initiate_auth(&mut self, request: InitiateAuth) -> Answer {
        let client = self.client(&request.client_id)?;
        let parameter = |name: &str| request.auth_parameters.get(name).map(String::as_str);
        let flow = request.auth_flow.as_str();
        if matches!(flow, "REFRESH_TOKEN_AUTH" | "REFRESH_TOKEN") {
            let token = parameter("REFRESH_TOKEN").ok_or_else(|| AwsFault::missing("REFRESH_TOKEN"))?;
            return self.refresh_by_initiate(&client, token, parameter("SECRET_HASH"));
        }
        if matches!(flow, "ADMIN_NO_SRP_AUTH" | "ADMIN_USER_PASSWORD_AUTH") {
            return Err(AwsFault::invalid_parameter("Initiate Auth method not supported."));
        }
        if !FLOWS.contains(&flow) {
            return Err(AwsFault::invalid_parameter(format!(
                "1 validation error detected: Value '{}' at 'authFlow' failed to satisfy constraint: Member must satisfy \
                 enum value set: [{}]",
                quoted(flow),
                FLOWS.join(", ")
            )));
        }
        let name = parameter("USERNAME").ok_or_else(|| AwsFault::missing("USERNAME"))?;
        let user = self.pool.user(name).cloned();
        let own = user.as_ref().map_or(name, |user| user.username.as_str());
        secret_hash::check(&client, &[name, own], parameter("SECRET_HASH"))?;
        let metadata = request.client_metadata.clone();
        // It reaches the triggers up to here; those that come later get it from the answer to a challenge.
        let later = Metadata::new();
        match flow {
            "USER_PASSWORD_AUTH" => {
                let password = parameter("PASSWORD").ok_or_else(|| AwsFault::missing("PASSWORD"))?;
                let user = self.with_password(&client, user, name, password, &metadata)?;
                self.first_factor_passed(&client, &user, later)
            }
            "USER_SRP_AUTH" => {
                let public = parameter("SRP_A").ok_or_else(|| AwsFault::missing("SRP_A"))?;
                self.prove_password(&client, (name, user), public, false, &metadata)
            }
            "CUSTOM_AUTH" => match (parameter("CHALLENGE_NAME"), parameter("SRP_A")) {
                (Some("SRP_A"), Some(public)) => self.prove_password(&client, (name, user), public, true, &metadata),
                (Some("SRP_A"), None) => Err(AwsFault::missing("SRP_A")),
                _ => self.custom_challenge(&client, &known(user)?, vec![], &metadata),
            },
            _ => self.choose(&client, user, name, &parameter, &metadata),
        }
    }

    /// The user who has this password, once the trigger before the authentication has nothing against it.
    pub(super) fn with_password(
        &mut self,
        client: &Client,
        user: Option<User>,
        name: &str,
        password: &str,
        metadata: &Metadata,
    ) -> Result<User, AwsFault> {
        let user = match user {
            Some(user) => user,
            None => self.migrated(client, name, password, metadata)?,
        };
        self.before_authentication(client, &user, metadata)?;
        let right = user.password.as_ref();
        if !right.is_some_and(|right| right.matches(&self.samples.pool, &user.username, password)) {
            return Err(AwsFault::wrong_password());
        }
        Ok(user)
    }

    /// A challenge that only someone with the password can answer. It is put to unknown users alike.
    pub(super) fn prove_password(
        &mut self,
        client: &Client,
        (name, user): (&str, Option<User>),
        public: &str,
        then_custom: bool,
        metadata: &Metadata,
    ) -> Answer {
        if let Some(user) = &user {
            self.before_authentication(client, user, metadata)?;
        }
        let name = user.as_ref().map_or(name, |user| user.username.as_str());
        let password = user.as_ref().and_then(|user| user.password.clone());
        let password = password.unwrap_or_else(|| Password::decoy(&self.pool.secret, name, self.rng));
        let challenge = Challenge::new(public, &password.x, self.rng);
        let challenge = challenge.ok_or_else(|| AwsFault::invalid_parameter("Invalid SRP_A"))?;
        let mut parameters = json!({
            "SALT": hex(&password.salt),
            "SRP_B": challenge.public_hex(),
            "USERNAME": name,
            "USER_ID_FOR_SRP": name,
        });
        let asks = Asks::PasswordProof { srp: Box::new(challenge), then_custom };
        let block = self.pool.tickets.open((&client.id, name), asks, self.now_ms, self.rng);
        parameters["SECRET_BLOCK"] = Value::String(block.clone());
        Ok(Reply::Json(json!({
            "ChallengeName": "PASSWORD_VERIFIER", "ChallengeParameters": parameters, "Session": block,
        })))
    }

    /// Password or its equal was right: what is still missing, or the tokens.
    pub(super) fn first_factor_passed(&mut self, client: &Client, user: &User, metadata: Metadata) -> Answer {
        match user.status {
            Status::Unconfirmed => {
                return Err(AwsFault::new("UserNotConfirmedException", "User is not confirmed."));
            }
            Status::ExternalProvider => return Err(AwsFault::wrong_password()),
            Status::ForceChangePassword => {
                let attributes: Map<String, Value> =
                    user.attributes.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
                let parameters = json!({
                    "USER_ID_FOR_SRP": user.username,
                    "requiredAttributes": "[]",
                    "userAttributes": Value::Object(attributes).to_string(),
                });
                return Ok(self.challenge(client, user, Asks::NewPassword, "NEW_PASSWORD_REQUIRED", parameters));
            }
            Status::Confirmed => {}
        }
        match user.second_factor() {
            None => self.signed_in(client, user, TriggerSource::TokenAuthentication, metadata),
            Some(factor) => Ok(self.second_factor(client, user, factor)),
        }
    }

    fn second_factor(&mut self, client: &Client, user: &User, factor: Factor) -> Reply {
        if factor == Factor::Totp {
            let parameters = json!({"FRIENDLY_DEVICE_NAME": "sample-authenticator", "USER_ID_FOR_SRP": user.username});
            return self.challenge(client, user, Asks::Totp, factor.challenge(), parameters);
        }
        let (code, mut parameters) = self.send_code(user, factor == Factor::Sms, "sign-in");
        parameters["USER_ID_FOR_SRP"] = json!(user.username);
        let asks = if factor == Factor::Sms { Asks::SmsCode(code) } else { Asks::EmailCode(code) };
        self.challenge(client, user, asks, factor.challenge(), parameters)
    }

    pub(super) fn challenge(
        &mut self,
        client: &Client,
        user: &User,
        asks: Asks,
        name: &str,
        parameters: Value,
    ) -> Reply {
        let session = self.pool.tickets.open((&client.id, &user.username), asks, self.now_ms, self.rng);
        Reply::Json(json!({"ChallengeName": name, "ChallengeParameters": parameters, "Session": session}))
    }

    /// The sign-in by choice: the client's preferred first factor, or the list of what there is.
    fn choose<'p>(
        &mut self,
        client: &Client,
        user: Option<User>,
        name: &str,
        parameter: &impl Fn(&str) -> Option<&'p str>,
        metadata: &Metadata,
    ) -> Answer {
        match parameter("PREFERRED_CHALLENGE") {
            Some("PASSWORD") => {
                let password = parameter("PASSWORD").ok_or_else(|| AwsFault::missing("PASSWORD"))?;
                let user = self.with_password(client, user, name, password, metadata)?;
                self.first_factor_passed(client, &user, Metadata::new())
            }
            Some("PASSWORD_SRP") => {
                let public = parameter("SRP_A").ok_or_else(|| AwsFault::missing("SRP_A"))?;
                self.prove_password(client, (name, user), public, false, metadata)
            }
            Some("EMAIL_OTP") => {
                let user = known(user)?;
                self.email_first(client, &user)
            }
            _ => {
                let user = known(user)?;
                let session = self.pool.tickets.open((&client.id, &user.username), Asks::Choice, self.now_ms, self.rng);
                Ok(Reply::Json(json!({
                    "ChallengeName": "SELECT_CHALLENGE",
                    "ChallengeParameters": {},
                    "Session": session,
                    "AvailableChallenges": available(&user),
                })))
            }
        }
    }

    /// Only where it is offered: a code by e-mail would otherwise stand in for password and second factor at once.
    pub(super) fn email_first(&mut self, client: &Client, user: &User) -> Answer {
        if !available(user).contains(&EMAIL_OTP) {
            return Err(AwsFault::invalid_parameter("Selected challenge is not available."));
        }
        let (code, parameters) = self.send_code(user, false, "sign-in");
        Ok(self.challenge(client, user, Asks::EmailFirst(code), EMAIL_OTP, parameters))
    }

    /// All factors were right.
    pub(super) fn signed_in(
        &mut self,
        client: &Client,
        user: &User,
        source: TriggerSource,
        metadata: Metadata,
    ) -> Answer {
        if user.status == Status::Unconfirmed {
            return Err(AwsFault::new("UserNotConfirmedException", "User is not confirmed."));
        }
        self.after_authentication(client, user, &metadata)?;
        let origin_jti = self.pool.new_session(self.rng);
        let begun = Begun { auth_time_s: self.now_s(), origin_jti };
        let grant = self.grant(client, user, &begun, None);
        let sign_in = self.sign_in(client, user, begun, By::Api, source)?;
        Ok(Reply::SignedIn(Box::new(SignedIn { sign_in, grant: Some(grant) })))
    }

    /// What a refresh token of this sign-in stands for.
    pub(in crate::sandbox) fn grant(
        &mut self,
        client: &Client,
        user: &User,
        begun: &Begun,
        scope: Option<String>,
    ) -> Grant {
        if let Some(out) = self.pool.users.get_mut(&user.username).and_then(|user| user.signed_out.as_mut())
            && out.at_s == begun.auth_time_s
        {
            out.begun_after.push(begun.origin_jti.clone());
        }
        Grant {
            sandbox: self.pool.key.clone(),
            username: user.username.clone(),
            client: client.id.clone(),
            origin_jti: begun.origin_jti.clone(),
            auth_time_s: begun.auth_time_s,
            until_s: begun.auth_time_s.saturating_add_unsigned(client.lifetimes.refresh),
            generation: 0,
            scope,
        }
    }

    pub(in crate::sandbox) fn sign_in(
        &self,
        client: &Client,
        user: &User,
        begun: Begun,
        by: By,
        source: TriggerSource,
    ) -> Result<SignIn, AwsFault> {
        let (issuer, mut attributes) = match &by {
            By::Api => (self.samples.issuers.aws.clone(), user.attributes.clone()),
            By::HostedPages { scope, .. } => (self.local_issuer(), opened_by(scope, &user.attributes)),
        };
        let email = attributes.remove("email");
        let email_verified = attributes.remove("email_verified").is_some_and(|value| value == "true");
        Ok(SignIn {
            pool: self.samples.pool.clone(),
            client: client.id.clone(),
            issuer,
            by,
            username: user.username.clone(),
            email,
            email_verified,
            attributes,
            identities: user.identities.clone(),
            groups: user.groups.clone(),
            lifetimes: client.lifetimes,
            begun: Some(begun),
            changes: self.token_changes(client, user, source)?,
        })
    }
}

fn available(user: &User) -> Vec<&'static str> {
    let mut available = vec!["PASSWORD", "PASSWORD_SRP"];
    let verified = user.attributes.get("email_verified").is_some_and(|verified| verified == "true");
    if verified && user.status == Status::Confirmed && user.second_factor().is_none() {
        available.push(EMAIL_OTP);
    }
    available
}

/// The client hides who exists, so an unknown user is a wrong password.
pub(super) fn known(user: Option<User>) -> Result<User, AwsFault> {
    user.ok_or_else(AwsFault::wrong_password)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}
