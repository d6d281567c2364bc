//! The enhanced flow: the identity pool chooses the role and calls STS itself.

use super::{APP, CHOICE, CREDENTIALS, GET_CREDENTIALS, Holder, IDENTITY_POOL, Play, Stop, broken, refused};
use crate::sandbox::{
    identity::{Mapping, choose},
    pool::AwsFault,
    scene::{
        Body, Step,
        combined_flow::{asked::Session, calls, roles, sources},
    },
};

impl Play<'_> {
    pub(super) fn enhanced(&mut self, holder: &Holder, mapping: &Mapping) -> Result<Session, Stop> {
        let custom = self.form.role.map(roles::arn);
        let asked = calls::asked(("IdentityId", &holder.identity), &holder.tokens, custom.as_deref());
        let reason = match &custom {
            Some(_) => "The app asks for credentials, and for a role by name (CustomRoleArn).",
            None => "The app asks for credentials. Which role they are for is not its business.",
        };
        let step = Step::done(GET_CREDENTIALS, APP, IDENTITY_POOL, reason).source(sources::GET_CREDENTIALS);
        self.steps.push(step.show("Request", asked));

        let role = self.choose(holder, mapping, custom.as_deref())?;
        let sandbox = self.stage.sandbox;
        let token = sandbox.open_id_token(&holder.identity, &holder.logins, self.stage.now_ms).map_err(broken)?;
        let claims = self.trusted(IDENTITY_POOL, &role, &token)?;
        let narrowed = holder.logins.is_empty();
        let session = self.session(role, "CognitoIdentityCredentials", claims, narrowed);
        let reason = if narrowed {
            "For an hour. The identity pool had STS narrow a guest's session with two more policies: what neither of them \
             allows is denied, whatever the role may do."
        } else {
            "For an hour, and for nothing but this role. The field is called SecretKey here."
        };
        let answer = calls::credentials(&session.identity, &session.credentials);
        let step = Step::done(CREDENTIALS, IDENTITY_POOL, APP, reason).source(sources::TRUST).show("Answer", answer);
        let policies = roles::SCOPE_DOWN.iter().filter(|_| narrowed);
        self.steps.push(policies.fold(step, |step, (name, text)| {
            step.show(format!("Session policy: {name}"), Body::Text((*text).to_owned()))
        }));
        Ok(session)
    }

    fn choose(&mut self, holder: &Holder, mapping: &Mapping, custom: Option<&str>) -> Result<String, Stop> {
        let default = roles::arn(if holder.logins.is_empty() { roles::GUEST } else { roles::AUTHENTICATED });
        let claims = holder.logins.first().and_then(|login| login.claims.as_ref());
        // Only user pools put roles into their tokens, so only for them can a pool be set to look there.
        let elsewhere = matches!(mapping, Mapping::Token(_)) && !self.form.person.is_of_user_pool() && claims.is_some();
        let mapping = if elsewhere { &Mapping::None } else { mapping };
        match choose(mapping, claims, custom, &default) {
            Ok(choice) => {
                let note = if elsewhere { " Tokens of this provider name no roles." } else { "" };
                let reason = format!("{}: {}{note}", roles::name(&choice.arn), choice.why);
                let step = Step::done(CHOICE, IDENTITY_POOL, IDENTITY_POOL, reason).source(sources::ROLES);
                self.steps.push(step);
                self.choice = format!("How the role was chosen: {}", choice.why);
                self.role = Some(choice.arn.clone());
                Ok(choice.arn)
            }
            Err(refusal) => {
                let fault = AwsFault::not_authorized(refusal.message);
                let step = Step::refused(CHOICE, IDENTITY_POOL, APP, refusal.why.clone()).source(sources::ROLES);
                self.steps.push(step.show("Answer to GetCredentialsForIdentity", calls::fault(&fault)));
                Err(refused("The identity pool gives no role", refusal.why))
            }
        }
    }
}
