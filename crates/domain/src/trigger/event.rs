//! The events that triggers get, member by member as AWS sends them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Challenge, Groups, Occasion, TriggerName, TriggerSource, Version};

/// The event of this occasion. Pre token generation gets its version 1; for the others see [`token_event`].
pub fn event(source: TriggerSource, occasion: &Occasion) -> Value {
    token_event(source, Version::V1, occasion)
}

/// The event of this occasion, in which pre token generation has this version.
pub fn token_event(source: TriggerSource, version: Version, occasion: &Occasion) -> Value {
    let trigger = source.trigger();
    let version = if trigger == TriggerName::PreTokenGeneration { version } else { Version::V1 };
    json!({
        "version": version.in_event(),
        "triggerSource": source.as_str(),
        "region": occasion.region,
        "userPoolId": occasion.user_pool_id,
        "userName": occasion.user_name,
        "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": occasion.client_id },
        "request": request(trigger, source, version, occasion),
        "response": response(trigger, version),
    })
}

fn request(trigger: TriggerName, source: TriggerSource, version: Version, occasion: &Occasion) -> Value {
    let mut request = Map::new();
    let mut put = |name: &str, value: Value| {
        request.insert(name.to_owned(), value);
    };
    if trigger != TriggerName::UserMigration {
        put("userAttributes", json!(occasion.user_attributes));
    }
    match trigger {
        TriggerName::PreSignUp => put("validationData", or_null(&occasion.validation_data)),
        TriggerName::PreAuthentication => {
            put("validationData", or_null(&occasion.validation_data));
            put("userNotFound", occasion.user_not_found.into());
        }
        TriggerName::PostAuthentication => put("newDeviceUsed", occasion.new_device_used.into()),
        TriggerName::DefineAuthChallenge => {
            put("session", session(&occasion.session));
            put("userNotFound", occasion.user_not_found.into());
        }
        TriggerName::CreateAuthChallenge => {
            put("challengeName", Challenge::CUSTOM.into());
            put("session", session(&occasion.session));
            put("userNotFound", occasion.user_not_found.into());
        }
        TriggerName::VerifyAuthChallengeResponse => {
            put("privateChallengeParameters", json!(occasion.private_parameters));
            put("challengeAnswer", json!(occasion.challenge_answer));
            put("userNotFound", occasion.user_not_found.into());
        }
        TriggerName::PreTokenGeneration => {
            put("groupConfiguration", groups(&occasion.groups));
            if version > Version::V1 {
                put("scopes", json!(occasion.scopes));
            }
        }
        TriggerName::UserMigration => {
            if source == TriggerSource::UserMigrationAuthentication {
                put("password", json!(occasion.password));
            }
            put("validationData", or_null(&occasion.validation_data));
        }
        TriggerName::CustomMessage => {
            put("codeParameter", json!("{####}"));
            put("linkParameter", json!("{##Click Here##}"));
            let invited = source == TriggerSource::CustomMessageAdminCreateUser;
            put("usernameParameter", if invited { json!("{username}") } else { Value::Null });
        }
        TriggerName::CustomEmailSender | TriggerName::CustomSmsSender => {
            let kind = if trigger == TriggerName::CustomSmsSender {
                "customSMSSenderRequestV1"
            } else {
                "customEmailSenderRequestV1"
            };
            put("type", json!(kind));
            put("code", json!("SAMPLE-CODE-ENCRYPTED-BY-KMS"));
        }
        TriggerName::PostConfirmation => {}
    }
    if !occasion.client_metadata.is_empty() {
        put("clientMetadata", json!(occasion.client_metadata));
    }
    Value::Object(request)
}

/// The response as the function finds it: to be filled in, or left as it is.
fn response(trigger: TriggerName, version: Version) -> Value {
    match trigger {
        TriggerName::PreSignUp => {
            json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false })
        }
        TriggerName::DefineAuthChallenge => {
            json!({ "challengeName": null, "issueTokens": null, "failAuthentication": null })
        }
        TriggerName::CreateAuthChallenge => {
            json!({ "publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null })
        }
        TriggerName::VerifyAuthChallengeResponse => json!({ "answerCorrect": null }),
        TriggerName::PreTokenGeneration if version == Version::V1 => json!({ "claimsOverrideDetails": null }),
        TriggerName::PreTokenGeneration => json!({ "claimsAndScopeOverrideDetails": null }),
        TriggerName::UserMigration => json!({
            "userAttributes": null, "finalUserStatus": null, "messageAction": null,
            "desiredDeliveryMediums": null, "forceAliasCreation": null, "enableSMSMFA": null,
        }),
        TriggerName::CustomMessage => json!({ "smsMessage": null, "emailMessage": null, "emailSubject": null }),
        TriggerName::PostConfirmation
        | TriggerName::PreAuthentication
        | TriggerName::PostAuthentication
        | TriggerName::CustomEmailSender
        | TriggerName::CustomSmsSender => json!({}),
    }
}

fn session(session: &[Challenge]) -> Value {
    let challenges = session.iter().map(|challenge| {
        json!({
            "challengeName": challenge.name,
            "challengeResult": challenge.passed,
            "challengeMetadata": challenge.metadata,
        })
    });
    Value::Array(challenges.collect())
}

pub(super) fn groups(groups: &Groups) -> Value {
    json!({
        "groupsToOverride": groups.groups,
        "iamRolesToOverride": groups.roles,
        "preferredRole": groups.preferred_role,
    })
}

fn or_null(data: &BTreeMap<String, String>) -> Value {
    if data.is_empty() { Value::Null } else { json!(data) }
}
