//! One line of a `Condition` element: an operator, a key of the request, and the values that it is compared with.

mod date;
mod operator;
mod value;

pub use self::operator::Operator;
use self::{
    operator::{Set, Test},
    value::Wanted,
};
use super::{request::Context, template::NoValue};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    operator: Operator,
    key: String,
    wanted: Vec<(String, Wanted)>,
}

/// A condition that held for want of its key: a negated one, one with `IfExists`, or `ForAllValues`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldByAbsence {
    /// As it is written, such as `StringNotEquals`.
    pub operator: String,
    pub key: String,
}

/// A value in a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedValue {
    pub written: String,
    /// With its variables filled in, if it has any and all of them have a value.
    pub filled: Option<String>,
}

/// A condition that did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// As it is written, such as `ForAllValues:StringEquals`.
    pub operator: String,
    pub key: String,
    pub wanted: Vec<WantedValue>,
    /// `None`: the request has no such key.
    pub present: Option<Vec<String>>,
    /// A variable among the wanted values for which the request has no value.
    pub without_value: Option<String>,
}

impl Condition {
    pub(super) fn parse(operator: &str, key: &str, values: Vec<String>, variables: bool) -> Result<Self, String> {
        let operator = Operator::parse(operator)?;
        if !key.contains(':') {
            return Err(format!("{key:?} is no key; keys are written as aws:username or s3:prefix"));
        }
        if values.is_empty() {
            return Err(format!("{key} has no value to compare with"));
        }
        let read = |text: String| Wanted::parse(&operator, &text, variables).map(|wanted| (text, wanted));
        let wanted = values.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { operator, key: key.to_owned(), wanted })
    }

    pub(super) fn check(&self, context: &Context) -> Result<Option<HeldByAbsence>, Unmet> {
        let present = context.all(&self.key);
        let mut without_value = None;
        if self.holds(present, context, &mut without_value) {
            let by_absence = present.is_none() && self.operator.test != Test::Null;
            let held = || HeldByAbsence { operator: self.operator.name.clone(), key: self.key.clone() };
            return Ok(by_absence.then(held));
        }
        let wanted = |(written, wanted): &(String, Wanted)| WantedValue {
            written: written.clone(),
            filled: wanted.filled(context),
        };
        Err(Unmet {
            operator: self.operator.name.clone(),
            key: self.key.clone(),
            wanted: self.wanted.iter().map(wanted).collect(),
            present: present.map(<[String]>::to_vec),
            without_value,
        })
    }

    fn holds(&self, present: Option<&[String]>, context: &Context, without_value: &mut Option<String>) -> bool {
        if self.operator.test == Test::Null {
            return self.wanted.iter().any(|(_, wanted)| *wanted == Wanted::Bool(present.is_none()));
        }
        let mut is_wanted = |value: &String| self.is_wanted(value, context, without_value);
        let negated = self.operator.negated;
        // A set operator asks each value of the request, and empty ones do not count. `IfExists` belongs to the test
        // inside, which `ForAnyValue` never comes to when there is nothing to ask.
        match (self.operator.set, present) {
            (Some(Set::All), None) => true,
            (Some(Set::Any), None) => false,
            (Some(Set::All), Some(values)) => some(values).all(|value| is_wanted(value) != negated),
            (Some(Set::Any), Some(values)) => some(values).any(|value| is_wanted(value) != negated),
            (None, None) => negated || self.operator.if_exists,
            (None, Some(values)) => values.iter().any(is_wanted) != negated,
        }
    }

    /// Whether it is one of the wanted values. One whose variable has no value is nobody's.
    fn is_wanted(&self, value: &str, context: &Context, without_value: &mut Option<String>) -> bool {
        self.wanted.iter().any(|(_, wanted)| {
            wanted.is(&self.operator, value, context).unwrap_or_else(|NoValue { key }| {
                *without_value = Some(key);
                false
            })
        })
    }
}

fn some(values: &[String]) -> impl Iterator<Item = &String> {
    values.iter().filter(|value| !value.is_empty())
}
