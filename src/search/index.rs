//! The index of one version of the library, and what is found in it.

use std::{collections::HashSet, sync::Arc};

use tantivy::{
    IndexReader, ReloadPolicy, Searcher, Term,
    collector::{Count, TopDocs},
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query as TantivyQuery, TermQuery},
    schema::IndexRecordOption,
};

use super::{
    Hit, Query, SearchError,
    build::{self, Built, Fields, Place},
    excerpt,
    forms::{Form, Spelling, Vocabulary},
};
use crate::content::Library;

pub struct Index {
    library: Arc<Library>,
    reader: IndexReader,
    fields: Fields,
    places: Vec<Place>,
    vocabulary: Vocabulary,
}

/// The best places for a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// Of all places, also of those that are not among the hits.
    pub total: usize,
    /// No place has all the words; these have some of them.
    pub only_some_words: bool,
}

/// Fewer hits than this, and a typing mistake is likely.
const ENOUGH: usize = 5;
/// Above everything that words alone can reach.
const WHOLE_TITLE: f32 = 10_000.0;
/// Above other sections, and below a concept with the word in its title.
const WHOLE_HEADING: f32 = 5.0;

/// The words of a query, each in the forms that stand in the index.
type Wanted = Vec<Vec<Form>>;

impl Index {
    pub fn build(library: Arc<Library>) -> Result<Self, SearchError> {
        let Built { index, fields, places } = build::build(&library)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let vocabulary = Vocabulary::read(&reader.searcher(), &fields)?;
        Ok(Self { library, reader, fields, places, vocabulary })
    }

    /// First as it was typed; if that finds little, with mistakes forgiven; if that finds nothing, any of the words.
    pub fn find(&self, query: &Query, most: usize) -> Result<Found, SearchError> {
        let searcher = self.reader.searcher();
        let as_typed = self.wanted(&searcher, query, Spelling::AsTyped)?;
        let found = self.run(&searcher, query, &as_typed, Occur::Must, most)?;
        if found.total >= ENOUGH {
            return Ok(found);
        }
        let forgiven = self.wanted(&searcher, query, Spelling::Forgiven)?;
        let found = self.run(&searcher, query, &forgiven, Occur::Must, most)?;
        if found.total > 0 || query.words.len() == 1 {
            return Ok(found);
        }
        let found = self.run(&searcher, query, &forgiven, Occur::Should, most)?;
        Ok(Found { only_some_words: true, ..found })
    }

    fn wanted(&self, searcher: &Searcher, query: &Query, spelling: Spelling) -> Result<Wanted, SearchError> {
        let last = query.words.len() - 1;
        let words = query.words.iter().enumerate();
        words
            .map(|(at, word)| self.vocabulary.forms(searcher, word, query.unfinished && at == last, spelling))
            .collect()
    }

    fn run(
        &self,
        searcher: &Searcher,
        query: &Query,
        wanted: &Wanted,
        each_word: Occur,
        most: usize,
    ) -> Result<Found, SearchError> {
        let mut parts: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        for forms in wanted {
            parts.push((each_word, self.any_form(searcher, forms)?));
        }
        for (place, score) in [("title", WHOLE_TITLE), ("heading", WHOLE_HEADING)] {
            let term = Term::from_field_text(self.fields.exact, &build::exact(place, &query.whole));
            let exact = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            parts.push((Occur::Should, Box::new(ConstScoreQuery::new(exact, score))));
        }
        let top = TopDocs::with_limit(most.max(1)).order_by_score();
        let (best, total) = searcher.search(&BooleanQuery::new(parts), &(top, Count))?;
        let words: HashSet<&str> = wanted.iter().flatten().map(|form| form.word.as_str()).collect();
        let places = best.iter().filter_map(|(_, address)| self.places.get(address.doc_id as usize));
        let hits = places.filter_map(|place| excerpt::hit(&self.library, *place, &words)).collect();
        Ok(Found { hits, total, only_some_words: false })
    }

    /// The best of all forms in all fields: a word that stands in several counts once, where it counts most.
    fn any_form(&self, searcher: &Searcher, forms: &[Form]) -> Result<Box<dyn TantivyQuery>, SearchError> {
        let mut any: Vec<Box<dyn TantivyQuery>> = Vec::new();
        for Form { word, nearness } in forms {
            for (field, weight) in self.fields.words {
                let term = Term::from_field_text(field, word);
                if searcher.doc_freq(&term)? > 0 {
                    let matched = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
                    any.push(Box::new(BoostQuery::new(matched, weight * nearness)));
                }
            }
        }
        Ok(Box::new(DisjunctionMaxQuery::new(any)))
    }
}
