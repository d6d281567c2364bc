//! The form: who asks for which rows and columns, and the policy.

use super::{
    asked::{Operation, RETURN_VALUES, SELECTS},
    examples,
    items::{GAMES, PLAYERS},
};
use crate::sandbox::scene::{Choices, Control, Input};

const LONGEST_LINE: usize = 200;

pub(super) fn controls(choices: &Choices) -> Vec<Control> {
    let select = |name, label, help, options: Vec<(&'static str, &'static str)>| {
        let known: Vec<&str> = options.iter().map(|&(value, _)| value).collect();
        let chosen = choices.one_of(name, &known).to_owned();
        Control { name, label, help, input: Input::Select { options, chosen } }
    };
    let same = |known: &[&'static str]| known.iter().map(|&value| (value, value)).collect();
    let players = || PLAYERS.map(|player| (player.id, player.name)).to_vec();
    let operations = Operation::ALL.map(Operation::name);
    let columns = Input::Line { value: choices.text("columns", examples::COLUMNS).to_owned(), longest: LONGEST_LINE };
    let policy =
        Input::Area { value: choices.text("policy", examples::POLICY).to_owned(), longest: Choices::LONGEST, rows: 20 };
    vec![
        select(
            "caller",
            "Who asks",
            "Signed in through an identity pool; the id from there is in the session.",
            players(),
        ),
        select("operation", "Operation", "What is asked of DynamoDB.", same(&operations)),
        select("row", "Whose rows", "The partition key. A Scan has none.", players()),
        select("game", "Which game", "The sort key, for GetItem and PutItem.", same(&GAMES)),
        Control {
            name: "columns",
            label: "Columns (ProjectionExpression)",
            help: "Names between commas; empty: not sent. Not for PutItem.",
            input: columns,
        },
        select("select", "Select", "For Query and Scan; auto: not sent.", same(&SELECTS)),
        select("return_values", "ReturnValues", "For PutItem.", same(&RETURN_VALUES)),
        Control { name: "policy", label: "Policy of the role", help: "All that its sessions may do.", input: policy },
    ]
}
