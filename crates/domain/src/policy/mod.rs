//! IAM policies: read strictly, matched against a request, and decided layer by layer with a trace of why.
//!
//! [`Policy::parse`] reads, [`evaluate()`] decides. Deciding never fails: what a policy could get wrong was refused
//! when it was read.

mod condition;
mod decision;
mod document;
mod evaluate;
mod explain;
mod glob;
mod json;
mod nearest;
mod principal;
mod request;
mod statement;
mod template;

pub use condition::{HeldByAbsence, Unmet, WantedValue};
pub use decision::{Decision, Layer, LayerTrace, Need, Outcome};
pub use document::{Effect, InvalidPolicy, Kind, Policy};
pub use evaluate::{Policies, evaluate};
pub use explain::Comparison;
pub use principal::{Grant, Principal, UnknownPrincipal};
pub use request::{Context, Request};
pub use statement::{Mismatch, StatementTrace};
