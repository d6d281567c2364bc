//! The form: who asks for which rows and columns, and the policy.

use super::{
    asked::{Operation, RETURN_VALUES, SELECTS},
    examples,
    items::{GAMES, PLAYERS},
};
use crate::sandbox::scene::{Choices, Control, Input};

const LONGEST_LINE: usize = 200;

pub(super) fn controls(choices: &Choices) -> Vec<Control> {
    let select = |name, label, help, known: &[&'static str]| {
        let options = known.iter().map(|&value| (value, value)).collect();
        let input = Input::Select { options, chosen: choices.one_of(name, known).to_owned() };
        Control { name, label, help, input }
    };
    let names = PLAYERS.map(|player| player.name);
    let operations = Operation::ALL.map(Operation::name);
    let columns = Input::Line { value: choices.text("columns", examples::COLUMNS).to_owned(), longest: LONGEST_LINE };
    let policy =
        Input::Area { value: choices.text("policy", examples::POLICY).to_owned(), longest: Choices::LONGEST, rows: 20 };
    vec![
        select(
            "caller",
            "Who asks",
            "Signed in through an identity pool; the id from there is in the session.",
            &names,
        ),
        select("operation", "Operation", "What is asked of DynamoDB.", &operations),
        select("row", "Whose rows", "The partition key. A Scan has none.", &names),
        select("game", "Which game", "The sort key, for GetItem and PutItem.", &GAMES),
        Control {
            name: "columns",
            label: "Columns (ProjectionExpression)",
            help: "Names between commas; empty: not sent. Not for PutItem.",
            input: columns,
        },
        select("select", "Select", "For Query and Scan; auto: not sent.", &SELECTS),
        select("return_values", "ReturnValues", "For PutItem.", &RETURN_VALUES),
        Control { name: "policy", label: "Policy of the role", help: "All that its sessions may do.", input: policy },
    ]
}
