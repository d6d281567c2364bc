//! The words of the index that may be meant by a word of a query: the same, another form of it, one that begins with
//! it, one that is spelled almost like it.

use std::collections::{BTreeMap, HashMap};

use frostem::{Algorithm, Stemmer};
use tantivy::{InvertedIndexReader, Searcher, Term, query::FuzzyTermQuery, schema::Field};

use super::{SearchError, build::Fields};

/// A word that stands in the index, and how near it is to the one that was typed: 1 is the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    pub(super) word: String,
    pub(super) nearness: f32,
}

/// How closely the index is held to what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    AsTyped,
    /// A letter too many, too few, wrong or swapped; two in a long word.
    Forgiven,
}

/// Each costs time in every field; the nearest come first.
const MOST_FORMS: usize = 32;
/// A short beginning is that of thousands of words.
const MOST_READ: usize = 4096;
const SHORTEST_BEGINNING: usize = 2;
/// In shorter words a wrong letter makes another word.
const ONE_ERROR_FROM: usize = 3;
const TWO_ERRORS_FROM: usize = 8;

const OTHER_FORM: f32 = 0.85;
const ONE_ERROR: f32 = 0.4;
const TWO_ERRORS: f32 = 0.2;
const ONE_ERROR_BEGUN: f32 = 0.15;

/// All words of the index by their stems.
pub(super) struct Vocabulary {
    by_stem: HashMap<String, Vec<String>>,
    fields: Vec<Field>,
}

impl Vocabulary {
    pub(super) fn read(searcher: &Searcher, fields: &Fields) -> Result<Self, SearchError> {
        let fields: Vec<Field> = fields.words.iter().map(|(field, _)| *field).collect();
        let mut by_stem: HashMap<String, Vec<String>> = HashMap::new();
        each(searcher, &fields, |words| {
            let mut all = words.terms().stream()?;
            while let Some((word, _)) = all.next() {
                let word = String::from_utf8_lossy(word).into_owned();
                let forms = by_stem.entry(stem(&word)).or_default();
                if !forms.contains(&word) {
                    forms.push(word);
                }
            }
            Ok(())
        })?;
        Ok(Self { by_stem, fields })
    }

    /// The nearest forms of a word, the nearest first.
    pub(super) fn forms(
        &self,
        searcher: &Searcher,
        word: &str,
        unfinished: bool,
        spelling: Spelling,
    ) -> Result<Vec<Form>, SearchError> {
        let mut near = Near::default();
        let length = word.chars().count();
        for form in self.by_stem.get(&stem(word)).into_iter().flatten() {
            near.take(form, 0, if form == word { 1.0 } else { OTHER_FORM });
        }
        let unfinished = unfinished && length >= SHORTEST_BEGINNING;
        if unfinished {
            self.begun(searcher, word, &mut near)?;
        }
        let is_number = word.chars().all(char::is_numeric);
        if spelling == Spelling::Forgiven && !is_number {
            for (errors, from, nearness) in [(1, ONE_ERROR_FROM, ONE_ERROR), (2, TWO_ERRORS_FROM, TWO_ERRORS)] {
                if length >= from {
                    self.misspelled(searcher, word, errors, &mut near, nearness)?;
                }
            }
            if unfinished && length >= ONE_ERROR_FROM {
                self.begun_misspelled(searcher, word, &mut near)?;
            }
        }
        Ok(near.nearest())
    }

    fn begun(&self, searcher: &Searcher, word: &str, near: &mut Near) -> Result<(), SearchError> {
        each(searcher, &self.fields, |words| {
            let mut from_here = words.terms().range().ge(word).into_stream()?;
            for _ in 0..MOST_READ {
                let Some((form, info)) = from_here.next() else { break };
                let form = String::from_utf8_lossy(form);
                if !form.starts_with(word) {
                    break;
                }
                near.take(&form, info.doc_freq, beginning(word, &form));
            }
            Ok(())
        })
    }

    fn misspelled(
        &self,
        searcher: &Searcher,
        word: &str,
        errors: u8,
        near: &mut Near,
        nearness: f32,
    ) -> Result<(), SearchError> {
        let automaton = FuzzyTermQuery::new(self.term(word), errors, true).automaton()?;
        each(searcher, &self.fields, |words| {
            let mut accepted = words.terms().search(&automaton).into_stream()?;
            while let Some((form, info)) = accepted.next() {
                near.take(&String::from_utf8_lossy(form), info.doc_freq, nearness);
            }
            Ok(())
        })
    }

    fn begun_misspelled(&self, searcher: &Searcher, word: &str, near: &mut Near) -> Result<(), SearchError> {
        let automaton = FuzzyTermQuery::new_prefix(self.term(word), 1, true).automaton()?;
        each(searcher, &self.fields, |words| {
            let mut accepted = words.terms().search(&automaton).into_stream()?;
            for _ in 0..MOST_READ {
                let Some((form, info)) = accepted.next() else { break };
                near.take(&String::from_utf8_lossy(form), info.doc_freq, ONE_ERROR_BEGUN);
            }
            Ok(())
        })
    }

    /// An automaton knows no fields; its query wants to be of one.
    fn term(&self, word: &str) -> Term {
        Term::from_field_text(self.fields[0], word)
    }
}

/// The words that were found, each as near as it was at its nearest, with the number of documents that have it.
#[derive(Default)]
struct Near(BTreeMap<String, (f32, u32)>);

impl Near {
    fn take(&mut self, form: &str, documents: u32, nearness: f32) {
        let known = self.0.entry(form.to_owned()).or_default();
        *known = (known.0.max(nearness), known.1.max(documents));
    }

    fn nearest(self) -> Vec<Form> {
        let mut all: Vec<(String, (f32, u32))> = self.0.into_iter().collect();
        // A tie is broken by how often a word is written, then by the alphabet.
        all.sort_by(|(_, one), (_, other)| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        all.truncate(MOST_FORMS);
        all.into_iter().map(|(word, (nearness, _))| Form { word, nearness }).collect()
    }
}

/// The more of a word was typed, the more likely it is meant.
fn beginning(typed: &str, form: &str) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    let part = typed.len() as f32 / form.len() as f32;
    0.4 + 0.4 * part
}

fn stem(word: &str) -> String {
    Stemmer::new(Algorithm::English).stem(word).into_owned()
}

fn each(
    searcher: &Searcher,
    fields: &[Field],
    mut tell: impl FnMut(&InvertedIndexReader) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    for segment in searcher.segment_readers() {
        for field in fields {
            let words = segment.inverted_index(*field)?;
            tell(&words)?;
        }
    }
    Ok(())
}
