//! Where things are on the one page of a booklet, and links between notes turned into links within it.

use std::collections::HashSet;

use domain::content::{Concept, Slug};

/// No name holds two hyphens in a row, so ids that are joined by two cannot meet.
pub(super) fn chapter(concept: &Slug) -> String {
    format!("c--{concept}")
}

pub(super) fn section(concept: &Slug, section: &str) -> String {
    format!("s--{concept}--{section}")
}

pub(super) fn questions(concept: &Slug) -> String {
    format!("qs--{concept}")
}

pub(super) fn question(id: &str) -> String {
    format!("q--{id}")
}

pub(super) fn answer(id: &str) -> String {
    format!("a--{id}")
}

pub(super) const ANSWERS: &str = "answers";

/// How our renderer begins a link.
const LINK: &str = "<a href=\"";
/// The anchor of a question on the page of its concept.
const QUESTION: &str = "q-";

/// The concepts that stand in the booklet.
pub(super) struct Addresses(HashSet<Slug>);

impl Addresses {
    pub(super) fn of(chapters: &[&Concept]) -> Self {
        Self(chapters.iter().map(|chapter| chapter.slug.clone()).collect())
    }

    /// HTML of `concept` in which every link to what the booklet holds leads there.
    pub(super) fn within(&self, concept: &Slug, html: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some((before, link)) = rest.split_once(LINK) {
            let (address, after) = link.split_once('"').unwrap_or((link, ""));
            out.push_str(before);
            out.push_str(LINK);
            match self.place(concept, address) {
                Some(place) => out.extend(["#", &place]),
                None => out.push_str(address),
            }
            out.push('"');
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn place(&self, concept: &Slug, address: &str) -> Option<String> {
        if let Some(id) = address.strip_prefix('#') {
            return Some(section(concept, id));
        }
        let path = address.strip_prefix("/concepts/")?;
        let (slug, fragment) = path.split_once('#').map_or((path, None), |(slug, fragment)| (slug, Some(fragment)));
        let slug = self.0.get(&slug.parse::<Slug>().ok()?)?;
        Some(match fragment {
            None => chapter(slug),
            Some(fragment) => fragment.strip_prefix(QUESTION).map_or_else(|| section(slug, fragment), question),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_what_the_booklet_holds_stay_in_it_and_others_lead_out() {
        let tea: Slug = "tea".parse().unwrap();
        let addresses = Addresses(HashSet::from([tea.clone()]));
        for (written, expected) in [
            ("#water", "#s--tea--water"),
            ("/concepts/tea", "#c--tea"),
            ("/concepts/tea#leaves", "#s--tea--leaves"),
            ("/concepts/tea#q-which-water", "#q--which-water"),
            ("/concepts/coffee#beans", "/concepts/coffee#beans"),
            ("/sandbox/judge?token=id", "/sandbox/judge?token=id"),
            ("https://example.com/#a", "https://example.com/#a"),
        ] {
            let html = addresses.within(&tea, &format!("<p>x</p><a href=\"{written}\" rel=\"noopener\">y</a>"));
            assert_eq!(html, format!("<p>x</p><a href=\"{expected}\" rel=\"noopener\">y</a>"));
        }
    }
}
