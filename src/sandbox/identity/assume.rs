//! STS `AssumeRoleWithWebIdentity`: the token is verified, and the role's trust policy is truly asked.

use domain::policy::{Decision, Kind, Policies, Policy, Principal, Request, evaluate};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Credentials, credentials};
use crate::sandbox::{Sandbox, pool::AwsFault};

const PROVIDER: &str = "cognito-identity.amazonaws.com";
const ACTION: &str = "sts:AssumeRoleWithWebIdentity";
/// The sample roles leave the longest session at its default.
const LONGEST_S: i64 = 3600;
const LONGEST_ANYWHERE_S: i64 = 43_200;
const SHORTEST_S: i64 = 900;

#[derive(Clone, Debug, Default)]
pub struct AssumeRole {
    pub role_arn: String,
    pub session_name: String,
    pub token: String,
    pub duration_s: Option<String>,
    /// A session policy.
    pub policy: Option<String>,
}

#[derive(Clone, Debug)]
pub struct AssumedRole {
    pub subject: String,
    pub audience: String,
    pub provider: String,
    pub assumed_role_id: String,
    pub arn: String,
    pub credentials: Credentials,
    /// RFC 3339.
    pub expiration: String,
}

impl Sandbox {
    /// It verifies a signature: call it where blocking is allowed.
    pub fn assume_role(
        &self,
        sandbox: Option<&str>,
        request: &AssumeRole,
        now_ms: i64,
    ) -> Result<AssumedRole, AwsFault> {
        self.0.visitors.find(sandbox)?;
        let duration_s = check(request)?;
        let claims = self.read_open_id_token(&request.token, now_ms)?;
        let identity_pool = &self.0.samples.identity_pool;
        let role = self.0.samples.roles.iter().find(|role| role.arn == request.role_arn);
        let denied = || AwsFault::new("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        let role = role.ok_or_else(denied)?;
        let guests = role.bearer == "unauthenticated";
        let trust = trust_policy(identity_pool, if guests { "unauthenticated" } else { "authenticated" }).to_string();
        let trusts = asks_trust(&trust, &request.role_arn, &claims).is_ok_and(|decision| decision.allowed());
        if !trusts {
            return Err(denied());
        }
        let until_s = now_ms.div_euclid(1000) + duration_s;
        let name = role.arn.rsplit('/').next().unwrap_or_default();
        let credentials = credentials::make(&role.arn, until_s, &mut self.chance());
        Ok(AssumedRole {
            subject: claims["sub"].as_str().unwrap_or_default().to_owned(),
            audience: claims["aud"].as_str().unwrap_or_default().to_owned(),
            provider: PROVIDER.to_owned(),
            assumed_role_id: format!("AROASAMPLE000000EXAMPLE:{}", request.session_name),
            arn: format!("arn:aws:sts::{}:assumed-role/{name}/{}", self.0.samples.account, request.session_name),
            credentials,
            expiration: Timestamp::from_second(until_s).map(|at| at.to_string()).unwrap_or_default(),
        })
    }
}

/// Whether the trust policy lets the bearer of these claims in; `Err` says what is wrong with the policy.
pub(in crate::sandbox) fn asks_trust(trust: &str, role: &str, claims: &Value) -> Result<Decision, String> {
    let policy = Policy::parse("the trust policy", Kind::Trust, trust).map_err(|error| error.to_string())?;
    let texts = |claim: &Value| -> Vec<String> {
        let list = claim.as_array().cloned().unwrap_or_else(|| vec![claim.clone()]);
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut request = Request::new(Principal::Federated { provider: PROVIDER.to_owned() }, ACTION, role);
    for name in ["aud", "sub", "amr"] {
        let values = texts(&claims[name]);
        if !values.is_empty() {
            request = request.with_all(&format!("{PROVIDER}:{name}"), values.iter().map(String::as_str));
        }
    }
    Ok(evaluate(&Policies { resource: Some(policy), ..Policies::default() }, &request))
}

/// Who may take a role of an identity pool: its own identities, and of these the guests or those who signed in.
pub fn trust_policy(identity_pool: &str, amr: &str) -> Value {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": PROVIDER},
            "Action": ACTION,
            "Condition": {
                "StringEquals": {"cognito-identity.amazonaws.com:aud": identity_pool},
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": amr},
            },
        }],
    })
}

/// The shape of the request; returns how long the session is to last.
fn check(request: &AssumeRole) -> Result<i64, AwsFault> {
    let invalid = |value: &str, field: &str, rule: &str| {
        let value: String = value.chars().filter(|c| !c.is_control()).take(80).collect();
        let message = format!(
            "1 validation error detected: Value '{value}' at '{field}' failed to satisfy constraint: Member must {rule}"
        );
        Err(AwsFault::new("ValidationError", message))
    };
    for (value, field) in [
        (&request.role_arn, "roleArn"),
        (&request.session_name, "roleSessionName"),
        (&request.token, "webIdentityToken"),
    ] {
        if value.is_empty() {
            return invalid("null", field, "not be null");
        }
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    let name = &request.session_name;
    if !(2..=64).contains(&name.len()) || !name.chars().all(allowed) {
        return invalid(name, "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
    }
    if let Some(policy) = &request.policy
        && Policy::parse("session policy", Kind::Session, policy).is_err()
    {
        return Err(AwsFault::new("MalformedPolicyDocument", "The session policy is not a valid policy."));
    }
    let Some(duration) = &request.duration_s else { return Ok(LONGEST_S) };
    match duration.parse::<i64>() {
        Ok(seconds) if seconds < SHORTEST_S => {
            invalid(duration, "durationSeconds", "have value greater than or equal to 900")
        }
        Ok(seconds) if seconds > LONGEST_ANYWHERE_S => {
            invalid(duration, "durationSeconds", "have value less than or equal to 43200")
        }
        Ok(seconds) if seconds > LONGEST_S => Err(AwsFault::new(
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        )),
        Ok(seconds) => Ok(seconds),
        Err(_) => invalid(duration, "durationSeconds", "be an integer"),
    }
}
