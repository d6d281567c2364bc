//! JSON objects read strictly: members in their order with their text, and names that occur twice noticed at any depth.

use std::{collections::BTreeSet, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, error::Category, value::RawValue};

use super::flaw::Flaw;

/// No token needs more; the parser's own stack would bear more.
pub(super) const DEEPEST: usize = 32;
/// Enough to show; a hostile text could hold a hundred thousand.
const MOST_DUPLICATES: usize = 16;
const LONGEST_NAME_KEPT: usize = 200;

/// An object as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    pub members: Vec<Member>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub name: String,
    /// The value's text, untouched: `1e3` stays `1e3`.
    pub raw: String,
    pub value: Value,
}

impl Object {
    /// The value of the last member of that name, as most parsers have it; a strict reader refuses doubles beforehand.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.members.iter().rev().find(|member| member.name == name).map(|member| &member.value)
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.value(name)?.as_str()
    }
}

/// Reads as far as possible: of a broken text the members before the break. `None` when it is no object at all.
pub(super) fn parse_object(text: &str, flaws: &mut Vec<Flaw>) -> Option<Object> {
    if text.starts_with('\u{feff}') {
        flaws.push(Flaw::ByteOrderMark);
        return None;
    }
    let mut read = Reading::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let outcome = Members(&mut read).deserialize(&mut json).and_then(|()| json.end());
    if let Err(error) = outcome {
        read.broken = Some(if error.classify() == Category::Data { Flaw::NotAnObject } else { Flaw::NotJson });
    }
    flaws.extend(read.duplicates.into_iter().map(Flaw::Duplicate));
    flaws.extend(read.too_deep.then_some(Flaw::TooDeep));
    let no_object = read.broken == Some(Flaw::NotAnObject);
    flaws.extend(read.broken);
    (!no_object && text.trim_start().starts_with('{')).then_some(Object { members: read.members })
}

#[derive(Default)]
struct Reading {
    members: Vec<Member>,
    duplicates: Vec<String>,
    too_deep: bool,
    broken: Option<Flaw>,
}

impl Reading {
    fn note_duplicate(&mut self, name: &str) {
        if self.duplicates.len() < MOST_DUPLICATES {
            self.duplicates.push(name.chars().take(LONGEST_NAME_KEPT).collect());
        }
    }
}

/// The outermost object. Its values are first taken as text, which needs no recursion however deep they are.
struct Members<'a>(&'a mut Reading);

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some((name, raw)) = map.next_entry::<String, &'de RawValue>()? {
            if !names.insert(name.clone()) {
                self.0.note_duplicate(&name);
            }
            let value = read_value(raw.get(), self.0);
            self.0.members.push(Member { name, raw: raw.get().to_owned(), value });
        }
        Ok(())
    }
}

fn read_value(raw: &str, read: &mut Reading) -> Value {
    let too_deep_before = read.too_deep;
    let mut json = serde_json::Deserializer::from_str(raw);
    if let Ok(value) = (Strict { read, depth: 1 }).deserialize(&mut json) {
        return value;
    }
    if read.too_deep == too_deep_before {
        read.broken = Some(Flaw::NotJson);
    }
    Value::Null
}

/// A value inside the outermost object.
struct Strict<'a> {
    read: &'a mut Reading,
    depth: usize,
}

impl Strict<'_> {
    fn deeper<E: Error>(&mut self) -> Result<Strict<'_>, E> {
        if self.depth >= DEEPEST {
            self.read.too_deep = true;
            return Err(E::custom("too deep"));
        }
        Ok(Strict { read: self.read, depth: self.depth + 1 })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(self.deeper()?)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value_seed(self.deeper()?)?;
            if values.contains_key(&name) {
                self.read.note_duplicate(&name);
            }
            values.insert(name, value);
        }
        Ok(Value::Object(values))
    }
}
