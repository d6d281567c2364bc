//! What a client sees of the rules behind a pool's triggers.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use domain::trigger::{
    Challenge, CustomMessage, MigratedUser, Note, Occasion, PreAuthenticationRule, PreSignUp, PreSignUpRule, PreToken,
    Rules, TriggerName, TriggerSource, UserMigrationRule, Version, create_challenge, custom_message, define_challenge,
    event, post_confirmation, pre_authentication, pre_sign_up, pre_token, token_event, user_migration,
    verify_challenge,
};
use serde_json::{Value, json};

fn occasion() -> Occasion {
    Occasion {
        region: "us-east-1".to_owned(),
        user_pool_id: "us-east-1_EXAMPLE00".to_owned(),
        client_id: "1sampleclientpublic0000001".to_owned(),
        user_name: "dana".to_owned(),
        user_attributes: BTreeMap::from([("email".to_owned(), "dana@example.org".to_owned())]),
        ..Occasion::default()
    }
}

fn only_example_com() -> Rules {
    let pre_sign_up = PreSignUpRule {
        only_domain: Some("example.com".to_owned()),
        message: "Use your example.com address".to_owned(),
        auto_confirm: true,
        auto_verify_email: true,
    };
    Rules { pre_sign_up: Some(pre_sign_up), ..Rules::default() }
}

#[test]
fn a_stranger_s_sign_up_is_refused_in_the_words_of_aws() {
    let ran = pre_sign_up(&only_example_com(), TriggerSource::PreSignUpSignUp, &occasion());
    let error = ran.result.unwrap_err();
    assert_eq!(error.exception, "UserLambdaValidationException");
    assert_eq!(error.message, "PreSignUp failed with error Use your example.com address.");
    assert_eq!(ran.answer["errorMessage"], "Use your example.com address");
}

#[test]
fn a_domain_is_the_whole_part_after_the_at_in_any_case() {
    for (email, welcome) in [
        ("dana@example.com", true),
        ("dana@EXAMPLE.com", true),
        ("dana@evil-example.com", false),
        ("dana@sub.example.com", false),
        ("example.com", false),
    ] {
        let mut occasion = occasion();
        occasion.user_attributes.insert("email".to_owned(), email.to_owned());
        let ran = pre_sign_up(&only_example_com(), TriggerSource::PreSignUpSignUp, &occasion);
        assert_eq!(ran.result.is_ok(), welcome, "{email}");
    }
}

#[test]
fn a_user_that_an_administrator_creates_is_never_auto_confirmed() {
    let mut rules = only_example_com();
    rules.pre_sign_up.as_mut().unwrap().only_domain = None;
    let by_admin = pre_sign_up(&rules, TriggerSource::PreSignUpAdminCreateUser, &occasion());
    assert_eq!(by_admin.answer["response"]["autoConfirmUser"], true);
    assert_eq!(by_admin.result, Ok(PreSignUp::default()));
    let by_user = pre_sign_up(&rules, TriggerSource::PreSignUpSignUp, &occasion());
    assert_eq!(by_user.result, Ok(PreSignUp { auto_confirm: true, auto_verify_email: true }));
}

