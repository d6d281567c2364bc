//! What is asked of AWS with the credentials, as it is sent, as policies see it, and as it is answered.

use domain::policy::{Decision, Layer, Outcome as Decided, Principal, Request};
use serde_json::{Value, json};

use super::roles::{self, ACCOUNT, OTHER_IDENTITY};
use crate::sandbox::{
    identity::Credentials,
    scene::{Body, Source},
};

const BUCKET: &str = "sample-files";
const TABLE: &str = "sample-notes";
const REGION: &str = "us-east-1";
const SECRET: &str = "sample-secret-000000";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    GetObject,
    PutObject,
    ListBucket,
    GetItem,
    GetSecret,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Own,
    Other,
    UserPoolSub,
}

/// Somebody who has credentials now.
pub(super) struct Session {
    /// The ARN of the role.
    pub(super) role: String,
    /// The session's name.
    pub(super) name: &'static str,
    pub(super) identity: String,
    /// The claims of the identity pool's token.
    pub(super) claims: Value,
    pub(super) credentials: Credentials,
    /// A guest of the enhanced flow.
    pub(super) narrowed: bool,
}

impl Session {
    pub(super) fn arn(&self) -> String {
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/{}/{}", roles::name(&self.role), self.name)
    }
}

impl Action {
    pub(super) const ALL: [Self; 5] =
        [Self::GetObject, Self::PutObject, Self::ListBucket, Self::GetItem, Self::GetSecret];

    pub(super) fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|action| action.name() == name).unwrap_or(Self::GetObject)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::GetObject => "s3:GetObject",
            Self::PutObject => "s3:PutObject",
            Self::ListBucket => "s3:ListBucket",
            Self::GetItem => "dynamodb:GetItem",
            Self::GetSecret => "secretsmanager:GetSecretValue",
        }
    }

    pub(super) fn service(self) -> &'static str {
        match self {
            Self::GetObject | Self::PutObject | Self::ListBucket => "S3",
            Self::GetItem => "DynamoDB",
            Self::GetSecret => "Secrets Manager",
        }
    }

    pub(super) fn source(self) -> Source {
        match self {
            Self::GetItem => super::sources::OWN_ROWS,
            Self::GetSecret => super::sources::EVALUATION,
            _ => super::sources::OWN_FOLDERS,
        }
    }

    /// `owner`: whose files or rows.
    pub(super) fn request(self, session: &Session, owner: &str) -> Request {
        let principal = Principal::RoleSession { session: session.arn(), role: session.role.clone() };
        let resource = match self {
            Self::GetObject | Self::PutObject => format!("arn:aws:s3:::{BUCKET}/private/{owner}/notes.txt"),
            Self::ListBucket => format!("arn:aws:s3:::{BUCKET}"),
            Self::GetItem => format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{TABLE}"),
            Self::GetSecret => format!("arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{SECRET}"),
        };
        let mut request = Request::new(principal, self.name(), &resource);
        for claim in ["aud", "sub", "amr"] {
            let value = &session.claims[claim];
            let list = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
            let texts: Vec<&str> = list.into_iter().filter_map(Value::as_str).collect();
            request = request.with_all(&format!("cognito-identity.amazonaws.com:{claim}"), texts);
        }
        match self {
            Self::ListBucket => request.with("s3:prefix", &format!("private/{owner}/")),
            Self::GetItem => request.with("dynamodb:LeadingKeys", owner),
            _ => request,
        }
    }

    /// As it goes over the wire.
    pub(super) fn sent(self, session: &Session, owner: &str, day: &str) -> Body {
        let signed = |service: &str| {
            let Credentials { access_key_id, session_token, .. } = &session.credentials;
            format!(
                "Authorization: AWS4-HMAC-SHA256 Credential={access_key_id}/{day}/{REGION}/{service}/aws4_request, …\n\
                 X-Amz-Security-Token: {session_token}"
            )
        };
        let path = owner.replace(':', "%3A");
        let s3 = |line: String| format!("{line} HTTP/1.1\nHost: {BUCKET}.s3.{REGION}.amazonaws.com\n{}", signed("s3"));
        let json = |service: &str, target: &str, body: Value| {
            let head = format!("POST / HTTP/1.1\nHost: {service}.{REGION}.amazonaws.com\nX-Amz-Target: {target}");
            format!("{head}\n{}\n\n{body:#}", signed(service))
        };
        Body::Text(match self {
            Self::GetObject => s3(format!("GET /private/{path}/notes.txt")),
            Self::PutObject => s3(format!("PUT /private/{path}/notes.txt")),
            Self::ListBucket => s3(format!("GET /?list-type=2&prefix=private%2F{path}%2F")),
            Self::GetItem => {
                let body = json!({"TableName": TABLE, "Key": {"owner": {"S": owner}}});
                json("dynamodb", "DynamoDB_20120810.GetItem", body)
            }
            Self::GetSecret => {
                json("secretsmanager", "secretsmanager.GetSecretValue", json!({"SecretId": "sample-secret"}))
            }
        })
    }

    /// `403` in the service's own words.
    pub(super) fn refusal(self, request: &Request, decision: &Decision) -> Body {
        let action = self.name();
        let resource = match self.service() {
            "S3" => format!("{:?}", request.resource),
            _ => request.resource.clone(),
        };
        let because = match &decision.outcome {
            Decided::Denied(_) => "with an explicit deny in an identity-based policy".to_owned(),
            Decided::NotAllowed(missing) if missing.contains(&Layer::IdentityBased) => {
                format!("because no identity-based policy allows the {action} action")
            }
            _ => format!("because no session policy allows the {action} action"),
        };
        let message = format!(
            "User: {} is not authorized to perform: {action} on resource: {resource} {because}",
            request.principal
        );
        match self {
            Self::GetItem => {
                let name = "com.amazon.coral.service#AccessDeniedException";
                Body::Json(json!({"__type": name, "Message": message}))
            }
            Self::GetSecret => Body::Json(json!({"__type": "AccessDeniedException", "Message": message})),
            _ => Body::Text(format!("<Error>\n  <Code>AccessDenied</Code>\n  <Message>{message}</Message>\n</Error>")),
        }
    }
}

impl Whose {
    pub(super) const ALL: [Self; 3] = [Self::Own, Self::Other, Self::UserPoolSub];

    pub(super) fn named(id: &str) -> Self {
        Self::ALL.into_iter().find(|whose| whose.id() == id).unwrap_or(Self::Own)
    }

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
            Self::UserPoolSub => "user-pool-sub",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Own => "One's own",
            Self::Other => "Somebody else's",
            Self::UserPoolSub => "One's own, named by the sub of the login",
        }
    }

    /// The id by which files and rows are named. `subject`: of the login, if there is one.
    pub(super) fn owner(self, identity: &str, subject: Option<&str>) -> String {
        match self {
            Self::Own => identity,
            Self::Other => OTHER_IDENTITY,
            Self::UserPoolSub => subject.unwrap_or(identity),
        }
        .to_owned()
    }
}
