//! The limit of five seconds, on a clock that nobody has to wait for.

use domain::trigger::TriggerError;

use super::{Block, heading, moments::Story};
use crate::sandbox::scene::{Cell, Table, Verdict};

/// When the slow function would have answered.
const ANSWERS_AFTER_MS: u32 = 6_000;

pub(super) fn blocks(story: &Story) -> Vec<Block> {
    let Some(slow) = story.timed_out() else { return Vec::new() };
    let rows = (0..TriggerError::ATTEMPTS).map(|attempt| {
        let start = attempt * TriggerError::LIMIT_MS;
        vec![
            Cell::text((attempt + 1).to_string()),
            Cell::text(seconds(start)),
            Cell::marked(seconds(start + TriggerError::LIMIT_MS), Verdict::Refused),
            Cell::text(format!("{}, when nobody listens any more", seconds(start + ANSWERS_AFTER_MS))),
        ]
    });
    let table = Table {
        caption: format!("{slow} on a simulated clock, an example"),
        head: ["Attempt", "Asked at", "Given up at", "Answered at"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let note = "The limit cannot be raised, neither in the pool nor by the function's own timeout. How often the pool tries \
        again AWS does not say; three attempts are drawn here as an example. A function may run more than once for one \
        call, so what it does must bear being done twice. Slow work belongs behind a queue.";
    vec![heading("The five seconds"), Block::Table(table), Block::Text(note.to_owned())]
}

fn seconds(ms: u32) -> String {
    format!("{} s", ms / 1000)
}
