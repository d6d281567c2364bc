//! The command line and its twin in the environment, checked before anything starts.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;

#[derive(Debug, Parser)]
#[command(name = "quizmint", version, about)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve notes, questions and the sandbox
    Serve(ServeArgs),
    /// Check a folder of content and report every problem at once
    Check(CheckArgs),
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
pub struct ServeArgs {
    /// Where to listen
    #[arg(long, env = "QUIZMINT_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// Serve this folder instead of the content inside the binary, and read it again when files change
    #[arg(long, env = "QUIZMINT_CONTENT", value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// The address under which visitors reach the server [default: http:// and the address]
    #[arg(long, env = "QUIZMINT_BASE_URL", value_name = "URL", value_parser = BaseUrl::parse)]
    pub base_url: Option<BaseUrl>,
    /// Start a clock that stands still until it is told to move (loopback addresses only)
    #[arg(long, env = "QUIZMINT_CLOCK", value_name = "RFC3339")]
    pub clock: Option<Timestamp>,
    /// Rate limits; off on a loopback address only, for benchmarks
    #[arg(long, env = "QUIZMINT_LIMITS", value_enum, default_value_t = Switch::On)]
    pub limits: Switch,
    /// Let open pages reload when the server was built again (loopback addresses only)
    #[arg(long, env = "QUIZMINT_DEV_RELOAD", hide = true)]
    pub dev_reload: bool,
}

#[derive(Debug, Args)]
pub struct DatabaseArgs {
    /// SQLite file or PostgreSQL server
    #[arg(long, env = "QUIZMINT_DATABASE_URL", default_value = "sqlite://data/quizmint.db", hide_env_values = true)]
    pub database_url: String,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The folder with `concepts/` and `questions/` [default: the content inside the binary]
    pub dir: Option<PathBuf>,
    #[arg(long, env = "QUIZMINT_FORMAT", value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
    /// Write the option ids that are missing into the files
    #[arg(long, env = "QUIZMINT_FIX")]
    pub fix: bool,
}

#[derive(Debug, Args)]
pub struct CopyArgs {
    /// The backup
    pub file: PathBuf,
    #[command(flatten)]
    pub database: DatabaseArgs,
}

#[derive(Debug, Args)]
pub struct HealthArgs {
    /// The server to ask
    #[arg(long, env = "QUIZMINT_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Human,
    Json,
    Github,
}

/// An `http` or `https` origin without a path: `https://learn.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_end_matches('/');
        let uri: axum::http::Uri = text.parse().map_err(|_| "this is not an address".to_owned())?;
        match (uri.scheme_str(), uri.authority(), uri.path(), uri.query()) {
            (Some("http" | "https"), Some(_), "" | "/", None) => Ok(Self(text.to_owned())),
            _ => Err("write scheme and host only, such as https://learn.example.com".to_owned()),
        }
    }

    fn of(addr: SocketAddr) -> Self {
        Self(format!("http://{addr}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl ServeArgs {
    pub fn base_url(&self) -> BaseUrl {
        self.base_url.clone().unwrap_or_else(|| BaseUrl::of(self.addr))
    }

    /// What may only be switched on where nobody else can reach the server.
    pub fn check(&self) -> Result<(), String> {
        let guarded = [
            (self.clock.is_some(), "--clock"),
            (self.limits == Switch::Off, "--limits off"),
            (self.dev_reload, "--dev-reload"),
        ];
        match guarded.iter().find(|(used, _)| *used && !self.addr.ip().is_loopback()) {
            Some((_, option)) => {
                Err(format!("{option} works on a loopback address only, and {} is not one", self.addr.ip()))
            }
            None => Ok(()),
        }
    }
}

const PREFIX: &str = "QUIZMINT_";

/// Every variable that an option reads.
pub fn known_variables() -> Vec<String> {
    fn collect(command: &clap::Command, into: &mut Vec<String>) {
        into.extend(command.get_arguments().filter_map(|arg| arg.get_env()?.to_str().map(str::to_owned)));
        command.get_subcommands().for_each(|sub| collect(sub, into));
    }
    let mut names = Vec::new();
    collect(&<Cli as clap::CommandFactory>::command(), &mut names);
    names.sort();
    names.dedup();
    names
}

/// A variable of ours that no option reads is a mistake that would otherwise go unnoticed.
pub fn check_variables(names: impl Iterator<Item = String>) -> Result<(), String> {
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

    fn serve(args: &[&str]) -> ServeArgs {
        match Cli::try_parse_from(["quizmint", "serve"].iter().chain(args)).unwrap().command {
            Command::Serve(args) => args,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_unknown_variable_names_the_nearest_known_one() {
        let error = check_variables(["QUIZMINT_ADR".to_owned()].into_iter()).unwrap_err();
        assert_eq!(error, "unknown environment variable QUIZMINT_ADR; did you mean QUIZMINT_ADDR?");
        assert_eq!(check_variables(["QM_TEST_X", "QUIZMINT_ADDR", "PATH"].map(str::to_owned).into_iter()), Ok(()));
    }

    #[test]
    fn an_unknown_option_names_the_nearest_known_one() {
        let error = Cli::try_parse_from(["quizmint", "serve", "--adr", "x"]).unwrap_err().to_string();
        assert!(error.contains("--addr"), "{error}");
    }

    #[test]
    fn what_only_helps_testing_is_refused_where_others_can_reach_the_server() {
        assert_eq!(serve(&["--clock", "2026-11-22T08:00:00Z"]).check(), Ok(()));
        for args in [&["--limits", "off"][..], &["--clock", "2026-11-22T08:00:00Z"]] {
            let args: Vec<&str> = [&["--addr", "0.0.0.0:3000"][..], args].concat();
            assert!(serve(&args).check().unwrap_err().contains("loopback"));
        }
    }

    #[test]
    fn the_base_url_is_an_origin_and_defaults_to_the_address() {
        assert_eq!(serve(&[]).base_url().as_str(), "http://127.0.0.1:3000");
        assert_eq!(BaseUrl::parse("https://learn.example.com/").unwrap().as_str(), "https://learn.example.com");
        for bad in ["learn.example.com", "ftp://x", "https://x/path", "https://x?y", ""] {
            assert!(BaseUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
