//! The command line: what a run of `quizmint` does, and the exit code it ends with.

use std::{error::Error, io::IsTerminal, process::ExitCode};

mod cli;
mod health;

use cli::{CheckArgs, Cli, Command, CopyArgs, New, NewArgs, check_variables};
use quizmint::{clock::Clock, content, server, store};
use tracing_subscriber::EnvFilter;

/// The usage was wrong, or the command could not do its work.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    if let Err(sentence) = check_variables(names) {
        return failed(&sentence);
    }
    let cli = Cli::read(std::env::args_os()).unwrap_or_else(|error| error.exit());
    log_to_stderr();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.to_string()),
    };
    match runtime.block_on(run(cli.command)) {
        Ok(code) => code,
        Err(error) => failed(&with_causes(error.as_ref())),
    }
}

async fn run(command: Command) -> Result<ExitCode, Box<dyn Error>> {
    match command {
        Command::Serve(args) => server::serve(args).await?,
        Command::Check(args) => return check(&args),
        Command::New(args) => start(&args)?,
        Command::Rebuild(args) => rebuild(&args.database_url).await?,
        Command::Backup(CopyArgs { file, database }) => store::backup(&database.database_url, &file).await?,
        Command::Restore(CopyArgs { file, database }) => store::restore(&database.database_url, &file).await?,
        Command::Health(args) => print(&health::ask(args.addr)?),
    }
    Ok(ExitCode::SUCCESS)
}

fn today() -> Result<String, jiff::Error> {
    Ok(jiff::Timestamp::from_millisecond(Clock::System.now_ms())?.strftime("%F").to_string())
}

fn start(args: &NewArgs) -> Result<(), Box<dyn Error>> {
    let path = match &args.what {
        New::Concept { slug } => content::new_concept(&args.content, slug, &today()?)?,
        New::Question { concept, id } => content::new_question(&args.content, concept, id, &today()?)?,
    };
    print(&path.display().to_string());
    Ok(())
}

fn check(args: &CheckArgs) -> Result<ExitCode, Box<dyn Error>> {
    let today = today()?;
    let outcome =
        content::run_check(args.dir.as_deref(), args.format, args.fix, &today, &mut std::io::stdout().lock())?;
    if let content::Outcome::Usage(sentence) = &outcome {
        return Ok(failed(sentence));
    }
    Ok(ExitCode::from(outcome.exit_code()))
}

async fn rebuild(url: &str) -> Result<(), Box<dyn Error>> {
    let db = store::connect_existing(url).await?;
    let mut differences = 0_usize;
    let looked_at = store::rebuild(&db, |difference| {
        differences += 1;
        print(&difference.to_string());
    })
    .await?;
    print(&format!("{looked_at} cards derived from the log, {differences} differed"));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is what the command is for")]
fn print(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "the user must learn why the command failed")]
fn failed(sentence: &str) -> ExitCode {
    eprintln!("quizmint: {sentence}");
    ExitCode::from(FAILED)
}

fn with_causes(error: &dyn Error) -> String {
    let mut sentence = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        sentence.push_str(": ");
        sentence.push_str(&cause.to_string());
        source = cause.source();
    }
    sentence
}

/// `RUST_LOG` chooses what is logged; `QUIZMINT_` variables are options only.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tower_sessions=error,tower_sessions_core=error"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
}
