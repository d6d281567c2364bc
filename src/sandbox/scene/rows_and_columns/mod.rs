//! Rows and columns: a policy gives a player some items and attributes of a table, or means to.

mod asked;
mod examples;
mod form;
mod items;
mod show;

use domain::policy::{Kind, Policies, Policy, evaluate};

use self::asked::Asked;
use super::{Block, Choices, Outcome, Script, View};

pub(super) const SCRIPT: Script = Script {
    lead: "A game keeps all scores in one table. Its players call DynamoDB themselves, with credentials from an identity pool, \
           so the policy of their role is all that keeps them to their own rows and away from the column risk.",
    notice: &[
        "A policy never filters an answer. It sees what the request names, and lets all of it pass or nothing.",
        "dynamodb:LeadingKeys holds the partition keys that a request names. A Scan names none, and ForAllValues is true when \
         there is nothing to ask: so never allow Scan this way.",
        "A request that names no columns gets all of them. Only a condition on dynamodb:Select keeps that out.",
        "ForAnyValue is content with one value that is listed, and does not mind those that are not.",
    ],
    cases: examples::CASES,
    checked: "2026-11-23",
};

pub(super) fn play(choices: &Choices) -> View {
    let (blocks, outcome) = shown(choices).unwrap_or_else(|(field, problem)| {
        let kept = "Nothing was decided. Everything that you wrote is still in the form.";
        let outcome = Outcome {
            accepted: false,
            label: format!("{field}: this cannot be read"),
            reason: format!("{field}: {problem}"),
        };
        (vec![Block::Text(kept.into())], outcome)
    });
    View { controls: form::controls(choices), blocks, outcome }
}

/// `Err` names the field that cannot be read, and why.
fn shown(choices: &Choices) -> Result<(Vec<Block>, Outcome), (&'static str, String)> {
    let asked = Asked::read(choices).map_err(|problem| ("Columns", problem))?;
    let policy = Policy::parse("the role's policy", Kind::IdentityBased, choices.text("policy", examples::POLICY))
        .map_err(|invalid| ("Policy", invalid.to_string()))?;
    if let Some(why) = asked.contradiction() {
        return Ok(show::contradicted(&asked, why));
    }
    let request = asked.request();
    let decision = evaluate(&Policies { identity: vec![policy], ..Policies::default() }, &request);
    Ok(show::decided(&asked, &request, &decision))
}

#[cfg(test)]
mod tests;
