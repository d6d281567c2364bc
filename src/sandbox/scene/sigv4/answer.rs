//! What each service answers to a request that it refuses: status, code and message, in its own format.

use jiff::Timestamp;

use crate::sandbox::scene::Source;

use super::form::{REGION, TEMPORARY_KEY, basic};

const S3_ERRORS: Source = Source {
    title: "Amazon S3: error responses",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
};
const TROUBLESHOOTING: Source = Source {
    title: "AWS IAM: troubleshoot Signature Version 4 signing",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html",
};
const PRESIGNED: Source = Source {
    title: "Amazon S3: download and upload objects with presigned URLs",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html",
};

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS \
                        Secret Access Key and signing method. Consult the service documentation for details.";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    S3,
    DynamoDb,
    ExecuteApi,
    Sts,
}

pub(super) enum Fault {
    Region { given: String, presigned: bool },
    TokenMissing,
    TokenExpired,
    Early { signed: String, now: String, presigned: bool },
    Late { signed: String, now: String },
    Expired { signed: String, good_for: String, end_s: i64, now_s: i64 },
    Signature,
    NotSigned(String),
    Body { claimed: String, computed: String },
}

pub(super) struct Answer {
    service: Service,
    status: u16,
    code: &'static str,
    message: String,
    /// More elements of S3's answer.
    more: Vec<(&'static str, String)>,
    pub(super) source: Source,
}

impl Service {
    const ALL: [Self; 4] = [Self::S3, Self::DynamoDb, Self::ExecuteApi, Self::Sts];

    pub(super) fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|service| service.name() == name).unwrap_or(Self::S3)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::DynamoDb => "dynamodb",
            Self::ExecuteApi => "execute-api",
            Self::Sts => "sts",
        }
    }

    pub(super) fn party(self) -> &'static str {
        match self {
            Self::S3 => "Amazon S3",
            Self::DynamoDb => "DynamoDB",
            Self::ExecuteApi => "API Gateway",
            Self::Sts => "AWS STS",
        }
    }

    fn host(self) -> &'static str {
        match self {
            Self::S3 => "sample-notes.s3.us-east-1.amazonaws.com",
            Self::DynamoDb => "dynamodb.us-east-1.amazonaws.com",
            Self::ExecuteApi => "example000.execute-api.us-east-1.amazonaws.com",
            Self::Sts => "sts.us-east-1.amazonaws.com",
        }
    }

    /// A host that was typed stays; that of another service does not.
    pub(super) fn host_or(self, typed: &str) -> String {
        let typed = typed.trim();
        let a_sample = typed.is_empty() || Self::ALL.iter().any(|service| service.host() == typed);
        if a_sample { self.host() } else { typed }.to_owned()
    }

    /// How far a request's time may be from the service's, in minutes.
    pub(super) fn skew_min(self) -> i64 {
        match self {
            Self::S3 | Self::Sts => 15,
            Self::DynamoDb | Self::ExecuteApi => 5,
        }
    }

    pub(super) fn source(self) -> Source {
        if self == Self::S3 { S3_ERRORS } else { TROUBLESHOOTING }
    }

    pub(super) fn answer(self, fault: Fault) -> Answer {
        if self == Self::S3 { s3(fault) } else { self.other(fault) }
    }

    fn other(self, fault: Fault) -> Answer {
        let minutes = self.skew_min();
        let bound = |now: &str, by_min: i64| shifted(now, by_min);
        let mismatch = if self == Self::Sts { "SignatureDoesNotMatch" } else { "InvalidSignatureException" };
        let (code, message) = match fault {
            Fault::Region { given, .. } => {
                (mismatch, format!("Credential should be scoped to a valid region, not '{given}'."))
            }
            Fault::TokenMissing => {
                let code = if self == Self::Sts { "InvalidClientTokenId" } else { "UnrecognizedClientException" };
                (code, "The security token included in the request is invalid.".to_owned())
            }
            Fault::TokenExpired => {
                let code = if self == Self::Sts { "ExpiredToken" } else { "ExpiredTokenException" };
                (code, "The security token included in the request is expired".to_owned())
            }
            Fault::Early { signed, now, .. } => {
                let bound = bound(&now, minutes);
                (
                    mismatch,
                    format!("Signature not yet current: {signed} is still later than {bound} ({now} + {minutes} min.)"),
                )
            }
            Fault::Late { signed, now } => {
                let bound = bound(&now, -minutes);
                (mismatch, format!("Signature expired: {signed} is now earlier than {bound} ({now} - {minutes} min.)"))
            }
            Fault::Expired { signed, good_for, now_s, .. } => {
                let bound = basic((now_s - good_for.parse::<i64>().unwrap_or_default()) * 1000);
                (mismatch, format!("Signature expired: {signed} is now earlier than {bound}"))
            }
            Fault::Signature | Fault::NotSigned(_) | Fault::Body { .. } => (mismatch, MISMATCH.to_owned()),
        };
        let status = if self == Self::DynamoDb { 400 } else { 403 };
        Answer { service: self, status, code, message, more: vec![], source: TROUBLESHOOTING }
    }
}

