//! What a visitor sees who opens the cases, and who types something of their own.

use std::sync::LazyLock;

use super::{SCRIPT, play};
use crate::sandbox::{
    Sandbox,
    scene::{Block, Body, Cell, Choices, Input, Stage, Step, Table, Verdict, View},
};

/// Its keys take a while, and no scene changes it.
static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:8080", [7; 32]));

fn played(choices: &[(&str, &str)]) -> View {
    play(Stage { sandbox: &SANDBOX, now_ms: 1_790_000_000_000 }, &Choices::of(choices)).unwrap()
}

fn opened(case: &str) -> View {
    let case = SCRIPT.cases.iter().find(|known| known.id == case).unwrap();
    played(case.choices)
}

fn steps(view: &View) -> Vec<&Step> {
    view.blocks
        .iter()
        .filter_map(|block| if let Block::Steps(steps) = block { Some(steps) } else { None })
        .flatten()
        .collect()
}

fn table<'a>(view: &'a View, caption: &str) -> &'a Table {
    let tables =
        view.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.into_iter().find(|table| table.caption.starts_with(caption)).unwrap()
}

/// The row that begins with this text.
fn row<'a>(table: &'a Table, first: &str) -> &'a [Cell] {
    table.rows.iter().find(|row| row[0].text == first).unwrap()
}

fn marks(cells: &[Cell]) -> Vec<Option<Verdict>> {
    cells.iter().map(|cell| cell.mark).collect()
}

#[test]
fn every_case_ends_as_it_should() {
    let expected = [
        ("as-expected", true, "Confirmed by code"),
        ("refused-domain", false, "No user is created"),
        ("auto-confirm", true, "Confirmed at once, without a code"),
        ("confirmation-fails", false, "Confirmed, and an error all the same"),
        ("admin", true, "Created, with a password to change"),
        ("slow", false, "The call fails: no answer in time"),
        ("added-in-v1", true, "Signed in; only the ID token changed"),
        ("added-in-v2", true, "Signed in; both tokens changed"),
        ("guarded", true, "Signed in; the tokens are as they were"),
        ("suppressed", true, "Signed in; the tokens are as they were"),
        ("no-groups", true, "Signed in; both tokens changed"),
        ("third-time-lucky", true, "The challenge is passed"),
        ("out-of-tries", false, "The challenge is failed"),
        ("bare-answer", false, "The sign-in is refused"),
    ];
    assert_eq!(SCRIPT.cases.len(), expected.len());
    for (case, accepted, label) in expected {
        let outcome = opened(case).outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{case}");
    }
}

#[test]
fn the_first_case_is_the_scene_as_one_finds_it() {
    assert_eq!(played(&[]), opened("as-expected"));
}

#[test]
fn a_refused_sign_up_reads_as_a_client_reads_it() {
    let view = opened("refused-domain");
    let seen = view.blocks.iter().find_map(|block| match block {
        Block::Exhibit(exhibit) => Some(&exhibit.body),
        _ => None,
    });
    let Some(Body::Json(answer)) = seen else { panic!("no answer is shown") };
    assert_eq!(answer["__type"], "UserLambdaValidationException");
    assert_eq!(answer["message"], "PreSignUp failed with error Use your example.com address.");
    let verdicts: Vec<_> = steps(&view).iter().map(|step| (step.title.as_str(), step.verdict)).collect();
    assert_eq!(
        verdicts,
        [
            ("SignUp", Verdict::Done),
            ("PreSignUp_SignUp", Verdict::Refused),
            ("CustomMessage_SignUp", Verdict::Skipped),
            ("ConfirmSignUp", Verdict::Skipped),
            ("PostConfirmation_ConfirmSignUp", Verdict::Skipped),
        ]
    );
}

#[test]
fn the_hosted_page_sends_the_error_back_in_the_address() {
    let view = played(&[("moment", "hosted"), ("blocked", "on")]);
    let shown = view.blocks.iter().any(|block| {
        matches!(block, Block::Exhibit(exhibit) if matches!(&exhibit.body, Body::Text(text)
            if text.contains("error_description=PreAuthentication+failed+with+error+Sign-in+is+suspended.")))
    });
    assert!(shown);
}

