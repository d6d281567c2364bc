//! What is asked of DynamoDB, and what a policy learns of it.

use domain::policy::{Principal, Request};
use serde_json::{Map, Value, json};

use super::{
    examples,
    items::{ATTRIBUTES, GAMES, ITEMS, Item, KEYS, PLAYERS, Player, TABLE, TABLE_ARN},
};
use crate::sandbox::scene::Choices;

const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/sample-player/CognitoIdentityCredentials";
const MOST_COLUMNS: usize = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    GetItem,
    Query,
    Scan,
    PutItem,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub caller: Player,
    pub operation: Operation,
    /// Whose rows.
    pub row: Player,
    pub game: &'static str,
    /// The `ProjectionExpression`; empty when it is left out.
    pub columns: Vec<String>,
    /// The `Select` of a `Query` or `Scan`, when it is sent.
    pub select: Option<&'static str>,
    /// The `ReturnValues` of a `PutItem`.
    pub return_values: &'static str,
}

impl Asked {
    /// `Err` says what is wrong with the list of columns.
    pub(super) fn read(choices: &Choices) -> Result<Self, String> {
        let player = |name| {
            let chosen = choices.get(name);
            PLAYERS.into_iter().find(|player| Some(player.id) == chosen).unwrap_or(PLAYERS[0])
        };
        let operation = match choices.get("operation") {
            Some("GetItem") => Operation::GetItem,
            Some("Scan") => Operation::Scan,
            Some("PutItem") => Operation::PutItem,
            _ => Operation::Query,
        };
        Ok(Self {
            caller: player("caller"),
            operation,
            row: player("row"),
            game: choices.one_of("game", &GAMES),
            columns: columns(choices.text("columns", examples::COLUMNS))?,
            select: Some(choices.one_of("select", &SELECTS)).filter(|select| *select != SELECTS[0]),
            return_values: choices.one_of("return_values", &RETURN_VALUES),
        })
    }

    /// What DynamoDB itself would refuse, whatever the policy says.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        match (self.operation, self.select) {
            (Operation::Query | Operation::Scan, Some("SPECIFIC_ATTRIBUTES")) if self.columns.is_empty() => {
                Some("Select is SPECIFIC_ATTRIBUTES, and no columns are named.")
            }
            (Operation::Query | Operation::Scan, Some("ALL_ATTRIBUTES" | "COUNT")) if !self.columns.is_empty() => {
                Some("Where columns are named, Select can only be SPECIFIC_ATTRIBUTES.")
            }
            _ => None,
        }
    }

    /// Every read has one, sent or not.
    pub(super) fn effective_select(&self) -> &'static str {
        match (self.operation, self.select) {
            (Operation::Query | Operation::Scan, Some(select)) => select,
            _ if self.columns.is_empty() => "ALL_ATTRIBUTES",
            _ => "SPECIFIC_ATTRIBUTES",
        }
    }

    /// The attributes that the request names, which is all that a policy can see of them.
    pub(super) fn named(&self) -> Vec<&str> {
        let keys: &[&str] = match self.operation {
            Operation::GetItem => &KEYS,
            Operation::Query => &KEYS[..1],
            Operation::Scan => &[],
            Operation::PutItem => return self.written().map(|(name, _)| name).collect(),
        };
        let more = self.columns.iter().map(String::as_str).filter(|name| !keys.contains(name));
        keys.iter().copied().chain(more).collect()
    }

    fn written(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let values = Item::new(self.row, self.game).values();
        ATTRIBUTES.into_iter().zip(values).filter_map(|(name, value)| Some((name, value?)))
    }

    /// As a policy sees it.
    pub(super) fn request(&self) -> Request {
        let session = Principal::RoleSession {
            session: SESSION.to_owned(),
            role: "arn:aws:iam::111122223333:role/sample-player".to_owned(),
        };
        let action = format!("dynamodb:{}", self.operation.name());
        let request = Request::new(session, &action, TABLE_ARN)
            .with("cognito-identity.amazonaws.com:sub", self.caller.identity)
            .with_all("dynamodb:Attributes", self.named());
        match self.operation {
            Operation::Scan => request.with("dynamodb:Select", self.effective_select()),
            Operation::GetItem | Operation::Query => {
                request.with("dynamodb:LeadingKeys", self.row.identity).with("dynamodb:Select", self.effective_select())
            }
            Operation::PutItem => request
                .with("dynamodb:LeadingKeys", self.row.identity)
                .with("dynamodb:ReturnValues", self.return_values),
        }
    }

    /// As it is sent.
    pub(super) fn json(&self) -> Value {
        let text = |value: &str| json!({ "S": value });
        let mut body = Map::new();
        body.insert("TableName".into(), TABLE.into());
        match self.operation {
            Operation::GetItem => {
                let key = json!({ "player": text(self.row.identity), "game": text(self.game) });
                body.insert("Key".into(), key);
            }
            Operation::Query => {
                body.insert("KeyConditionExpression".into(), "player = :player".into());
                body.insert("ExpressionAttributeValues".into(), json!({ ":player": text(self.row.identity) }));
            }
            Operation::Scan => {}
            Operation::PutItem => {
                let item: Map<String, Value> =
                    self.written().map(|(name, value)| (name.to_owned(), typed(name, value))).collect();
                body.insert("Item".into(), item.into());
                body.insert("ReturnValues".into(), self.return_values.into());
                return body.into();
            }
        }
        if !self.columns.is_empty() {
            body.insert("ProjectionExpression".into(), self.columns.join(", ").into());
        }
        if let (Operation::Query | Operation::Scan, Some(select)) = (self.operation, self.select) {
            body.insert("Select".into(), select.into());
        }
        body.into()
    }

    /// Whether the operation would read or write this item.
    pub(super) fn reaches(&self, item: &Item) -> bool {
        match self.operation {
            Operation::Scan => true,
            Operation::Query => item.player == self.row,
            Operation::GetItem | Operation::PutItem => item.has_key(self.row, self.game),
        }
    }

    /// Whether a read would bring this attribute back.
    pub(super) fn wants(&self, attribute: &str) -> bool {
        match self.effective_select() {
            "ALL_ATTRIBUTES" => true,
            "COUNT" => false,
            _ => self.columns.iter().any(|column| column == attribute),
        }
    }

    pub(super) fn replaced(&self) -> Option<&'static Item> {
        ITEMS.iter().find(|item| item.has_key(self.row, self.game))
    }
}

/// The first is not sent.
pub(super) const SELECTS: [&str; 4] = ["auto", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT"];
pub(super) const RETURN_VALUES: [&str; 2] = ["NONE", "ALL_OLD"];

impl Operation {
    pub(super) const ALL: [Self; 4] = [Self::Query, Self::GetItem, Self::Scan, Self::PutItem];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::GetItem => "GetItem",
            Self::Query => "Query",
            Self::Scan => "Scan",
            Self::PutItem => "PutItem",
        }
    }
}

fn typed(name: &str, value: &str) -> Value {
    if matches!(name, "score" | "wins") { json!({ "N": value }) } else { json!({ "S": value }) }
}

/// Names between commas; one that stands twice counts once.
fn columns(text: &str) -> Result<Vec<String>, String> {
    let mut columns: Vec<String> = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return Err(format!("{name:.40?} is no name of an attribute. Write names between commas: game, score."));
        }
        if !columns.iter().any(|known| known == name) {
            columns.push(name.to_owned());
        }
    }
    if columns.len() > MOST_COLUMNS { Err(format!("At most {MOST_COLUMNS} columns, please.")) } else { Ok(columns) }
}
