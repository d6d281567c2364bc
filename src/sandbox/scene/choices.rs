//! What a visitor chose in a scene's form, as it stands in the address.

use std::collections::BTreeMap;

/// Every value is within [`Choices::LONGEST`]; what is missing or unknown falls back to the scene's own example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(BTreeMap<String, String>);

impl Choices {
    /// Bytes of a value; what is longer is refused by [`Self::parse`].
    pub const LONGEST: usize = 6 * 1024;
    const MOST: usize = 60;

    /// `Err` names the field that is too long, or says that there are too many.
    pub fn parse(fields: impl IntoIterator<Item = (String, String)>) -> Result<Self, String> {
        let mut choices = BTreeMap::new();
        for (name, value) in fields {
            if value.len() > Self::LONGEST {
                return Err(format!("The field {name} holds more than {} bytes.", Self::LONGEST));
            }
            choices.insert(name, value);
            if choices.len() > Self::MOST {
                return Err(format!("There are more than {} fields.", Self::MOST));
            }
        }
        Ok(Self(choices))
    }

    pub fn of(fields: &[(&str, &str)]) -> Self {
        Self(fields.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The text of a field, or the example.
    pub fn text<'a>(&'a self, name: &str, example: &'a str) -> &'a str {
        self.get(name).unwrap_or(example)
    }

    /// The chosen one of these; the first where nothing of them was chosen.
    pub fn one_of<'a>(&self, name: &str, known: &[&'a str]) -> &'a str {
        let wanted = self.get(name);
        known.iter().find(|&&value| Some(value) == wanted).or(known.first()).copied().unwrap_or_default()
    }

    /// A ticked box. One that is missing from a form that was sent was cleared; without a form the example holds.
    pub fn ticked(&self, name: &str, example: bool) -> bool {
        if self.is_empty() { example } else { self.get(name).is_some_and(|value| value == "on") }
    }

    pub fn number(&self, name: &str, least: i64, most: i64, example: i64) -> i64 {
        self.get(name).and_then(|text| text.parse().ok()).unwrap_or(example).clamp(least, most)
    }
}