#[test]
fn a_claim_added_in_the_first_version_is_marked_as_ignored_in_the_access_token() {
    let view = opened("added-in-v1");
    let (done, refused) = (Some(Verdict::Done), Some(Verdict::Refused));
    assert_eq!(marks(row(table(&view, "ID token"), "tenant")), [None, None, done, done, done]);
    assert_eq!(marks(row(table(&view, "Access token"), "tenant")), [None, None, refused, done, done]);
    assert_eq!(row(table(&view, "What is ignored"), "tenant")[2].text, "V1_0");
}

#[test]
fn a_guarded_claim_is_marked_as_ignored_everywhere() {
    let view = opened("guarded");
    for token in ["ID token", "Access token"] {
        let refused = Some(Verdict::Refused);
        assert_eq!(marks(row(table(&view, token), "sub")), [None, None, refused, refused, refused]);
    }
}

#[test]
fn an_empty_override_takes_the_roles_along() {
    let view = opened("no-groups");
    let id = table(&view, "ID token");
    for claim in ["cognito:groups", "cognito:roles", "cognito:preferred_role"] {
        assert_eq!(row(id, claim)[2].text, "—", "{claim}");
    }
    assert_eq!(row(table(&view, "Access token"), "cognito:groups")[2].text, "—");
}

#[test]
fn scopes_come_with_the_second_version() {
    let view = played(&[("moment", "hosted"), ("version", "V2_0"), ("add", ""), ("scopes", "notes/read")]);
    let cells = row(table(&view, "Access token"), "scope");
    assert_eq!(cells[2].mark, Some(Verdict::Refused));
    assert!(cells[3].text.ends_with(" notes/read\""), "{}", cells[3].text);
    assert_eq!(view.outcome.label, "Signed in; only the access token changed");
}

#[test]
fn the_loop_is_drawn_round_by_round() {
    let view = opened("third-time-lucky");
    let rounds = table(&view, "The loop");
    let found: Vec<&str> = rounds.rows.iter().map(|row| row[4].text.as_str()).collect();
    assert_eq!(found, ["wrong", "wrong", "right", ""]);
    assert_eq!(rounds.rows[3][1].text, "issueTokens");
    let view = opened("out-of-tries");
    assert_eq!(table(&view, "The loop").rows[3][1].text, "failAuthentication");
    assert_eq!(view.outcome.reason, "NotAuthorizedException: Incorrect username or password.");
}

#[test]
fn a_slow_trigger_is_given_up_three_times() {
    let view = opened("slow");
    let clock = table(&view, "PreSignUp on a simulated clock");
    let given_up: Vec<&str> = clock.rows.iter().map(|row| row[2].text.as_str()).collect();
    assert_eq!(given_up, ["5 s", "10 s", "15 s"]);
}

#[test]
fn a_slow_trigger_that_this_moment_does_not_need_changes_nothing() {
    assert!(played(&[("moment", "refresh"), ("slow", "PreAuthentication")]).outcome.accepted);
    assert!(!played(&[("moment", "refresh"), ("slow", "PreTokenGeneration")]).outcome.accepted);
}

#[test]
fn who_moves_in_is_asked_for_with_the_password_and_who_is_created_is_never_confirmed() {
    let view = played(&[("moment", "migration")]);
    assert!(
        steps(&view).iter().any(|step| step.title == "UserMigration_Authentication" && step.verdict == Verdict::Done)
    );
    assert_eq!(view.outcome.label, "Moved in; only the ID token changed");
    let view = opened("admin");
    let last = *steps(&view).last().unwrap();
    assert_eq!((last.title.as_str(), last.verdict), ("PostConfirmation_ConfirmSignUp", Verdict::Skipped));
}

#[test]
fn all_twelve_triggers_are_named_with_their_moment() {
    for case in SCRIPT.cases {
        assert_eq!(table(&played(case.choices), "The triggers").rows.len(), 12);
    }
}

