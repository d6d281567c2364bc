//! The form of the scene: what is signed, how, and what happens to it.

use domain::sigv4::{decoded, encoded};
use jiff::Timestamp;

use super::{
    super::view::{Control, Input},
    Choices,
    answer::Service,
};
use crate::sandbox::sigv4::{SampleCredentials, SignRequest, SignedHeader};

/// Where the made-up resource is; the Region in the scope is the visitor's choice.
pub(super) const REGION: &str = "us-east-1";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
pub(super) const TEMPORARY_KEY: &str = "ASIAIOSFODNN7EXAMPLE";
const LASTING_KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const SESSION_TOKEN: &str = "SAMPLE-NOT-A-REAL-TOKEN-OF-A-SESSION";

type Options = [(&'static str, &'static str)];

const METHODS: &Options = &[("PUT", "PUT"), ("GET", "GET"), ("POST", "POST"), ("DELETE", "DELETE"), ("HEAD", "HEAD")];
const SERVICES: &Options =
    &[("s3", "Amazon S3"), ("dynamodb", "DynamoDB"), ("execute-api", "API Gateway (execute-api)"), ("sts", "AWS STS")];
const REGIONS: &Options = &[("us-east-1", "us-east-1, where the resource is"), ("us-west-2", "us-west-2")];
const MODES: &Options = &[("header", "in the header Authorization"), ("presigned", "in the address (presigned)")];
const TOKENS: &Options = &[
    ("sent", "temporary (ASIA…), token sent"),
    ("left-out", "temporary (ASIA…), token left out"),
    ("none", "of an IAM user (AKIA…), without a token"),
];
const SESSIONS: &Options = &[("3600", "after one hour"), ("900", "after 15 minutes"), ("43200", "after 12 hours")];
const SENT: &Options =
    &[("0", "at once"), ("600", "10 minutes later"), ("5400", "90 minutes later"), ("691200", "8 days later")];
const CHANGES: &Options = &[
    ("none", "nothing"),
    ("body", "the body is changed"),
    ("header", "a signed header is changed"),
    ("added", "a proxy adds the header Via"),
    ("added-amz", "somebody adds x-amz-acl: public-read"),
    ("path", "another path is asked for"),
];

pub(super) struct Plan {
    method: String,
    pub(super) service: Service,
    pub(super) region: String,
    host: String,
    path: String,
    query: String,
    body: String,
    headers: String,
    pub(super) presigned: bool,
    expires: String,
    pub(super) token: String,
    /// Seconds from now until the temporary credentials end.
    pub(super) session_s: i64,
    clock_min: i64,
    /// Seconds from signing until the request arrives.
    pub(super) sent_s: i64,
    pub(super) change: String,
}

impl Plan {
    pub(super) fn of(choices: &Choices) -> Self {
        let chosen = |name, options: &Options| {
            let known: Vec<&str> = options.iter().map(|&(value, _)| value).collect();
            choices.one_of(name, &known).to_owned()
        };
        let seconds = |name, options| chosen(name, options).parse().unwrap_or_default();
        let text = |name, example| choices.text(name, example).to_owned();
        let service = Service::of(&chosen("service", SERVICES));
        Self {
            method: chosen("method", METHODS),
            service,
            region: chosen("region", REGIONS),
            host: service.host_or(choices.text("host", "")),
            path: text("path", "/notes/first note.txt"),
            query: text("query", ""),
            body: text("body", "Sign what you send."),
            headers: text("headers", "Content-Type: text/plain"),
            presigned: chosen("mode", MODES) == "presigned",
            expires: text("expires", "300"),
            token: chosen("token", TOKENS),
            session_s: seconds("session", SESSIONS),
            clock_min: choices.number("clock", -30, 30, 0),
            sent_s: seconds("sent", SENT),
            change: chosen("change", CHANGES),
        }
    }

    pub(super) fn is_temporary(&self) -> bool {
        self.token != "none"
    }

    pub(super) fn typed_path(&self) -> &str {
        &self.path
    }

    /// Browsers send line ends as two characters.
    pub(super) fn body(&self) -> String {
        self.body.replace("\r\n", "\n")
    }

