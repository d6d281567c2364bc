//! The questions that there are for a track, by the domains of its blueprint.

use crate::content::{Question, Slug, Track};

/// Ids of questions for each domain, in the order of the blueprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank<'a> {
    domains: Vec<Vec<&'a Slug>>,
}

impl<'a> Bank<'a> {
    /// Questions that belong to no domain of the track are left out.
    pub fn of(track: &Track, questions: impl IntoIterator<Item = &'a Question>) -> Self {
        let mut domains = vec![Vec::new(); track.domains.len()];
        for question in questions {
            let domain = track.domain_of(question).map(|domain| &domain.id);
            if let Some(at) = track.domains.iter().position(|known| Some(&known.id) == domain) {
                domains[at].push(&question.id);
            }
        }
        Self { domains }
    }

    /// Only the questions that `keep` wants.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Slug) -> bool) -> Self {
        let kept = |ids: &Vec<&'a Slug>| ids.iter().copied().filter(|id| keep(id)).collect();
        Self { domains: self.domains.iter().map(kept).collect() }
    }

    /// How many questions each domain has.
    pub fn counts(&self) -> Vec<usize> {
        self.domains.iter().map(Vec::len).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.domains.iter().all(Vec::is_empty)
    }

    pub(super) fn domains(&self) -> &[Vec<&'a Slug>] {
        &self.domains
    }
}
