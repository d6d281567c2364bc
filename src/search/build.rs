//! Writes the index of a library: one document for every concept, section and question.

use domain::content::{Concept, Question};
use tantivy::{
    Index, SingleSegmentIndexWriter, TantivyDocument,
    directory::RamDirectory,
    schema::{Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};

use super::{
    text::{plain, sections},
    words,
};
use crate::content::Library;

/// What a document of the index stands for, as places in the library.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Concept(usize),
    /// Of a concept, the n-th of its pieces.
    Section(usize, usize),
    Question(usize),
}

/// The fields whose words are looked for, with what a match there is worth. What a thing is called says most about it.
pub(super) struct Fields {
    pub(super) words: [(Field, f32); 5],
    /// Whole titles.
    pub(super) exact: Field,
}

const TITLE: usize = 0;
const SUMMARY: usize = 1;
const HEADING: usize = 2;
const BODY: usize = 3;
/// The title of the concept that a section or a question belongs to: it makes a hit possible and hardly better.
const CONTEXT: usize = 4;
const NAMES: [(&str, f32); 5] = [("title", 16.0), ("summary", 5.0), ("heading", 4.0), ("body", 1.0), ("context", 0.5)];

/// No limit is ever reached in one segment; the writer only wants a number.
const BUDGET: usize = 64_000_000;

pub(super) struct Built {
    pub(super) index: Index,
    pub(super) fields: Fields,
    /// By the number of the document.
    pub(super) places: Vec<Place>,
}

pub(super) fn build(library: &Library) -> tantivy::Result<Built> {
    let mut schema = Schema::builder();
    let words = NAMES.map(|(name, weight)| {
        let indexing = TextFieldIndexing::default()
            // Where in a text a word stands is found anew for the few texts that are shown.
            .set_index_option(IndexRecordOption::WithFreqs)
            // Most documents have no title, so every title would count as far longer than is usual.
            .set_fieldnorms(name == NAMES[BODY].0);
        (schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing)), weight)
    });
    let fields = Fields { words, exact: schema.add_text_field("exact", STRING) };
    let segment =
        Index::builder().schema(schema.build()).single_segment_index_writer(RamDirectory::create(), BUDGET)?;
    let mut writer = Writer { fields: &fields, segment, places: Vec::new() };
    for (at, concept) in library.concepts().iter().enumerate() {
        writer.concept(at, concept)?;
    }
    for (at, question) in library.questions().iter().enumerate() {
        let concept = library.concept(&question.concept);
        writer.question(at, question, concept)?;
    }
    let Writer { segment, places, .. } = writer;
    let index = segment.finalize()?;
    Ok(Built { index, fields, places })
}

/// The term of a whole title.
pub(super) fn exact(place: &str, normalised: &str) -> String {
    format!("{place}:{normalised}")
}

struct Writer<'f> {
    fields: &'f Fields,
    segment: SingleSegmentIndexWriter,
    places: Vec<Place>,
}

impl Writer<'_> {
    fn concept(&mut self, at: usize, concept: &Concept) -> tantivy::Result<()> {
        for (number, section) in sections(concept).enumerate() {
            let mut document = TantivyDocument::new();
            self.words(&mut document, BODY, &section.text());
            match section.heading {
                None => {
                    self.words(&mut document, TITLE, &concept.title);
                    self.words(&mut document, SUMMARY, &concept.summary);
                    self.exact(&mut document, "title", &concept.title);
                    self.add(document, Place::Concept(at))?;
                }
                Some(heading) => {
                    self.words(&mut document, HEADING, &heading.title);
                    self.words(&mut document, CONTEXT, &concept.title);
                    self.exact(&mut document, "heading", &heading.title);
                    self.add(document, Place::Section(at, number))?;
                }
            }
        }
        Ok(())
    }

    /// The stem alone: options and reasons would tell the answer.
    fn question(&mut self, at: usize, question: &Question, concept: Option<&Concept>) -> tantivy::Result<()> {
        let mut document = TantivyDocument::new();
        self.words(&mut document, BODY, &plain(&question.stem_html));
        if let Some(concept) = concept {
            self.words(&mut document, CONTEXT, &concept.title);
        }
        self.add(document, Place::Question(at))
    }

    fn words(&self, document: &mut TantivyDocument, field: usize, text: &str) {
        let words = words::words(text).into_iter().enumerate();
        let token = |(position, word): (usize, words::Word)| Token {
            offset_from: word.range.start,
            offset_to: word.range.end,
            position,
            text: word.form,
            position_length: 1,
        };
        let tokens = words.map(token).collect();
        document.add_pre_tokenized_text(self.fields.words[field].0, PreTokenizedString { text: String::new(), tokens });
    }

    fn exact(&self, document: &mut TantivyDocument, place: &str, title: &str) {
        document.add_text(self.fields.exact, exact(place, &words::normalised(title)));
    }

    fn add(&mut self, document: TantivyDocument, place: Place) -> tantivy::Result<()> {
        self.places.push(place);
        self.segment.add_document(document)
    }
}
