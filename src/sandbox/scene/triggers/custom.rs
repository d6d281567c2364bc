//! The loop of a custom challenge: Define, Create, an answer, Verify, and Define again.

use domain::trigger::{
    Challenge, Define, Occasion, Rules, TriggerError, create_challenge, define_challenge, verify_challenge,
};

use super::{Block, heading, log::Log, moments::Story};
use crate::sandbox::scene::{Cell, Table, Verdict};

/// One turn of the loop, as a row of the state picture.
pub(super) type Round = Vec<Cell>;

/// Goes round until Define is satisfied or gives up. An answer is the question's own, or a wrong one.
pub(super) fn go_round(rules: &Rules, mut occasion: Occasion, answers: &[bool], log: &mut Log) -> Vec<Round> {
    let mut rounds = Vec::new();
    for &right in answers {
        let Some(define) = ask_define(rules, &occasion, log) else { break };
        if define.challenge_name.is_none() {
            break;
        }
        let create = log.ran(
            create_challenge(rules, &occasion),
            |_| "It makes the question. What is private stays with the pool, for Verify.",
        );
        let Some(create) = create else { break };
        let question = create.public.get("question").cloned().unwrap_or_default();
        let expected = create.private.get("answer").cloned().unwrap_or_default();
        occasion.private_parameters = create.private;
        occasion.challenge_answer = if right { expected } else { "I do not know".to_owned() };
        log.reply("CUSTOM_CHALLENGE", &format!("The client is asked: {question}"));
        log.call("RespondToAuthChallenge", &format!("The client answers: {}", occasion.challenge_answer));
        let Some(passed) = log.ran(verify_challenge(rules, &occasion), |&passed| {
            if passed { "The answer is right." } else { "The answer is wrong. That alone ends nothing." }
        }) else {
            break;
        };
        rounds.push(row(rounds.len() + 1, &define, &question, &occasion.challenge_answer, passed));
        occasion.session.push(Challenge { metadata: create.metadata, ..Challenge::new(Challenge::CUSTOM, passed) });
    }
    rounds.extend(ask_last(rules, &occasion, rounds.len() + 1, log));
    rounds
}

fn ask_define(rules: &Rules, occasion: &Occasion, log: &mut Log) -> Option<Define> {
    log.ran(define_challenge(rules, occasion), |define| match (define.issue_tokens, define.fail) {
        (true, _) => "It has seen a right answer: tokens may be issued.",
        (_, true) => "The tries are used up: the sign-in fails.",
        _ if occasion.session.is_empty() => "Nothing has happened yet: it wants a custom challenge.",
        _ => "It looks at the session so far, and lets the client try again.",
    })
}

fn ask_last(rules: &Rules, occasion: &Occasion, number: usize, log: &mut Log) -> Option<Round> {
    if log.error.is_some() {
        return None;
    }
    let define = ask_define(rules, occasion, log)?;
    if define.fail {
        log.fail("The sign-in ends", TriggerError::failed_authentication());
    }
    let (verdict, says) =
        if define.issue_tokens { (Verdict::Done, "issueTokens") } else { (Verdict::Refused, "failAuthentication") };
    let mut row = vec![Cell::text(number.to_string()), Cell::marked(says, verdict)];
    row.extend(["", "", ""].map(Cell::text));
    Some(row)
}

fn row(number: usize, define: &Define, question: &str, answer: &str, passed: bool) -> Round {
    let verdict = if passed { Verdict::Done } else { Verdict::Refused };
    vec![
        Cell::text(number.to_string()),
        Cell::text(define.challenge_name.unwrap_or_default()),
        Cell::text(question),
        Cell::text(answer),
        Cell::marked(if passed { "right" } else { "wrong" }, verdict),
    ]
}

pub(super) fn blocks(story: &Story) -> Vec<Block> {
    if story.rounds.is_empty() {
        return Vec::new();
    }
    let table = Table {
        caption: "The loop, round by round: Define, Create, the answer, Verify, and Define again".to_owned(),
        head: ["Round", "Define decides", "Create asks", "The client answers", "Verify finds"]
            .map(str::to_owned)
            .to_vec(),
        rows: story.rounds.clone(),
    };
    let note = "Only Define ends the loop, and it decides from the session alone: the list of challenges so far and \
        whether each was passed. The hosted pages never run these three.";
    vec![heading("The loop of the custom challenge"), Block::Table(table), Block::Text(note.to_owned())]
}
