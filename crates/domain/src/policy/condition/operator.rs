//! The names of condition operators, taken apart: `ForAnyValue:StringNotLikeIfExists`.

use crate::policy::nearest::nearest;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// As it is written.
    pub name: String,
    pub(super) set: Option<Set>,
    pub(super) test: Test,
    pub(super) negated: bool,
    pub(super) if_exists: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    All,
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Text,
    TextIgnoringCase,
    Like,
    Number(Order),
    Date(Order),
    Bool,
    Binary,
    Address,
    Arn,
    Null,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Order {
    pub(super) fn holds<T: PartialOrd>(self, present: T, wanted: T) -> bool {
        match self {
            Self::Equal => present == wanted,
            Self::Less => present < wanted,
            Self::LessOrEqual => present <= wanted,
            Self::Greater => present > wanted,
            Self::GreaterOrEqual => present >= wanted,
        }
    }
}

const NEGATED: bool = true;
const NAMES: [(&str, Test, bool); 27] = [
    ("StringEquals", Test::Text, false),
    ("StringNotEquals", Test::Text, NEGATED),
    ("StringEqualsIgnoreCase", Test::TextIgnoringCase, false),
    ("StringNotEqualsIgnoreCase", Test::TextIgnoringCase, NEGATED),
    ("StringLike", Test::Like, false),
    ("StringNotLike", Test::Like, NEGATED),
    ("NumericEquals", Test::Number(Order::Equal), false),
    ("NumericNotEquals", Test::Number(Order::Equal), NEGATED),
    ("NumericLessThan", Test::Number(Order::Less), false),
    ("NumericLessThanEquals", Test::Number(Order::LessOrEqual), false),
    ("NumericGreaterThan", Test::Number(Order::Greater), false),
    ("NumericGreaterThanEquals", Test::Number(Order::GreaterOrEqual), false),
    ("DateEquals", Test::Date(Order::Equal), false),
    ("DateNotEquals", Test::Date(Order::Equal), NEGATED),
    ("DateLessThan", Test::Date(Order::Less), false),
    ("DateLessThanEquals", Test::Date(Order::LessOrEqual), false),
    ("DateGreaterThan", Test::Date(Order::Greater), false),
    ("DateGreaterThanEquals", Test::Date(Order::GreaterOrEqual), false),
    ("Bool", Test::Bool, false),
    ("BinaryEquals", Test::Binary, false),
    ("IpAddress", Test::Address, false),
    ("NotIpAddress", Test::Address, NEGATED),
    ("ArnEquals", Test::Arn, false),
    ("ArnLike", Test::Arn, false),
    ("ArnNotEquals", Test::Arn, NEGATED),
    ("ArnNotLike", Test::Arn, NEGATED),
    ("Null", Test::Null, false),
];

impl Operator {
    pub(super) fn parse(name: &str) -> Result<Self, String> {
        let (set, rest) = match name.split_once(':') {
            None => (None, name),
            Some(("ForAllValues", rest)) => (Some(Set::All), rest),
            Some(("ForAnyValue", rest)) => (Some(Set::Any), rest),
            Some((other, _)) => {
                let known = nearest(other, &["ForAllValues", "ForAnyValue"]);
                return Err(format!("{other:?} is no set operator; did you mean {known}?"));
            }
        };
        let base = rest.strip_suffix("IfExists").unwrap_or(rest);
        let if_exists = base.len() < rest.len();
        let known = NAMES.into_iter().find(|&(known, ..)| known == base);
        let Some((_, test, negated)) = known else {
            let known = nearest(base, &NAMES.map(|(known, ..)| known));
            return Err(format!("{name:?} is no condition operator; did you mean {known}?"));
        };
        if test == Test::Null && (if_exists || set.is_some()) {
            return Err("Null asks whether the key is there at all, so it takes neither IfExists nor ForAllValues nor ForAnyValue".into());
        }
        Ok(Self { name: name.to_owned(), set, test, negated, if_exists })
    }
}
