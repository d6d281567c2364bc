//! The triggers around signing up and signing in.

use serde_json::json;

use super::{Ran, run};
use crate::trigger::{Note, Occasion, Rules, TriggerSource, event};

/// What becomes of the new user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PreSignUp {
    pub auto_confirm: bool,
    /// Only for a user that has an e-mail.
    pub auto_verify_email: bool,
}

/// `source`: one of the three of pre sign-up.
pub fn pre_sign_up(rules: &Rules, source: TriggerSource, occasion: &Occasion) -> Ran<PreSignUp> {
    let rule = rules.pre_sign_up.clone().unwrap_or_default();
    let email = occasion.user_attributes.get("email");
    run(rules, source, event(source, occasion), Ok(PreSignUp::default()), |response| {
        if rule.only_domain.as_deref().is_some_and(|domain| !is_of(email.map_or("", String::as_str), domain)) {
            return Err(rule.message);
        }
        response["autoConfirmUser"] = json!(rule.auto_confirm);
        response["autoVerifyEmail"] = json!(rule.auto_verify_email);
        if source == TriggerSource::PreSignUpAdminCreateUser {
            return Ok(PreSignUp::default());
        }
        Ok(PreSignUp { auto_confirm: rule.auto_confirm, auto_verify_email: rule.auto_verify_email && email.is_some() })
    })
}

fn is_of(email: &str, domain: &str) -> bool {
    email.rsplit_once('@').is_some_and(|(_, of)| of.eq_ignore_ascii_case(domain))
}

/// The user stays confirmed whatever comes back.
pub fn post_confirmation(rules: &Rules, source: TriggerSource, occasion: &Occasion) -> Ran<()> {
    note(rules, rules.post_confirmation.as_ref(), source, occasion)
}

pub fn pre_authentication(rules: &Rules, occasion: &Occasion) -> Ran<()> {
    let source = TriggerSource::PreAuthentication;
    let rule = rules.pre_authentication.as_ref().filter(|rule| rule.refuse_users.contains(&occasion.user_name));
    run(rules, source, event(source, occasion), Ok(()), |_| rule.map_or(Ok(()), |rule| Err(rule.message.clone())))
}

pub fn post_authentication(rules: &Rules, occasion: &Occasion) -> Ran<()> {
    note(rules, rules.post_authentication.as_ref(), TriggerSource::PostAuthentication, occasion)
}

fn note(rules: &Rules, note: Option<&Note>, source: TriggerSource, occasion: &Occasion) -> Ran<()> {
    let fails = note.and_then(|note| note.fails.clone());
    run(rules, source, event(source, occasion), Ok(()), |_| fails.map_or(Ok(()), Err))
}
