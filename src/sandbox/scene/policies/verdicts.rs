//! The decision as steps: the search for a `Deny`, then each layer with the statement that decided in it.

use domain::policy::{Decision, Effect, Layer, LayerTrace, Need, Outcome as Decided, Request, StatementTrace};

use super::sources;
use crate::sandbox::scene::{Block, Body, Cell, Outcome, Step, Table, Verdict};

const CALLER: &str = "Caller's account";
const OWNER: &str = "Resource's account";
const AWS: &str = "AWS";

pub(super) fn blocks(decision: &Decision, request: &Request) -> Vec<Block> {
    let mut steps = vec![asked(request), deny(decision)];
    let shown = decision.layers.iter().filter(|trace| trace.layer != Layer::Rcp || !trace.is_empty);
    steps.extend(shown.map(|trace| layer(trace, decision, request)));
    vec![Block::Steps(steps), Block::Heading("Every statement".into()), Block::Table(statements(decision))]
}

fn one_account(request: &Request) -> bool {
    request.principal.account() == Some(&request.resource_account)
}

fn asked(request: &Request) -> Step {
    let known: Vec<String> =
        request.context.iter().map(|(key, values)| format!("{key} = {}", values.join(", "))).collect();
    let accounts = match request.principal.account() {
        None => "The caller belongs to no account.",
        Some(_) if one_account(request) => "Caller and resource belong to the same account.",
        Some(_) => "Caller and resource belong to two accounts, and each decides for itself.",
    };
    Step::done(format!("{} on {}", request.action, request.resource), "Caller", AWS, accounts)
        .show("What is known about the request", Body::Text(known.join("\n")))
}

fn deny(decision: &Decision) -> Step {
    const TITLE: &str = "Look for a Deny in every policy";
    let step = match &decision.outcome {
        Decided::Denied(statement) => {
            let reason =
                format!("A Deny matches: {}. No Allow can outweigh it.{}", statement.cite(), statement.absences());
            Step::refused(TITLE, AWS, AWS, reason).show("The statement", Body::Text(statement.text.clone()))
        }
        _ => Step::done(TITLE, AWS, AWS, "None matches. Now every policy that is needed must allow."),
    };
    step.source(sources::EVALUATION)
}

fn layer(trace: &LayerTrace, decision: &Decision, request: &Request) -> Step {
    let place = if matches!(trace.layer, Layer::ResourceBased | Layer::Rcp) { OWNER } else { CALLER };
    let title = trace.layer.title();
    let source = sources::of(trace.layer, &request.action.to_ascii_lowercase(), one_account(request));
    let skipped = |reason: &str| Step { verdict: Verdict::Skipped, ..Step::done(title, place, place, reason) };
    if matches!(decision.outcome, Decided::Denied(_)) {
        return skipped("Not asked any more: a Deny was found.");
    }
    let step = match (trace.need, trace.allows()) {
        (Need::NotNeeded(why) | Need::DoesNotApply(why), _) => skipped(why),
        (Need::Needed, Some(statement)) => {
            let reason = format!("{} allows it.{}", sentence(&statement.cite()), statement.absences());
            Step::done(title, place, place, reason).show("The statement", Body::Text(statement.text.clone()))
        }
        (Need::Needed, None) => Step::refused(title, place, place, silent(trace)),
    };
    step.source(source)
}

/// Why nothing in a layer allows.
fn silent(trace: &LayerTrace) -> String {
    if trace.is_empty {
        return format!("{}: none is attached, and it must allow the request.", trace.layer.title());
    }
    let nearest = trace.statements.iter().filter(|one| one.effect == Effect::Allow);
    let why: Vec<String> = nearest
        .filter_map(|one| one.matched.as_ref().err().map(|mismatch| format!("{}: {mismatch}", sentence(&one.cite()))))
        .collect();
    if why.is_empty() {
        return format!("{}: there is no Allow in it, and it must allow the request.", trace.layer.title());
    }
    why.join(" ")
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

pub(in crate::sandbox::scene) fn statements(decision: &Decision) -> Table {
    let rows = decision.layers.iter().flat_map(|trace| &trace.statements).map(row).collect();
    Table {
        caption: "A statement matches when all of its elements fit the request.".into(),
        head: ["Statement", "Effect", "Matches", "Why, or why not"].map(str::to_owned).to_vec(),
        rows,
    }
}

fn row(statement: &StatementTrace) -> Vec<Cell> {
    let effect = if statement.effect == Effect::Allow { "Allow" } else { "Deny" };
    let (matches, why) = match &statement.matched {
        Ok(_) if statement.effect == Effect::Allow => (Cell::marked("yes", Verdict::Done), statement.absences()),
        Ok(_) => (Cell::marked("yes", Verdict::Refused), statement.absences()),
        Err(mismatch) => (Cell::marked("no", Verdict::Skipped), mismatch.to_string()),
    };
    vec![Cell::text(sentence(&statement.cite())), Cell::text(effect), matches, Cell::text(why.trim())]
}

pub(super) fn outcome(decision: &Decision, request: &Request) -> Outcome {
    let (accepted, label, reason) = match &decision.outcome {
        Decided::Allowed(by) => (true, allowed(decision).to_owned(), by_whom(by)),
        Decided::Denied(statement) => (
            false,
            format!("A Deny in {} ends it", statement.policy),
            format!("{} denies it, and a Deny always wins.{}", sentence(&statement.cite()), statement.absences()),
        ),
        Decided::NotAllowed(missing) => (false, not_allowed(missing, request).to_owned(), lacking(decision, missing)),
    };
    Outcome { accepted, label, reason }
}

fn allowed(decision: &Decision) -> &'static str {
    let counts =
        |layer| decision.layer(layer).is_some_and(|trace| trace.need == Need::Needed && trace.allows().is_some());
    match (counts(Layer::IdentityBased), counts(Layer::ResourceBased)) {
        (true, true) => "Both sides allow it",
        (true, false) => "The identity policy allows it",
        (false, true) => "The resource policy alone allows it",
        (false, false) => "The root user needs no policy for it",
    }
}

fn by_whom(by: &[StatementTrace]) -> String {
    let cited: Vec<String> = by.iter().map(StatementTrace::cite).collect();
    let absences: String = by.iter().map(StatementTrace::absences).collect();
    if cited.is_empty() {
        "The root user may do everything in its own account, unless a Deny or the organisation says otherwise.".into()
    } else {
        format!("No Deny matches, and all that must allow do: {}.{absences}", cited.join("; "))
    }
}

fn not_allowed(missing: &[Layer], request: &Request) -> &'static str {
    let lacks = |layer| missing.contains(&layer);
    let service = request.action.split(':').next().unwrap_or_default().to_ascii_lowercase();
    match (lacks(Layer::IdentityBased), lacks(Layer::ResourceBased)) {
        (true, false) if !one_account(request) => "Only the resource's account allows it",
        (true, _) => "Nothing allows it",
        (false, true) if request.principal.account().is_none() => "Nothing allows it",
        (false, true) if !one_account(request) => "Only the caller's account allows it",
        (false, true) if service == "kms" => "The key's own policy does not allow it",
        (false, true) => "The role's trust policy does not allow it",
        (false, false) if lacks(Layer::Scp) => "The service control policy stops it",
        (false, false) if lacks(Layer::Boundary) => "The permissions boundary stops it",
        (false, false) => "The session policy stops it",
    }
}

fn lacking(decision: &Decision, missing: &[Layer]) -> String {
    let why = missing.iter().filter_map(|layer| decision.layer(*layer));
    why.map(silent).collect::<Vec<_>>().join(" ")
}
