//! The request, the decision, and the table with the cells that come back.

use domain::policy::{Decision, Outcome as Decided, Request, StatementTrace};

use super::{
    asked::{Asked, Operation},
    items::{ATTRIBUTES, ITEMS, Item},
};
use crate::sandbox::scene::{Block, Body, Cell, Outcome, Source, Step, Table, Verdict};

const APP: &str = "App";
const DYNAMODB: &str = "DynamoDB";
const IAM: &str = "IAM";

const CONDITIONS: Source = Source {
    title: "Amazon DynamoDB: fine-grained access control",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html",
};
const SETS: Source = Source {
    title: "IAM: single-valued and multivalued context keys",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
};
const QUERY: Source = Source {
    title: "Amazon DynamoDB API: Query",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html",
};

/// DynamoDB finds the request at odds with itself.
pub(super) fn contradicted(asked: &Asked, why: &str) -> (Vec<Block>, Outcome) {
    let sent = sent(asked);
    let refused = Step::refused("The request is checked", DYNAMODB, DYNAMODB, why).source(QUERY);
    let outcome = Outcome {
        accepted: false,
        label: "The request contradicts itself".into(),
        reason: format!("{why} DynamoDB answers with a ValidationException."),
    };
    (vec![Block::Steps(vec![sent, refused]), table(asked, false)], outcome)
}

pub(super) fn decided(asked: &Asked, request: &Request, decision: &Decision) -> (Vec<Block>, Outcome) {
    let steps = vec![sent(asked), known(asked, request), decides(decision), answer(asked, decision.allowed())];
    (vec![Block::Steps(steps), table(asked, decision.allowed())], outcome(asked, decision))
}

fn sent(asked: &Asked) -> Step {
    let title = format!("{} asks for {}", asked.caller.name, asked.operation.name());
    Step::done(title, APP, DYNAMODB, "Signed with temporary credentials of the role sample-player.")
        .show("The request", Body::Json(asked.json()))
}

fn known(asked: &Asked, request: &Request) -> Step {
    let lines: Vec<String> = request
        .context
        .iter()
        .flat_map(|(key, values)| values.iter().map(move |value| format!("{key} = {value}")))
        .collect();
    let reason = match asked.operation {
        Operation::Scan => "A Scan names no partition key, so dynamodb:LeadingKeys is missing.",
        Operation::PutItem => "It names every attribute that it writes.",
        _ if asked.columns.is_empty() => {
            "It names only its keys. That all attributes come back shows in dynamodb:Select alone."
        }
        _ => "dynamodb:Attributes holds what the request names: keys and columns.",
    };
    Step::done("What the policy learns of it", DYNAMODB, IAM, reason)
        .source(CONDITIONS)
        .show("Context keys", Body::Text(lines.join("\n")))
}

fn decides(decision: &Decision) -> Step {
    const TITLE: &str = "The policy decides";
    let step = match &decision.outcome {
        Decided::Allowed(by) => {
            let absences: String = by.iter().map(StatementTrace::absences).collect();
            let shown = by.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n");
            Step::done(TITLE, IAM, DYNAMODB, format!("Allowed by {}.{absences}", cited(by)))
                .show("The statement", Body::Text(shown))
        }
        Decided::Denied(statement) => {
            let reason = format!("Denied by {}.", statement.cite());
            Step::refused(TITLE, IAM, DYNAMODB, reason).show("The statement", Body::Text(statement.text.clone()))
        }
        Decided::NotAllowed(_) => Step::refused(TITLE, IAM, DYNAMODB, why_not(decision)),
    };
    step.source(SETS)
}

fn why_not(decision: &Decision) -> String {
    let statements = decision.layers.iter().flat_map(|layer| &layer.statements);
    let why: Vec<String> = statements
        .filter_map(|one| one.matched.as_ref().err().map(|mismatch| format!("Not by {}: {mismatch}", one.cite())))
        .collect();
    if why.is_empty() { "No statement allows it.".into() } else { why.join(" ") }
}