    /// `Err` is a sentence for the visitor.
    pub(super) fn request(&self, now_ms: i64) -> Result<SignRequest, String> {
        Ok(SignRequest {
            method: self.method.clone(),
            url: self.url(),
            headers: headers(&self.headers)?,
            body: self.body(),
            service: self.service.name().to_owned(),
            region: self.region.clone(),
            time: basic(now_ms.saturating_add(self.clock_min * 60_000)),
            credentials: SampleCredentials {
                access_key: if self.is_temporary() { TEMPORARY_KEY } else { LASTING_KEY }.to_owned(),
                secret: SECRET.to_owned(),
                session_token: (self.token == "sent").then(|| SESSION_TOKEN.to_owned()),
            },
            presign_seconds: self.presigned.then(|| self.expiry()).transpose()?,
            unsigned_payload: false,
        })
    }

    /// What was typed is plain text; in the address it is percent-encoded.
    fn url(&self) -> String {
        let path = self.path.split('/').map(|segment| encoded(segment.as_bytes())).collect::<Vec<_>>().join("/");
        let again = |text: &str| encoded(&decoded(text));
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty()).map(|pair| match pair.split_once('=') {
            Some((name, value)) => format!("{}={}", again(name), again(value)),
            None => again(pair),
        });
        let query = pairs.collect::<Vec<_>>().join("&");
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mark = if query.is_empty() { "" } else { "?" };
        format!("https://{}{slash}{path}{mark}{query}", self.host.trim())
    }

    fn expiry(&self) -> Result<u32, String> {
        let wrong = || format!("X-Amz-Expires is a number of seconds, and {:?} is none.", self.expires);
        self.expires.trim().parse().map_err(|_| wrong())
    }

    pub(super) fn controls(&self) -> Vec<Control> {
        let select = |name, label, help, options: &Options, chosen: &str| Control {
            name,
            label,
            help,
            input: Input::Select { options: options.to_vec(), chosen: chosen.to_owned() },
        };
        let line = |name, label, help, value: &str, longest| Control {
            name,
            label,
            help,
            input: Input::Line { value: value.to_owned(), longest },
        };
        let area = |name, label, help, value: &str, rows| Control {
            name,
            label,
            help,
            input: Input::Area { value: value.to_owned(), longest: 4096, rows },
        };
        let mode = if self.presigned { "presigned" } else { "header" };
        vec![
            select("service", "Service", "", SERVICES, self.service.name()),
            select("method", "Method", "", METHODS, &self.method),
            line("host", "Host", "Follows the service if you leave it empty.", &self.host, 200),
            line("path", "Path", "As plain text; it is encoded for you.", &self.path, 1024),
            line("query", "Query", "As in an address: name=value&name=value.", &self.query, 1024),
            area(
                "headers",
                "More headers",
                "One a line, as Name: value. No real tokens, please: they would stand in the address of this page.",
                &self.headers,
                3,
            ),
            area("body", "Body", "", &self.body, 3),
            select("mode", "Signature", "", MODES, mode),
            line("expires", "Expires after", "Seconds, 1 to 604800; for a presigned address.", &self.expires, 10),
            select("region", "Region in the scope", "", REGIONS, &self.region),
            select("token", "Credentials", "", TOKENS, &self.token),
            select("session", "The temporary credentials end", "", SESSIONS, &self.session_s.to_string()),
            Control {
                name: "clock",
                label: "The client's clock",
                help: "Minutes before or after the service's clock.",
                input: Input::Range { least: -30, most: 30, step: 1, value: self.clock_min },
            },
            select("sent", "It arrives", "", SENT, &self.sent_s.to_string()),
            select("change", "On the way", "", CHANGES, &self.change),
        ]
    }
}

/// `20130524T000000Z`; what no calendar holds becomes 1970.
pub(super) fn basic(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn headers(text: &str) -> Result<Vec<SignedHeader>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| match line.split_once(':') {
            Some((name, value)) => Ok(SignedHeader { name: name.trim().to_owned(), value: value.trim().to_owned() }),
            None => Err(format!("Line {} of the headers has no colon between name and value.", at + 1)),
        })
        .collect()
}
