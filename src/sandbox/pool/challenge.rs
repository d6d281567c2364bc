//! `RespondToAuthChallenge`: the answer to a challenge, which ends in tokens, in the next challenge, or in another try.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::trigger::TriggerSource;
use serde::Deserialize;

use super::{
    Answer, Call,
    custom::proven_rounds,
    fault::AwsFault,
    initiate::{Metadata, known},
    password::{self, Password},
    secret_hash,
    tickets::{Asks, NoTicket, Ticket},
    totp,
    user::{Status, User},
};
use crate::sandbox::{idp::texts, wire::Client};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::sandbox) struct RespondToAuthChallenge {
    client_id: String,
    challenge_name: String,
    session: Option<String>,
    #[serde(default, deserialize_with = "texts")]
    challenge_responses: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "texts")]
    client_metadata: BTreeMap<String, String>,
}

impl RespondToAuthChallenge {
    fn response(&self, name: &str) -> Result<&str, AwsFault> {
        self.given(name).ok_or_else(|| AwsFault::missing(name))
    }

    fn given(&self, name: &str) -> Option<&str> {
        self.challenge_responses.get(name).map(String::as_str)
    }
}

impl Call<'_> {
    pub(in crate::sandbox) fn respond_to_auth_challenge(&mut self, request: RespondToAuthChallenge) -> Answer {
        let client = self.client(&request.client_id)?;
        let by_proof = request.challenge_name == "PASSWORD_VERIFIER";
        let name = request.given("USERNAME");
        let ticket_name = if by_proof {
            request.response("PASSWORD_CLAIM_SECRET_BLOCK")?.to_owned()
        } else {
            request.session.clone().ok_or_else(|| AwsFault::invalid_parameter("Missing required parameter Session"))?
        };
        let name = name.ok_or_else(|| AwsFault::missing("USERNAME"))?;
        let own = self.pool.user(name).map(|user| user.username.clone());
        secret_hash::check(&client, &[name, own.as_deref().unwrap_or(name)], request.given("SECRET_HASH"))?;
        let ticket = self.pool.tickets.take(&ticket_name, self.now_ms).map_err(|reason| match reason {
            NoTicket::Expired => AwsFault::not_authorized("Invalid session for the user, session is expired."),
            NoTicket::Unknown if by_proof => AwsFault::wrong_password(),
            NoTicket::Unknown => {
                AwsFault::not_authorized("Invalid session for the user, session can only be used once.")
            }
        })?;
        if ticket.client != client.id || own.as_ref() != Some(&ticket.username) {
            return Err(if by_proof { AwsFault::wrong_password() } else { AwsFault::invalid_session() });
        }
        let user = known(self.pool.users.get(&ticket.username).cloned())?;
        self.answered(&client, &user, &request, &ticket_name, ticket)
    }

    fn answered(
        &mut self,
        client: &Client,
        user: &User,
        request: &RespondToAuthChallenge,
        ticket_name: &str,
        ticket: Ticket,
    ) -> Answer {
        let metadata = request.client_metadata.clone();
        match (&ticket.asks, request.challenge_name.as_str()) {
            (Asks::PasswordProof { srp, then_custom }, "PASSWORD_VERIFIER") => {
                let decoded =
                    |name: &str| STANDARD.decode(request.response(name)?).map_err(|_| AwsFault::wrong_password());
                let block = STANDARD.decode(ticket_name).unwrap_or_default();
                let signature = decoded("PASSWORD_CLAIM_SIGNATURE")?;
                let timestamp = request.response("TIMESTAMP")?;
                if !srp.proves(&self.samples.pool, &user.username, &block, timestamp, &signature) {
                    return Err(AwsFault::wrong_password());
                }
                if *then_custom {
                    return self.custom_challenge(client, user, proven_rounds(), &metadata);
                }
                self.first_factor_passed(client, user, metadata)
            }
            (Asks::Totp, "SOFTWARE_TOKEN_MFA") => {
                let code = request.response("SOFTWARE_TOKEN_MFA_CODE")?;
                match self.use_authenticator(user, code) {
                    Ok(()) => self.signed_in(client, user, TriggerSource::TokenAuthentication, metadata),
                    Err(fault) => self.another_try(ticket_name, ticket, fault),
                }
            }
            (Asks::SmsCode(sent), "SMS_MFA") => {
                let right = request.response("SMS_MFA_CODE")? == sent;
                self.code_answered(client, user, right, ticket_name, ticket, metadata)
            }
            (Asks::EmailCode(sent) | Asks::EmailFirst(sent), "EMAIL_OTP") => {
                let right = request.response("EMAIL_OTP_CODE")? == sent;
                self.code_answered(client, user, right, ticket_name, ticket, metadata)
            }
            (Asks::NewPassword, "NEW_PASSWORD_REQUIRED") => match self.new_password(user, request) {
                Ok(user) => self.first_factor_passed(client, &user, metadata),
                Err(fault) => self.another_try(ticket_name, ticket, fault),
            },
            (Asks::Choice, "SELECT_CHALLENGE") => self.chosen(client, user, request, metadata),
            (Asks::Custom { rounds, private, metadata: about }, "CUSTOM_CHALLENGE") => {
                let answer = request.response("ANSWER")?;
                let so_far = (rounds.clone(), private.clone(), about.clone());
                self.custom_answer(client, user, so_far, answer, metadata)
            }
            _ => Err(AwsFault::invalid_session()),
        }
    }

    fn code_answered(
        &mut self,
        client: &Client,
        user: &User,
        right: bool,
        ticket_name: &str,
        ticket: Ticket,
        metadata: Metadata,
    ) -> Answer {
        if right {
            return self.signed_in(client, user, TriggerSource::TokenAuthentication, metadata);
        }
        let fault = AwsFault::new("CodeMismatchException", "Invalid code or auth state for the user.");
        self.another_try(ticket_name, ticket, fault)
    }

    fn another_try(&mut self, ticket_name: &str, ticket: Ticket, fault: AwsFault) -> Answer {
        self.pool.tickets.put_back(ticket_name, ticket);
        Err(fault)
    }

    /// The code is right, and was not used before.
    fn use_authenticator(&mut self, user: &User, code: &str) -> Result<(), AwsFault> {
        let mismatch = || AwsFault::new("CodeMismatchException", "Invalid code received for user");
        let shared = self.is_shared(user);
        let user = self.pool.users.get_mut(&user.username);
        let authenticator = user.and_then(|user| user.totp.as_mut()).ok_or_else(mismatch)?;
        let step = totp::step_of(&authenticator.secret, code, self.now_ms).ok_or_else(mismatch)?;
        if authenticator.last_step.is_some_and(|last| step <= last) {
            let message = "Your software token has already been used once.";
            return Err(AwsFault::new("ExpiredCodeException", message));
        }
        // Several people may sign in as the sample user at the same moment.
        if !shared {
            authenticator.last_step = Some(step);
        }
        Ok(())
    }

    fn new_password(&mut self, user: &User, request: &RespondToAuthChallenge) -> Result<User, AwsFault> {
        let new = request.response("NEW_PASSWORD")?;
        password::check(new)?;
        let password = Password::of(&self.samples.pool, &user.username, new, self.rng);
        let mut changed = user.clone();
        changed.password = Some(password);
        changed.status = Status::Confirmed;
        for (name, value) in &request.challenge_responses {
            if let Some(attribute) = name.strip_prefix("userAttributes.") {
                changed.set_attribute(attribute, value)?;
            }
        }
        if !self.is_shared(user) {
            self.keep(changed.clone())?;
        }
        Ok(changed)
    }

    fn chosen(&mut self, client: &Client, user: &User, request: &RespondToAuthChallenge, metadata: Metadata) -> Answer {
        match request.response("ANSWER")? {
            "PASSWORD" => {
                let password = request.response("PASSWORD")?;
                let user = self.with_password(client, Some(user.clone()), &user.username, password, &metadata)?;
                self.first_factor_passed(client, &user, metadata)
            }
            "PASSWORD_SRP" => {
                let public = request.response("SRP_A")?;
                self.prove_password(client, (&user.username, Some(user.clone())), public, false, &metadata)
            }
            "EMAIL_OTP" => self.email_first(client, user),
            _ => Err(AwsFault::invalid_parameter("Selected challenge is not available.")),
        }
    }
}
