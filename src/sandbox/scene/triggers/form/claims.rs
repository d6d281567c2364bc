//! Claims as one writes them into the form: `name = value`, a line each.

use domain::trigger::ClaimChanges;
use serde_json::{Map, Value};

pub(super) fn changes(add: &str, suppress: &str) -> Result<ClaimChanges, String> {
    let suppress = words(suppress).collect();
    Ok(ClaimChanges { add: added(add)?, suppress, ..ClaimChanges::default() })
}

pub(super) fn with_scopes(changes: ClaimChanges, scopes: &str) -> ClaimChanges {
    ClaimChanges { scopes_to_add: words(scopes).collect(), ..changes }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).map(str::to_owned)
}

fn added(text: &str) -> Result<Map<String, Value>, String> {
    let mut claims = Map::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |says: &str| format!("Claims to add, line {number}: {says}");
        let (name, written) = line.split_once('=').ok_or_else(|| wrong("write name = value."))?;
        let name = name.trim();
        if name.is_empty() {
            return Err(wrong("there is no name before the equals sign."));
        }
        let value = value(written).map_err(|at| {
            let column = line.chars().count() - written.chars().count() + at;
            format!("Claims to add, line {number}, column {column}: here the value stops being JSON.")
        })?;
        if claims.insert(name.to_owned(), value).is_some() {
            return Err(wrong("this claim was set before."));
        }
    }
    Ok(claims)
}

/// What looks like JSON has to be JSON; anything else is text. `Err` is the column, counted from one.
fn value(written: &str) -> Result<Value, usize> {
    match serde_json::from_str(written) {
        Ok(value) => Ok(value),
        Err(error) if written.trim_start().starts_with(['{', '[', '"']) => Err(error.column().max(1)),
        Err(_) => Ok(Value::from(written.trim())),
    }
}
