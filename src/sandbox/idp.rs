//! The user pool's API by the names of its operations: JSON in, JSON or an exception out.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    Sandbox, SandboxError,
    pool::{AwsFault, Bearer, Call, Reply, SignedIn},
    verify,
    visitors::locked,
};
use domain::token::{Gate, StepName, decode, judge::LONGEST};

/// The part of a request that says who signed in.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WithAccessToken {
    #[serde(default)]
    access_token: Option<String>,
}

/// Tokens of one sign-in, as they leave.
pub(super) struct Issued {
    pub(super) id_token: String,
    pub(super) access_token: String,
    pub(super) refresh_token: Option<String>,
    pub(super) expires_in: u64,
}

impl Sandbox {
    /// One call to the user pool's API. `sandbox` is a visitor's key; without one it is the common pool.
    ///
    /// It signs where a sign-in succeeds: call it where blocking is allowed.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "a method is not general enough over the call's lifetime"
    )]
    pub fn user_pool(
        &self,
        sandbox: Option<&str>,
        operation: &str,
        body: &[u8],
        now_ms: i64,
    ) -> Result<Value, AwsFault> {
        let bearer = |body: &[u8]| {
            let token = parse::<WithAccessToken>(body)?.access_token;
            self.bearer(sandbox, &token.ok_or_else(|| AwsFault::missing("AccessToken"))?, now_ms)
        };
        let reply = match operation {
            "InitiateAuth" => self.on(sandbox, now_ms, body, |call, request| call.initiate_auth(request)),
            "RespondToAuthChallenge" => {
                self.on(sandbox, now_ms, body, |call, request| call.respond_to_auth_challenge(request))
            }
            "GetTokensFromRefreshToken" => {
                self.on(sandbox, now_ms, body, |call, request| call.tokens_from_refresh_token(&request))
            }
            "RevokeToken" => self.on(sandbox, now_ms, body, |call, request| call.revoke_token(&request)),
            "SignUp" => self.on(sandbox, now_ms, body, |call, request| call.sign_up(request)),
            "ConfirmSignUp" => self.on(sandbox, now_ms, body, |call, request| call.confirm_sign_up(request)),
            "ResendConfirmationCode" => {
                self.on(sandbox, now_ms, body, |call, request| call.resend_confirmation_code(request))
            }
            "ForgotPassword" => self.on(sandbox, now_ms, body, |call, request| call.forgot_password(request)),
            "ConfirmForgotPassword" => {
                self.on(sandbox, now_ms, body, |call, request| call.confirm_forgot_password(request))
            }
            "GetUser" => {
                let bearer = bearer(body)?;
                self.on(sandbox, now_ms, body, |call, _: Value| call.account(&bearer))
            }
            "AssociateSoftwareToken" => {
                let bearer = bearer(body)?;
                self.on(sandbox, now_ms, body, |call, _: Value| call.associate_software_token(&bearer))
            }
            "VerifySoftwareToken" => {
                let bearer = bearer(body)?;
                self.on(sandbox, now_ms, body, |call, request| call.verify_software_token(&bearer, &request))
            }
            "SetUserMFAPreference" => {
                let bearer = bearer(body)?;
                self.on(sandbox, now_ms, body, |call, request| call.set_user_mfa_preference(&bearer, request))
            }
            "GlobalSignOut" => {
                let bearer = bearer(body)?;
                self.on(sandbox, now_ms, body, |call, _: Value| call.global_sign_out(&bearer))
            }
            _ => Err(AwsFault::new("UnknownOperationException", "")),
        }?;
        match reply {
            Reply::Json(value) => Ok(value),
            Reply::SignedIn(signed_in) => {
                let issued = self.issue(&signed_in, now_ms).map_err(|_| AwsFault::internal())?;
                Ok(authentication_result(&issued))
            }
        }
    }

    /// Runs one call under the pool's lock. Nothing is signed there.
    fn on<T: DeserializeOwned>(
        &self,
        sandbox: Option<&str>,
        now_ms: i64,
        body: &[u8],
        run: impl FnOnce(&mut Call<'_>, T) -> Result<Reply, AwsFault>,
    ) -> Result<Reply, AwsFault> {
        let request = parse(body)?;
        self.with_pool(sandbox, now_ms, |call| run(call, request))?
    }

    pub(super) fn with_pool<T>(
        &self,
        sandbox: Option<&str>,
        now_ms: i64,
        run: impl FnOnce(&mut Call<'_>) -> T,
    ) -> Result<T, AwsFault> {
        let shared = self.0.visitors.find(sandbox)?;
        let mut rng = self.chance();
        let mut pool = locked(&shared);
        let mut call =
            Call { pool: &mut pool, samples: &self.0.samples, sealer: &self.0.sealer, now_ms, rng: &mut rng };
        Ok(run(&mut call))
    }

    pub(super) fn issue(&self, signed_in: &SignedIn, now_ms: i64) -> Result<Issued, SandboxError> {
        let mut rng = self.chance();
        let keys = self.0.keys.current()?;
        let SignedIn { sign_in, grant } = signed_in;
        let signed = super::mint::mint(sign_in, &self.0.samples, &keys, now_ms, &mut rng)?;
        let sealed = grant.as_ref().map(|grant| self.0.sealer.seal(grant, &mut rng).ok_or(SandboxError::Unwritable));
        Ok(Issued {
            id_token: signed.id_token,
            access_token: signed.access_token,
            refresh_token: sealed.transpose()?,
            expires_in: sign_in.lifetimes.access,
        })
    }

    /// Whose access token this is, if the pool's own API would take it: signed here, in time, with its scope.
    pub(super) fn bearer(&self, sandbox: Option<&str>, token: &str, now_ms: i64) -> Result<Bearer, AwsFault> {
        self.bearer_at(sandbox, Gate::SelfService, token, now_ms)
    }

    /// As [`Self::bearer`], at another gate that takes access tokens.
    pub(super) fn bearer_at(
        &self,
        sandbox: Option<&str>,
        gate: Gate,
        token: &str,
        now_ms: i64,
    ) -> Result<Bearer, AwsFault> {
        let invalid = || AwsFault::not_authorized("Invalid Access Token");
        if token.len() > LONGEST {
            return Err(invalid());
        }
        let keys = self.0.keys.accepted(now_ms).map_err(|_| AwsFault::internal())?;
        let mut expectation = verify::expectation(&self.0.samples, gate, vec![], now_ms);
        expectation.issuers.push(self.0.samples.local_issuer(sandbox.unwrap_or_default()));
        let verdict = verify::judge(token, &expectation, &keys);
        let decoded = decode(token);
        let claims = decoded.claims().ok_or_else(invalid)?;
        let text = |name: &str| claims.text(name).map(str::to_owned);
        let number = |name: &str| claims.value(name).and_then(Value::as_i64);
        if let Some(step) = verdict.failed() {
            return Err(match step.name {
                StepName::Claims if number("exp").is_some_and(|exp| exp <= now_ms.div_euclid(1000)) => {
                    AwsFault::not_authorized("Access Token has expired")
                }
                StepName::Gate if text("token_use").as_deref() == Some("access") => {
                    AwsFault::not_authorized("Access Token does not have required scopes")
                }
                _ => invalid(),
            });
        }
        Ok(Bearer {
            username: text("username").ok_or_else(invalid)?,
            scope: text("scope").ok_or_else(invalid)?,
            origin_jti: text("origin_jti").ok_or_else(invalid)?,
            auth_time_s: number("auth_time").ok_or_else(invalid)?,
        })
    }
}

fn authentication_result(issued: &Issued) -> Value {
    let mut result = json!({
        "AccessToken": issued.access_token,
        "ExpiresIn": issued.expires_in,
        "IdToken": issued.id_token,
        "TokenType": "Bearer",
    });
    if let Some(token) = &issued.refresh_token {
        result["RefreshToken"] = json!(token);
    }
    json!({"AuthenticationResult": result, "ChallengeParameters": {}})
}

/// As the service says it when a request has not the shape of its operation.
pub(super) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, AwsFault> {
    let body = if body.is_empty() { b"{}" } else { body };
    // serde would take a list of values for a structure as well.
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(AwsFault::new("SerializationException", "The body is not a JSON object."));
    }
    // Read whole before it is given a shape: what no operation asks for is held to the limit of depth too.
    let refused = |_: serde_json::Error| AwsFault::new("SerializationException", "The body is not a JSON object.");
    let request: Value = serde_json::from_slice(body).map_err(refused)?;
    T::deserialize(request).map_err(|error| {
        let said = error.to_string();
        match said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
            Some(field) => AwsFault::invalid_parameter(format!(
                "1 validation error detected: Value at '{}' failed to satisfy constraint: Member must not be null",
                lower_first(field)
            )),
            None => AwsFault::new("SerializationException", said),
        }
    })
}

/// A map of texts, in which a null is as good as nothing: clients send what they do not have so.
pub(super) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let given = Option::<BTreeMap<String, Option<String>>>::deserialize(from)?.unwrap_or_default();
    Ok(given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_lowercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
