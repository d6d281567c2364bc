//! From JSON to statements: which elements there are, and which of them a kind of policy must have or must not.

use std::collections::BTreeSet;

use super::{Effect, InvalidPolicy, Kind, Listed, Policy, Statement, elements};
use crate::policy::{
    condition::Condition,
    json::{self, Node},
    nearest::nearest,
    principal::Named,
    template::Template,
};

const TOP: [&str; 3] = ["Version", "Id", "Statement"];
const ELEMENTS: [&str; 9] =
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];
type Members = Vec<(String, Node)>;

pub(super) fn policy(name: &str, kind: Kind, text: &str) -> Result<Policy, InvalidPolicy> {
    if text.trim().is_empty() {
        return Err(InvalidPolicy::Empty);
    }
    if text.len() > Policy::LONGEST {
        return Err(InvalidPolicy::TooLong { bytes: text.len() });
    }
    let Node::Object(members) = json::parse(text).map_err(not_json)? else {
        return Err(document("a policy is an object: it begins with { and ends with }".into()));
    };
    if let Some(problem) = unknown(&members, &TOP) {
        return Err(document(problem));
    }
    let variables = has_variables(member(&members, "Version"))?;
    let statements = match member(&members, "Statement") {
        None => return Err(document("it has no \"Statement\"".into())),
        Some(Node::List(nodes)) => nodes.iter().collect(),
        Some(node) => vec![node],
    };
    if statements.is_empty() || statements.len() > Policy::MOST_STATEMENTS {
        return Err(document(format!(
            "\"Statement\" holds {} statements; it must be 1 to {}",
            statements.len(),
            Policy::MOST_STATEMENTS
        )));
    }
    let read = |(at, node)| statement(at + 1, kind, node, variables);
    let statements = statements.into_iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
    unique_sids(&statements)?;
    Ok(Policy { name: name.to_owned(), kind, statements })
}

fn statement(number: usize, kind: Kind, node: &Node, variables: bool) -> Result<Statement, InvalidPolicy> {
    let wrong = |element: &str| {
        let element = element.to_owned();
        move |problem| InvalidPolicy::Statement { number, element, problem }
    };
    let Node::Object(members) = node else {
        return Err(wrong("as a whole")(format!("must be an object, not {}", node.what())));
    };
    if let Some(problem) = unknown(members, &ELEMENTS) {
        return Err(wrong("as a whole")(problem));
    }
    let effect = effect(member(members, "Effect")).map_err(wrong("Effect"))?;
    Ok(Statement {
        number,
        sid: member(members, "Sid").map(elements::sid).transpose().map_err(wrong("Sid"))?,
        effect,
        principals: principals(members, kind, effect).map_err(wrong("Principal"))?,
        actions: actions(members).map_err(wrong("Action"))?,
        resources: resources(members, kind, variables).map_err(wrong("Resource"))?,
        conditions: conditions(member(members, "Condition"), variables).map_err(wrong("Condition"))?,
        text: node.pretty(),
    })
    .and_then(|statement| if kind == Kind::Rcp { only_denies(statement) } else { Ok(statement) })
}

fn not_json(error: serde_json::Error) -> InvalidPolicy {
    let text = error.to_string();
    let problem = text.split(" at line ").next().unwrap_or_default().to_owned();
    InvalidPolicy::NotJson { line: error.line(), column: error.column(), problem }
}

fn document(problem: String) -> InvalidPolicy {
    InvalidPolicy::Document { problem }
}

fn member<'a>(members: &'a Members, name: &str) -> Option<&'a Node> {
    members.iter().find(|(own, _)| own == name).map(|(_, node)| node)
}

fn unknown(members: &Members, known: &[&str]) -> Option<String> {
    let (name, _) = members.iter().find(|(name, _)| !known.contains(&name.as_str()))?;
    Some(format!("{name:?} is no element of it; did you mean {:?}?", nearest(name, known)))
}

/// Without a version it is the older one, in which `${` is plain text.
fn has_variables(version: Option<&Node>) -> Result<bool, InvalidPolicy> {
    match version {
        None => Ok(false),
        Some(Node::Text(version)) if version == "2012-10-17" => Ok(true),
        Some(Node::Text(version)) if version == "2008-10-17" => Ok(false),
        Some(_) => Err(document("\"Version\" is \"2012-10-17\" (or the older \"2008-10-17\")".into())),
    }
}

