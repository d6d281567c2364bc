//! What `CloudTrail` records of a call to KMS: who, which key, which context, and nothing that was encrypted.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::kms::{KmsError, Request};

/// Made up.
pub(in crate::sandbox) const CALLER: &str = "arn:aws:sts::111122223333:assumed-role/sample-editors/alice";

pub(in crate::sandbox) fn entry(
    request: &Request<'_>,
    resource: &str,
    refusal: Option<&KmsError>,
    now_ms: i64,
) -> Value {
    let mut parameters = Map::new();
    match request.operation {
        "GenerateDataKey" => parameters.insert("keySpec".to_owned(), json!("AES_256")),
        _ => parameters.insert("encryptionAlgorithm".to_owned(), json!("SYMMETRIC_DEFAULT")),
    };
    if let Some(key) = &request.key {
        parameters.insert("keyId".to_owned(), json!(key));
    }
    if !request.context.is_empty() {
        parameters.insert("encryptionContext".to_owned(), request.context.json());
    }
    let mut entry = json!({
        "eventVersion": "1.11",
        "eventTime": Timestamp::from_millisecond(now_ms).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "eventSource": "kms.amazonaws.com",
        "eventName": request.operation,
        "awsRegion": "us-east-1",
        "sourceIPAddress": "192.0.2.10",
        "userIdentity": {
            "type": "AssumedRole",
            "arn": CALLER,
            "accountId": "111122223333",
            "accessKeyId": "ASIAIOSFODNN7EXAMPLE"
        },
        "requestParameters": parameters,
        "responseElements": null,
        "resources": [{"accountId": "111122223333", "type": "AWS::KMS::Key", "ARN": resource}],
        "readOnly": true,
        "managementEvent": true,
        "eventType": "AwsApiCall",
        "recipientAccountId": "111122223333"
    });
    if let (Some(refusal), Some(fields)) = (refusal, entry.as_object_mut()) {
        fields.insert("errorCode".to_owned(), json!(recorded(refusal.code)));
        if !refusal.message.is_empty() {
            fields.insert("errorMessage".to_owned(), json!(refusal.message));
        }
    }
    entry
}

/// A missing permission has one name in all trails.
fn recorded(code: &'static str) -> &'static str {
    if code == "AccessDeniedException" { "AccessDenied" } else { code }
}
