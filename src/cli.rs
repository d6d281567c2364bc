//! The command line and its twin in the environment.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf};

use clap::{
    Args, CommandFactory, Parser, Subcommand,
    error::{ContextKind, ContextValue, ErrorKind},
};
use domain::content::Slug;
use quizmint::{
    config::{DatabaseArgs, ServeArgs},
    content::{DEFAULT_FOLDER, Format},
};

#[derive(Debug, Parser)]
#[command(name = "quizmint", version, about)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve notes, questions and the sandbox
    Serve(ServeArgs),
    /// Check a folder of content and report every problem at once
    Check(CheckArgs),
    /// Start a note or a question; never overwrites
    New(NewArgs),
    /// Derive every learner's state again from the answer log; prints what differed
    Rebuild(DatabaseArgs),
    /// Write a consistent copy of the database, also while serving
    Backup(CopyArgs),
    /// Put a backup in the place of the database; the server must be stopped
    Restore(CopyArgs),
    /// Ask a running server whether it is ready
    Health(HealthArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The folder with `concepts/` and `questions/` [default: the content inside the binary]
    pub(crate) dir: Option<PathBuf>,
    #[arg(long, env = "QUIZMINT_FORMAT", value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Write the option ids that are missing into the files
    #[arg(long, env = "QUIZMINT_FIX")]
    pub(crate) fix: bool,
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    #[command(subcommand)]
    pub(crate) what: New,
    /// The folder with `concepts/` and `questions/`
    #[arg(long, env = "QUIZMINT_CONTENT", value_name = "DIR", default_value = DEFAULT_FOLDER, global = true)]
    pub(crate) content: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum New {
    /// Start the note of a concept: concepts/SLUG.md
    Concept { slug: Slug },
    /// Start a question at the end of questions/CONCEPT.md
    Question { concept: Slug, id: Slug },
}

#[derive(Debug, Args)]
pub(crate) struct CopyArgs {
    /// The backup
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
}

#[derive(Debug, Args)]
pub(crate) struct HealthArgs {
    /// The server to ask
    #[arg(long, env = "QUIZMINT_ADDR", default_value = "127.0.0.1:3000")]
    pub(crate) addr: SocketAddr,
}

impl Cli {
    /// The command, or a sentence that names the nearest option where one is unknown: clap does so only where the two
    /// are much alike.
    pub(crate) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let args: Vec<OsString> = args.into_iter().collect();
        Self::try_parse_from(&args).map_err(|mut error| {
            if error.kind() == ErrorKind::UnknownArgument
                && let Some(ContextValue::String(unknown)) = error.get(ContextKind::InvalidArg)
                && let Some(nearest) = nearest_option(&args, unknown)
            {
                error.insert(ContextKind::SuggestedArg, ContextValue::String(nearest));
                // How to pass it as a value, which nobody meant.
                error.remove(ContextKind::Suggested);
            }
            error
        })
    }
}

/// Among the options of the command that was called.
fn nearest_option(args: &[OsString], unknown: &str) -> Option<String> {
    let (mut cli, mut known) = (Cli::command(), Vec::new());
    cli.build();
    let mut called = Some(&cli);
    for arg in args.iter().skip(1) {
        let Some(command) = called else { break };
        known.extend(command.get_arguments().filter_map(clap::Arg::get_long));
        called = arg.to_str().and_then(|name| command.find_subcommand(name));
    }
    // Every usage names these two, and nobody means them.
    let known = known.into_iter().filter(|option| !["help", "version"].contains(option));
    let nearest = known.min_by_key(|option| strsim::damerau_levenshtein(option, unknown.trim_start_matches('-')));
    nearest.map(|option| format!("--{option}"))
}

const PREFIX: &str = "QUIZMINT_";

/// Every variable that an option reads.
fn known_variables() -> Vec<String> {
    fn collect(command: &clap::Command, into: &mut Vec<String>) {
        into.extend(command.get_arguments().filter_map(|arg| arg.get_env()?.to_str().map(str::to_owned)));
        command.get_subcommands().for_each(|sub| collect(sub, into));
    }
    let mut names = Vec::new();
    collect(&Cli::command(), &mut names);
    names.sort();
    names.dedup();
    names
}

/// A variable of ours that no option reads is a mistake that would otherwise go unnoticed.
pub(crate) fn check_variables(names: impl Iterator<Item = String>) -> Result<(), String> {
    let known = known_variables();
    let Some(unknown) = names.into_iter().find(|name| name.starts_with(PREFIX) && !known.contains(name)) else {
        return Ok(());
    };
    let nearest = known.iter().min_by_key(|name| strsim::damerau_levenshtein(name, &unknown));
    let hint = nearest.map(|name| format!("; did you mean {name}?")).unwrap_or_default();
    Err(format!("unknown environment variable {unknown}{hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_variable_names_the_nearest_known_one() {
        let error = check_variables(["QUIZMINT_ADR".to_owned()].into_iter()).unwrap_err();
        assert_eq!(error, "unknown environment variable QUIZMINT_ADR; did you mean QUIZMINT_ADDR?");
        assert_eq!(check_variables(["QM_TEST_X", "QUIZMINT_ADDR", "PATH"].map(str::to_owned).into_iter()), Ok(()));
    }

    #[test]
    fn an_unknown_option_names_the_nearest_known_one() {
        for (args, nearest) in [
            (&["serve", "--adr", "x"][..], "'--addr'"),
            (&["serve", "--host", "x"], "'--"),
            (&["check", "--json"], "'--"),
            (&["new", "concept", "x", "--contend", "y"], "'--content'"),
        ] {
            let args = ["quizmint"].iter().chain(args).map(OsString::from);
            let error = Cli::read(args).unwrap_err().to_string();
            assert!(error.contains(&format!("a similar argument exists: {nearest}")), "{error}");
        }
    }
}
