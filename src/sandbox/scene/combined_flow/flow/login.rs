//! Signing in, and the identity that the identity pool gives for it.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{APP, GET_ID, Holder, IDENTITY_POOL, Play, SIGN_IN, Stop, refused};
use crate::sandbox::{
    SandboxError,
    scene::{
        Body, Step,
        combined_flow::{
            calls,
            people::{Person, Proof, proof},
            sources,
        },
    },
};

impl Play<'_> {
    pub(super) fn sign_in(&mut self) -> Result<BTreeMap<String, String>, SandboxError> {
        let person = self.form.person;
        let Some(provider) = person.provider(self.stage.sandbox) else {
            let reason = "Nobody signs in. The identity pool lets guests in, so the app asks without a proof.";
            self.steps.push(Step::done(SIGN_IN, APP, APP, reason).source(sources::FLOWS));
            return Ok(BTreeMap::new());
        };
        let token = proof(self.stage.sandbox, self.form, self.stage.now_ms)?;
        let (from, reason, source) = match person {
            Person::Heidi => (
                "Google",
                "Google signs Heidi in. It is set up in the identity pool itself; no user pool has a part in it.",
                sources::GOOGLE,
            ),
            Person::Ivan => (
                "Company",
                "Ivan's company signs him in and sends an assertion to the app, which passes it on in Base64.",
                sources::SAML,
            ),
            _ => (
                "User pool",
                "The user pool signs the user in and issues tokens. One of them is the proof for the identity pool.",
                sources::FLOWS,
            ),
        };
        let shown = match STANDARD.decode(&token).map(String::from_utf8) {
            Ok(Ok(xml)) => Body::Text(xml),
            _ => Body::Token(token.clone()),
        };
        self.steps.push(Step::done(SIGN_IN, from, APP, reason).source(source).show("The proof", shown));
        Ok(BTreeMap::from([(provider, token)]))
    }

    pub(super) fn identity(&mut self, tokens: BTreeMap<String, String>) -> Result<Holder, Stop> {
        let sandbox = self.stage.sandbox;
        let pool = sandbox.samples().identity_pool.as_str();
        let asked = calls::asked(("IdentityPoolId", pool), &tokens, None);
        let found = sandbox.identity_of(pool, &tokens, self.stage.now_ms);
        let found =
            found.and_then(|identity| Ok((sandbox.of_identity(&identity, &tokens, self.stage.now_ms)?, identity)));
        match found {
            Ok((logins, identity)) => {
                let reason = match logins.first() {
                    Some(_) => {
                        "The proof is verified: who signed it, for whom, and until when. The same login always gets the same identity."
                    }
                    None => "A new identity, for a guest. The app keeps it for the next time.",
                };
                let step = Step::done(GET_ID, APP, IDENTITY_POOL, reason).source(sources::GET_ID);
                let answer = Body::Json(json!({ "IdentityId": identity }));
                self.steps.push(step.show("Request", asked).show("Answer", answer));
                Ok(Holder { identity, tokens, logins })
            }
            Err(fault) => {
                let reason = format!("{}. {}", fault.message.trim_end_matches('.'), refused_proof(self.form.proof));
                let step = Step::refused(GET_ID, APP, IDENTITY_POOL, reason.clone()).source(sources::GET_ID);
                self.steps.push(step.show("Request", asked).show("Answer", calls::fault(&fault)));
                Err(refused("GetId refuses the proof", reason))
            }
        }
    }
}

fn refused_proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Sound => "",
        Proof::Access => {
            "The identity pool wants the ID token, which says who somebody is. An access token is for APIs."
        }
        Proof::Expired => "Refresh first, then come with the new ID token.",
        Proof::OtherClient => {
            "The identity pool knows the app clients whose tokens it takes, and compares them with aud."
        }
        Proof::Tampered => "The signature is for what the token said before.",
    }
}
