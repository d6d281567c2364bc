//! Pre token generation: the answer in the shape of its version.

use serde_json::{Map, Value, json};

use super::{Ran, run};
use crate::trigger::{
    ClaimChanges, Occasion, PreToken, Rules, TriggerSource, Version,
    event::{groups, token_event},
};

/// What is to be changed in the tokens; [`crate::trigger::claims::apply`] does it.
///
/// Machines that sign in with client credentials have this trigger only from V3 on.
pub fn pre_token(rules: &Rules, source: TriggerSource, occasion: &Occasion) -> Ran<PreToken> {
    let rule = rules.pre_token.clone().unwrap_or_default();
    let event = token_event(source, rule.version, occasion);
    if source == TriggerSource::TokenClientCredentials && rule.version < Version::V3 {
        return Ran { source, attached: false, event, answer: Value::Null, result: Ok(PreToken::default()) };
    }
    run(rules, source, event, Ok(PreToken::default()), |response| {
        *response = answer(&rule);
        Ok(rule)
    })
}

fn answer(rule: &PreToken) -> Value {
    let mut details = Map::new();
    if rule.version == Version::V1 {
        details = claim_changes(&rule.id);
    } else {
        let mut access = claim_changes(&rule.access);
        access.insert("scopesToAdd".to_owned(), json!(rule.access.scopes_to_add));
        access.insert("scopesToSuppress".to_owned(), json!(rule.access.scopes_to_suppress));
        details.insert("idTokenGeneration".to_owned(), Value::Object(claim_changes(&rule.id)));
        details.insert("accessTokenGeneration".to_owned(), Value::Object(access));
    }
    if let Some(overriding) = &rule.groups {
        details.insert("groupOverrideDetails".to_owned(), groups(overriding));
    }
    let name = if rule.version == Version::V1 { "claimsOverrideDetails" } else { "claimsAndScopeOverrideDetails" };
    json!({ name: details })
}

fn claim_changes(changes: &ClaimChanges) -> Map<String, Value> {
    Map::from_iter([
        ("claimsToAddOrOverride".to_owned(), Value::Object(changes.add.clone())),
        ("claimsToSuppress".to_owned(), json!(changes.suppress)),
    ])
}
