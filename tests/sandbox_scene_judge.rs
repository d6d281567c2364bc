//! The scenes in which tokens are judged: every case ends as its learners are told.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{collections::BTreeSet, sync::LazyLock};

use domain::{scene::Scene, token::Gate};
use proptest::prelude::*;
use quizmint::sandbox::{
    Sandbox,
    attacks::catalogue,
    scene::{self, Block, Body, Case, Choices, Input, Stage, Table, Verdict, View},
};

const NOW_MS: i64 = 1_800_000_000_000;

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:3000", [8; 32]));

fn played(scene: Scene, choices: &[(&str, &str)]) -> View {
    let stage = Stage { sandbox: &SANDBOX, now_ms: NOW_MS };
    scene::play(scene, stage, &Choices::of(choices)).unwrap()
}

fn cases(scene: Scene) -> &'static [Case] {
    scene::script(scene).cases
}

fn tables(view: &View) -> Vec<&Table> {
    view.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

fn chosen<'a>(view: &'a View, name: &str) -> &'a str {
    match &view.controls.iter().find(|control| control.name == name).unwrap().input {
        Input::Select { chosen, .. } => chosen,
        Input::Line { value, .. } => value,
        other => panic!("{other:?}"),
    }
}

/// In the order of the script: whether it is accepted, and the label that learners predict.
fn assert_endings(scene: Scene, expected: &[(&str, bool, &str)]) {
    let found = cases(scene).iter().map(|case| {
        let outcome = played(scene, case.choices).outcome;
        (case.id, outcome.accepted, outcome.label)
    });
    let expected: Vec<_> = expected.iter().map(|&(id, accepted, label)| (id, accepted, label.to_owned())).collect();
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn every_case_of_the_judge_ends_as_it_should() {
    assert_endings(
        Scene::Judge,
        &[
            ("id-at-rest", true, "This consumer accepts it"),
            ("access-at-rest", false, "This consumer refuses its kind"),
            ("id-at-rest-scopes", false, "This consumer refuses its kind"),
            ("id-at-userinfo", false, "This consumer refuses its kind"),
            ("access-at-userinfo", false, "This consumer refuses its kind"),
            ("access-in-logins", false, "This consumer refuses its kind"),
            ("access-at-http", true, "This consumer accepts it"),
            ("expired", false, "Everyone refuses its claims"),
            ("multi-region-at-rest", false, "This consumer refuses its kind"),
        ],
    );
}

#[test]
fn every_case_of_the_attacks_ends_as_it_should() {
    assert_endings(
        Scene::Attacks,
        &[
            ("good-id-token", true, "Every step passes"),
            ("claims-tampered", false, "Its signature is refused"),
            ("alg-none", false, "Its header is refused"),
            ("hs256-with-public-pem", false, "Its header is refused"),
            ("jwk-embedded", false, "Its signature is refused"),
            ("kid-a-path", false, "Its key is refused"),
            ("expired-by-a-second", false, "Its claims are refused"),
            ("claim-twice", false, "Its form is refused"),
            ("access-for-id", false, "Sound, but not meant for this consumer"),
        ],
    );
}

#[test]
fn a_scene_as_one_finds_it_is_its_first_case() {
    for scene in [Scene::Judge, Scene::Attacks] {
        let (found, first) = (played(scene, &[]), played(scene, cases(scene)[0].choices));
        assert_eq!((found.outcome, found.controls), (first.outcome, first.controls));
    }
}

#[test]
fn all_consumers_answer_at_once() {
    let view = played(Scene::Judge, &[("token", "access-hosted"), ("scopes", "orders/read")]);
    let rows = &tables(&view)[0].rows;
    let accepting: Vec<&str> = rows
        .iter()
        .zip(Gate::ALL)
        .filter(|(row, _)| row[1].mark == Some(Verdict::Done))
        .map(|(_, gate)| gate.as_str())
        .collect();
    assert_eq!(rows.len(), 10);
    let expected = ["access", "rest-authorizer-scopes", "http-jwt-authorizer", "lambda-authorizer", "userinfo"];
    assert_eq!(accepting, expected);
}

#[test]
fn what_is_broken_in_a_token_is_refused_by_everyone_alike() {
    for (broken, step) in [
        ("expired", "claims"),
        ("tampered", "signature"),
        ("other-pool", "key"),
        ("no-kid", "key"),
        ("alg-none", "header"),
    ] {
        for token in ["id", "access", "access-hosted", "id-multi-region"] {
            let view = played(Scene::Judge, &[("token", token), ("break", broken)]);
            for row in &tables(&view)[0].rows {
                assert_eq!((row[1].text.as_str(), row[2].text.as_str()), ("refuses", step), "{token} {broken}");
            }
        }
    }
    let refresh = played(Scene::Judge, &[("token", "refresh"), ("break", "tampered")]);
    assert!(tables(&refresh)[0].rows.iter().all(|row| row[2].text == "parse"));
}

/// API Gateway's user pool authorizer and the pool's own endpoints are not set up for clients; the others are.
#[test]
fn the_token_of_another_client_passes_where_clients_are_not_told_apart() {
    for (token, opens) in
        [("id", &["rest-authorizer"][..]), ("access", &["self-service"]), ("access-hosted", &["userinfo"])]
    {
        let view = played(Scene::Judge, &[("token", token), ("break", "other-client")]);
        for (row, gate) in tables(&view)[0].rows.iter().zip(Gate::ALL) {
            let said = (row[1].text.as_str(), row[2].text.as_str());
            match (gate.tells_clients_apart(), opens.contains(&gate.as_str())) {
                (true, _) => assert_eq!(said, ("refuses", "claims"), "{token} {}", gate.as_str()),
                (false, true) => assert_eq!(said, ("accepts", "gate"), "{token} {}", gate.as_str()),
                (false, false) => assert_eq!(said.1, "gate", "{token} {}", gate.as_str()),
            }
        }
    }
}

#[test]
fn the_multi_region_issuer_is_refused_by_rest_apis_only() {
    let view = played(Scene::Judge, &[("token", "id-multi-region")]);
    let by_gate = |gate: Gate| {
        let place = Gate::ALL.into_iter().position(|one| one == gate).unwrap();
        tables(&view)[0].rows[place].clone()
    };
    assert!(by_gate(Gate::RestAuthorizer)[3].text.contains("multi-Region"));
    for gate in [Gate::Id, Gate::HttpJwtAuthorizer, Gate::LambdaAuthorizer, Gate::IdentityPool] {
        assert_eq!(by_gate(gate)[1].text, "accepts");
    }
}

#[test]
fn what_was_typed_stays_and_what_cannot_be_asked_is_said() {
    let long = "x".repeat(1001);
    let many = "a ".repeat(51);
    for (scopes, words) in [(&long, "1000 bytes"), (&many, "At most 50 scopes")] {
        let view = played(Scene::Judge, &[("scopes", scopes), ("gate", "userinfo")]);
        assert!(!view.outcome.accepted && view.outcome.reason.contains(words), "{}", view.outcome.reason);
        assert_eq!((chosen(&view, "scopes"), chosen(&view, "gate")), (scopes.as_str(), "userinfo"));
    }
}

#[test]
fn every_attack_can_be_opened_and_the_table_leads_to_it() {
    let links: BTreeSet<String> = tables(&played(Scene::Attacks, &[]))
        .iter()
        .flat_map(|table| table.rows.iter().filter_map(|row| row.first()?.link.clone()))
        .collect();
    for (_, attack) in catalogue() {
        assert!(links.contains(&format!("/sandbox/attacks?case={}", attack.id)), "{}", attack.id);
        let view = played(Scene::Attacks, &[("case", attack.id)]);
        assert_eq!(chosen(&view, "case"), attack.id);
        let told =
            view.blocks.iter().find_map(|block| if let Block::Steps(steps) = block { steps.first() } else { None });
        assert_eq!(told.map(|step| step.reason.as_str()), Some(attack.changed));
        assert_eq!(told.and_then(|step| step.source), Some(attack.reference));
    }
}

#[test]
fn an_attack_that_another_scene_shows_leads_to_its_case() {
    let view = played(Scene::Attacks, &[]);
    let links: Vec<_> = tables(&view)[1].rows.iter().filter_map(|row| row[2].link.as_deref()).collect();
    assert!(links.contains(&"/sandbox/code-pkce?break=reused"), "{links:?}");
    assert!(links.contains(&"/sandbox/judge?gate=alb") && links.contains(&"/sandbox/sign-in"), "{links:?}");
}

#[test]
fn an_attack_stands_beside_what_its_consumer_wants() {
    for (case, wanted) in [("id-at-userinfo", "good-access-token"), ("header-expired", "header-sound")] {
        let tokens = |case: &str| {
            let view = played(Scene::Attacks, &[("case", case)]);
            let exhibits = view.blocks.into_iter().filter_map(|block| match block {
                Block::Exhibit(exhibit) => Some(exhibit.body),
                _ => None,
            });
            exhibits.collect::<Vec<_>>()
        };
        let sound = tokens(wanted);
        assert_eq!(sound[0], sound[1]);
        assert_eq!(tokens(case)[0], sound[0]);
        assert_ne!(tokens(case)[1], sound[0]);
    }
}

#[test]
fn the_table_of_attacks_shows_the_chosen_group_and_keeps_it() {
    let view = played(Scene::Attacks, &[("group", "keys"), ("case", "alg-none")]);
    let table = tables(&view)[0];
    assert_eq!(table.rows.len(), 10);
    assert_eq!(table.rows[0][0].link.as_deref(), Some("/sandbox/attacks?case=kid-unknown&group=keys"));
    assert_eq!((chosen(&view, "group"), chosen(&view, "case")), ("keys", "alg-none"));
}

#[test]
fn a_token_is_never_part_of_an_address() {
    for scene in [Scene::Judge, Scene::Attacks] {
        let view = played(scene, &[]);
        let tokens = view
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Exhibit(exhibit) if matches!(exhibit.body, Body::Token(_))));
        assert!(tokens.count() > 0);
        let links =
            tables(&view).into_iter().flat_map(|table| &table.rows).flatten().filter_map(|cell| cell.link.as_deref());
        for link in links {
            assert!(link.starts_with("/sandbox/") && !link.contains("eyJ"), "{link}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_choice_is_played(names in "[a-z]{0,8}", values in "\\PC{0,40}") {
        for scene in [Scene::Judge, Scene::Attacks] {
            for name in ["token", "break", "scopes", "gate", "case", "group", &names] {
                played(scene, &[(name, &values)]);
            }
        }
    }
}
