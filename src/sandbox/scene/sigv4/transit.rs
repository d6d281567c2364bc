//! What arrives at the service, after something may have happened to it on the way.

use domain::sigv4::{Canonical, Presented, encoded_path, parameter};

use super::{
    super::view::{Body, Step},
    answer::Service,
    form::Plan,
    signing::CLIENT,
};
use crate::sandbox::sigv4::{Address, SignedDraft};

pub(super) struct Received {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
    pub(super) authorization: Option<String>,
    /// What happened, in a sentence.
    story: &'static str,
}

impl Received {
    pub(super) fn of(plan: &Plan, address: &Address, signed: &SignedDraft) -> Self {
        let mut received = Self {
            method: signed.seal.canonical.method.clone(),
            path: address.path.clone(),
            query: signed.query.clone(),
            headers: signed.headers.clone(),
            body: plan.body(),
            authorization: signed.authorization.clone(),
            story: "Nothing happens to it on the way.",
        };
        received.story = received.change(&plan.change, &signed.seal.canonical);
        received
    }

    fn change(&mut self, change: &str, signed: &Canonical) -> &'static str {
        match change {
            "body" => {
                self.body.push_str(" And what you did not.");
                "Somebody adds a sentence to the body."
            }
            "header" => {
                let covered = |name: &str| signed.headers.iter().any(|(written, _)| written.eq_ignore_ascii_case(name));
                let last = self.headers.iter_mut().rfind(|(name, _)| !name.starts_with("x-amz-") && covered(name));
                if let Some((_, value)) = last {
                    value.push_str("-changed");
                }
                "The value of a header that was signed is changed."
            }
            "added" => {
                self.headers.push(("via".to_owned(), "1.1 proxy.example.com".to_owned()));
                "A proxy adds a header of its own, as proxies do. It was not there when the request was signed."
            }
            "added-amz" => {
                self.headers.push(("x-amz-acl".to_owned(), "public-read".to_owned()));
                "Somebody adds a header that would make the object public. It was not there when the request was signed."
            }
            "path" => {
                self.path = encoded_path(b"/private/salaries.txt");
                "Somebody asks for another path with the same signature."
            }
            _ => self.story,
        }
    }

    pub(super) fn presented(&self) -> Option<Presented> {
        match &self.authorization {
            Some(value) => Presented::in_header(value),
            None => Presented::in_query(&self.query),
        }
    }

    /// The time that the signature gives for itself.
    pub(super) fn time(&self) -> Option<String> {
        parameter(&self.query, "X-Amz-Date").or_else(|| self.header("x-amz-date").map(str::to_owned))
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(written, _)| written.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn step(&self, service: Service) -> Step {
        Step::done("Sent", CLIENT, service.party(), self.story).show("What arrives", Body::Text(self.text()))
    }

    /// As HTTP/1.1 would carry it.
    fn text(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        let path = if self.path.is_empty() { "/" } else { &self.path };
        let mut lines = vec![format!("{} {path}{mark}{} HTTP/1.1", self.method, self.query)];
        lines.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.extend(self.authorization.iter().map(|value| format!("authorization: {value}")));
        lines.extend([String::new(), self.body.clone()]);
        lines.join("\n")
    }
}
