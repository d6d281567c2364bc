//! The play: every call truly made of the sample pools, one after the other, until one is refused.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::policy::{Decision, Kind, Layer, Outcome as Decided, Policies, Policy, evaluate};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    asked::{Session, Whose},
    calls, decided,
    form::Form,
    people::{Person, Proof, proof},
    roles::{self, Place},
    sources,
};
use crate::sandbox::{
    SandboxError,
    identity::{Login, Mapping, asks_trust, choose},
    pool::AwsFault,
    scene::{Body, Outcome, Stage, Step, Verdict},
};

const APP: &str = "App";
const IDENTITY_POOL: &str = "Identity pool";
const STS: &str = "STS";
const IAM: &str = "IAM";

const SIGN_IN: &str = "Sign-in";
const GET_ID: &str = "GetId";
const GET_CREDENTIALS: &str = "GetCredentialsForIdentity";
const GET_TOKEN: &str = "GetOpenIdToken";
const CHOICE: &str = "The identity pool chooses a role";
const ASSUME: &str = "AssumeRoleWithWebIdentity";
const TRUST: &str = "The role's trust policy is asked";
const CREDENTIALS: &str = "Credentials come back";
const REQUEST: &str = "A request with the credentials";
const POLICIES: &str = "The role's policy is asked";
const ANSWER: &str = "The service answers";
const ENHANCED: [&str; 9] = [SIGN_IN, GET_ID, GET_CREDENTIALS, CHOICE, TRUST, CREDENTIALS, REQUEST, POLICIES, ANSWER];
const BASIC: [&str; 9] = [SIGN_IN, GET_ID, GET_TOKEN, ASSUME, TRUST, CREDENTIALS, REQUEST, POLICIES, ANSWER];
const ELSEWHERE: [&str; 8] = [SIGN_IN, GET_TOKEN, ASSUME, TRUST, CREDENTIALS, REQUEST, POLICIES, ANSWER];

/// Of a test pool in the same account, where anybody may sign up.
const OTHER_POOL: &str = "us-east-1:99999999-1111-2222-3333-444444444444";
const OTHER_POOLS_IDENTITY: &str = "us-east-1:eeeeeeee-0000-1111-2222-333333333333";

/// What happened.
pub(super) struct Played {
    pub(super) steps: Vec<Step>,
    pub(super) outcome: Outcome,
    /// About the request, if it came to that.
    pub(super) decision: Option<Decision>,
    /// The ARN of the role, if it came to that.
    pub(super) role: Option<String>,
}

/// Why the play ends before its last step.
enum Stop {
    Refused(Outcome),
    Broken(SandboxError),
}

impl From<SandboxError> for Stop {
    fn from(error: SandboxError) -> Self {
        Self::Broken(error)
    }
}

struct Play<'a> {
    stage: Stage<'a>,
    form: &'a Form,
    steps: Vec<Step>,
    decision: Option<Decision>,
    role: Option<String>,
}

/// Somebody with an identity of the pool.
struct Holder {
    identity: String,
    tokens: BTreeMap<String, String>,
    logins: Vec<Login>,
}

pub(super) fn play(stage: Stage<'_>, form: &Form, mapping: &Mapping) -> Result<Played, SandboxError> {
    let mut play = Play { stage, form, steps: vec![], decision: None, role: None };
    let outcome = match play.through(mapping) {
        Ok(outcome) | Err(Stop::Refused(outcome)) => outcome,
        Err(Stop::Broken(error)) => return Err(error),
    };
    let titles = match (form.person, form.basic) {
        (Person::Mallory, _) => &ELSEWHERE[..],
        (_, true) => &BASIC,
        (_, false) => &ENHANCED,
    };
    let missing = titles.iter().skip(play.steps.len());
    let skipped =
        missing.map(|&title| Step { verdict: Verdict::Skipped, ..Step::done(title, APP, APP, "Not reached.") });
    let steps = play.steps.into_iter().chain(skipped).collect();
    Ok(Played { steps, outcome, decision: play.decision, role: play.role })
}

