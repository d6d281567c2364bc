//! Links by which a reader reports a mistake at its exact place, where the operator has said to whom.

use std::sync::Arc;

use domain::content::{Concept, Heading, Slug};

use crate::{
    config::{BaseUrl, Mistake, ReportUrl},
    content::Library,
    state::AppState,
};

#[derive(Clone)]
pub struct Reports {
    url: ReportUrl,
    base: BaseUrl,
    library: Arc<Library>,
}

impl Reports {
    /// Nothing where no address was given: then no page offers to report.
    pub fn of(app: &AppState, library: &Arc<Library>) -> Option<Self> {
        let url = app.report_url.clone()?;
        Some(Self { url, base: app.base_url.clone(), library: Arc::clone(library) })
    }

    pub(super) fn note(&self, concept: &Concept) -> String {
        let page = format!("/concepts/{}", concept.slug);
        self.address(&concept.title, &page, &format!("concepts/{}.md", concept.slug), 1)
    }

    pub(super) fn section(&self, concept: &Concept, section: &Heading) -> String {
        let title = format!("{}: {}", concept.title, section.title);
        let page = format!("/concepts/{}#{}", concept.slug, section.id);
        self.address(&title, &page, &format!("concepts/{}.md", concept.slug), section.line)
    }

    /// Nothing for a question that has left the library meanwhile.
    pub(super) fn question(&self, id: &Slug) -> Option<String> {
        let question = self.library.question(id)?;
        let concept = &question.concept;
        let page = format!("/concepts/{concept}#q-{id}");
        Some(self.address(&format!("Question {id}"), &page, &format!("questions/{concept}.md"), question.line))
    }

    fn address(&self, title: &str, page: &str, file: &str, line: usize) -> String {
        let (base, version) = (self.base.as_str(), self.library.version());
        let body = format!(
            "What is wrong, and what would be right?\n\n\n\n---\nFile: {file}, line {line}\nContent version: {version}\nPage: {base}{page}\n"
        );
        let (title, file, version) = (title.to_owned(), file.to_owned(), version.to_owned());
        self.url.filled(&Mistake { title, body, file, line, version })
    }
}
