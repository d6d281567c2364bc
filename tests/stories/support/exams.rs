//! Exams for the stories: a small one whose right option is always `b`, and the shipped blueprint with a bank that
//! fills it.

use std::fmt::Write as _;

use quizmint::{
    config::Switch,
    content::{Files, Library},
};

use super::{App, Visitor};

const BREWING: [(&str, &str); 5] = [
    ("concepts/leaves.md", include_str!("../../content/exams/concepts/leaves.md")),
    ("concepts/cups.md", include_str!("../../content/exams/concepts/cups.md")),
    ("questions/leaves.md", include_str!("../../content/exams/questions/leaves.md")),
    ("questions/cups.md", include_str!("../../content/exams/questions/cups.md")),
    ("tracks/brewing.toml", include_str!("../../content/exams/tracks/brewing.toml")),
];

impl App {
    /// The same database, with a small exam as its content: five questions that count and one beside, in 12 minutes.
    pub async fn brewing(self) -> Self {
        self.with_content(Files::from_texts(BREWING)).await
    }

    /// As [`brewing`](Self::brewing), without the questions on cups.
    pub async fn brewing_without_cups(self) -> Self {
        self.with_content(Files::from_texts(BREWING.into_iter().filter(|(path, _)| !path.ends_with("cups.md")))).await
    }

    /// The shipped blueprint of DVA-C02 with 20 questions for each of its domains.
    pub async fn with_the_shipped_blueprint(self) -> Self {
        self.with_the_shipped_blueprint_and(str::to_owned).await
    }

    /// As [`with_the_shipped_blueprint`](Self::with_the_shipped_blueprint), with its questions as `edited` leaves them.
    pub async fn with_the_shipped_blueprint_and(self, edited: impl Fn(&str) -> String) -> Self {
        let track = include_str!("../../../content/tracks/dva-c02.toml");
        let mut questions = String::from("# Questions\n");
        for (domain, number) in (1..=4).flat_map(|domain| (0..20).map(move |number| (domain, number))) {
            write_question(&mut questions, domain, number);
        }
        let questions = edited(&questions);
        let note = include_str!("../../content/exams/concepts/leaves.md");
        self.with_content(Files::from_texts([
            ("concepts/leaves.md", note),
            ("questions/leaves.md", questions.as_str()),
            ("tracks/dva-c02.toml", track),
        ]))
        .await
    }

    async fn with_content(self, files: Files) -> Self {
        let library = Library::parse(&files).unwrap_or_else(|report| panic!("{:?}", report.findings));
        let now_ms = self.clock.now_ms();
        let app = Self::with(self.database, library, Switch::Off).await;
        app.clock.advance(now_ms - app.clock.now_ms());
        app
    }

    pub fn minutes_pass(&self, minutes: i64) {
        self.clock.advance(minutes * 60_000);
    }
}

/// The right option is `b`, and stands in different places.
fn write_question(out: &mut String, domain: u32, number: usize) {
    let mut options = vec!["- [ ] (a) Something else altogether\n  > WHY-A\n", "- [ ] (c) Another thing\n  > WHY-C\n"];
    options.insert(number % 3, "- [x] (b) The thing itself\n  > WHY-B\n");
    writeln!(
        out,
        "\n## q-{domain}-{number} (easy, single)\n\nWhat is number {number} of domain {domain}?\n\n{}\nEXPLAIN\n\n\
         - Read again: [Choosing](../concepts/leaves.md#choosing)\n\
         - Reference: [A source](https://example.com/leaves), checked 2026-11-22\n- Task: {domain}.1",
        options.concat()
    )
    .unwrap();
}

impl Visitor {
    /// Begins an exam by the form of its page, and returns the address of the attempt.
    pub async fn begins(&mut self, track: &str, fields: &str) -> String {
        let reply = self.post_form("/exams", &format!("track={track}&{fields}")).await;
        let address = reply.header("location").strip_suffix("/1#question").unwrap_or_else(|| panic!("{}", reply.text));
        address.to_owned()
    }

    /// The attempt as the API has it.
    pub async fn exam(&mut self, address: &str) -> serde_json::Value {
        self.get(&format!("/api/v1{address}")).await.json()
    }
}
