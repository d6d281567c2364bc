//! Stems that ask nearly the same, found among a hundred thousand without comparing each with each.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use super::{super::Draft, words::words};
use crate::content::{Rule, parallel::in_parallel, question::QuestionDraft};

/// How many words in a row make a shingle: fewer and every stem of a subject is alike, more and one changed word hides
/// it.
const SHINGLE: usize = 3;
/// In short stems a single word makes another question of it.
const FEWEST_WORDS: usize = 15;
/// Two sets of shingles are near when they share this part of what both have together.
const NEAR: (usize, usize) = (3, 5);
/// Bounds the work where very many stems share a rare phrase and differ otherwise.
const MOST_CANDIDATES: usize = 500;
const BUCKETS: usize = 1 << 20;

pub(super) fn check(draft: &mut Draft<'_>) {
    let stems: Vec<(&str, &QuestionDraft)> =
        draft.questions.iter().flat_map(|file| file.questions.iter().map(|question| (file.path, question))).collect();
    let texts = stems.iter().map(|(_, question)| question.stem.as_str());
    let pairs = near(&texts.collect::<Vec<_>>());
    for (later, earlier) in pairs {
        let ((path, question), (other_path, other)) = (stems[later], stems[earlier]);
        let name = other.id.as_ref().map_or("a question", |id| id.as_str());
        let message = format!("the question asks nearly the same as `{name}` in {other_path}");
        let flaws = draft.flaws.entry(path).or_default();
        flaws
            .add(Rule::SimilarStem, question.span.clone(), message)
            .hint("ask something else, or take one of them out");
    }
}

/// Each text that is near an earlier one, with that one. Equal texts are left out: they are told as such.
///
/// Two sets that share enough must share one of their rarest shingles, so only those are looked up (prefix filtering).
fn near(texts: &[&str]) -> Vec<(usize, usize)> {
    let sets: Vec<Vec<u64>> =
        in_parallel(texts, |texts| texts.iter().map(|text| shingles(text)).collect::<Vec<_>>()).concat();
    let counts = Counts::of(&sets);
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let rarest = counts.rarest(set);
        // What nothing else has leads to nothing.
        let shared = || rarest.iter().filter(|shingle| counts.of_shingle(**shingle) > 1);
        let candidates = shared().flat_map(|shingle| index.get(shingle).into_iter().flatten());
        let mut candidates: Vec<usize> = candidates.take(MOST_CANDIDATES).copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let twin = candidates.into_iter().find(|other| are_near(set, &sets[*other]));
        found.extend(twin.filter(|other| !texts[*other].eq_ignore_ascii_case(texts[at])).map(|other| (at, other)));
        for shingle in shared() {
            index.entry(*shingle).or_default().push(at);
        }
    }
    found
}

/// Sorted, each once.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<String> = words(text).collect();
    if words.len() < FEWEST_WORDS {
        return Vec::new();
    }
    let hash = |words: &[String]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    let mut set: Vec<u64> = words.windows(SHINGLE).map(hash).collect();
    set.sort_unstable();
    set.dedup();
    set
}

fn are_near(one: &[u64], other: &[u64]) -> bool {
    let shared = one.iter().filter(|shingle| other.binary_search(shingle).is_ok()).count();
    let together = one.len() + other.len() - shared;
    together > 0 && shared * NEAR.1 >= together * NEAR.0
}

/// How common a shingle is, roughly: it only has to order them the same way everywhere.
struct Counts(Vec<u32>);

impl Counts {
    fn of(sets: &[Vec<u64>]) -> Self {
        let mut counts = Self(vec![0; BUCKETS]);
        for shingle in sets.iter().flatten() {
            counts.0[Self::bucket(*shingle)] += 1;
        }
        counts
    }

    /// The rarest of a set, so many that a near set must have at least one of them.
    fn rarest(&self, set: &[u64]) -> Vec<u64> {
        let mut sorted = set.to_vec();
        sorted.sort_unstable_by_key(|shingle| (self.of_shingle(*shingle), *shingle));
        let must_share = (set.len() * NEAR.0).div_ceil(NEAR.1).max(1);
        sorted.truncate((set.len() + 1).saturating_sub(must_share));
        sorted
    }

    fn of_shingle(&self, shingle: u64) -> u32 {
        self.0[Self::bucket(shingle)]
    }

    fn bucket(shingle: u64) -> usize {
        usize::try_from(shingle % BUCKETS as u64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEM: &str = "A team keeps its receipts in a bucket of another account and its function gets an error when it \
                        reads them, although its role may read the bucket. What is missing?";

    #[test]
    fn a_stem_with_a_word_or_two_changed_is_near() {
        let changed = STEM.replace("receipts", "invoices");
        assert_eq!(near(&[STEM, "Something else entirely?", &changed]), [(2, 0)]);
    }

    #[test]
    fn the_same_situation_with_another_question_is_not_near() {
        let other = "A team keeps its receipts in a bucket of another account and its function gets an error. Its role \
                     was made by a template that nobody has changed since spring. Who may look into the log of this?";
        assert_eq!(near(&[STEM, other]), []);
    }

    #[test]
    fn short_stems_differ_by_a_word() {
        assert_eq!(
            near(&["Which token does a client send to the API?", "Which token does a client send to the pool?"]),
            []
        );
    }

    #[test]
    fn equal_texts_are_left_to_their_own_rule() {
        assert_eq!(near(&[STEM, STEM]), []);
    }

    #[test]
    fn what_is_near_is_found_as_if_each_were_compared_with_each() {
        // Texts over few words, so that many are near and many are almost near.
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let mut texts: Vec<String> = Vec::new();
        for at in 0..300 {
            let mut words: Vec<String> = match texts.get(at / 2).filter(|_| at % 3 > 0) {
                Some(earlier) => earlier.split(' ').map(str::to_owned).collect(),
                None => (0..30).map(|_| format!("w{}", random(12))).collect(),
            };
            let length = words.len() as u64;
            for _ in 0..random(8) {
                words[usize::try_from(random(length)).unwrap()] = format!("w{}", random(12));
            }
            texts.push(words.join(" "));
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let sets: Vec<_> = texts.iter().map(|text| shingles(text)).collect();
        let by_comparing = (0..texts.len()).filter(|&at| {
            let first = (0..at).find(|&other| are_near(&sets[at], &sets[other]));
            first.is_some_and(|other| texts[other] != texts[at])
        });
        let found: Vec<usize> = near(&texts).into_iter().map(|(at, _)| at).collect();
        assert_eq!(found, by_comparing.collect::<Vec<_>>());
        assert!(found.len() > 20 && found.len() < 280, "{}", found.len());
    }
}
