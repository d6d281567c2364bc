//! Where links lead: files of the content are rewritten to pages, scenes and safe schemes pass, the rest is refused.

use domain::{content::Slug, scene::SceneLink};

use super::{Span, scene_link};

/// The folder that a file is in, from which its relative links start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    Concepts,
    Questions,
}

impl Folder {
    fn name(self) -> &'static str {
        match self {
            Self::Concepts => "concepts",
            Self::Questions => "questions",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A section of the same note.
    Here(String),
    Concept {
        slug: Slug,
        section: Option<String>,
    },
    Questions {
        slug: Slug,
        id: Option<String>,
    },
    Scene(SceneLink),
    Elsewhere,
}

/// A link as it was written, to be checked once all files are known.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) target: Target,
    pub(super) span: Span,
}

/// Why a link is refused, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) message: String,
    pub(super) hint: &'static str,
}

/// The address for the page and what it leads to.
pub(super) fn resolve(from: Folder, address: &str) -> Result<(String, Target), Refused> {
    if let Some(section) = address.strip_prefix('#') {
        return match from {
            Folder::Concepts => Ok((address.to_owned(), Target::Here(section.to_owned()))),
            Folder::Questions => Err(refused(address, "write ../concepts/slug.md#section")),
        };
    }
    if let Some(path) = address.strip_prefix('/') {
        let scene = path.strip_prefix("sandbox/").ok_or("only /sandbox/scene may begin with a slash");
        let link = scene.and_then(scene_link::parse).map_err(|hint| refused(address, hint))?;
        return Ok((address.to_owned(), Target::Scene(link)));
    }
    if let Some((scheme, rest)) = scheme(address) {
        let web = ["http", "https"].contains(&scheme) && is_web_address(address);
        let mail = scheme == "mailto" && rest.contains('@') && is_plain(rest);
        let hint = "http, https and mailto are allowed";
        return if web || mail { Ok((address.to_owned(), Target::Elsewhere)) } else { Err(refused(address, hint)) };
    }
    file(from, address)
        .ok_or_else(|| refused(address, "link to a note as slug.md#section, with its path from this file"))
}

/// An absolute address with a host.
pub(super) fn is_web_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| is_plain(rest) && rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\')
}

fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let of_scheme = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
    (!scheme.is_empty() && scheme.chars().all(of_scheme)).then_some((scheme, rest))
}

fn refused(address: &str, hint: &'static str) -> Refused {
    Refused { message: format!("a link to `{address}` is not allowed here"), hint }
}

fn file(from: Folder, address: &str) -> Option<(String, Target)> {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, part)| (path, Some(part)));
    let mut folders = vec![from.name()];
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()?),
            part => folders.push(part),
        }
    }
    let [folder, name] = folders[..] else { return None };
    let slug: Slug = name.strip_suffix(".md")?.parse().ok()?;
    let fragment = fragment.map(str::to_owned);
    // A page has no other fragments than names, so nothing in the address can break out of the attribute.
    if fragment.as_ref().is_some_and(|fragment| fragment.parse::<Slug>().is_err()) {
        return None;
    }
    match folder {
        "concepts" => {
            let href = fragment.as_ref().map_or(format!("/concepts/{slug}"), |id| format!("/concepts/{slug}#{id}"));
            Some((href, Target::Concept { slug, section: fragment }))
        }
        "questions" => {
            let href = fragment.as_ref().map_or(format!("/concepts/{slug}"), |id| format!("/concepts/{slug}#q-{id}"));
            Some((href, Target::Questions { slug, id: fragment }))
        }
        _ => None,
    }
}
