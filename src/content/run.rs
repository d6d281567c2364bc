//! The command `quizmint check`.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{Files, Format, check, fix};

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Clean,
    Findings,
    /// The command cannot be carried out, with the reason.
    Usage(String),
}

impl Outcome {
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage(_) => 2,
        }
    }
}

/// Checks a folder, or the content of the binary, and writes the findings to `out`. With `fix`, the ids that options
/// lack are written into the folder's files first.
pub fn run_check(
    dir: Option<&Path>,
    format: Format,
    fix: bool,
    today: &str,
    out: &mut impl Write,
) -> io::Result<Outcome> {
    let files = match (dir, fix) {
        (None, true) => return Ok(Outcome::Usage("--fix needs a folder to write to".to_owned())),
        (None, false) => Files::embedded(),
        (Some(dir), fix) => match read(dir, fix) {
            Ok((files, written)) => {
                tell(&written, format, out)?;
                files
            }
            Err(error) => return Ok(Outcome::Usage(format!("{}: {error}", dir.display()))),
        },
    };
    let report = check(&files, today);
    report.write(format, out)?;
    Ok(if report.is_clean() { Outcome::Clean } else { Outcome::Findings })
}

/// The files as they are after the fix, and what it wrote: files with the number of ids.
fn read(dir: &Path, fix: bool) -> io::Result<(Files, Vec<(String, usize)>)> {
    let files = Files::read(dir)?;
    let written = if fix { fix::write_option_ids(dir, &files)? } else { Vec::new() };
    let files = if written.is_empty() { files } else { Files::read(dir)? };
    Ok((files, written))
}

/// Programs are told of findings alone: what they read must keep its form.
fn tell(written: &[(String, usize)], format: Format, out: &mut impl Write) -> io::Result<()> {
    if format != Format::Human {
        return Ok(());
    }
    written.iter().try_for_each(|(file, ids)| {
        let what = if *ids == 1 { "id" } else { "ids" };
        writeln!(out, "wrote {ids} {what} into {file}")
    })
}
