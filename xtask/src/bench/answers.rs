//! Answers that are on disk when they are acknowledged, against bare inserts through the same pool.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::report::Row;
use super::rounds::compare;
use super::{CONNECTIONS, MOMENT, bare, load};
use crate::http;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let server = super::start()?;
    let learners: Vec<Learner> = (0..CONNECTIONS).map(|_| Learner::new(server.address)).collect::<Result<_>>()?;
    // Each measurement goes on counting where the last one stopped: an attempt counts once.
    let attempts = AtomicU64::new(1);
    let ask = |connection: usize, _: u64| {
        let attempt = attempts.fetch_add(1, Ordering::Relaxed);
        learners.get(connection).map(|learner| learner.request(server.address, attempt)).unwrap_or_default()
    };
    let ours = || load::rate(server.address, CONNECTIONS, MOMENT, &ask);
    let compared = compare(ours, || bare::rate("inserts", MOMENT))?;
    Ok(vec![Row::ratio("answers, durable, 16 connections", "bare inserts", compared, 0.5)])
}

/// Somebody with a session who answers one question over and over.
pub(crate) struct Learner {
    pub(crate) cookie: String,
    question: String,
    option: String,
}

impl Learner {
    pub(crate) fn new(address: SocketAddr) -> Result<Self> {
        let concept = json(address, "/api/v1/concepts/amazon-cognito")?;
        let question =
            concept.pointer("/questions/0/id").and_then(Value::as_str).context("the concept has a question")?;
        let option = concept.pointer("/questions/0/options/0/id").and_then(Value::as_str).context("it has options")?;
        let mut learner = Self { cookie: String::new(), question: question.to_owned(), option: option.to_owned() };
        learner.cookie = learner.first_answer(address)?;
        Ok(learner)
    }

    /// The session begins with the first answer.
    fn first_answer(&self, address: SocketAddr) -> Result<String> {
        let response = self.post(address, &[], next_learner())?;
        let cookie = response.header("set-cookie").context("the first answer begins a session")?;
        Ok(format!("Cookie: {}", cookie.split(';').next().unwrap_or_default()))
    }

    pub(crate) fn answer(&self, address: SocketAddr, attempt: u64) -> Result<()> {
        self.post(address, &[&self.cookie], attempt).map(drop)
    }

    fn post(&self, address: SocketAddr, headers: &[&str], attempt: u64) -> Result<http::Response> {
        let response = http::ask("POST", address, &self.path(), headers, &self.body(attempt))?;
        ensure!(
            response.status == 200,
            "an answer got {}: {}",
            response.status,
            String::from_utf8_lossy(&response.body)
        );
        Ok(response)
    }

    fn request(&self, address: SocketAddr, attempt: u64) -> Vec<u8> {
        http::request("POST", address, &self.path(), &[&self.cookie], &self.body(attempt))
    }

    fn path(&self) -> String {
        format!("/api/v1/questions/{}/answers", self.question)
    }

    fn body(&self, attempt: u64) -> String {
        let attempt = format!("00000000-0000-4000-8000-{attempt:012x}");
        serde_json::json!({ "attempt": attempt, "chosen": [self.option], "sure": null, "ms": 5300 }).to_string()
    }
}

/// The attempts that begin a session lie far above those that are counted.
fn next_learner() -> u64 {
    static LEARNERS: AtomicU64 = AtomicU64::new(1 << 40);
    LEARNERS.fetch_add(1, Ordering::Relaxed)
}

fn json(address: SocketAddr, path: &str) -> Result<Value> {
    let response = http::ask("GET", address, path, &[], "")?;
    ensure!(response.status == 200, "{path} answered {}", response.status);
    Ok(serde_json::from_slice(&response.body)?)
}
