//! The three triggers of a custom sign-in: Define decides what comes next, Create asks, Verify compares.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Ran, run};
use crate::trigger::{Challenge, CustomChallenge, Occasion, Rules, TriggerError, TriggerSource, event};

/// What comes next. Where `fail` is set, the client sees [`TriggerError::failed_authentication`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Define {
    pub challenge_name: Option<&'static str>,
    pub issue_tokens: bool,
    pub fail: bool,
}

impl Define {
    const ISSUE_TOKENS: Self = Self { challenge_name: None, issue_tokens: true, fail: false };
    const FAIL: Self = Self { challenge_name: None, issue_tokens: false, fail: true };

    fn ask(challenge: &'static str) -> Self {
        Self { challenge_name: Some(challenge), issue_tokens: false, fail: false }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Create {
    /// Sent to the client as `ChallengeParameters`.
    pub public: BTreeMap<String, String>,
    /// Kept for Verify.
    pub private: BTreeMap<String, String>,
    pub metadata: Option<String>,
}

const ANSWER: &str = "answer";

pub fn define_challenge(rules: &Rules, occasion: &Occasion) -> Ran<Define> {
    let source = TriggerSource::DefineAuthChallenge;
    let tries = rule(rules).tries;
    run(rules, source, event(source, occasion), Err(TriggerError::no_custom_auth()), |response| {
        let next = next(&occasion.session, tries);
        *response = json!({
            "challengeName": next.challenge_name,
            "issueTokens": next.issue_tokens,
            "failAuthentication": next.fail,
        });
        Ok(next)
    })
}

/// With the password first if the client began with SRP, and then the question until it is answered.
fn next(session: &[Challenge], tries: u8) -> Define {
    let Some(last) = session.last() else { return Define::ask(Challenge::CUSTOM) };
    match (last.name.as_str(), last.passed) {
        ("SRP_A", true) => Define::ask("PASSWORD_VERIFIER"),
        ("PASSWORD_VERIFIER", true) => Define::ask(Challenge::CUSTOM),
        (Challenge::CUSTOM, true) => Define::ISSUE_TOKENS,
        (Challenge::CUSTOM, false) if wrong(session) < usize::from(tries) => Define::ask(Challenge::CUSTOM),
        _ => Define::FAIL,
    }
}

fn wrong(session: &[Challenge]) -> usize {
    session.iter().filter(|challenge| challenge.name == Challenge::CUSTOM && !challenge.passed).count()
}

pub fn create_challenge(rules: &Rules, occasion: &Occasion) -> Ran<Create> {
    let source = TriggerSource::CreateAuthChallenge;
    let CustomChallenge { question, answer, .. } = rule(rules);
    run(rules, source, event(source, occasion), Err(TriggerError::no_custom_auth()), |response| {
        let create = Create {
            public: BTreeMap::from([("question".to_owned(), question)]),
            private: BTreeMap::from([(ANSWER.to_owned(), answer)]),
            metadata: Some("QUESTION".to_owned()),
        };
        *response = json!({
            "publicChallengeParameters": create.public,
            "privateChallengeParameters": create.private,
            "challengeMetadata": create.metadata,
        });
        Ok(create)
    })
}

/// Compares with the private parameters of the occasion, and takes no answer from somebody who does not exist.
pub fn verify_challenge(rules: &Rules, occasion: &Occasion) -> Ran<bool> {
    let source = TriggerSource::VerifyAuthChallengeResponse;
    run(rules, source, event(source, occasion), Err(TriggerError::no_custom_auth()), |response| {
        let expected = occasion.private_parameters.get(ANSWER);
        let correct = !occasion.user_not_found && expected == Some(&occasion.challenge_answer);
        response["answerCorrect"] = json!(correct);
        Ok(correct)
    })
}

fn rule(rules: &Rules) -> CustomChallenge {
    rules.custom_challenge.clone().unwrap_or_default()
}