fn effect(node: Option<&Node>) -> Result<Effect, String> {
    match node {
        Some(Node::Text(text)) if text == "Allow" => Ok(Effect::Allow),
        Some(Node::Text(text)) if text == "Deny" => Ok(Effect::Deny),
        None => Err("is missing; it is \"Allow\" or \"Deny\"".into()),
        Some(_) => Err("must be \"Allow\" or \"Deny\", written just so".into()),
    }
}

/// The element or its `Not` form. Both at once contradict each other.
fn either<'a>(members: &'a Members, name: &str) -> Result<Option<(bool, &'a Node)>, String> {
    match (member(members, name), member(members, &format!("Not{name}"))) {
        (Some(_), Some(_)) => Err(format!("{name} and Not{name} exclude each other")),
        (Some(node), None) => Ok(Some((false, node))),
        (None, Some(node)) => Ok(Some((true, node))),
        (None, None) => Ok(None),
    }
}

fn principals(members: &Members, kind: Kind, effect: Effect) -> Result<Option<Listed<Named>>, String> {
    match either(members, "Principal")? {
        Some(_) if !kind.has_principals() => {
            Err(format!("{} has none: the one it is attached to is the principal", kind.what()))
        }
        None if kind.has_principals() => Err(format!("is missing; {} says whom it is about", kind.what())),
        None => Ok(None),
        Some((true, _)) if effect == Effect::Allow => {
            Err("NotPrincipal goes only with Deny; with Allow it would let everyone else in".into())
        }
        Some((except, node)) => {
            let (values, written) = elements::principals(node)?;
            Ok(Some(Listed { except, values, written }))
        }
    }
}

fn actions(members: &Members) -> Result<Listed<Template>, String> {
    let (except, node) = either(members, "Action")?.ok_or("is missing; \"*\" stands for every action")?;
    let written = elements::texts(node)?;
    let values = written.iter().map(|text| elements::action(text)).collect::<Result<_, _>>()?;
    Ok(Listed { except, values, written })
}

fn resources(members: &Members, kind: Kind, variables: bool) -> Result<Option<Listed<Template>>, String> {
    match either(members, "Resource")? {
        Some(_) if kind == Kind::Trust => Err("a trust policy has none: it is about its own role".into()),
        None if kind == Kind::Trust => Ok(None),
        None => Err("is missing; \"*\" stands for every resource".into()),
        Some((except, node)) => {
            let written = elements::texts(node)?;
            let read = |text: &String| elements::resource(text, variables);
            let values = written.iter().map(read).collect::<Result<_, _>>()?;
            Ok(Some(Listed { except, values, written }))
        }
    }
}

fn conditions(node: Option<&Node>, variables: bool) -> Result<Vec<Condition>, String> {
    let operators = match node {
        None => return Ok(vec![]),
        Some(Node::Object(operators)) => operators,
        Some(node) => return Err(format!("must be an object of operators, not {}", node.what())),
    };
    let mut conditions = Vec::new();
    for (operator, keys) in operators {
        let Node::Object(keys) = keys else {
            return Err(format!("{operator} must hold an object of keys, not {}", keys.what()));
        };
        for (key, values) in keys {
            conditions.push(Condition::parse(operator, key, elements::values(values)?, variables)?);
        }
    }
    Ok(conditions)
}

fn unique_sids(statements: &[Statement]) -> Result<(), InvalidPolicy> {
    let mut sids = BTreeSet::new();
    for statement in statements {
        if let Some(sid) = &statement.sid
            && !sids.insert(sid)
        {
            let problem = format!("another statement is called {sid:?} already");
            return Err(InvalidPolicy::Statement { number: statement.number, element: "Sid".into(), problem });
        }
    }
    Ok(())
}

/// The organisation's own policy allows everything and cannot be detached; what one writes oneself only denies.
fn only_denies(statement: Statement) -> Result<Statement, InvalidPolicy> {
    let number = statement.number;
    let wrong = |element: &str, problem: &str| {
        Err(InvalidPolicy::Statement { number, element: element.into(), problem: problem.into() })
    };
    if statement.effect == Effect::Allow {
        return wrong("Effect", "a resource control policy only denies");
    }
    if statement.principals.as_ref().is_some_and(|listed| listed.except || listed.values != [Named::Everyone]) {
        return wrong("Principal", "is always \"*\" in a resource control policy");
    }
    Ok(statement)
}
