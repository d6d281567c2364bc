//! What a visitor asks the practice page for: a filter or a sitting, and the answer that is to be shown.

use domain::practice::AttemptId;

use crate::{practice::Filter, server::fields::FormFields};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) filter: Filter,
    /// A sitting has a filter of its own.
    pub(super) sitting: Option<AttemptId>,
    /// The answer that was just given.
    pub(super) answered: Option<AttemptId>,
    /// The last answer was just taken back. It is told once, so no form comes back to it.
    pub(super) undone: bool,
}

const UNDONE: &str = "undone";

impl Asking {
    /// The error is a sentence about a value that means nothing.
    pub(super) fn parse(fields: &[(String, String)]) -> Result<Self, String> {
        let filter = Filter::parse(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))?;
        let attempt = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).and_then(|(_, id)| id.parse().ok());
        let undone = fields.iter().any(|(name, _)| name == UNDONE);
        Ok(Self { filter, sitting: attempt("sitting"), answered: attempt("answered"), undone })
    }

    /// Where a form that was sent from the practice page comes back to; `None` where it was sent from elsewhere. What
    /// cannot be read comes back to the plain page: the field is only ever made by the page itself.
    pub(super) fn of_form(fields: &FormFields) -> Option<Self> {
        let from = fields.first("from")?;
        let fields: Vec<(String, String)> = form_urlencoded::parse(from.as_bytes()).into_owned().collect();
        Some(Self::parse(&fields).unwrap_or_default())
    }

    /// The same without the answer: the next question.
    #[must_use]
    pub(super) fn next(&self) -> Self {
        Self { answered: None, ..self.clone() }
    }

    #[must_use]
    pub(super) fn with_answer(&self, attempt: AttemptId) -> Self {
        Self { answered: Some(attempt), ..self.clone() }
    }

    pub(super) fn query(&self) -> String {
        let id = |name, id: Option<AttemptId>| id.map(|id| (name, id.to_string()));
        let sitting = id("sitting", self.sitting);
        let filter = if sitting.is_some() { Vec::new() } else { self.filter.fields() };
        let fields = filter.into_iter().chain(sitting).chain(id("answered", self.answered));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
    }

    /// The next question, with the word that the last answer was taken back.
    pub(super) fn after_undo(&self) -> String {
        let next = self.next().href();
        format!("{next}{}{UNDONE}=on", if next.contains('?') { '&' } else { '?' })
    }

    pub(super) fn href(&self) -> String {
        let query = self.query();
        if query.is_empty() { "/practice".to_owned() } else { format!("/practice?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_back_to_what_its_page_asked_for_and_to_nowhere_else() {
        let fields = [("concept", "tea"), ("sitting", "x"), ("to", "https://example.com/")];
        let asking = Asking::parse(&fields.map(|(name, value)| (name.to_owned(), value.to_owned()))).unwrap();
        assert_eq!(asking.href(), "/practice?concept=tea");
        let attempt = AttemptId::from_u128(7);
        assert_eq!(
            asking.with_answer(attempt).href(),
            "/practice?concept=tea&answered=00000000-0000-0000-0000-000000000007"
        );
        assert_eq!(asking.with_answer(attempt).next(), asking);
    }
}
