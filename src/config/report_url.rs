//! Where readers report mistakes: the new-issue page of the content's repository, filled in for them.

use std::fmt::Write as _;

/// An address with gaps: `https://example.com/org/repo/issues/new?title={title}&body={body}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportUrl(String);

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub title: String,
    pub body: String,
    /// Relative to the content folder.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Of the content.
    pub version: String,
}

const GAPS: [&str; 5] = ["title", "body", "file", "line", "version"];

/// What browsers and servers take without cutting it off is about 8,000 characters, and the gaps need theirs.
const LONGEST: usize = 2000;

impl ReportUrl {
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("the template has at most {LONGEST} characters"));
        }
        let mut gaps = 0;
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, gap)) = rest.split_once('{') {
            let (name, after) = gap.split_once('}').ok_or("a { is never closed")?;
            if !GAPS.contains(&name) {
                return Err(format!("{{{name}}} is not known; known are {}", in_braces()));
            }
            plain.push_str(before);
            plain.push('x');
            gaps += usize::from(["title", "body", "file"].contains(&name));
            rest = after;
        }
        plain.push_str(rest);
        if plain.contains('}') {
            return Err("a } closes nothing".to_owned());
        }
        let is_web = plain.starts_with("https://") || plain.starts_with("http://");
        let uri = plain.parse::<axum::http::Uri>().map_err(|_| "this is not an address");
        match uri {
            _ if !is_web => return Err("it begins with https:// or http:// and a host".to_owned()),
            Ok(uri) if uri.host().is_some_and(|host| !host.is_empty()) => {}
            Ok(_) => return Err("it names no host".to_owned()),
            Err(reason) => return Err(reason.to_owned()),
        }
        let host = text.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
        if host.is_some_and(|host| host.contains('{')) {
            return Err("the host is always the same and has no gap".to_owned());
        }
        if gaps == 0 {
            let example = "https://example.com/org/repo/issues/new?title={title}&body={body}";
            return Err(format!("it says nothing of the mistake; put {{title}} and {{body}} into it: {example}"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The address of the page on which this mistake can be reported.
    pub fn filled(&self, mistake: &Mistake) -> String {
        let Mistake { title, body, file, line, version } = mistake;
        let values = [title, body, file, &line.to_string(), version].map(|value| encoded(value));
        // A value that was filled in has no braces left that could be taken for a gap.
        GAPS.iter().zip(values).fold(self.0.clone(), |url, (gap, value)| url.replace(&format!("{{{gap}}}"), &value))
    }
}

fn in_braces() -> String {
    let mut list = String::new();
    for (at, gap) in GAPS.iter().enumerate() {
        let between = if at == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(list, "{between}{{{gap}}}");
    }
    list
}

/// A plus means a space in a query only, and a gap may stand in a path.
fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_is_filled_so_that_it_arrives_as_it_was_written() {
        let mistake = Mistake {
            title: "tea: {body} & more".to_owned(),
            body: "1 + 1\n#".to_owned(),
            file: "concepts/tea.md".to_owned(),
            line: 7,
            version: "0a".to_owned(),
        };
        let template = "https://example.com/{file}?title={title}&body={body}&l={line}&v={version}";
        let url = ReportUrl::parse(template).unwrap().filled(&mistake);
        let expected = "https://example.com/concepts%2Ftea.md?title=tea%3A%20%7Bbody%7D%20%26%20more&body=1%20%2B%201%0A%23&l=7&v=0a";
        assert_eq!(url, expected);
    }

    #[test]
    fn a_template_that_leads_nowhere_is_refused_with_the_reason() {
        for (template, reason) in [
            (
                "https://example.com/new?title={titel}",
                "{titel} is not known; known are {title}, {body}, {file}, {line}, {version}",
            ),
            ("https://example.com/new?title={title", "never closed"),
            ("https://example.com/new?title=title}", "closes nothing"),
            ("example.com/new?title={title}", "begins with https://"),
            ("javascript:alert({title})", "begins with https://"),
            ("/new?title={title}", "begins with https://"),
            ("https://{title}", "the host"),
            ("https://example.com/new?line={line}", "put {title} and {body} into it"),
            ("https://example.com/ new?title={title}", "not an address"),
            (&format!("https://example.com/{{title}}{}", "x".repeat(LONGEST)), "at most"),
        ] {
            let refused = ReportUrl::parse(template);
            assert!(refused.as_ref().is_err_and(|said| said.contains(reason)), "{template}: {refused:?}");
        }
    }
}
