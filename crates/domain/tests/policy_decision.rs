//! Which layers must allow, for every kind of caller, resource and account.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use domain::policy::{
    Effect, Kind, Layer, Need, Outcome, Policies, Policy, Principal, Request, StatementTrace, evaluate,
};

const USER: &str = "arn:aws:iam::111122223333:user/alice";
const ROLE: &str = "arn:aws:iam::111122223333:role/sample";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/sample/alice";
const FEDERATED: &str = "arn:aws:sts::111122223333:federated-user/alice";
const FEDERATED_BY: &str = "arn:aws:iam::111122223333:user/alice";
const ROOT: &str = "arn:aws:iam::111122223333:root";
const OBJECT: &str = "arn:aws:s3:::sample-bucket/a.txt";
const OTHER: &str = "444455556666";

fn policy(kind: Kind, statements: &str) -> Policy {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    Policy::parse(kind.what(), kind, &text).expect(&text)
}

fn of(kind: Kind, effect: &str) -> Policy {
    policy(kind, &format!(r#"{{"Effect":"{effect}","Action":"s3:GetObject","Resource":"*"}}"#))
}

/// It has a policy, and nothing in it is about the request.
fn silent(kind: Kind) -> Policy {
    policy(kind, r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}"#)
}

fn bucket(effect: &str, principal: &str) -> Policy {
    let body = format!(r#"{{"Effect":"{effect}","Principal":{principal},"Action":"s3:*","Resource":"*"}}"#);
    policy(Kind::ResourceBased, &body)
}

fn aws(principal: &str) -> String {
    format!(r#"{{"AWS":"{principal}"}}"#)
}

fn request(principal: &str) -> Request {
    Request::new(Principal::parse(principal).unwrap(), "s3:GetObject", OBJECT)
}

fn identity() -> Policies {
    Policies { identity: vec![of(Kind::IdentityBased, "Allow")], ..Policies::default() }
}

fn missing(policies: &Policies, request: &Request) -> Vec<Layer> {
    match evaluate(policies, request).outcome {
        Outcome::NotAllowed(layers) => layers,
        Outcome::Allowed(_) => vec![],
        Outcome::Denied(statement) => panic!("denied by {}", statement.cite()),
    }
}

fn allowed(policies: &Policies, request: &Request) -> bool {
    evaluate(policies, request).allowed()
}

#[test]
fn without_any_policy_nothing_is_allowed_but_to_the_root_user() {
    assert_eq!(missing(&Policies::default(), &request(USER)), [Layer::IdentityBased]);
    assert_eq!(missing(&Policies::default(), &request("anonymous")), [Layer::ResourceBased]);
    assert!(allowed(&Policies::default(), &request(ROOT)));
}

#[test]
fn the_deciding_statement_is_cited() {
    let statements = r#"{"Sid":"Nothing","Effect":"Allow","Action":"s3:ListBucket","Resource":"*"},
        {"Sid":"Read","Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::sample-bucket/*"}"#;
    let policies = Policies { identity: vec![policy(Kind::IdentityBased, statements)], ..Policies::default() };
    let Outcome::Allowed(by) = evaluate(&policies, &request(USER)).outcome else { panic!() };
    assert_eq!(by.iter().map(StatementTrace::cite).collect::<Vec<_>>(), ["statement 2 (Read) of an identity policy"]);
}

#[test]
fn a_deny_in_any_layer_ends_it() {
    let full = Policies {
        scps: vec![of(Kind::Scp, "Allow")],
        resource: Some(bucket("Allow", &aws(SESSION))),
        boundary: Some(of(Kind::Boundary, "Allow")),
        session: vec![of(Kind::Session, "Allow")],
        ..identity()
    };
    assert!(allowed(&full, &request(SESSION)));
    let rcp = r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#;
    for (layer, denied) in [
        (Layer::Rcp, Policies { rcps: vec![policy(Kind::Rcp, rcp)], ..full.clone() }),
        (Layer::Scp, Policies { scps: vec![of(Kind::Scp, "Allow"), of(Kind::Scp, "Deny")], ..full.clone() }),
        (Layer::ResourceBased, Policies { resource: Some(bucket("Deny", &aws(ROLE))), ..full.clone() }),
        (
            Layer::IdentityBased,
            Policies {
                identity: vec![of(Kind::IdentityBased, "Allow"), of(Kind::IdentityBased, "Deny")],
                ..full.clone()
            },
        ),
        (Layer::Boundary, Policies { boundary: Some(of(Kind::Boundary, "Deny")), ..full.clone() }),
        (Layer::Session, Policies { session: vec![of(Kind::Session, "Deny")], ..full.clone() }),
    ] {
        let decision = evaluate(&denied, &request(SESSION));
        assert!(matches!(&decision.outcome, Outcome::Denied(one) if one.effect == Effect::Deny), "{layer:?}");
        assert!(decision.layer(layer).unwrap().denies().is_some(), "{layer:?}");
    }
}

#[test]
fn within_one_account_either_side_is_enough() {
    let resource = Policies { resource: Some(bucket("Allow", &aws(USER))), ..Policies::default() };
    for policies in [identity(), resource] {
        assert!(allowed(&policies, &request(USER)));
    }
}

#[test]
fn across_accounts_both_sides_are_needed() {
    let request = request(USER).owned_by(OTHER);
    let resource = Policies { resource: Some(bucket("Allow", &aws(USER))), ..Policies::default() };
    assert_eq!(missing(&identity(), &request), [Layer::ResourceBased]);
    assert_eq!(missing(&resource, &request), [Layer::IdentityBased]);
    for named in [USER, "111122223333", "*"] {
        assert!(allowed(&Policies { resource: Some(bucket("Allow", &aws(named))), ..identity() }, &request), "{named}");
    }
    assert_eq!(
        missing(&Policies { resource: Some(bucket("Allow", &aws(OTHER))), ..identity() }, &request),
        [Layer::ResourceBased]
    );
}

#[test]
fn an_account_named_by_its_own_bucket_still_needs_an_identity_policy() {
    let policies = Policies { resource: Some(bucket("Allow", &aws(ROOT))), ..Policies::default() };
    assert_eq!(missing(&policies, &request(USER)), [Layer::IdentityBased]);
    assert!(allowed(&policies, &request(ROOT)));
}

#[test]
fn boundary_session_and_service_control_policies_only_cap() {
    let caps = |boundary, session, scp| Policies {
        boundary: Some(boundary),
        session: vec![session],
        scps: vec![scp],
        ..Policies::default()
    };
    let open = caps(of(Kind::Boundary, "Allow"), of(Kind::Session, "Allow"), of(Kind::Scp, "Allow"));
    assert_eq!(missing(&open, &request(SESSION)), [Layer::IdentityBased]);
    let shut = Policies {
        identity: vec![of(Kind::IdentityBased, "Allow")],
        ..caps(silent(Kind::Boundary), silent(Kind::Session), silent(Kind::Scp))
    };
    assert_eq!(missing(&shut, &request(SESSION)), [Layer::Scp, Layer::Boundary, Layer::Session]);
}

#[test]
fn every_level_of_the_organisation_must_allow() {
    let levels = |scps| Policies { scps, ..identity() };
    assert!(allowed(&levels(vec![of(Kind::Scp, "Allow"), of(Kind::Scp, "Allow")]), &request(USER)));
    assert_eq!(missing(&levels(vec![of(Kind::Scp, "Allow"), silent(Kind::Scp)]), &request(USER)), [Layer::Scp]);
    assert_eq!(missing(&levels(vec![silent(Kind::Scp)]), &request(ROOT)), [Layer::Scp]);
}

#[test]
fn a_bucket_that_names_the_caller_itself_passes_by_boundary_and_session_policy_and_one_that_names_the_role_does_not() {
    let caps = |resource| Policies {
        resource: Some(resource),
        boundary: Some(silent(Kind::Boundary)),
        session: vec![silent(Kind::Session)],
        ..Policies::default()
    };
    for (caller, named, expected) in [
        (SESSION, aws(SESSION), &[][..]),
        (SESSION, "\"*\"".to_owned(), &[]),
        (SESSION, aws(ROLE), &[Layer::Boundary, Layer::Session]),
        (SESSION, aws(ROOT), &[Layer::IdentityBased, Layer::Boundary, Layer::Session]),
        (USER, aws(USER), &[]),
        (FEDERATED, aws(FEDERATED), &[]),
        (FEDERATED, aws(FEDERATED_BY), &[Layer::Boundary, Layer::Session]),
    ] {
        assert_eq!(missing(&caps(bucket("Allow", &named)), &request(caller)), expected, "{caller} {named}");
    }
}

#[test]
fn of_several_statements_that_allow_the_one_that_reaches_furthest_counts() {
    let allow = |named: &str| {
        let principal = aws(named);
        format!(r#"{{"Effect":"Allow","Principal":{principal},"Action":"s3:*","Resource":"*"}}"#)
    };
    for order in [[ROOT, ROLE, SESSION], [SESSION, ROLE, ROOT]] {
        let resource = Some(policy(Kind::ResourceBased, &order.map(allow).join(",")));
        let policies = Policies { resource, boundary: Some(silent(Kind::Boundary)), ..Policies::default() };
        assert!(allowed(&policies, &request(SESSION)), "{order:?}");
    }
    let listed = format!(r#"{{"AWS":["{ROOT}","{SESSION}"]}}"#);
    assert!(allowed(&Policies { resource: Some(bucket("Allow", &listed)), ..Policies::default() }, &request(SESSION)));
}

#[test]
fn across_accounts_naming_the_session_passes_by_nothing() {
    let policies = Policies {
        resource: Some(bucket("Allow", &aws(SESSION))),
        boundary: Some(silent(Kind::Boundary)),
        ..identity()
    };
    assert_eq!(missing(&policies, &request(SESSION).owned_by(OTHER)), [Layer::Boundary]);
}

#[test]
fn a_federated_user_without_a_session_policy_has_no_rights() {
    assert_eq!(missing(&identity(), &request(FEDERATED)), [Layer::Session]);
    assert!(allowed(&Policies { session: vec![of(Kind::Session, "Allow")], ..identity() }, &request(FEDERATED)));
}

#[test]
fn a_key_is_closed_to_identity_policies_until_its_policy_opens_it() {
    let decrypt = |principal: &str| {
        let key = "arn:aws:kms:us-east-1:111122223333:key/00000000-1111-2222-3333-444444444444";
        Request::new(Principal::parse(principal).unwrap(), "kms:Decrypt", key)
    };
    let key = |principal: &str| {
        let body = format!(r#"{{"Effect":"Allow","Principal":{principal},"Action":"kms:*","Resource":"*"}}"#);
        Some(policy(Kind::Key, &body))
    };
    let administrator = Policies {
        identity: vec![policy(Kind::IdentityBased, r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#)],
        ..Policies::default()
    };
    assert_eq!(missing(&administrator, &decrypt(USER)), [Layer::ResourceBased]);
    assert_eq!(missing(&administrator, &decrypt(ROOT)), [Layer::ResourceBased]);
    assert!(allowed(&Policies { resource: key(&aws(ROOT)), ..administrator }, &decrypt(USER)));
    assert_eq!(
        missing(&Policies { resource: key(&aws(ROOT)), ..Policies::default() }, &decrypt(USER)),
        [Layer::IdentityBased]
    );
    assert!(allowed(&Policies { resource: key(&aws(USER)), ..Policies::default() }, &decrypt(USER)));
    assert!(allowed(&Policies { resource: key(&aws(ROOT)), ..Policies::default() }, &decrypt(ROOT)));
}

#[test]
fn what_is_no_key_itself_needs_no_key_policy() {
    let may = policy(Kind::IdentityBased, r#"{"Effect":"Allow","Action":"kms:*","Resource":"*"}"#);
    let policies = Policies { identity: vec![may], ..Policies::default() };
    for (action, resource) in
        [("kms:ListKeys", "*"), ("kms:CreateAlias", "arn:aws:kms:us-east-1:111122223333:alias/sample")]
    {
        let request = Request::new(Principal::parse(USER).unwrap(), action, resource);
        assert!(allowed(&policies, &request), "{action}");
    }
}

#[test]
fn a_role_is_assumed_by_those_whom_its_trust_policy_names() {
    let assume = |principal: &str, action: &str| Request::new(Principal::parse(principal).unwrap(), action, ROLE);
    let trust = |principal: &str, action: &str| Policies {
        resource: Some(policy(
            Kind::Trust,
            &format!(r#"{{"Effect":"Allow","Principal":{principal},"Action":"{action}"}}"#),
        )),
        ..Policies::default()
    };
    let may =
        policy(Kind::IdentityBased, &format!(r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{ROLE}"}}"#));
    let only = Policies { identity: vec![may.clone()], ..Policies::default() };
    assert_eq!(missing(&only, &assume(USER, "sts:AssumeRole")), [Layer::ResourceBased]);
    assert!(allowed(&trust(&aws(USER), "sts:AssumeRole"), &assume(USER, "sts:AssumeRole")));
    let by_account = trust(&aws(ROOT), "sts:AssumeRole");
    assert_eq!(missing(&by_account, &assume(USER, "sts:AssumeRole")), [Layer::IdentityBased]);
    assert!(allowed(&Policies { identity: vec![may], ..by_account }, &assume(USER, "sts:AssumeRole")));
    let lambda = trust(r#"{"Service":"lambda.amazonaws.com"}"#, "sts:AssumeRole");
    assert!(allowed(&lambda, &assume("lambda.amazonaws.com", "sts:AssumeRole")));
    assert_eq!(missing(&lambda, &assume("ec2.amazonaws.com", "sts:AssumeRole")), [Layer::ResourceBased]);
}

#[test]
fn an_identity_pool_assumes_a_role_by_its_trust_policy_alone() {
    let text = r#"{
        "Version": "2012-10-17",
        "Statement": {
            "Sid": "Pool",
            "Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {"cognito-identity.amazonaws.com:aud": "us-east-1:pool"},
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}
            }
        }
    }"#;
    let trust = Policy::parse("the trust policy", Kind::Trust, text).unwrap();
    let policies = Policies { resource: Some(trust), ..Policies::default() };
    let pool = Principal::parse("cognito-identity.amazonaws.com").unwrap();
    let request = |aud: &str, amr: &[&str]| {
        Request::new(pool.clone(), "sts:AssumeRoleWithWebIdentity", ROLE)
            .with("cognito-identity.amazonaws.com:aud", aud)
            .with_all("cognito-identity.amazonaws.com:amr", amr.iter().copied())
    };
    assert!(allowed(
        &policies,
        &request("us-east-1:pool", &["authenticated", "cognito-idp.us-east-1.amazonaws.com/x"])
    ));
    for (refused, named) in [
        (request("us-east-1:other", &["authenticated"]), ":aud"),
        (request("us-east-1:pool", &["unauthenticated"]), ":amr"),
    ] {
        let decision = evaluate(&policies, &refused);
        assert_eq!(decision.outcome, Outcome::NotAllowed(vec![Layer::ResourceBased]));
        let mismatch = decision.layer(Layer::ResourceBased).unwrap().statements[0].matched.as_ref().unwrap_err();
        assert!(mismatch.to_string().contains(named), "{mismatch}");
    }
}

#[test]
fn not_principal_spares_a_session_only_with_its_role_and_its_account() {
    let not = |listed: &[&str]| {
        let listed = listed.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>().join(",");
        let body = format!(r#"{{"Effect":"Deny","NotPrincipal":{{"AWS":[{listed}]}},"Action":"*","Resource":"*"}}"#);
        Policies { resource: Some(policy(Kind::ResourceBased, &body)), ..identity() }
    };
    assert!(allowed(&not(&[ROOT, ROLE, SESSION]), &request(SESSION)));
    assert!(!allowed(&not(&[ROLE, SESSION]), &request(SESSION)));
    assert!(!allowed(&not(&[ROOT, SESSION]), &request(SESSION)));
    assert!(allowed(&not(&[ROOT, USER]), &request(USER)));
    assert!(!allowed(&not(&[USER]), &request(USER)));
    let bounded = Policies { boundary: Some(of(Kind::Boundary, "Allow")), ..not(&[ROOT, USER]) };
    assert!(!allowed(&bounded, &request(USER)));
}

#[test]
fn not_action_and_not_resource_are_about_everything_else() {
    let may = |body: &str| Policies { identity: vec![policy(Kind::IdentityBased, body)], ..Policies::default() };
    for (body, expected) in [
        (r#"{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}"#, true),
        (r#"{"Effect":"Allow","NotAction":["iam:*","S3:getobject"],"Resource":"*"}"#, false),
        (r#"{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::other/*"}"#, true),
        (r#"{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::sample-bucket/*"}"#, false),
        (r#"{"Effect":"Allow","Action":"s3:GetObj?ct","Resource":"*"}"#, true),
        (r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::SAMPLE-bucket/*"}"#, false),
        (r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::sample-bucket/${aws:userid}"}"#, false),
    ] {
        assert_eq!(allowed(&may(body), &request(USER)), expected, "{body}");
    }
}

#[test]
fn a_service_and_an_anonymous_caller_are_judged_by_the_resource_alone() {
    let policies =
        Policies { scps: vec![silent(Kind::Scp)], resource: Some(bucket("Allow", "\"*\"")), ..Policies::default() };
    for caller in ["anonymous", "lambda.amazonaws.com"] {
        let decision = evaluate(&policies, &request(caller));
        assert!(decision.allowed(), "{caller}");
        assert!(matches!(decision.layer(Layer::Scp).unwrap().need, Need::DoesNotApply(_)), "{caller}");
    }
}

#[test]
fn a_policy_that_does_not_apply_cannot_deny_either() {
    let policies = Policies { session: vec![of(Kind::Session, "Deny")], ..identity() };
    assert!(allowed(&policies, &request(USER)));
    assert!(!allowed(&policies, &request(SESSION)));
}
