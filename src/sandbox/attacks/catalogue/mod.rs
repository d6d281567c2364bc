//! The catalogue of attacks: what each changes in a fresh token, and how the token is forged.

mod algorithm;
mod claims;
mod cognito;
mod encoding;
mod keys;
mod structure;

use domain::token::{Gate, Reference};

use crate::sandbox::forge::{Forge, Forged};

/// One way to tamper with a token, or a sound token to compare with.
pub struct Attack {
    /// Its name in addresses and in the table of libraries.
    pub id: &'static str,
    pub title: &'static str,
    /// What was changed, in a sentence.
    pub changed: &'static str,
    /// The consumer that is to accept the token.
    pub gate: Gate,
    /// The rule that the token breaks.
    pub reference: Reference,
    /// Why the judge says something else than one would expect, or than AWS's own verifier does.
    pub remark: Option<&'static str>,
    pub(in crate::sandbox) forge: fn(&Forge<'_>) -> Forged,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Algorithm,
    Keys,
    Structure,
    Claims,
    Encoding,
    Cognito,
}

impl Group {
    pub const ALL: [Self; 6] =
        [Self::Algorithm, Self::Keys, Self::Structure, Self::Claims, Self::Encoding, Self::Cognito];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Algorithm => "algorithm",
            Self::Keys => "keys",
            Self::Structure => "structure",
            Self::Claims => "claims",
            Self::Encoding => "encoding",
            Self::Cognito => "cognito",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Algorithm => "Algorithm",
            Self::Keys => "Keys",
            Self::Structure => "Structure",
            Self::Claims => "Claims",
            Self::Encoding => "Encoding",
            Self::Cognito => "Cognito's own",
        }
    }

    pub fn attacks(self) -> &'static [Attack] {
        match self {
            Self::Algorithm => algorithm::ATTACKS,
            Self::Keys => keys::ATTACKS,
            Self::Structure => structure::ATTACKS,
            Self::Claims => claims::ATTACKS,
            Self::Encoding => encoding::ATTACKS,
            Self::Cognito => cognito::ATTACKS,
        }
    }
}

/// Every attack with the group that it is in.
pub fn catalogue() -> impl Iterator<Item = (Group, &'static Attack)> {
    Group::ALL.into_iter().flat_map(|group| group.attacks().iter().map(move |attack| (group, attack)))
}

/// On a consumer of ID tokens, as most are.
const fn attack(
    id: &'static str,
    title: &'static str,
    changed: &'static str,
    reference: Reference,
    forge: fn(&Forge<'_>) -> Forged,
) -> Attack {
    Attack { id, title, changed, gate: Gate::Id, reference, remark: None, forge }
}

impl Attack {
    const fn at(self, gate: Gate) -> Self {
        Self { gate, ..self }
    }

    const fn remark(self, remark: &'static str) -> Self {
        Self { remark: Some(remark), ..self }
    }

    /// Whether its consumer wants an ID token, and an access token otherwise.
    pub fn wants_id(&self) -> bool {
        matches!(self.gate, Gate::Id | Gate::IdentityPool | Gate::RestAuthorizer)
    }
}