fn s3(fault: Fault) -> Answer {
    let plain = |status, code, message: &str| Answer {
        service: Service::S3,
        status,
        code,
        message: message.to_owned(),
        more: vec![],
        source: S3_ERRORS,
    };
    match fault {
        Fault::Region { given, presigned } => {
            let (code, start) = if presigned {
                ("AuthorizationQueryParametersError", "Error parsing the X-Amz-Credential parameter")
            } else {
                ("AuthorizationHeaderMalformed", "The authorization header is malformed")
            };
            let message = format!("{start}; the region '{given}' is wrong; expecting '{REGION}'");
            Answer { more: vec![("Region", REGION.to_owned())], ..plain(400, code, &message) }
        }
        Fault::TokenMissing => Answer {
            more: vec![("AWSAccessKeyId", TEMPORARY_KEY.to_owned())],
            ..plain(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
        },
        Fault::TokenExpired => {
            Answer { source: PRESIGNED, ..plain(400, "ExpiredToken", "The provided token has expired.") }
        }
        Fault::Early { presigned: true, .. } => plain(403, "AccessDenied", "Request is not valid yet"),
        Fault::Early { signed, now, .. } | Fault::Late { signed, now } => Answer {
            more: vec![
                ("RequestTime", signed),
                ("ServerTime", now),
                ("MaxAllowedSkewMilliseconds", "900000".to_owned()),
            ],
            ..plain(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
            )
        },
        Fault::Expired { good_for, end_s, now_s, .. } => Answer {
            more: vec![("X-Amz-Expires", good_for), ("Expires", extended(end_s)), ("ServerTime", extended(now_s))],
            source: PRESIGNED,
            ..plain(403, "AccessDenied", "Request has expired")
        },
        Fault::Signature => plain(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        ),
        Fault::NotSigned(name) => Answer {
            more: vec![("HeadersNotSigned", name)],
            ..plain(403, "AccessDenied", "There were headers present in the request which were not signed")
        },
        Fault::Body { claimed, computed } => Answer {
            more: vec![("ClientComputedContentSHA256", claimed), ("S3ComputedContentSHA256", computed)],
            ..plain(
                400,
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.",
            )
        },
    }
}

impl Answer {
    pub(super) fn label(&self) -> String {
        let said = if self.code == "AccessDenied" { format!(": {}", self.message) } else { String::new() };
        format!("{} {}{said}", self.status, self.code)
    }

    /// Status and body. What AWS adds to each answer, ids of the request, is left out.
    pub(super) fn text(&self) -> String {
        let Self { status, code, message, .. } = self;
        let body = match self.service {
            Service::S3 => {
                let more = self.more.iter().map(|(name, value)| format!("  <{name}>{value}</{name}>\n"));
                format!(
                    "<Error>\n  <Code>{code}</Code>\n  <Message>{message}</Message>\n{}</Error>",
                    more.collect::<String>()
                )
            }
            Service::Sts => format!(
                "<ErrorResponse>\n  <Error>\n    <Type>Sender</Type>\n    <Code>{code}</Code>\n    <Message>{message}\
                 </Message>\n  </Error>\n</ErrorResponse>"
            ),
            Service::DynamoDb => {
                format!("{{\"__type\":\"com.amazon.coral.service#{code}\",\"message\":\"{message}\"}}")
            }
            Service::ExecuteApi => format!("x-amzn-ErrorType: {code}\n\n{{\"message\":\"{message}\"}}"),
        };
        format!("HTTP/1.1 {status}\n{body}")
    }
}

/// `2013-05-24T00:00:00Z`
fn extended(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn shifted(basic_time: &str, by_min: i64) -> String {
    super::inspection::seconds(basic_time).map_or_else(String::new, |seconds| basic((seconds + by_min * 60) * 1000))
}
