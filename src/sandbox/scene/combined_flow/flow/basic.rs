//! The basic flow: the app brings a token of the identity pool, or of another one, to STS.

use domain::token::reference::OPEN_ID_TOKEN;

use super::{APP, ASSUME, CREDENTIALS, GET_TOKEN, Holder, IDENTITY_POOL, Play, SIGN_IN, STS, Stop, broken, refused};
use crate::sandbox::{
    identity::Mapping,
    pool::AwsFault,
    scene::{
        Body, Step,
        combined_flow::{asked::Session, calls, people::Person, roles, sources},
    },
};

/// Of a test pool in the same account, where anybody may sign up.
const OTHER_POOL: &str = "us-east-1:99999999-1111-2222-3333-444444444444";
const OTHER_POOLS_IDENTITY: &str = "us-east-1:eeeeeeee-0000-1111-2222-333333333333";

impl Play<'_> {
    pub(super) fn open_id_token(&mut self, holder: &Holder, mapping: &Mapping) -> Result<String, Stop> {
        let asked = calls::asked(("IdentityId", &holder.identity), &holder.tokens, None);
        let step = |step: Step| step.source(OPEN_ID_TOKEN).show("Request", asked);
        if *mapping != Mapping::None {
            let fault = AwsFault::invalid_parameter(
                "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
            );
            let reason = "In the basic flow the app names the role itself, which would go around the mapping.";
            let refusal = Step::refused(GET_TOKEN, APP, IDENTITY_POOL, format!("{} {reason}", fault.message));
            self.steps.push(step(refusal).show("Answer", calls::fault(&fault)));
            return Err(refused("GetOpenIdToken is refused", format!("{} {reason}", fault.message)));
        }
        let (sandbox, now_ms) = (self.stage.sandbox, self.stage.now_ms);
        let token = sandbox.open_id_token(&holder.identity, &holder.logins, now_ms).map_err(broken)?;
        let reason = "The identity pool signs a token of its own, for STS alone: it is good for ten minutes and says for \
                      which pool (aud), for which identity (sub), and how one came by it (amr).";
        let issued = step(Step::done(GET_TOKEN, APP, IDENTITY_POOL, reason));
        self.steps.push(issued.show("The token in the answer", Body::Token(token.clone())));
        Ok(token)
    }

    /// A token of the same service, for an identity of another pool.
    pub(super) fn elsewhere(&mut self) -> Result<String, Stop> {
        let reason =
            "Mallory signs up at a test application of the same company, which has an identity pool of its own.";
        self.steps.push(Step::done(SIGN_IN, "Test application", "Mallory", reason).source(sources::FLOWS));
        let amr = ["authenticated", "cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE99"].map(str::to_owned);
        let (sandbox, now_ms) = (self.stage.sandbox, self.stage.now_ms);
        let token = sandbox.open_id_token_of(OTHER_POOL, OTHER_POOLS_IDENTITY, &amr, now_ms).map_err(broken)?;
        let reason = "Her token is in order. The service signs for all identity pools with the same keys; only aud tells \
                      them apart.";
        let step = Step::done(GET_TOKEN, "Mallory", "Other identity pool", reason);
        let step = step.source(OPEN_ID_TOKEN);
        self.steps.push(step.show("The token in the answer", Body::Token(token.clone())));
        Ok(token)
    }

    /// The basic flow: the app brings the token to STS itself.
    pub(super) fn assume(&mut self, token: &str) -> Result<Session, Stop> {
        let default = if self.form.person == Person::Guest { roles::GUEST } else { roles::AUTHENTICATED };
        let role = roles::arn(self.form.role.unwrap_or(default));
        let reason = format!(
            "The caller names the role: {}. It could be any other, and only that role's trust policy can say no. The call \
             needs no AWS credentials.",
            roles::name(&role)
        );
        let step = Step::done(ASSUME, self.client(), STS, reason).source(sources::ASSUME);
        self.steps.push(step.show("Request", calls::assume(&role, "sample-app", token)));
        self.role = Some(role.clone());
        self.choice = if self.form.person == Person::Mallory {
            "The role's trust policy takes the token of another identity pool for one of its own.".to_owned()
        } else {
            "How the role was chosen: the app named it.".to_owned()
        };
        let claims = self.trusted(STS, &role, token)?;
        let session = self.session(role, "sample-app", claims, false);
        let reason = "For an hour, or for as long as the app asks and the role permits. Here the field is called \
                      SecretAccessKey. Nothing narrows the session, not even a guest's.";
        let step = Step::done(CREDENTIALS, STS, self.client(), reason).source(sources::ASSUME);
        self.steps.push(step.show("Answer", calls::assumed(&session)));
        Ok(session)
    }
}
