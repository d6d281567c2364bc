//! Whether rules can be kept: every list and text within its limit, and a sentence for each mistake.

use std::fmt;

use serde_json::Value;

use super::{ClaimChanges, CustomChallenge, CustomMessage, Groups, PreToken, Rules, UserMigrationRule};

/// The first mistake: where it is, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError {
    /// `pre_token.id.add`
    pub at: &'static str,
    pub says: String,
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.says)
    }
}

impl std::error::Error for RulesError {}

const LONGEST_MESSAGE: usize = 300;
const LONGEST_NAME: usize = 128;
const LONGEST_SUBJECT: usize = 140;
const LONGEST_LETTER: usize = 4_000;
const LONGEST_CLAIM: usize = 2_000;
const MOST: usize = 40;
const MOST_MIGRATED: usize = 10;

impl Rules {
    pub fn check(&self) -> Result<(), RulesError> {
        if let Some(rule) = &self.pre_sign_up {
            let at = "pre_sign_up.only_domain";
            if let Some(domain) = &rule.only_domain {
                within(at, domain, 1, 253)?;
                no(
                    at,
                    domain.contains('@') || domain.contains(char::is_whitespace),
                    "Name a domain, without @ or spaces.",
                )?;
            }
            let least = usize::from(rule.only_domain.is_some());
            within("pre_sign_up.message", &rule.message, least, LONGEST_MESSAGE)?;
        }
        if let Some(rule) = &self.pre_authentication {
            names("pre_authentication.refuse_users", &rule.refuse_users)?;
            let least = usize::from(!rule.refuse_users.is_empty());
            within("pre_authentication.message", &rule.message, least, LONGEST_MESSAGE)?;
        }
        for (at, note) in [
            ("post_confirmation.fails", &self.post_confirmation),
            ("post_authentication.fails", &self.post_authentication),
        ] {
            if let Some(text) = note.as_ref().and_then(|note| note.fails.as_ref()) {
                within(at, text, 1, LONGEST_MESSAGE)?;
            }
        }
        self.custom_challenge.as_ref().map_or(Ok(()), challenge)?;
        self.pre_token.as_ref().map_or(Ok(()), pre_token)?;
        self.user_migration.as_ref().map_or(Ok(()), migration)?;
        self.custom_message.as_ref().map_or(Ok(()), message)
    }
}

fn challenge(rule: &CustomChallenge) -> Result<(), RulesError> {
    within("custom_challenge.question", &rule.question, 1, LONGEST_MESSAGE)?;
    within("custom_challenge.answer", &rule.answer, 1, LONGEST_MESSAGE)?;
    no("custom_challenge.tries", !(1..=5).contains(&rule.tries), "Allow one to five tries.")
}

fn pre_token(rule: &PreToken) -> Result<(), RulesError> {
    changes(["pre_token.id.add", "pre_token.id.suppress"], &rule.id)?;
    changes(["pre_token.access.add", "pre_token.access.suppress"], &rule.access)?;
    let scoped = !rule.id.scopes_to_add.is_empty() || !rule.id.scopes_to_suppress.is_empty();
    no("pre_token.id", scoped, "An ID token has no scopes; set them under pre_token.access.")?;
    names("pre_token.access.scopes_to_add", &rule.access.scopes_to_add)?;
    names("pre_token.access.scopes_to_suppress", &rule.access.scopes_to_suppress)?;
    rule.groups.as_ref().map_or(Ok(()), groups)
}

fn changes([add, suppress]: [&'static str; 2], changes: &ClaimChanges) -> Result<(), RulesError> {
    names(add, changes.add.keys())?;
    for value in changes.add.values() {
        no(add, nests_deeper(value, 5), "A value nests more than five levels deep.")?;
        let long = value.to_string().len() > LONGEST_CLAIM;
        no(add, long, &format!("A value is longer than {LONGEST_CLAIM} bytes."))?;
    }
    names(suppress, &changes.suppress)
}

fn nests_deeper(value: &Value, levels: usize) -> bool {
    match value {
        Value::Array(values) => levels == 0 || values.iter().any(|value| nests_deeper(value, levels - 1)),
        Value::Object(values) => levels == 0 || values.values().any(|value| nests_deeper(value, levels - 1)),
        _ => false,
    }
}

fn groups(groups: &Groups) -> Result<(), RulesError> {
    names("pre_token.groups.groups", &groups.groups)?;
    let roles = "pre_token.groups.roles";
    no(roles, groups.roles.len() > MOST, &format!("There are more than {MOST}."))?;
    groups.roles.iter().chain(&groups.preferred_role).try_for_each(|role| within(roles, role, 1, LONGEST_LETTER / 2))
}

fn migration(rule: &UserMigrationRule) -> Result<(), RulesError> {
    let at = "user_migration.users";
    no(at, rule.users.len() > MOST_MIGRATED, &format!("There are more than {MOST_MIGRATED}."))?;
    names(at, rule.users.keys())?;
    for user in rule.users.values() {
        within(at, &user.password, 1, LONGEST_NAME)?;
        names(at, user.attributes.keys())?;
        user.attributes.values().try_for_each(|value| within(at, value, 0, LONGEST_CLAIM))?;
    }
    Ok(())
}

fn message(rule: &CustomMessage) -> Result<(), RulesError> {
    within("custom_message.email_subject", &rule.email_subject, 1, LONGEST_SUBJECT)?;
    let at = "custom_message.email_message";
    within(at, &rule.email_message, 1, LONGEST_LETTER)?;
    no(at, !rule.email_message.contains("{####}"), "It lacks {####}, in whose place the code is put.")
}

fn names<'a>(at: &'static str, names: impl IntoIterator<Item = &'a String>) -> Result<(), RulesError> {
    let mut count = 0;
    for name in names {
        count += 1;
        no(at, count > MOST, &format!("There are more than {MOST}."))?;
        within(at, name, 1, LONGEST_NAME)?;
    }
    Ok(())
}

fn within(at: &'static str, text: &str, least: usize, most: usize) -> Result<(), RulesError> {
    no(at, text.trim().len() < least, "It is empty.")?;
    no(at, text.len() > most, &format!("It is longer than {most} bytes."))
}

fn no(at: &'static str, wrong: bool, says: &str) -> Result<(), RulesError> {
    if wrong { Err(RulesError { at, says: says.to_owned() }) } else { Ok(()) }
}
