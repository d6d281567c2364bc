//! Which questions one wants to practise, as an address says it: it can be shared and kept.

use domain::content::{Difficulty, Question, Slug, Track};

use crate::content::Library;

/// What is not said leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form that is ticked or not")]
pub struct Filter {
    pub track: Option<Slug>,
    /// Of the track, or of any where no track is named.
    pub domain: Option<Slug>,
    pub concept: Option<Slug>,
    pub difficulty: Option<Difficulty>,
    pub flagged: bool,
    /// Answered wrongly within the last seven days.
    pub missed: bool,
    /// Also what is not due yet, whatever the limits of the day.
    pub early: bool,
    /// What is due, also where an exam's plan would ask something else.
    pub plain: bool,
}

impl Filter {
    /// From fields of a form or an address; others than its own are passed over, and so are empty ones. The error is a
    /// sentence about a value that means nothing.
    pub fn parse<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, String> {
        let mut filter = Self::default();
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            let slug = || value.parse::<Slug>().map(Some).map_err(|_| nothing_called(name, value));
            match name {
                "track" => filter.track = slug()?,
                "domain" => filter.domain = slug()?,
                "concept" => filter.concept = slug()?,
                "difficulty" => {
                    filter.difficulty = Some(value.parse().map_err(|()| nothing_called(name, value))?);
                }
                "flagged" => filter.flagged = true,
                "missed" => filter.missed = true,
                "early" => filter.early = true,
                "plain" => filter.plain = true,
                _ => {}
            }
        }
        Ok(filter)
    }

    /// What [`Filter::parse`] reads.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let named = [
            ("track", self.track.as_ref().map(Slug::to_string)),
            ("domain", self.domain.as_ref().map(Slug::to_string)),
            ("concept", self.concept.as_ref().map(Slug::to_string)),
            ("difficulty", self.difficulty.map(|difficulty| difficulty.to_string())),
        ];
        let switches =
            [("flagged", self.flagged), ("missed", self.missed), ("early", self.early), ("plain", self.plain)];
        let switches = switches.into_iter().filter(|(_, on)| *on).map(|(name, _)| (name, "on".to_owned()));
        named.into_iter().filter_map(|(name, value)| Some((name, value?))).chain(switches).collect()
    }

    /// Whether nothing was chosen that a plan for an exam would not know of.
    pub fn leaves_the_choice(&self) -> bool {
        *self == Self::default()
    }

    /// A sentence about the first name that the content does not have.
    pub fn unknown(&self, library: &Library) -> Option<String> {
        let track = self.track.as_ref().filter(|slug| library.track(slug).is_none()).map(|slug| ("track", slug));
        let concept =
            || self.concept.as_ref().filter(|slug| library.concept(slug).is_none()).map(|slug| ("concept", slug));
        let has = |slug: &Slug| self.tracks(library).any(|track| track.domains.iter().any(|domain| domain.id == *slug));
        let domain = || self.domain.as_ref().filter(|slug| !has(slug)).map(|slug| ("domain", slug));
        track.or_else(concept).or_else(domain).map(|(name, slug)| nothing_called(name, slug.as_str()))
    }

    /// What is asked of the content; flags and misses are the learner's.
    pub fn holds(&self, library: &Library, question: &Question) -> bool {
        self.concept.as_ref().is_none_or(|concept| question.concept == *concept)
            && self.difficulty.is_none_or(|difficulty| question.difficulty == difficulty)
            && (self.track.is_none() || self.tracks(library).any(|track| leads_to(track, question)))
            && self.domain.as_ref().is_none_or(|id| {
                self.tracks(library).any(|track| track.domain_of(question).is_some_and(|domain| domain.id == *id))
            })
    }

    /// The track that is named, or all.
    pub fn tracks<'a>(&self, library: &'a Library) -> impl Iterator<Item = &'a Track> + use<'a, '_> {
        library.tracks().iter().filter(|track| self.track.as_ref().is_none_or(|slug| track.slug == *slug))
    }
}

fn leads_to(track: &Track, question: &Question) -> bool {
    track.concepts.contains(&question.concept) || track.domain_of(question).is_some()
}

fn nothing_called(what: &str, name: &str) -> String {
    let short: String = name.chars().take(40).collect();
    format!("There is no {what} called “{short}”.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_means_the_same_after_it_was_written_again() {
        let fields = [("concept", "tea"), ("difficulty", "hard"), ("missed", "on"), ("page", "2"), ("track", "")];
        let filter = Filter::parse(fields).unwrap();
        let written = filter.fields();
        assert_eq!(Filter::parse(written.iter().map(|(name, value)| (*name, value.as_str()))), Ok(filter));
    }

    #[test]
    fn a_value_that_means_nothing_is_named() {
        assert_eq!(
            Filter::parse([("difficulty", "brutal")]),
            Err("There is no difficulty called “brutal”.".to_owned())
        );
        assert!(Filter::parse([("track", "../x")]).unwrap_err().contains("track"));
    }
}
