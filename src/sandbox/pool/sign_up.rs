//! `SignUp` and what follows it: confirming the account, asking for another code, and setting a forgotten password.

use std::collections::BTreeMap;

use domain::trigger::{self, Occasion, TriggerSource};
use rand::Rng;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Answer, Call, Reply,
    fault::AwsFault,
    messages::{Message, masked_email, masked_phone},
    password::{self, Password},
    secret_hash,
    user::{About, LONGEST_VALUE, MOST_ATTRIBUTES, Pending, Status, User},
};
use crate::sandbox::{idp::texts, mint::subject, sign_in, wire::Client};

/// As AWS has it.
const CODE_LIFE_MS: i64 = 24 * 60 * 60 * 1000;
/// Attributes that a pool has from the start; others begin with `custom:`.
const STANDARD: [&str; 19] = [
    "address",
    "birthdate",
    "email",
    "email_verified",
    "family_name",
    "gender",
    "given_name",
    "locale",
    "middle_name",
    "name",
    "nickname",
    "phone_number",
    "phone_number_verified",
    "picture",
    "preferred_username",
    "profile",
    "updated_at",
    "website",
    "zoneinfo",
];

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Attribute {
    name: String,
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::sandbox) struct SignUp {
    client_id: String,
    username: String,
    #[serde(default)]
    password: String,
    secret_hash: Option<String>,
    #[serde(default)]
    user_attributes: Vec<Attribute>,
    #[serde(default)]
    validation_data: Vec<Attribute>,
    #[serde(default, deserialize_with = "texts")]
    client_metadata: BTreeMap<String, String>,
}

/// Also the shape of `ResendConfirmationCode`, `ForgotPassword` and `ConfirmForgotPassword`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::sandbox) struct AboutUser {
    client_id: String,
    username: String,
    secret_hash: Option<String>,
    #[serde(default)]
    confirmation_code: String,
    #[serde(default)]
    password: String,
}

