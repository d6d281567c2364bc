//! What STS does in both flows: it verifies the token, and asks the role's trust policy.

use serde_json::Value;

use super::{IAM, IDENTITY_POOL, Play, STS, Stop, TRUST, broken, place, refused};
use crate::sandbox::{
    SandboxError,
    identity::asks_trust,
    pool::AwsFault,
    scene::{
        Body, Step,
        combined_flow::{asked::Session, calls, decided, sources},
    },
};

impl Play<'_> {
    /// The claims of the token, if the role trusts its bearer.
    pub(super) fn trusted(&mut self, caller: &'static str, role: &str, token: &str) -> Result<Value, Stop> {
        let sandbox = self.stage.sandbox;
        let claims = sandbox.read_open_id_token(token, self.stage.now_ms).map_err(broken)?;
        let text = self.form.trust(place(self.stage, Some(role)));
        let decision = asks_trust(&text, role, &claims).map_err(|_| SandboxError::Unwritable)?;
        let why = decided::why_trusted(&decision);
        let enhanced = caller == IDENTITY_POOL;
        let show = |step: Step| {
            let token = enhanced.then(|| Body::Token(token.to_owned()));
            let step = step.source(sources::TRUST).show("The trust policy", Body::Text(text));
            token
                .into_iter()
                .fold(step, |step, token| step.show("The token that only the identity pool and STS see", token))
        };
        if decision.allowed() {
            let who = if enhanced {
                "The identity pool calls STS with a token of its own."
            } else {
                "STS verifies the token."
            };
            self.steps.push(show(Step::done(TRUST, STS, IAM, format!("{who} {why}"))));
            return Ok(claims);
        }
        let step = decided::show(show(Step::refused(TRUST, STS, IAM, why.clone())), &decision);
        self.steps.push(if enhanced {
            let message = "Invalid identity pool configuration. Check assigned IAM roles for this pool.";
            let fault = AwsFault::new("InvalidIdentityPoolConfigurationException", message);
            step.show("Answer to GetCredentialsForIdentity", calls::fault(&fault))
        } else {
            let fault = AwsFault::new("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
            step.show("Answer", calls::sts_fault(&fault))
        });
        Err(refused("The trust policy refuses", why))
    }

    pub(super) fn session(&self, role: String, name: &'static str, claims: Value, narrowed: bool) -> Session {
        let identity = claims["sub"].as_str().unwrap_or_default().to_owned();
        let credentials = self.stage.sandbox.credentials_of(&role, self.stage.now_ms);
        Session { role, name, identity, claims, credentials, narrowed }
    }
}
