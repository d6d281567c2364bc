//! Whether a statement is about a request, and if not, which of its elements is not.

use super::{
    condition::{HeldByAbsence, Unmet, WantedValue},
    document::{Effect, Listed, Statement},
    principal::{self, Grant, Named},
    request::Request,
    template::{NoValue, Template},
};

/// What became of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementTrace {
    /// The name of its policy.
    pub policy: String,
    /// Counted from 1.
    pub number: usize,
    pub sid: Option<String>,
    pub effect: Effect,
    /// As it was written, on lines.
    pub text: String,
    /// How it reaches the caller, or the first element that does not fit.
    pub matched: Result<Grant, Mismatch>,
    /// If it matched: its conditions that only held because the request lacks their key.
    pub held_by_absence: Vec<HeldByAbsence>,
}

/// The element for which a statement is not about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// `except`: the element is the `Not` form, and lists what was asked for.
    Principal {
        except: bool,
        wanted: Vec<String>,
        present: String,
    },
    Action {
        except: bool,
        wanted: Vec<String>,
        present: String,
    },
    Resource {
        except: bool,
        wanted: Vec<WantedValue>,
        present: String,
        without_value: Option<String>,
    },
    Condition(Unmet),
}

impl Statement {
    /// `bounded`: the caller has a permissions boundary, which `NotPrincipal` minds.
    pub(super) fn trace(&self, policy: &str, request: &Request, bounded: bool) -> StatementTrace {
        let mut held_by_absence = Vec::new();
        let matched = self.matching(request, bounded, &mut held_by_absence);
        StatementTrace {
            policy: policy.to_owned(),
            number: self.number,
            sid: self.sid.clone(),
            effect: self.effect,
            text: self.text.clone(),
            held_by_absence: if matched.is_ok() { held_by_absence } else { vec![] },
            matched,
        }
    }

    fn matching(&self, request: &Request, bounded: bool, absent: &mut Vec<HeldByAbsence>) -> Result<Grant, Mismatch> {
        let grant = match &self.principals {
            Some(listed) => reach(listed, request, bounded)?,
            None => Grant::Direct,
        };
        self.action(request)?;
        self.resource(request)?;
        for condition in &self.conditions {
            absent.extend(condition.check(&request.context).map_err(Mismatch::Condition)?);
        }
        Ok(grant)
    }

    fn action(&self, request: &Request) -> Result<(), Mismatch> {
        let action = request.action.to_ascii_lowercase();
        let (found, _) = find(&self.actions.values, &action, request);
        if found != self.actions.except {
            return Ok(());
        }
        let Listed { except, written, .. } = &self.actions;
        Err(Mismatch::Action { except: *except, wanted: written.clone(), present: request.action.clone() })
    }

    fn resource(&self, request: &Request) -> Result<(), Mismatch> {
        let Some(Listed { except, values, written }) = &self.resources else {
            return Ok(());
        };
        let (found, without_value) = find(values, &request.resource, request);
        if found != *except {
            return Ok(());
        }
        let wanted = written.iter().zip(values).map(|(written, template)| WantedValue {
            written: written.clone(),
            filled: template.filled(&request.context),
        });
        let (wanted, present) = (wanted.collect(), request.resource.clone());
        Err(Mismatch::Resource { except: *except, wanted, present, without_value })
    }
}

/// Whether one of them matches, and a variable that kept one from it.
fn find(templates: &[Template], text: &str, request: &Request) -> (bool, Option<String>) {
    let mut without_value = None;
    for template in templates {
        match template.matches(text, &request.context) {
            Ok(true) => return (true, None),
            Ok(false) => {}
            Err(NoValue { key }) => without_value = Some(key),
        }
    }
    (false, without_value)
}

fn reach(listed: &Listed<Named>, request: &Request, bounded: bool) -> Result<Grant, Mismatch> {
    let caller = &request.principal;
    let grant = if listed.except {
        (!principal::spares(&listed.values, caller, bounded)).then_some(Grant::Direct)
    } else {
        listed.values.iter().filter_map(|named| named.reaches(caller)).max()
    };
    grant.ok_or_else(|| Mismatch::Principal {
        except: listed.except,
        wanted: listed.written.clone(),
        present: caller.to_string(),
    })
}
