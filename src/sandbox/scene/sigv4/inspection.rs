//! Each check of the service: what it looks at, and what it finds.

use domain::sigv4::{Canonical, Part, Presented, Request, Rules, Timestamp, UNSIGNED_PAYLOAD, parameter};

use super::{
    answer::{Fault, Service},
    form::{Plan, REGION, TEMPORARY_KEY, basic},
    transit::Received,
};
use crate::sandbox::sigv4::{Seal, sha256};

/// One check's finding: why it passes or refuses, and the fault.
pub(super) struct Found {
    pub(super) reason: String,
    pub(super) fault: Option<Fault>,
    pub(super) shown: Vec<(&'static str, String)>,
}

impl Found {
    pub(super) fn good(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), fault: None, shown: vec![] }
    }

    fn bad(reason: impl Into<String>, fault: Fault) -> Self {
        Self { reason: reason.into(), fault: Some(fault), shown: vec![] }
    }
}

pub(super) struct Inspection<'a> {
    pub(super) plan: &'a Plan,
    pub(super) received: &'a Received,
    /// What the client signed, to show what differs.
    pub(super) meant: &'a Canonical,
    pub(super) presented: Presented,
    pub(super) secret: &'a str,
    pub(super) now_ms: i64,
}

impl Inspection<'_> {
    pub(super) fn scope(&self) -> Found {
        let given = &self.presented.scope.region;
        if given == REGION {
            return Found::good(format!(
                "The scope names {REGION} and {}, which is right here.",
                self.plan.service.name()
            ));
        }
        Found::bad(
            format!(
                "The scope names {given}, and the resource is in {REGION}. A key made for one Region signs for no other."
            ),
            Fault::Region { given: given.clone(), presigned: self.plan.presigned },
        )
    }

    pub(super) fn credentials(&self) -> Found {
        let token = if self.plan.presigned {
            parameter(&self.received.query, "X-Amz-Security-Token")
        } else {
            self.received.header("x-amz-security-token").map(str::to_owned)
        };
        if self.presented.access_key != TEMPORARY_KEY {
            return Found::good("A key of an IAM user: it needs no session token and does not end by itself.");
        }
        if token.is_none() {
            return Found::bad(
                "A key that begins with ASIA exists only together with its session token. Without it the service does not \
                 know the key.",
                Fault::TokenMissing,
            );
        }
        if self.plan.sent_s >= self.plan.session_s {
            return Found::bad(
                "The credentials of the signer have ended, and everything that they signed ends with them, whatever \
                 X-Amz-Expires promises.",
                Fault::TokenExpired,
            );
        }
        Found::good("Temporary credentials with their session token, and they have not ended.")
    }

    pub(super) fn time(&self) -> Found {
        let signed = self.received.time().unwrap_or_default();
        let Some(signed_s) = seconds(&signed) else { return Found::bad("The time cannot be read.", Fault::Signature) };
        let now_s = self.now_ms.div_euclid(1000);
        let now = basic(self.now_ms);
        let skew_min = self.plan.service.skew_min();
        if signed_s > now_s + skew_min * 60 {
            let presigned = self.plan.presigned;
            let fault = Fault::Early { signed: signed.clone(), now: now.clone(), presigned };
            return Found::bad(
                format!("It was signed at {signed}, and here it is {now}: the time is still to come."),
                fault,
            );
        }
        if self.plan.presigned {
            return self.expiry(signed_s, now_s, &signed);
        }
        if signed_s < now_s - skew_min * 60 {
            return Found::bad(
                format!(
                    "It was signed at {signed}, and here it is {now}. {} takes {skew_min} minutes at most, so that what \
                     somebody recorded cannot be sent again later.",
                    self.plan.service.party()
                ),
                Fault::Late { signed, now },
            );
        }
        Found::good(format!("Signed at {signed}, and here it is {now}: within {skew_min} minutes."))
    }

    fn expiry(&self, signed_s: i64, now_s: i64, signed: &str) -> Found {
        let good_for = parameter(&self.received.query, "X-Amz-Expires").unwrap_or_default();
        let end_s = signed_s + good_for.parse::<i64>().unwrap_or_default();
        if now_s <= end_s {
            return Found::good(format!("Signed at {signed} for {good_for} seconds, which are not over."));
        }
        Found::bad(
            format!("Signed at {signed} for {good_for} seconds. They are over."),
            Fault::Expired { signed: signed.to_owned(), good_for, end_s, now_s },
        )
    }

    pub(super) fn signature(&self) -> Found {
        let timestamp = self.received.time().and_then(|time| Timestamp::parse(&time));
        let Some(timestamp) = timestamp else { return Found::bad("The time cannot be read.", Fault::Signature) };
        let seal = Seal::of(self.canonical(), &timestamp, &self.presented.scope, self.secret);
        let mut shown = vec![
            ("Signature that came", self.presented.signature.clone()),
            ("Signature that the service computes", seal.signature.clone()),
        ];
        let found = if seal.signature == self.presented.signature {
            Found::good("From the headers that the signature names the service comes to the same signature.")
        } else {
            shown.insert(0, ("Where the canonical requests differ", difference(self.meant, &seal.canonical)));
            let reason = "The service writes the canonical request from what arrived. It is not the one that was signed, \
                          so its hash is another, and the signature too.";
            Found::bad(reason, Fault::Signature)
        };
        Found { shown, ..found }
    }

    fn canonical(&self) -> Canonical {
        let headers: Vec<(String, String)> =
            self.received.headers.iter().filter(|(name, _)| self.presented.is_signed(name)).cloned().collect();
        let scope = &self.presented.scope;
        let rules = Rules::of(&scope.service);
        let payload = match (rules, self.received.header("x-amz-content-sha256")) {
            (Rules::S3, Some(claimed)) => claimed.to_owned(),
            (Rules::S3, None) => UNSIGNED_PAYLOAD.to_owned(),
            (Rules::Others, _) => sha256(self.received.body.as_bytes()),
        };
        let unsigned: Vec<&str> =
            self.received.query.split('&').filter(|pair| !pair.starts_with("X-Amz-Signature=")).collect();
        let request = Request {
            method: &self.received.method,
            path: &self.received.path,
            query: &unsigned.join("&"),
            headers: &headers,
            payload: &payload,
        };
        Canonical::of(&request, rules)
    }

    pub(super) fn coverage(&self) -> Found {
        if self.plan.service != Service::S3 {
            return Found::good("The body's hash was part of the signature.");
        }
        let unsigned = |name: &str| name.starts_with("x-amz-") && !self.presented.is_signed(name);
        if let Some((name, _)) = self.received.headers.iter().find(|(name, _)| unsigned(name)) {
            return Found::bad(
                format!("{name} is not signed. S3 takes no header that begins with x-amz- without a signature."),
                Fault::NotSigned(name.clone()),
            );
        }
        let claimed = self.received.header("x-amz-content-sha256");
        let computed = sha256(self.received.body.as_bytes());
        match claimed {
            None => Found::good("The body is not signed: S3 takes whatever comes with this address."),
            Some(claimed) if claimed == computed => Found::good("The body has the hash that was signed."),
            Some(claimed) => Found::bad(
                "The signature is right, and the header x-amz-content-sha256 is what was signed. The body that came has \
                 another hash.",
                Fault::Body { claimed: claimed.to_owned(), computed },
            ),
        }
    }
}

fn difference(meant: &Canonical, found: &Canonical) -> String {
    let (meant, found) = (meant.lines(), found.lines());
    let only = |sign: &str, these: &[(Part, String)], those: &[(Part, String)]| -> Vec<String> {
        these.iter().filter(|line| !those.contains(line)).map(|(_, line)| format!("{sign} {line}")).collect()
    };
    [only("signed: ", &meant, &found), only("arrived:", &found, &meant)].concat().join("\n")
}

/// Since 1970, of `20130524T000000Z`.
pub(super) fn seconds(written: &str) -> Option<i64> {
    let parsed = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", written).ok()?;
    Some(parsed.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}
