//! The policy one finds, and the cases that each change one thing.

use crate::sandbox::scene::Case;

pub(super) const COLUMNS: &str = "game, score";

pub(super) const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "OwnRowsListedColumns",
    "Effect": "Allow",
    "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
    "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/sample-scores",
    "Condition": {
      "ForAllValues:StringEquals": {
        "dynamodb:LeadingKeys": ["${cognito-identity.amazonaws.com:sub}"],
        "dynamodb:Attributes": ["player", "game", "score", "wins"]
      },
      "StringEqualsIfExists": {
        "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
        "dynamodb:ReturnValues": "NONE"
      }
    }
  }
}"#;

const WITH_SCAN: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "OwnRowsListedColumns",
    "Effect": "Allow",
    "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:Scan"],
    "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/sample-scores",
    "Condition": {
      "ForAllValues:StringEquals": {
        "dynamodb:LeadingKeys": ["${cognito-identity.amazonaws.com:sub}"],
        "dynamodb:Attributes": ["player", "game", "score", "wins"]
      },
      "StringEqualsIfExists": {
        "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
        "dynamodb:ReturnValues": "NONE"
      }
    }
  }
}"#;

const ANY_VALUE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "OwnRowsListedColumns",
    "Effect": "Allow",
    "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
    "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/sample-scores",
    "Condition": {
      "ForAnyValue:StringEquals": {
        "dynamodb:LeadingKeys": ["${cognito-identity.amazonaws.com:sub}"],
        "dynamodb:Attributes": ["player", "game", "score", "wins"]
      },
      "StringEqualsIfExists": {
        "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
        "dynamodb:ReturnValues": "NONE"
      }
    }
  }
}"#;

const NO_LEADING_KEYS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "ListedColumns",
    "Effect": "Allow",
    "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
    "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/sample-scores",
    "Condition": {
      "ForAllValues:StringEquals": {
        "dynamodb:Attributes": ["player", "game", "score", "wins"]
      },
      "StringEqualsIfExists": {
        "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
        "dynamodb:ReturnValues": "NONE"
      }
    }
  }
}"#;

const NO_SELECT: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "OwnRowsListedColumns",
    "Effect": "Allow",
    "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
    "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/sample-scores",
    "Condition": {
      "ForAllValues:StringEquals": {
        "dynamodb:LeadingKeys": ["${cognito-identity.amazonaws.com:sub}"],
        "dynamodb:Attributes": ["player", "game", "score", "wins"]
      }
    }
  }
}"#;

pub(super) const CASES: &[Case] = &[
    Case { id: "own-rows", label: "Alice asks for her own rows", choices: &[] },
    Case { id: "other-row", label: "She asks for Bob's rows", choices: &[("row", "bob")] },
    Case { id: "hidden-column", label: "She names a column that is not listed", choices: &[("columns", "game, risk")] },
    Case { id: "all-columns", label: "She names no columns", choices: &[("columns", "")] },
    Case {
        id: "no-select",
        label: "She names no columns, and the policy has no condition on Select",
        choices: &[("columns", ""), ("policy", NO_SELECT)],
    },
    Case {
        id: "scan",
        label: "The policy allows Scan too, and she scans",
        choices: &[("operation", "Scan"), ("policy", WITH_SCAN)],
    },
    Case {
        id: "any-value",
        label: "ForAnyValue, and a column that is not listed",
        choices: &[("columns", "game, risk"), ("policy", ANY_VALUE)],
    },
    Case {
        id: "no-leading-keys",
        label: "Bob's rows, and no condition on LeadingKeys",
        choices: &[("row", "bob"), ("policy", NO_LEADING_KEYS)],
    },
    Case { id: "put", label: "She replaces her own item", choices: &[("operation", "PutItem")] },
];
