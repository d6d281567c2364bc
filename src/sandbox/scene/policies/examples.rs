//! The example one finds, and the cases that each change one thing of it.

use crate::sandbox::scene::Case;

pub(super) const PRINCIPAL: &str = "arn:aws:sts::111122223333:assumed-role/sample-analyst/alice";
pub(super) const ACTION: &str = "s3:GetObject";
pub(super) const TARGET: &str = "arn:aws:s3:::sample-reports/blue/june.csv";
pub(super) const OWNER: &str = "111122223333";
pub(super) const OTHER_OWNER: &str = "444455556666";
pub(super) const CONTEXT: &str = "aws:PrincipalTag/team = blue
aws:SecureTransport = true";

pub(super) const IDENTITY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ListReports",
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::sample-reports"
    },
    {
      "Sid": "ReadReportsOfOwnTeam",
      "Effect": "Allow",
      "Action": "s3:Get*",
      "Resource": "arn:aws:s3:::sample-reports/${aws:PrincipalTag/team}/*"
    }
  ]
}"#;

pub(super) const RESOURCE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "OnlyEncryptedConnections",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": "arn:aws:s3:::sample-reports/*",
      "Condition": {
        "Bool": { "aws:SecureTransport": "false" }
      }
    }
  ]
}"#;

const ONLY_TABLES: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "OnlyTables",
    "Effect": "Allow",
    "Action": "dynamodb:*",
    "Resource": "*"
  }
}"#;

const ONLY_LISTS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "OnlyLists",
    "Effect": "Allow",
    "Action": "s3:ListBucket",
    "Resource": "*"
  }
}"#;

const NO_STORAGE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "AllButStorage",
    "Effect": "Allow",
    "NotAction": "s3:*",
    "Resource": "*"
  }
}"#;

const ONLY_FROM_NETWORK: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "OnlyThroughOwnEndpoint",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": "arn:aws:s3:::sample-reports/*",
    "Condition": {
      "StringNotEquals": { "aws:SourceVpce": "vpce-0example0" }
    }
  }
}"#;

const WITH_MFA_IF_EXISTS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "ReadWithSecondFactor",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::sample-reports/*",
    "Condition": {
      "BoolIfExists": { "aws:MultiFactorAuthPresent": "true" }
    }
  }
}"#;

const SESSION_NAMED: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "AliceMayRead",
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:sts::111122223333:assumed-role/sample-analyst/alice" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::sample-reports/*"
  }
}"#;

const KEY: &str = "arn:aws:kms:us-east-1:111122223333:key/00000000-1111-2222-3333-444444444444";

const MAY_DECRYPT: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "Decrypt",
    "Effect": "Allow",
    "Action": "kms:Decrypt",
    "Resource": "*"
  }
}"#;

const KEY_OF_ADMINISTRATORS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "AdministratorsOnly",
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/sample-key-administrator" },
    "Action": "kms:*",
    "Resource": "*"
  }
}"#;

pub(super) const CASES: &[Case] = &[
    Case { id: "as-found", label: "Alice reads a report of her team", choices: &[] },
    Case { id: "other-action", label: "She writes instead of reading", choices: &[("action", "s3:PutObject")] },
    Case {
        id: "deny",
        label: "Her connection is not encrypted",
        choices: &[("context", "aws:PrincipalTag/team = blue\naws:SecureTransport = false")],
    },
    Case { id: "boundary", label: "Her role has a boundary for tables only", choices: &[("boundary", ONLY_TABLES)] },
    Case { id: "scp", label: "The organisation leaves storage out", choices: &[("scp", NO_STORAGE)] },
    Case {
        id: "session",
        label: "Her session was made with a policy for lists only",
        choices: &[("session", ONLY_LISTS)],
    },
    Case { id: "other-account", label: "The bucket belongs to another account", choices: &[("owner", OTHER_OWNER)] },
    Case {
        id: "resource-alone",
        label: "Only the bucket's policy names her",
        choices: &[("identity", ""), ("resource", SESSION_NAMED)],
    },
    Case {
        id: "missing-key",
        label: "StringNotEquals on a key that the request lacks",
        choices: &[("resource", ONLY_FROM_NETWORK)],
    },
    Case {
        id: "if-exists",
        label: "Long-term keys without MFA, and a condition with BoolIfExists",
        choices: &[("principal", "arn:aws:iam::111122223333:user/alice"), ("identity", WITH_MFA_IF_EXISTS)],
    },
    Case {
        id: "key",
        label: "A KMS key whose policy does not mention her account",
        choices: &[
            ("identity", MAY_DECRYPT),
            ("resource", KEY_OF_ADMINISTRATORS),
            ("action", "kms:Decrypt"),
            ("target", KEY),
        ],
    },
];
