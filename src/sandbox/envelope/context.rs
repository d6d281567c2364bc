//! The encryption context: pairs that are not secret, bound to a ciphertext, and needed again to decrypt it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::sandbox) struct Context(BTreeMap<String, String>);

impl Context {
    /// `name=value`, one a line or with commas between. `Err` is a sentence.
    pub(in crate::sandbox) fn parse(text: &str) -> Result<Self, String> {
        let mut pairs = BTreeMap::new();
        for pair in text.split([',', '\n']).map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) =
                pair.split_once('=').ok_or_else(|| format!("{pair:?} has no = between name and value."))?;
            let (name, value) = (name.trim(), value.trim());
            if name.is_empty() {
                return Err(format!("{pair:?} has no name before the =."));
            }
            if pairs.insert(name.to_owned(), value.to_owned()).is_some() {
                return Err(format!("The name {name:?} is there twice."));
            }
        }
        Ok(Self(pairs))
    }

    /// The same pairs give the same bytes, in whatever order they were written.
    pub(in crate::sandbox) fn bytes(&self) -> Vec<u8> {
        self.json().to_string().into_bytes()
    }

    pub(in crate::sandbox) fn json(&self) -> Value {
        json!(self)
    }

    pub(in crate::sandbox) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_pairs_does_not_matter_and_their_spelling_does() {
        let bytes = |text| Context::parse(text).unwrap().bytes();
        assert_eq!(bytes("a=1, b=2"), bytes("b=2\n a = 1"));
        assert_ne!(bytes("a=1"), bytes("A=1"));
        assert_ne!(bytes("a=1"), bytes("a=1,b="));
        assert!(Context::parse(" ,\n").unwrap().is_empty());
    }

    #[test]
    fn what_is_no_context_is_told_why() {
        for (text, reason) in [
            ("tenant", "\"tenant\" has no = between name and value."),
            ("=blue", "\"=blue\" has no name before the =."),
            ("a=1,a=2", "The name \"a\" is there twice."),
        ] {
            assert_eq!(Context::parse(text), Err(reason.to_owned()));
        }
    }
}
