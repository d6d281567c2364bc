//! The pages of somebody who has answered ten thousand questions over a year, each asked for many times.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::report::Row;
use super::rounds::median;
use crate::http::{Connection, Response};
use crate::serve;
use crate::server::Server;

const ANSWERS: usize = 10_000;
const ANSWERS_A_DAY: usize = 30;
const LOOKS: usize = 51;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let server = Server::start(Path::new(serve::RELEASE), &["--limits", "off", "--clock", "2026-01-01T12:00:00Z"])?;
    let mut veteran = Veteran { connection: Connection::open(server.address)?, cookie: String::new() };
    veteran.answers_for_a_year()?;
    let progress = veteran.looks_at("/progress")?;
    let honesty = veteran.looks_at("/progress/honesty")?;
    let due = veteran.looks_at("/practice")?;
    let exam =
        json!({"exam": {"track": "developer-identity-and-security", "day": "2027-01-30", "minutes_per_day": 20}});
    veteran.posts("/api/v1/preferences", &exam)?;
    Ok(vec![
        Row::at_most("/progress after 10,000 answers", progress, "ms", 1, 30.0),
        Row::note("… how well forgetting is predicted", &format!("{honesty:.1} ms")),
        Row::note("… /practice", &format!("{due:.1} ms")),
        Row::note("… /practice by the plan for an exam", &format!("{:.1} ms", veteran.looks_at("/practice")?)),
        Row::note("… /exam-day", &format!("{:.1} ms", veteran.looks_at("/exam-day")?)),
    ])
}

struct Veteran {
    connection: Connection,
    /// The header's whole line; empty before the first answer.
    cookie: String,
}

impl Veteran {
    fn answers_for_a_year(&mut self) -> Result<()> {
        let questions = self.questions()?;
        for (number, (question, option)) in questions.iter().cycle().take(ANSWERS).enumerate() {
            let attempt = format!("00000000-0000-4000-8000-{number:012x}");
            let answer = json!({"attempt": attempt, "chosen": option, "sure": number % 3 == 0, "ms": 8000});
            self.posts(&format!("/api/v1/questions/{question}/answers"), &answer)?;
            if number % ANSWERS_A_DAY == 0 {
                self.posts("/api/v1/dev/clock", &json!({"advance_s": 86_400}))?;
            }
        }
        Ok(())
    }

    /// Each with as many of its options as are right, whichever they are.
    fn questions(&mut self) -> Result<Vec<(String, Vec<String>)>> {
        let text = |value: &Value, name: &str| value[name].as_str().map(str::to_owned).context("a name");
        let list = |value: &Value| value.as_array().cloned().context("a list");
        let mut questions = Vec::new();
        for concept in list(&self.json("/api/v1/concepts")?["concepts"])? {
            for question in list(&self.json(&format!("/api/v1/concepts/{}", text(&concept, "slug")?))?["questions"])? {
                let few = if question["kind"] == "single" { 1 } else { 2 };
                let options = list(&question["options"])?;
                let options = options.iter().take(few).map(|option| text(option, "id")).collect::<Result<_>>()?;
                questions.push((text(&question, "id")?, options));
            }
        }
        ensure!(!questions.is_empty(), "the content has no questions");
        Ok(questions)
    }

    /// The milliseconds of the look in the middle.
    fn looks_at(&mut self, path: &str) -> Result<f64> {
        let mut times = Vec::with_capacity(LOOKS);
        for _ in 0..LOOKS {
            let begun = Instant::now();
            self.ask("GET", path, "")?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(median(times))
    }

    fn json(&mut self, path: &str) -> Result<Value> {
        Ok(serde_json::from_slice(&self.ask("GET", path, "")?.body)?)
    }

    fn posts(&mut self, path: &str, body: &Value) -> Result<()> {
        let response = self.ask("POST", path, &body.to_string())?;
        if let Some(cookie) = response.header("set-cookie").filter(|_| self.cookie.is_empty()) {
            self.cookie = format!("Cookie: {}", cookie.split(';').next().unwrap_or_default());
        }
        Ok(())
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<Response> {
        let cookie = [self.cookie.as_str()];
        let headers: &[&str] = if self.cookie.is_empty() { &[] } else { &cookie };
        let response = self.connection.ask(method, path, headers, body)?;
        let words = String::from_utf8_lossy(&response.body);
        ensure!(response.status < 300, "{method} {path} answered {}: {words}", response.status);
        Ok(response)
    }
}
