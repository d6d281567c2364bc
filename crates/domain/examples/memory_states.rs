//! Reads histories of answers from standard input, one a line, and prints the memory that each answer leaves.
//!
//! A line is `{"weights": null | [21 numbers], "answers": [[rating, days since the answer before], …]}` with the
//! ratings 1 (Again), 2 (Hard) and 3 (Good); what is printed for it is `[[stability, difficulty, days until due], …]`.

use std::{
    error::Error,
    io::{self, BufRead, Write},
};

use domain::practice::{
    Day,
    schedule::{DESIRED_RETENTION, Parameters, Rating, Weights},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct History {
    weights: Option<Weights>,
    answers: Vec<(u8, u32)>,
}

/// Stability, difficulty, days until due.
type State = (f32, f32, u32);

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let history: History = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut out, &states(&history)?)?;
        writeln!(out)?;
    }
    Ok(())
}

fn states(history: &History) -> Result<Vec<State>, Box<dyn Error>> {
    let parameters = match history.weights {
        Some(weights) => Parameters::named("given", weights).ok_or("these weights are not accepted")?,
        None => Parameters::published(),
    };
    let mut day = Day::from_epoch_days(0);
    let mut before = None;
    let mut states = Vec::with_capacity(history.answers.len());
    for &(rating, days) in &history.answers {
        day = day.plus(days);
        let next = parameters.after_answer(before, rated(rating)?, day, DESIRED_RETENTION).ok_or("not accepted")?;
        states.push((next.memory.stability, next.memory.difficulty, next.due.since(day)));
        before = Some((next.memory, day));
    }
    Ok(states)
}

fn rated(rating: u8) -> Result<Rating, String> {
    match rating {
        1 => Ok(Rating::Again),
        2 => Ok(Rating::Hard),
        3 => Ok(Rating::Good),
        other => Err(format!("there is no rating {other}")),
    }
}