fn answer(asked: &Asked, allowed: bool) -> Step {
    const TITLE: &str = "DynamoDB answers";
    if !allowed {
        return Step::refused(TITLE, DYNAMODB, APP, "AccessDeniedException. Not a single row, not even a part of one.");
    }
    let reason = match asked.operation {
        Operation::PutItem => {
            "The item is replaced as a whole: an attribute that the new one lacks is gone, though the policy does not list it."
        }
        _ => "What was asked for. A policy never filters an answer: it lets a request pass, or it does not.",
    };
    Step::done(TITLE, DYNAMODB, APP, reason).source(CONDITIONS)
}

fn outcome(asked: &Asked, decision: &Decision) -> Outcome {
    if !decision.allowed() {
        return Outcome { accepted: false, label: "Access is denied".into(), reason: why_not(decision) };
    }
    let label = match asked.operation {
        Operation::PutItem if asked.return_values == "ALL_OLD" => "The item is replaced, the old one comes back".into(),
        Operation::PutItem => "The item is replaced as a whole".into(),
        _ if asked.effective_select() == "COUNT" => "Only a number comes back".into(),
        _ => comes_back(asked),
    };
    let Decided::Allowed(by) = &decision.outcome else {
        return Outcome { accepted: true, label, reason: String::new() };
    };
    let absences: String = by.iter().map(StatementTrace::absences).collect();
    Outcome { accepted: true, label, reason: format!("Allowed by {}.{absences}", cited(by)) }
}

fn cited(by: &[StatementTrace]) -> String {
    by.iter().map(StatementTrace::cite).collect::<Vec<_>>().join("; ")
}

/// Whose rows, and which of their columns.
fn comes_back(asked: &Asked) -> String {
    let whose = match asked.operation {
        Operation::GetItem if asked.replaced().is_none() => return "Nothing is found, and that is allowed".into(),
        Operation::GetItem => format!("{}'s row of {} comes back", asked.row.name, asked.game),
        Operation::Scan => "Everyone's rows come back".into(),
        _ => format!("{}'s rows come back", asked.row.name),
    };
    let columns: Vec<&str> = ATTRIBUTES.into_iter().filter(|attribute| asked.wants(attribute)).collect();
    match columns.len() {
        0 => format!("{whose}, empty"),
        5 => format!("{whose}, with every column"),
        _ => format!("{whose}, with {}", columns.join(" and ")),
    }
}

fn table(asked: &Asked, allowed: bool) -> Block {
    let caption = match (asked.operation, allowed) {
        (_, false) => "The table. Nothing comes back.",
        (Operation::PutItem, true) => "The table afterwards.",
        _ => "The table. Marked is what comes back.",
    };
    let mut rows: Vec<Vec<Cell>> = ITEMS.iter().map(|item| row(asked, item, allowed)).collect();
    if asked.operation == Operation::PutItem && allowed && asked.replaced().is_none() {
        rows.push(written(&Item::new(asked.row, asked.game), None));
    }
    Block::Table(Table { caption: caption.into(), head: ATTRIBUTES.map(str::to_owned).to_vec(), rows })
}

fn row(asked: &Asked, item: &Item, allowed: bool) -> Vec<Cell> {
    if asked.operation == Operation::PutItem && allowed && asked.reaches(item) {
        return written(&Item::new(asked.row, asked.game), Some(item));
    }
    let mark = |attribute| {
        let wanted = asked.reaches(item) && (asked.operation == Operation::PutItem || asked.wants(attribute));
        match (wanted, allowed) {
            (false, _) => Verdict::Skipped,
            (true, false) => Verdict::Refused,
            (true, true) => Verdict::Done,
        }
    };
    let cell = |(attribute, value): (_, Option<&str>)| Cell::marked(value.unwrap_or_default(), mark(attribute));
    ATTRIBUTES.into_iter().zip(item.values()).map(cell).collect()
}

/// A new item in the place of the old one: what only the old one had is lost.
fn written(new: &Item, old: Option<&Item>) -> Vec<Cell> {
    let lost = old.map(Item::values).unwrap_or_default();
    let cell = |(value, lost): (Option<&str>, Option<&str>)| match (value, lost) {
        (Some(value), _) => Cell::marked(value, Verdict::Done),
        (None, Some(lost)) => Cell::marked(format!("gone: {lost}"), Verdict::Refused),
        (None, None) => Cell::text(""),
    };
    new.values().into_iter().zip(lost).map(cell).collect()
}
