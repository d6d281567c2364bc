//! How findings are shown: to people at a terminal, to programs as JSON, to GitHub as annotations.

use std::io::{self, Write};

use miette::{GraphicalReportHandler, LabeledSpan, MietteDiagnostic, NamedSource};
use serde::Serialize;

use super::{Finding, Report, Severity};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    #[default]
    Human,
    Json,
    Github,
}

impl Report {
    pub fn write(&self, format: Format, out: &mut impl Write) -> io::Result<()> {
        match format {
            Format::Human => human(self, out),
            Format::Json => json(self, out),
            Format::Github => self.findings.iter().try_for_each(|finding| github(finding, out)),
        }
    }
}

fn human(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let handler = GraphicalReportHandler::new().with_links(false).with_width(100);
    for finding in &report.findings {
        let Finding { file, line, column, message, .. } = finding;
        writeln!(out, "{file}:{line}:{column}: {message}")?;
        let mut picture = String::new();
        if handler.render_report(&mut picture, shown(finding, report).as_ref()).is_ok() {
            writeln!(out, "{picture}")?;
        }
    }
    let of = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    writeln!(
        out,
        "{}, {}: {}, {}",
        count(report.concepts, "concept"),
        count(report.questions, "question"),
        count(of(Severity::Error), "error"),
        count(of(Severity::Warning), "warning")
    )
}

/// The picture carries the rule's name: the message stands in the line above it.
fn shown(finding: &Finding, report: &Report) -> miette::Report {
    let severity = match finding.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let mut diagnostic = MietteDiagnostic::new(finding.rule.name()).with_severity(severity);
    if let Some(hint) = &finding.hint {
        diagnostic = diagnostic.with_help(hint);
    }
    let Some(text) = report.texts.get(&finding.file).filter(|text| !text.is_empty()) else {
        return miette::Report::new(diagnostic);
    };
    let first_line = text[finding.span.clone()].lines().next().map_or(0, str::len);
    let span = finding.span.start..finding.span.start + first_line;
    let source = NamedSource::new(&finding.file, text.clone());
    miette::Report::new(diagnostic.with_label(LabeledSpan::underline(span))).with_source_code(source)
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn json(report: &Report, out: &mut impl Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Shown<'r> {
        findings: &'r [Finding],
        concepts: usize,
        questions: usize,
    }
    let shown = Shown { findings: &report.findings, concepts: report.concepts, questions: report.questions };
    serde_json::to_writer_pretty(&mut *out, &shown)?;
    writeln!(out)
}

fn github(finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let file = escape(&finding.file).replace(':', "%3A").replace(',', "%2C");
    let hint = finding.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
    let message = escape(&format!("{}{hint}", finding.message));
    writeln!(out, "::{level} file={file},line={},col={}::{message}", finding.line, finding.column)
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
