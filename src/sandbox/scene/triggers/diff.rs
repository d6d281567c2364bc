//! The same answer in three versions, side by side for each claim that it touches or wants to touch.

use std::collections::{BTreeMap, BTreeSet};

use domain::trigger::{PreToken, TokenKind, Version};
use serde_json::Value;

use super::{
    Block, Body, exhibit, heading,
    tokens::{Changed, Claims, Tokens},
};
use crate::sandbox::scene::{Cell, Table, Verdict};

const KINDS: [(TokenKind, &str); 2] = [(TokenKind::Id, "ID token"), (TokenKind::Access, "Access token")];

pub(super) fn blocks(answer: &PreToken, tokens: &Tokens) -> Vec<Block> {
    let mut blocks = vec![heading("The same rules in V1_0, V2_0 and V3_0")];
    let mut ignored = Vec::new();
    for (kind, title) in KINDS {
        let changed = Version::ALL.map(|version| tokens.after(kind, version, answer));
        let names = touched(kind, answer, tokens.before(kind), &changed);
        ignored.extend(why(title, &changed));
        if names.is_empty() {
            blocks.push(Block::Text(format!("{title}: nothing is asked of it, so it stays as it is.")));
            continue;
        }
        let rows = names.iter().map(|name| row(name, answer, tokens.before(kind), &changed));
        blocks.push(Block::Table(Table {
            caption: format!("{title}: all other claims stay as they are"),
            head: head(answer.version),
            rows: rows.collect(),
        }));
    }
    if !ignored.is_empty() {
        blocks.push(Block::Table(Table {
            caption: "What is ignored, and why. The pool says nothing of it to anybody.".to_owned(),
            head: ["Asked for", "In the", "In version", "Why it is ignored"].map(str::to_owned).to_vec(),
            rows: ignored,
        }));
    }
    for (kind, title) in KINDS {
        let claims = tokens.after(kind, answer.version, answer).claims;
        let caption = format!("{title} in {}: its claims, not yet signed", answer.version.as_str());
        blocks.push(exhibit(&caption, Body::Json(Value::Object(claims))));
    }
    let note = "V3_0 treats people like V2_0. What it adds are machines: of the three it is the only one that runs for client \
        credentials. The tokens scene mints real tokens with these claims.";
    blocks.push(Block::Text(note.to_owned()));
    blocks
}

fn head(chosen: Version) -> Vec<String> {
    let versions = Version::ALL.map(|version| {
        let mark = if version == chosen { " (chosen)" } else { "" };
        format!("{}{mark}", version.as_str())
    });
    ["Claim", "Before"].map(str::to_owned).into_iter().chain(versions).collect()
}

/// The claims that are asked for, and those that change because of them.
fn touched(kind: TokenKind, answer: &PreToken, before: &Claims, changed: &[Changed; 3]) -> BTreeSet<String> {
    let asked = if kind == TokenKind::Id { &answer.id } else { &answer.access };
    let mut names: BTreeSet<String> = asked.add.keys().chain(&asked.suppress).cloned().collect();
    names.extend((!asked.scopes_to_add.is_empty()).then(|| "scope".to_owned()));
    for Changed { claims, .. } in changed {
        let all = before.keys().chain(claims.keys());
        names.extend(all.filter(|&name| before.get(name) != claims.get(name)).cloned());
    }
    names
}

fn row(name: &str, answer: &PreToken, before: &Claims, changed: &[Changed; 3]) -> Vec<Cell> {
    let cells = changed.iter().map(|Changed { claims, refused, .. }| {
        let text = shown(claims.get(name));
        let asked =
            |claim: &str| claim == name || name == "scope" && answer.access.scopes_to_add.iter().any(|s| s == claim);
        if claims.get(name) != before.get(name) {
            Cell::marked(text, Verdict::Done)
        } else if refused.iter().any(|refused| asked(&refused.claim)) {
            Cell::marked(format!("{text} (ignored)"), Verdict::Refused)
        } else {
            Cell::text(text)
        }
    });
    [Cell::text(name), Cell::text(shown(before.get(name)))].into_iter().chain(cells).collect()
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "—".to_owned(), Value::to_string)
}

/// A row for each thing that is ignored, with all versions in which it is ignored for the same reason.
fn why(title: &str, changed: &[Changed; 3]) -> Vec<Vec<Cell>> {
    let mut versions: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for Changed { version, refused, .. } in changed {
        for refused in refused {
            versions.entry((&refused.claim, refused.why)).or_default().push(version.as_str());
        }
    }
    let row = |((claim, why), versions): ((&str, &str), Vec<&str>)| {
        [claim, title, &versions.join(", "), why].map(Cell::text).to_vec()
    };
    versions.into_iter().map(row).collect()
}
