//! How a server is to be run, checked before anything starts. Every option has a twin in the environment.

mod report_url;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, ValueEnum};
use jiff::Timestamp;

pub use report_url::{Mistake, ReportUrl};

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
    /// Where readers report mistakes: an address with {title} and {body}, and if need be {file}, {line} and {version}
    #[arg(long, env = "QUIZMINT_REPORT_URL", value_name = "TEMPLATE", value_parser = ReportUrl::parse)]
    pub report_url: Option<ReportUrl>,
    /// Start a clock that stands still until `POST /api/v1/dev/clock` with `{"advance_s": 86400}` moves it (loopback
    /// addresses only)
    #[arg(long, env = "QUIZMINT_CLOCK", value_name = "RFC3339")]
    pub clock: Option<Timestamp>,
    /// Rate limits; off on a loopback address only, for benchmarks
    #[arg(long, env = "QUIZMINT_LIMITS", value_enum, default_value_t = Switch::On)]
    pub limits: Switch,
    /// For authors: open pages reload when the content changes, and `?preview=answers` behind a concept of the folder
    /// shows its questions with their answers (loopback addresses only)
    #[arg(long, env = "QUIZMINT_DEV_RELOAD")]
    pub dev_reload: bool,
}

#[derive(Debug, Args)]
pub struct DatabaseArgs {
    /// SQLite file or PostgreSQL server
    #[arg(long, env = "QUIZMINT_DATABASE_URL", default_value = "sqlite://data/quizmint.db", hide_env_values = true)]
    pub database_url: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

/// An `http` or `https` origin without a path: `https://learn.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_end_matches('/');
        let uri: axum::http::Uri = text.parse().map_err(|_| "this is not an address".to_owned())?;
        match (uri.scheme_str(), uri.authority(), uri.path(), uri.query()) {
            (Some(scheme @ ("http" | "https")), Some(host), "" | "/", None) if !host.as_str().contains('@') => {
                // In small letters, as browsers write an origin.
                Ok(Self(format!("{scheme}://{}", host.as_str().to_ascii_lowercase())))
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        serve: ServeArgs,
    }

    fn serve(args: &[&str]) -> ServeArgs {
        <Line as clap::Parser>::try_parse_from(["quizmint"].iter().chain(args)).unwrap().serve
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
        for bad in ["learn.example.com", "ftp://x", "https://x/path", "https://x?y", "https://user:password@x", ""] {
            assert!(BaseUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_base_url_is_https_however_it_is_written() {
        let base_url = BaseUrl::parse("HTTPS://Learn.Example.com:8443/").unwrap();
        assert_eq!(base_url.as_str(), "https://learn.example.com:8443");
        assert!(base_url.is_https());
    }
}