impl Play<'_> {
    fn through(&mut self, mapping: &Mapping) -> Result<Outcome, Stop> {
        if self.form.person == Person::Mallory {
            let token = self.elsewhere()?;
            let session = self.assume(&token)?;
            return self.ask(&session, None);
        }
        let tokens = self.sign_in()?;
        let holder = self.identity(tokens)?;
        let session = if self.form.basic {
            let token = self.open_id_token(&holder, mapping)?;
            self.assume(&token)?
        } else {
            self.enhanced(&holder, mapping)?
        };
        let subject = holder.logins.first().map(|login| login.subject.as_str());
        self.ask(&session, subject)
    }

    fn sign_in(&mut self) -> Result<BTreeMap<String, String>, SandboxError> {
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

    fn identity(&mut self, tokens: BTreeMap<String, String>) -> Result<Holder, Stop> {
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
                let reason = format!("{} {}", fault.message, refused_proof(self.form.proof));
                let step = Step::refused(GET_ID, APP, IDENTITY_POOL, reason.clone()).source(sources::GET_ID);
                self.steps.push(step.show("Request", asked).show("Answer", calls::fault(&fault)));
                Err(refused("GetId refuses the proof", reason))
            }
        }
    }

    fn enhanced(&mut self, holder: &Holder, mapping: &Mapping) -> Result<Session, Stop> {
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
        self.steps.push(policies.fold(step, |step, (name, text)| step.show(*name, Body::Text((*text).to_owned()))));
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

    fn open_id_token(&mut self, holder: &Holder, mapping: &Mapping) -> Result<String, Stop> {
        let asked = calls::asked(("IdentityId", &holder.identity), &holder.tokens, None);
        let step = |step: Step| step.source(domain::token::reference::OPEN_ID_TOKEN).show("Request", asked);
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
    fn elsewhere(&mut self) -> Result<String, Stop> {
        let reason =
            "Mallory signs up at a test application of the same company, which has an identity pool of its own.";
        self.steps.push(Step::done(SIGN_IN, "Test application", "Mallory", reason).source(sources::FLOWS));
        let amr = ["authenticated", "cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE99"].map(str::to_owned);
        let (sandbox, now_ms) = (self.stage.sandbox, self.stage.now_ms);
        let token = sandbox.open_id_token_of(OTHER_POOL, OTHER_POOLS_IDENTITY, &amr, now_ms).map_err(broken)?;
        let reason = "Her token is in order. The service signs for all identity pools with the same keys; only aud tells \
                      them apart.";
        let step = Step::done(GET_TOKEN, "Mallory", "Other identity pool", reason);
        let step = step.source(domain::token::reference::OPEN_ID_TOKEN);
        self.steps.push(step.show("The token in the answer", Body::Token(token.clone())));
        Ok(token)
    }

    /// The basic flow: the app brings the token to STS itself.
    fn assume(&mut self, token: &str) -> Result<Session, Stop> {
        let default = if self.form.person == Person::Guest { roles::GUEST } else { roles::AUTHENTICATED };
        let role = roles::arn(self.form.role.unwrap_or(default));
        let reason = format!(
            "The app chooses the role: {}. Nothing keeps it from naming any other; the call needs no AWS credentials.",
            roles::name(&role)
        );
        let step = Step::done(ASSUME, APP, STS, reason).source(sources::ASSUME);
        self.steps.push(step.show("Request", calls::assume(&role, "sample-app", token)));
        self.role = Some(role.clone());
        let claims = self.trusted(STS, &role, token)?;
        let session = self.session(role, "sample-app", claims, false);
        let reason = "For an hour, or for as long as the app asks and the role permits. Here the field is called \
                      SecretAccessKey. Nothing narrows the session, not even a guest's.";
        let step = Step::done(CREDENTIALS, STS, APP, reason).source(sources::ASSUME);
        self.steps.push(step.show("Answer", calls::assumed(&session)));
        Ok(session)
    }

    /// The claims of the token, if the role trusts its bearer.
    fn trusted(&mut self, caller: &'static str, role: &str, token: &str) -> Result<Value, Stop> {
        let sandbox = self.stage.sandbox;
        let claims = sandbox.read_open_id_token(token, self.stage.now_ms).map_err(broken)?;
        let text = self.form.trust(place(self.stage, Some(role)));
        let decision = asks_trust(&text, role, &claims).map_err(|_| SandboxError::Unwritable)?;
        let why = decided::why(&decision);
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
        let step = show(Step::refused(TRUST, STS, IAM, why.clone()));
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

    fn session(&self, role: String, name: &'static str, claims: Value, narrowed: bool) -> Session {
        let identity = claims["sub"].as_str().unwrap_or_default().to_owned();
        let credentials = self.stage.sandbox.credentials_of(&role, self.stage.now_ms);
        Session { role, name, identity, claims, credentials, narrowed }
    }

    fn ask(&mut self, session: &Session, subject: Option<&str>) -> Result<Outcome, Stop> {
        let form = self.form;
        let action = form.action;
        let owner = form.whose.owner(&session.identity, subject);
        let request = action.request(session, &owner);
        let day = Timestamp::from_millisecond(self.stage.now_ms).map(|at| at.strftime("%Y%m%d").to_string());
        let sent = action.sent(session, &owner, &day.unwrap_or_default());
        let reason = format!("{} on {}, signed with the credentials.", request.action, request.resource);
        self.steps.push(Step::done(REQUEST, APP, action.service(), reason).show("Request", sent));

        let unreadable = |_| SandboxError::Unwritable;
        let name = format!("the policy of {}", roles::name(&session.role));
        let text = form.permissions(place(self.stage, Some(&session.role)));
        let identity = vec![Policy::parse(&name, Kind::IdentityBased, &text).map_err(unreadable)?];
        let narrowing = if session.narrowed { roles::scope_down() } else { Ok(vec![]) };
        let policies =
            Policies { identity, session: narrowing.map_err(|_| SandboxError::Unwritable)?, ..Policies::default() };
        let decision = evaluate(&policies, &request);
        let why = decided::why(&decision);
        let asked = if decision.allowed() {
            Step::done(POLICIES, action.service(), IAM, why.clone())
        } else {
            Step::refused(POLICIES, action.service(), IAM, why.clone())
        };
        let asked = asked.source(action.source()).show("What policies can ask about", decided::known(&request));
        self.steps.push(decided::show(asked, &decision));
        self.steps.push(if decision.allowed() {
            Step::done(ANSWER, action.service(), APP, "200, with what was asked for.")
        } else {
            let answer = action.refusal(&request, &decision);
            Step::refused(ANSWER, action.service(), APP, "403, access denied.").show("Answer", answer)
        });
        let outcome = Outcome { accepted: decision.allowed(), label: self.label(&decision).to_owned(), reason: why };
        self.decision = Some(decision);
        Ok(outcome)
    }

    fn label(&self, decision: &Decision) -> &'static str {
        match &decision.outcome {
            Decided::Allowed(_) if self.form.person == Person::Mallory => "Somebody from another pool is let in",
            Decided::Allowed(_) if self.form.whose == Whose::Other => "Somebody else's data is given out",
            Decided::Allowed(_) => "The request is allowed",
            Decided::Denied(_) => "A Deny ends it",
            Decided::NotAllowed(missing) if missing.contains(&Layer::IdentityBased) => "The role's policy does not allow it",
            Decided::NotAllowed(_) => "The session policies of guests stop it",
        }
    }
}

pub(super) fn place<'a>(stage: Stage<'a>, role: Option<&'a str>) -> Place<'a> {
    Place {
        role: role.map_or(roles::AUTHENTICATED, roles::name),
        identity_pool: &stage.sandbox.samples().identity_pool,
    }
}

fn refused(label: &str, reason: String) -> Stop {
    Stop::Refused(Outcome { accepted: false, label: label.to_owned(), reason })
}

/// Of calls that no choice of the visitor can make fail.
fn broken(_: AwsFault) -> Stop {
    Stop::Broken(SandboxError::NoKeys)
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
