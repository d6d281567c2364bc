//! Measures Quizmint against the limits of the same machine in the same run, and prints a Markdown table.

mod answers;
mod bare;
mod content;
mod footprint;
mod load;
mod mint;
mod nginx;
mod page;
mod planner;
mod practice;
mod report;
mod rounds;
mod sandbox;
mod search;
mod veteran;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use report::Row;

use crate::server::Server;
use crate::{serve, steps};

const PAGE: &str = "/concepts/amazon-cognito";
const CONNECTIONS: usize = 16;
/// One measurement; three rounds of four make a comparison.
const MOMENT: Duration = Duration::from_secs(3);
/// The limits of requests are there to stop exactly this.
const WITHOUT_LIMITS: [&str; 2] = ["--limits", "off"];

type Part = (&'static str, fn() -> Result<Vec<Row>>);
const PARTS: [Part; 10] = [
    ("footprint", footprint::measure),
    ("page", page::measure),
    ("answers", answers::measure),
    ("mint", mint::measure),
    ("sandbox", sandbox::measure),
    ("content", content::measure),
    ("search", search::measure),
    ("practice", practice::measure),
    ("veteran", veteran::measure),
    (PLANNER, planner::measure),
];
/// The one part that needs neither the server nor its limits.
const PLANNER: &str = "planner";

pub(crate) fn run(args: &[String]) -> Result<()> {
    let names = PARTS.map(|(name, _)| name).join(", ");
    let only = match args {
        [] => None,
        [flag, part] if flag == "--only" && PARTS.iter().any(|(name, _)| name == part) => Some(part),
        _ => anyhow::bail!("`cargo xtask bench` takes nothing, or `--only` and one of: {names}"),
    };
    if only.is_none_or(|only| only != PLANNER) {
        serve::build_release()?;
        steps::chatty("bare limits", bare::build)?;
    }
    let mut rows = Vec::new();
    for (name, measure) in PARTS.iter().filter(|(name, _)| only.is_none_or(|only| only == name)) {
        match measure().with_context(|| format!("measure {name}")) {
            Ok(measured) => rows.extend(measured),
            // The others are worth having all the same.
            Err(error) => println!("  {name} … left out: {error:#}"),
        }
    }
    println!("\n{}", report::table(&rows));
    Ok(())
}

fn start() -> Result<Server> {
    Server::start(Path::new(serve::RELEASE), &WITHOUT_LIMITS)
}