#[test]
fn an_event_has_the_members_that_aws_sends() {
    assert_eq!(
        event(TriggerSource::PreSignUpSignUp, &occasion()),
        json!({
            "version": "1",
            "triggerSource": "PreSignUp_SignUp",
            "region": "us-east-1",
            "userPoolId": "us-east-1_EXAMPLE00",
            "userName": "dana",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1sampleclientpublic0000001" },
            "request": { "userAttributes": { "email": "dana@example.org" }, "validationData": null },
            "response": { "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false },
        })
    );
}

#[test]
fn only_the_event_before_tokens_has_versions() {
    for version in Version::ALL {
        let event = token_event(TriggerSource::TokenAuthentication, version, &occasion());
        assert_eq!(event["version"], version.in_event());
        assert_eq!(event["request"].get("scopes").is_some(), version > Version::V1);
        assert_eq!(token_event(TriggerSource::PreAuthentication, version, &occasion())["version"], "1");
    }
}

#[test]
fn every_source_begins_with_its_trigger_and_every_trigger_has_a_source() {
    for source in TriggerSource::ALL {
        let trigger = source.trigger().as_str();
        let trigger = if trigger == "PreTokenGeneration" { "TokenGeneration" } else { trigger };
        assert!(source.as_str().starts_with(trigger), "{source}");
    }
    for trigger in TriggerName::ALL {
        assert!(TriggerSource::ALL.iter().any(|source| source.trigger() == trigger), "{trigger}");
        assert_eq!(serde_json::to_value(trigger).unwrap(), trigger.as_str());
    }
}

#[test]
fn nobody_is_asked_where_nothing_is_attached() {
    let ran = pre_authentication(&Rules::default(), &occasion());
    assert!(!ran.attached && ran.result == Ok(()) && ran.answer == Value::Null);
}

#[test]
fn a_refused_user_is_told_so_and_the_others_are_not() {
    let refuse = PreAuthenticationRule { refuse_users: ["dana".to_owned()].into(), message: "Not today".to_owned() };
    let rules = Rules { pre_authentication: Some(refuse), ..Rules::default() };
    let error = pre_authentication(&rules, &occasion()).result.unwrap_err();
    assert_eq!(error.message, "PreAuthentication failed with error Not today.");
    assert_eq!(pre_authentication(&rules, &Occasion { user_name: "erin".to_owned(), ..occasion() }).result, Ok(()));
}

#[test]
fn a_slow_function_times_out_and_answers_nothing() {
    let rules = Rules { slow: Some(TriggerName::PostConfirmation), ..Rules::default() };
    let ran = post_confirmation(&rules, TriggerSource::PostConfirmationConfirmSignUp, &occasion());
    let error = ran.result.unwrap_err();
    assert_eq!(error.exception, "UnexpectedLambdaException");
    assert_eq!(
        error.message,
        "PostConfirmation invocation failed due to error Socket timeout while invoking Lambda function."
    );
    assert_eq!(ran.answer, Value::Null);
}

#[test]
fn a_function_that_returns_its_response_alone_is_not_understood() {
    let rules = Rules { bare_answer: Some(TriggerName::PreSignUp), ..Rules::default() };
    let ran = pre_sign_up(&rules, TriggerSource::PreSignUpSignUp, &occasion());
    let error = ran.result.unwrap_err();
    assert_eq!(error.to_string(), "InvalidLambdaResponseException: Unrecognizable lambda output");
    assert_eq!(ran.answer["autoConfirmUser"], false);
}

/// Signs in by the custom challenge with these answers; ends with tokens, or with nothing.
fn answer_with(rules: &Rules, answers: &[&str]) -> Option<bool> {
    let mut occasion = occasion();
    for answer in answers {
        let define = define_challenge(rules, &occasion).result.unwrap();
        assert_eq!(define.challenge_name, Some(Challenge::CUSTOM));
        let create = create_challenge(rules, &occasion).result.unwrap();
        assert!(!create.public.values().any(|value| value == "42"), "the answer stays with the pool");
        occasion.private_parameters = create.private;
        (*answer).clone_into(&mut occasion.challenge_answer);
        let passed = verify_challenge(rules, &occasion).result.unwrap();
        occasion.session.push(Challenge::new(Challenge::CUSTOM, passed));
    }
    let define = define_challenge(rules, &occasion).result.unwrap();
    define.challenge_name.is_none().then_some(define.issue_tokens && !define.fail)
}

#[test]
fn a_custom_challenge_may_be_failed_until_the_tries_are_used_up() {
    let rules = Rules::default();
    assert_eq!(answer_with(&rules, &["42"]), Some(true));
    assert_eq!(answer_with(&rules, &["41", "43", "42"]), Some(true));
    assert_eq!(answer_with(&rules, &["41", "43"]), None, "it is asked again");
    assert_eq!(answer_with(&rules, &["41", "43", "44"]), Some(false));
}

#[test]
fn a_custom_sign_in_that_begins_with_srp_checks_the_password_first() {
    let next = |session: &[(&str, bool)]| {
        let session = session.iter().map(|&(name, passed)| Challenge::new(name, passed)).collect();
        define_challenge(&Rules::default(), &Occasion { session, ..occasion() }).result.unwrap()
    };
    assert_eq!(next(&[("SRP_A", true)]).challenge_name, Some("PASSWORD_VERIFIER"));
    assert_eq!(next(&[("SRP_A", true), ("PASSWORD_VERIFIER", true)]).challenge_name, Some(Challenge::CUSTOM));
    assert!(next(&[("SRP_A", true), ("PASSWORD_VERIFIER", false)]).fail);
    assert!(next(&[("SMS_MFA", true)]).fail);
}

#[test]
fn nobody_who_does_not_exist_answers_rightly() {
    let rules = Rules::default();
    let mut occasion = Occasion { user_not_found: true, challenge_answer: "42".to_owned(), ..occasion() };
    occasion.private_parameters = create_challenge(&rules, &occasion).result.unwrap().private;
    assert_eq!(verify_challenge(&rules, &occasion).result, Ok(false));
}

#[test]
fn a_pool_without_challenge_triggers_says_so() {
    let rules = Rules { custom_challenge: None, ..Rules::default() };
    let error = define_challenge(&rules, &occasion()).result.unwrap_err();
    assert_eq!(error.exception, "InvalidParameterException");
    assert_eq!(error.message, "Custom auth lambda trigger is not configured for the user pool.");
}

#[test]
fn who_is_known_elsewhere_with_that_password_moves_in() {
    let attributes = BTreeMap::from([("email".to_owned(), "dana@example.com".to_owned())]);
    let user = MigratedUser { password: "Sample-Passw0rd-9".to_owned(), attributes: attributes.clone() };
    let users = BTreeMap::from([("dana".to_owned(), user)]);
    let rules = Rules { user_migration: Some(UserMigrationRule { users }), ..Rules::default() };
    let with = |password: &str| {
        let occasion = Occasion { password: password.to_owned(), ..occasion() };
        user_migration(&rules, TriggerSource::UserMigrationAuthentication, &occasion)
    };
    let moved = with("Sample-Passw0rd-9");
    assert_eq!(moved.result, Ok(Some(attributes)));
    assert_eq!(moved.answer["response"]["finalUserStatus"], "CONFIRMED");
    let refused = with("another").result.unwrap_err();
    assert_eq!(refused.exception, "UserNotFoundException");
    assert_eq!(refused.message, "Exception migrating user in app client 1sampleclientpublic0000001");
    let forgotten = user_migration(&rules, TriggerSource::UserMigrationForgotPassword, &occasion());
    assert!(forgotten.result.is_ok());
    assert!(forgotten.event["request"].get("password").is_none());
}

#[test]
fn a_letter_keeps_the_place_of_the_code() {
    let letter = CustomMessage { email_subject: "Welcome".to_owned(), email_message: "Your code: {####}".to_owned() };
    let rules = Rules { custom_message: Some(letter), ..Rules::default() };
    let message = custom_message(&rules, TriggerSource::CustomMessageSignUp, &occasion()).result.unwrap().unwrap();
    assert_eq!(message.text, "Your code: {####}");
}

#[test]
fn machines_get_their_tokens_changed_from_the_third_version_on() {
    let source = TriggerSource::TokenClientCredentials;
    for version in Version::ALL {
        let rules = Rules { pre_token: Some(PreToken { version, ..PreToken::default() }), ..Rules::default() };
        assert_eq!(pre_token(&rules, source, &occasion()).attached, version == Version::V3);
    }
}

#[test]
fn the_answer_before_tokens_has_the_shape_of_its_version() {
    let answered = |version| {
        let mut rule = PreToken { version, ..PreToken::default() };
        rule.id.add.insert("tenant".to_owned(), json!("blue"));
        rule.access.scopes_to_add.push("notes/read".to_owned());
        let rules = Rules { pre_token: Some(rule), ..Rules::default() };
        pre_token(&rules, TriggerSource::TokenAuthentication, &occasion()).answer["response"].clone()
    };
    let first = answered(Version::V1);
    assert_eq!(first["claimsOverrideDetails"]["claimsToAddOrOverride"]["tenant"], "blue");
    let second = &answered(Version::V2)["claimsAndScopeOverrideDetails"];
    assert_eq!(second["idTokenGeneration"]["claimsToAddOrOverride"]["tenant"], "blue");
    assert_eq!(second["accessTokenGeneration"]["scopesToAdd"], json!(["notes/read"]));
    assert!(second.get("groupOverrideDetails").is_none());
}

#[test]
fn rules_are_read_with_what_is_missing_filled_in_and_nothing_unknown() {
    let rules: Rules = serde_json::from_str(r#"{"pre_sign_up": {"auto_confirm": true}, "slow": "PreSignUp"}"#).unwrap();
    assert_eq!(rules.custom_challenge, Rules::default().custom_challenge);
    assert!(rules.attached(TriggerName::PreSignUp) && rules.check().is_ok());
    let error = serde_json::from_str::<Rules>(r#"{"pre_sign_up": {"code": "process.exit()"}}"#).unwrap_err();
    assert!(error.to_string().contains("unknown field `code`"), "{error}");
}

#[test]
fn a_mistake_in_the_rules_is_named_with_its_place() {
    let says = |change: &dyn Fn(&mut Rules)| {
        let mut rules = only_example_com();
        change(&mut rules);
        rules.check().unwrap_err().to_string()
    };
    let with_at = |rules: &mut Rules| rules.pre_sign_up.as_mut().unwrap().only_domain = Some("@example.com".to_owned());
    assert_eq!(says(&with_at), "pre_sign_up.only_domain: Name a domain, without @ or spaces.");
    let mute = |rules: &mut Rules| rules.pre_sign_up.as_mut().unwrap().message.clear();
    assert_eq!(says(&mute), "pre_sign_up.message: It is empty.");
    let endless = |rules: &mut Rules| rules.custom_challenge.as_mut().unwrap().tries = 6;
    assert_eq!(says(&endless), "custom_challenge.tries: Allow one to five tries.");
    let codeless = |rules: &mut Rules| {
        let letter = CustomMessage { email_subject: "Hi".to_owned(), email_message: "Hello".to_owned() };
        rules.custom_message = Some(letter);
    };
    assert!(says(&codeless).starts_with("custom_message.email_message: It lacks {####}"));
    let long = |rules: &mut Rules| rules.post_confirmation = Some(Note { fails: Some("x".repeat(301)) });
    assert_eq!(says(&long), "post_confirmation.fails: It is longer than 300 bytes.");
    let many = |rules: &mut Rules| {
        let mut answer = PreToken::default();
        answer.id.suppress = (0..41).map(|number| number.to_string()).collect();
        rules.pre_token = Some(answer);
    };
    assert_eq!(says(&many), "pre_token.id.suppress: There are more than 40.");
    let deep = |rules: &mut Rules| {
        let mut answer = PreToken::default();
        answer.access.add.insert("deep".to_owned(), json!([[[[[[1]]]]]]));
        rules.pre_token = Some(answer);
    };
    assert_eq!(says(&deep), "pre_token.access.add: A value nests more than five levels deep.");
}
