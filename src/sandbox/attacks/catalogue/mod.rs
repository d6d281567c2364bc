//! The catalogue of attacks: what each changes in a fresh token, and how the token is forged.

mod algorithm;
mod claims;
mod cognito;
mod encoding;
mod keys;
mod load_balancer;
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
    LoadBalancer,
}

impl Group {
    pub const ALL: [Self; 7] =
        [Self::Algorithm, Self::Keys, Self::Structure, Self::Claims, Self::Encoding, Self::Cognito, Self::LoadBalancer];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Algorithm => "algorithm",
            Self::Keys => "keys",
            Self::Structure => "structure",
            Self::Claims => "claims",
            Self::Encoding => "encoding",
            Self::Cognito => "cognito",
            Self::LoadBalancer => "load-balancer",
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
            Self::LoadBalancer => "Behind a load balancer",
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
            Self::LoadBalancer => load_balancer::ATTACKS,
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

    /// Whether it is a token at all, which other verifiers can be asked about, and not a load balancer's header.
    pub fn is_token(&self) -> bool {
        self.gate != Gate::Alb
    }

    /// Whether it is no attack at all, but what the consumer of that one wants.
    pub fn is_sound_for(&self, attack: &Self) -> bool {
        let sound = if !attack.is_token() {
            "header-sound"
        } else if attack.wants_id() {
            "good-id-token"
        } else {
            "good-access-token"
        };
        self.id == sound
    }

    /// Who is to accept it.
    pub fn consumer(&self) -> &'static str {
        if self.is_token() {
            self.gate.title()
        } else {
            "A target behind a load balancer, which reads the header x-amzn-oidc-data"
        }
    }

    /// Whether its consumer wants an ID token, and an access token otherwise.
    pub fn wants_id(&self) -> bool {
        matches!(self.gate, Gate::Id | Gate::IdentityPool | Gate::RestAuthorizer)
    }
}
