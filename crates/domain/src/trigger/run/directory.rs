//! The triggers that bring in users from elsewhere and write the pool's letters.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Ran, run};
use crate::trigger::{Occasion, Rules, TriggerError, TriggerSource, event};

/// The attributes of the user to create, confirmed and without an invitation; `None` where nobody was asked.
pub fn user_migration(
    rules: &Rules,
    source: TriggerSource,
    occasion: &Occasion,
) -> Ran<Option<BTreeMap<String, String>>> {
    let known = rules.user_migration.as_ref().and_then(|rule| rule.users.get(&occasion.user_name));
    let with_password = source == TriggerSource::UserMigrationAuthentication;
    let mut ran = run(rules, source, event(source, occasion), Ok(None), |response| {
        let user = known.ok_or("Unknown user")?;
        if with_password && user.password != occasion.password {
            return Err("Bad password".to_owned());
        }
        response["userAttributes"] = json!(user.attributes);
        response["finalUserStatus"] = json!(if with_password { "CONFIRMED" } else { "RESET_REQUIRED" });
        response["messageAction"] = json!("SUPPRESS");
        Ok(Some(user.attributes.clone()))
    });
    ran.result = ran.result.map_err(|_| TriggerError::not_migrated(&occasion.client_id));
    ran
}

/// What is sent instead of the pool's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub subject: String,
    /// Still with `{####}` in the place of the code.
    pub text: String,
}

pub fn custom_message(rules: &Rules, source: TriggerSource, occasion: &Occasion) -> Ran<Option<Message>> {
    run(rules, source, event(source, occasion), Ok(None), |response| {
        let Some(rule) = &rules.custom_message else { return Ok(None) };
        response["emailSubject"] = json!(rule.email_subject);
        response["emailMessage"] = json!(rule.email_message);
        Ok(Some(Message { subject: rule.email_subject.clone(), text: rule.email_message.clone() }))
    })
}
