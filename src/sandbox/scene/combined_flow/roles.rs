//! The roles of the scene, and the texts of their policies: who may take a role, and what it may do.

use domain::policy::{Kind, Policy};

pub(super) const ACCOUNT: &str = "111122223333";
pub(super) const AUTHENTICATED: &str = "sample-authenticated";
pub(super) const GUEST: &str = "sample-guest";
pub(super) const ADMIN: &str = "sample-admin";
pub(super) const ROLES: [&str; 5] = [AUTHENTICATED, GUEST, "sample-editors", "sample-readers", ADMIN];

pub(super) fn arn(role: &str) -> String {
    format!("arn:aws:iam::{ACCOUNT}:role/{role}")
}

pub(super) fn name(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or_default()
}

/// A policy that one chooses by name, and may then write oneself.
pub(super) struct Preset {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    text: fn(Place<'_>) -> String,
}

/// What the texts depend on.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// Its name.
    pub(super) role: &'a str,
    pub(super) identity_pool: &'a str,
}

pub(super) const TRUSTS: [Preset; 4] = [
    Preset { id: "right", label: "As it should be for this role", text: |place| trust(&[aud(place)], amr(place)) },
    Preset {
        id: "without-aud",
        label: "Without aud: any identity pool of the account",
        text: |place| trust(&[], amr(place)),
    },
    Preset { id: "guests", label: "For guests", text: |place| trust(&[aud(place)], "unauthenticated") },
    Preset {
        id: "other-sub",
        label: "For one identity (sub), somebody else's",
        text: |place| trust(&[aud(place), ("sub", OTHER_IDENTITY)], amr(place)),
    },
];

pub(super) const PERMISSIONS: [Preset; 4] = [
    Preset {
        id: "right",
        label: "As it should be for this role",
        text: |place| if place.role == ADMIN { WHOLE_BUCKET.to_owned() } else { OWN.to_owned() },
    },
    Preset { id: "whole-bucket", label: "Without the variable: every file", text: |_| WHOLE_BUCKET.to_owned() },
    Preset { id: "read-only", label: "Own files, reading only", text: |_| READ_ONLY.to_owned() },
    Preset { id: "everything", label: "Everything", text: |_| EVERYTHING.to_owned() },
];

/// The text of the preset with this id; of the first where there is none.
pub(super) fn text_of(presets: &[Preset; 4], id: &str, place: Place<'_>) -> String {
    let preset = presets.iter().find(|preset| preset.id == id).unwrap_or(&presets[0]);
    (preset.text)(place)
}

/// Whether somebody wrote it, or it only came along with the form.
pub(super) fn is_preset(presets: &[Preset; 4], text: &str, identity_pool: &str) -> bool {
    let same = |preset: &Preset| ROLES.iter().any(|role| (preset.text)(Place { role, identity_pool }) == text);
    presets.iter().any(same)
}

/// Somebody else's, in this identity pool.
pub(super) const OTHER_IDENTITY: &str = "us-east-1:bbbbbbbb-0000-1111-2222-333333333333";

fn aud(place: Place<'_>) -> (&'static str, &str) {
    ("aud", place.identity_pool)
}

fn amr(place: Place<'_>) -> &'static str {
    if place.role == GUEST { "unauthenticated" } else { "authenticated" }
}

fn trust(equal: &[(&str, &str)], amr: &str) -> String {
    let lines: Vec<String> = equal
        .iter()
        .map(|(key, value)| format!("          \"cognito-identity.amazonaws.com:{key}\": \"{value}\""))
        .collect();
    let equal = if lines.is_empty() {
        String::new()
    } else {
        format!("        \"StringEquals\": {{\n{}\n        }},\n", lines.join(",\n"))
    };
    format!(
        r#"{{
  "Version": "2012-10-17",
  "Statement": [
    {{
      "Effect": "Allow",
      "Principal": {{ "Federated": "cognito-identity.amazonaws.com" }},
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {{
{equal}        "ForAnyValue:StringLike": {{
          "cognito-identity.amazonaws.com:amr": "{amr}"
        }}
      }}
    }}
  ]
}}"#
    )
}

const OWN: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "OwnFiles",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject"],
      "Resource": "arn:aws:s3:::sample-files/private/${cognito-identity.amazonaws.com:sub}/*"
    },
    {
      "Sid": "ListOwnFiles",
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::sample-files",
      "Condition": {
        "StringLike": { "s3:prefix": "private/${cognito-identity.amazonaws.com:sub}/*" }
      }
    },
    {
      "Sid": "OwnRows",
      "Effect": "Allow",
      "Action": "dynamodb:GetItem",
      "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/sample-notes",
      "Condition": {
        "ForAllValues:StringEquals": {
          "dynamodb:LeadingKeys": ["${cognito-identity.amazonaws.com:sub}"]
        }
      }
    }
  ]
}"#;

const WHOLE_BUCKET: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "EveryFile",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject"],
      "Resource": "arn:aws:s3:::sample-files/private/*"
    },
    {
      "Sid": "ListEveryFile",
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::sample-files"
    }
  ]
}"#;

const READ_ONLY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadOwnFiles",
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::sample-files/private/${cognito-identity.amazonaws.com:sub}/*"
    }
  ]
}"#;

const EVERYTHING: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Everything", "Effect": "Allow", "Action": "*", "Resource": "*" }
  ]
}"#;

/// With which the enhanced flow narrows the sessions of guests: one that Cognito writes itself, and one that AWS
/// manages. What either allows stays possible.
pub(super) const SCOPE_DOWN: [(&str, &str); 2] =
    [("the identity pool's session policy", INLINE), ("AmazonCognitoUnAuthedIdentitiesSessionPolicy", MANAGED)];

pub(super) fn scope_down() -> Result<Vec<Policy>, String> {
    let read =
        |(name, text): (&str, &str)| Policy::parse(name, Kind::Session, text).map_err(|invalid| invalid.to_string());
    SCOPE_DOWN.into_iter().map(read).collect()
}

const INLINE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "cloudwatch:*", "logs:*", "dynamodb:*", "kinesis:*", "mobileanalytics:*", "s3:*", "ses:*", "sns:*", "sqs:*",
        "lambda:*", "machinelearning:*", "execute-api:*", "iot:*", "gamelift:*", "cognito-identity:*",
        "cognito-idp:*", "lex:*", "polly:*", "comprehend:*", "translate:*", "transcribe:*", "rekognition:*",
        "mobiletargeting:*", "firehose:*", "appsync:*", "personalize:*", "sagemaker:InvokeEndpoint",
        "cognito-sync:*", "codewhisperer:*", "textract:DetectDocumentText", "textract:AnalyzeDocument", "sdb:*"
      ],
      "Resource": ["*"]
    }
  ]
}"#;

const MANAGED: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "CognitoUnAuthedIdentitiesSessionPolicy",
      "Effect": "Allow",
      "Action": [
        "rum:PutRumEvents", "sagemaker:InvokeEndpoint", "polly:*", "comprehend:*", "translate:*", "transcribe:*",
        "rekognition:*", "mobiletargeting:*", "firehose:*", "personalize:*", "geo:GetMap*",
        "geo:SearchPlaceIndex*", "geo:GetPlace", "geo:CalculateRoute*", "geo:*Geofence", "geo:*Geofences",
        "geo:*DevicePosition*", "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom",
        "kms:GenerateDataKey", "kms:GenerateDataKeyPair", "kms:GenerateDataKeyPairWithoutPlaintext",
        "kms:GenerateDataKeyWithoutPlaintext"
      ],
      "Resource": "*"
    }
  ]
}"#;