#[test]
fn a_mistake_is_named_with_its_place_and_nothing_typed_is_lost() {
    for (name, typed, says) in [
        ("email", "nobody", "E-mail: it has an @ with text on both sides"),
        ("domain", "@example.com", "Allowed domain: Name a domain, without @ or spaces."),
        ("message", "", "Message: It is empty."),
        ("add", "tenant", "Claims to add, line 1: write name = value."),
        ("add", "a = 1\n\n = 2", "Claims to add, line 3: there is no name"),
        ("add", "a = 1\na = 2", "Claims to add, line 2: this claim was set before."),
        ("add", "tenant = [1, 2", "Claims to add, line 1, column 14:"),
        ("add", "deep = [[[[[[[1]]]]]]]", "Claims to add: A value nests more than five levels deep."),
    ] {
        let view = played(&[("moment", "sign-in"), (name, typed)]);
        assert_eq!(view.outcome.label, "The form needs a correction");
        assert!(view.outcome.reason.starts_with(says), "{}", view.outcome.reason);
        let control = view.controls.iter().find(|control| control.name == name).unwrap();
        let (Input::Line { value, .. } | Input::Area { value, .. }) = &control.input else { panic!("{name}") };
        assert_eq!(value, typed);
    }
}

#[test]
fn a_value_may_be_json_or_plain_text() {
    let view =
        played(&[("moment", "sign-in"), ("version", "V3_0"), ("add", "seats = 3\nwords = a b\nlist = [1, true]")]);
    let id = table(&view, "ID token");
    let of = |claim| row(id, claim)[4].text.as_str();
    assert_eq!([of("seats"), of("words"), of("list")], ["3", "\"a b\"", "[1,true]"]);
    assert_eq!(row(id, "seats")[2].mark, Some(Verdict::Refused), "V1_0 takes strings only");
}

#[test]
fn a_failed_post_confirmation_leaves_the_user_confirmed() {
    for choices in [[("post_fails", "on"), ("auto_confirm", "")], [("post_fails", "on"), ("auto_confirm", "on")]] {
        let outcome = played(&choices).outcome;
        let says = "UserLambdaValidationException: PostConfirmation failed with error Cannot write the profile. \
            Dana is CONFIRMED nevertheless.";
        assert_eq!(outcome.reason, says);
    }
}

#[test]
fn every_trigger_that_misbehaves_ends_the_moments_it_belongs_to_and_no_others() {
    for moment in ["sign-up", "sign-in", "custom", "refresh", "hosted", "migration", "admin"] {
        let expected = steps(&played(&[("moment", moment)])).iter().map(|step| step.title.clone()).collect::<Vec<_>>();
        for trigger in
            ["PreSignUp", "PostConfirmation", "PreAuthentication", "CreateAuthChallenge", "PreTokenGeneration"]
        {
            for fault in ["slow", "bare"] {
                let view = played(&[("moment", moment), (fault, trigger)]);
                let refused = steps(&view).iter().filter(|step| step.verdict == Verdict::Refused).count();
                assert_eq!(view.outcome.accepted, refused == 0, "{moment} {trigger} {fault}");
                if moment != "custom" {
                    let titles: Vec<_> = steps(&view).iter().map(|step| step.title.clone()).collect();
                    assert_eq!(titles, expected, "every step is still named");
                }
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_is_played_and_kept(text in "\\PC{0,40}|[a-z]{1,4} ?= ?[\\[{\"0-9a-z:,}\\]]{0,12}", name in 0..4_usize) {
        let name = ["email", "domain", "add", "suppress"][name];
        let view = played(&[("moment", "sign-in"), (name, &text)]);
        let control = view.controls.iter().find(|control| control.name == name).unwrap();
        let (Input::Line { value, .. } | Input::Area { value, .. }) = &control.input else { panic!("{name}") };
        proptest::prop_assert_eq!(value.trim(), text.trim());
        proptest::prop_assert!(!view.outcome.label.is_empty() && !view.outcome.reason.is_empty());
    }
}