impl Call<'_> {
    pub(in crate::sandbox) fn sign_up(&mut self, request: SignUp) -> Answer {
        let client = self.client(&request.client_id)?;
        secret_hash::check(&client, &[&request.username], request.secret_hash.as_deref())?;
        sign_in::check_name(&request.username).ok_or_else(|| {
            AwsFault::invalid_parameter(
                "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy \
                 regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
            )
        })?;
        password::check(&request.password)?;
        let username = request.username.as_str();
        let mut user = User::new(username, subject(&self.samples.pool, username), Status::Unconfirmed);
        for Attribute { name, value } in &request.user_attributes {
            user.set_attribute(name, value)?;
        }
        let occasion = Occasion {
            validation_data: request.validation_data.into_iter().map(|pair| (pair.name, pair.value)).collect(),
            client_metadata: request.client_metadata,
            ..self.occasion(&client, &user)
        };
        let let_in = trigger::pre_sign_up(&self.pool.rules, TriggerSource::PreSignUpSignUp, &occasion).result?;
        if self.pool.users.contains_key(username) {
            return Err(AwsFault::new("UsernameExistsException", "User already exists"));
        }
        user.password = Some(Password::of(&self.samples.pool, username, &request.password, self.rng));
        if let_in.auto_verify_email {
            user.attributes.insert("email_verified".to_owned(), "true".to_owned());
        }
        let sub = user.sub.clone();
        if let_in.auto_confirm {
            user.status = Status::Confirmed;
            self.keep(user.clone())?;
            self.after_confirmation(&client, &user)?;
            return Ok(Reply::Json(json!({"UserConfirmed": true, "UserSub": sub})));
        }
        self.keep(user.clone())?;
        let delivery = self.send_confirmation(&user, About::SignUp);
        let mut reply = json!({"UserConfirmed": false, "UserSub": sub});
        if let Some(delivery) = delivery {
            reply["CodeDeliveryDetails"] = delivery;
        }
        Ok(Reply::Json(reply))
    }

    pub(in crate::sandbox) fn confirm_sign_up(&mut self, request: AboutUser) -> Answer {
        let (client, mut user) = self.named(&request)?;
        if user.status != Status::Unconfirmed {
            let status = user.status.as_str();
            return Err(AwsFault::not_authorized(format!("User cannot be confirmed. Current status is {status}")));
        }
        self.spend_code(&user, About::SignUp, &request.confirmation_code)?;
        user.status = Status::Confirmed;
        user.pending = None;
        user.attributes.insert("email_verified".to_owned(), "true".to_owned());
        self.keep(user.clone())?;
        self.after_confirmation(&client, &user)?;
        Ok(Reply::Json(json!({})))
    }

    pub(in crate::sandbox) fn resend_confirmation_code(&mut self, request: AboutUser) -> Answer {
        let (_, user) = self.named(&request)?;
        if user.status != Status::Unconfirmed {
            return Err(AwsFault::invalid_parameter("User is already confirmed."));
        }
        let delivery = self.send_confirmation(&user, About::SignUp);
        Ok(Reply::Json(json!({"CodeDeliveryDetails": delivery})))
    }

    pub(in crate::sandbox) fn forgot_password(&mut self, request: AboutUser) -> Answer {
        let (_, user) = self.named(&request)?;
        let verified = user.attributes.get("email_verified").is_some_and(|verified| verified == "true");
        let delivery = if verified { self.send_confirmation(&user, About::NewPassword) } else { None };
        let unverified = "Cannot reset password for the user as there is no registered/verified email or phone_number";
        let delivery = delivery.ok_or_else(|| AwsFault::invalid_parameter(unverified))?;
        Ok(Reply::Json(json!({"CodeDeliveryDetails": delivery})))
    }

    pub(in crate::sandbox) fn confirm_forgot_password(&mut self, request: AboutUser) -> Answer {
        let (_, mut user) = self.named(&request)?;
        if self.is_shared(&user) {
            return Err(AwsFault::shared_user());
        }
        password::check(&request.password)?;
        self.spend_code(&user, About::NewPassword, &request.confirmation_code)?;
        user.password = Some(Password::of(&self.samples.pool, &user.username, &request.password, self.rng));
        user.status = Status::Confirmed;
        user.pending = None;
        self.keep(user)?;
        Ok(Reply::Json(json!({})))
    }

    fn named(&self, request: &AboutUser) -> Result<(Client, User), AwsFault> {
        let client = self.client(&request.client_id)?;
        let user = self.pool.user(&request.username).cloned();
        let own = user.as_ref().map_or(request.username.as_str(), |user| user.username.as_str());
        secret_hash::check(&client, &[&request.username, own], request.secret_hash.as_deref())?;
        let unknown = || AwsFault::new("UserNotFoundException", "Username/client id combination not found.");
        Ok((client, user.ok_or_else(unknown)?))
    }

    fn spend_code(&self, user: &User, about: About, code: &str) -> Result<(), AwsFault> {
        let mismatch = "Invalid verification code provided, please try again.";
        let pending = user.pending.as_ref().filter(|pending| pending.about == about);
        let expired = || AwsFault::new("ExpiredCodeException", "Invalid code provided, please request a code again.");
        let pending = pending.ok_or_else(expired)?;
        if pending.until_ms < self.now_ms {
            return Err(expired());
        }
        if pending.code == code { Ok(()) } else { Err(AwsFault::new("CodeMismatchException", mismatch)) }
    }

    fn after_confirmation(&self, client: &Client, user: &User) -> Result<(), AwsFault> {
        let occasion = self.occasion(client, user);
        let source = TriggerSource::PostConfirmationConfirmSignUp;
        Ok(trigger::post_confirmation(&self.pool.rules, source, &occasion).result?)
    }

    /// Six digits to the user's e-mail address, if there is one; returns where to, as AWS tells it.
    fn send_confirmation(&mut self, user: &User, about: About) -> Option<Value> {
        let email = user.attributes.get("email")?.clone();
        let code = six_digits(self.rng);
        let pending = Pending { code: code.clone(), about, until_ms: self.now_ms.saturating_add(CODE_LIFE_MS) };
        self.pool.users.get_mut(&user.username)?.pending = Some(pending);
        let destination = masked_email(&email);
        let about = if about == About::SignUp { "sign-up" } else { "new-password" };
        self.send(user, email, "email", about, code);
        Some(json!({"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": destination}))
    }

    /// A code for this sign-in; returns it and what the challenge says of it.
    pub(super) fn send_code(&mut self, user: &User, by_sms: bool, about: &'static str) -> (String, Value) {
        let code = six_digits(self.rng);
        let attribute = if by_sms { "phone_number" } else { "email" };
        let to = user.attributes.get(attribute).cloned().unwrap_or_default();
        let (medium, destination) = if by_sms { ("SMS", masked_phone(&to)) } else { ("EMAIL", masked_email(&to)) };
        self.send(user, to, if by_sms { "sms" } else { "email" }, about, code.clone());
        let parameters = json!({"CODE_DELIVERY_DELIVERY_MEDIUM": medium, "CODE_DELIVERY_DESTINATION": destination});
        (code, parameters)
    }

    fn send(&mut self, user: &User, to: String, by: &'static str, about: &'static str, code: String) {
        let message = Message { username: user.username.clone(), to, by, about, code, at_ms: self.now_ms };
        self.pool.outbox.send(message);
    }
}

impl User {
    pub(super) fn set_attribute(&mut self, name: &str, value: &str) -> Result<(), AwsFault> {
        let custom = name.strip_prefix("custom:").is_some_and(|rest| (1..=20).contains(&rest.len()));
        if !custom && !STANDARD.contains(&name) {
            return Err(AwsFault::invalid_parameter(format!(
                "Attributes did not conform to the schema: {}: Attribute does not exist in the schema.",
                super::quoted(name)
            )));
        }
        if name.ends_with("_verified") {
            let message = "A client attempted to write unauthorized attribute";
            return Err(AwsFault::not_authorized(message));
        }
        if name == "email" && sign_in::check_email(value).is_none() {
            return Err(AwsFault::invalid_parameter("Invalid email address format."));
        }
        if value.chars().count() > LONGEST_VALUE || (self.attributes.len() >= MOST_ATTRIBUTES) {
            return Err(AwsFault::invalid_parameter(format!(
                "Attributes did not conform to the schema: {name}: A user holds at most {MOST_ATTRIBUTES} attributes of \
                 {LONGEST_VALUE} characters here."
            )));
        }
        self.attributes.insert(name.to_owned(), value.to_owned());
        Ok(())
    }
}

fn six_digits(rng: &mut impl Rng) -> String {
    format!("{:06}", rng.random_range(0..1_000_000))
}
