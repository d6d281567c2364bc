//! The form: who signs in, how the pool chooses roles, what the policies say, and what is asked for in the end.

use domain::policy::{InvalidPolicy, Kind, Policy};

use super::{
    asked::{Action, Whose},
    mapping,
    people::{Person, Proof},
    roles::{self, PERMISSIONS, Place, Preset, ROLES, TRUSTS},
};
use crate::sandbox::{
    identity::{Ambiguous, Mapping},
    scene::{Choices, Control, Input},
};

const LONGEST_ATTRIBUTE: usize = 100;
const ATTRIBUTE: &str = "viewer";
const FLOWS: [(&str, &str); 2] = [("enhanced", "Enhanced"), ("basic", "Basic (classic)")];
const MAPPINGS: [(&str, &str); 3] =
    [("token", "From the token (groups)"), ("rules", "By the rules below"), ("none", "None: the default role")];
const AMBIGUOUS: [(&str, &str); 2] = [("AuthenticatedRole", "AuthenticatedRole"), ("Deny", "Deny")];

pub(super) struct Form {
    pub(super) person: Person,
    pub(super) proof: Proof,
    /// What the user wrote into the attribute `custom:role`.
    pub(super) attribute: String,
    pub(super) basic: bool,
    mapping: &'static str,
    ambiguous: &'static str,
    rules: String,
    /// The name of the role that the app asks for.
    pub(super) role: Option<&'static str>,
    trust: Written,
    permissions: Written,
    pub(super) action: Action,
    pub(super) whose: Whose,
}

/// A policy of the form: chosen by name, or written.
struct Written {
    preset: &'static str,
    text: Option<String>,
}

/// One text of the form that could not be read.
pub(super) struct Unreadable {
    /// As a heading: "Trust policy".
    pub(super) field: &'static str,
    pub(super) problem: String,
}

impl Form {
    pub(super) fn read(choices: &Choices, identity_pool: &str) -> Self {
        let written = |name, of: &str, presets: &[Preset; 4]| Written {
            preset: choices.one_of(of, &presets.each_ref().map(|preset| preset.id)),
            // Browsers send lines with a carriage return.
            text: choices
                .get(name)
                .map(|text| text.replace("\r\n", "\n"))
                .filter(|text| !text.trim().is_empty() && !roles::is_preset(presets, text, identity_pool)),
        };
        Self {
            person: Person::named(choices.one_of("who", &Person::ALL.map(Person::id))),
            proof: Proof::named(choices.one_of("proof", &Proof::ALL.map(Proof::id))),
            attribute: choices.text("attribute", ATTRIBUTE).trim().to_owned(),
            basic: choices.one_of("flow", &FLOWS.map(|(id, _)| id)) == "basic",
            mapping: choices.one_of("mapping", &MAPPINGS.map(|(id, _)| id)),
            ambiguous: choices.one_of("ambiguous", &AMBIGUOUS.map(|(id, _)| id)),
            rules: choices.text("rules", mapping::EXAMPLE).to_owned(),
            role: ROLES.into_iter().find(|role| choices.get("role") == Some(*role)),
            trust: written("trust_text", "trust", &TRUSTS),
            permissions: written("permissions_text", "permissions", &PERMISSIONS),
            action: Action::named(choices.one_of("action", &Action::ALL.map(Action::name))),
            whose: Whose::named(choices.one_of("whose", &Whose::ALL.map(Whose::id))),
        }
    }

    /// Reads what was written. What comes out is how the pool chooses the roles of whoever comes with a proof.
    pub(super) fn check(&self) -> Result<Mapping, Unreadable> {
        if self.attribute.len() > LONGEST_ATTRIBUTE || self.attribute.contains(char::is_control) {
            let problem = format!("It has at most {LONGEST_ATTRIBUTE} bytes, and no control characters.");
            return Err(Unreadable { field: "custom:role", problem });
        }
        self.trust.check("Trust policy", Kind::Trust)?;
        self.permissions.check("Policy of the role", Kind::IdentityBased)?;
        self.mapping()
    }

    fn mapping(&self) -> Result<Mapping, Unreadable> {
        let ambiguous = if self.ambiguous == "Deny" { Ambiguous::Deny } else { Ambiguous::AuthenticatedRole };
        match self.mapping {
            "none" => Ok(Mapping::None),
            "token" => Ok(Mapping::Token(ambiguous)),
            _ => match mapping::parse(&self.rules) {
                Ok(rules) => Ok(Mapping::Rules(rules, ambiguous)),
                Err(problem) => Err(Unreadable { field: "Rules", problem }),
            },
        }
    }

    pub(super) fn trust(&self, place: Place<'_>) -> String {
        self.trust.of(&TRUSTS, place)
    }

    pub(super) fn permissions(&self, place: Place<'_>) -> String {
        self.permissions.of(&PERMISSIONS, place)
    }

    /// The policies are those of the role that was chosen in the end, or of the one that is likely.
    pub(super) fn controls(&self, place: Place<'_>) -> Vec<Control> {
        let roles = std::iter::once(("", "The pool's choice")).chain(ROLES.map(|role| (role, role))).collect();
        let presets = |presets: &[Preset; 4]| presets.each_ref().map(|preset| (preset.id, preset.label)).into();
        vec![
            select("who", "Who signs in", "", Person::ALL.map(|one| (one.id(), one.label())).into(), self.person.id()),
            select(
                "proof",
                "What they send as proof",
                "Guests have none.",
                Proof::ALL.map(|one| (one.id(), one.label())).into(),
                self.proof.id(),
            ),
            Control {
                name: "attribute",
                label: "custom:role",
                help: "An attribute that users of the user pool can write themselves.",
                input: Input::Line { value: self.attribute.clone(), longest: LONGEST_ATTRIBUTE },
            },
            select("flow", "Flow", "", FLOWS.into(), if self.basic { "basic" } else { "enhanced" }),
            select("mapping", "Role mapping", "How the pool chooses among roles.", MAPPINGS.into(), self.mapping),
            select(
                "ambiguous",
                "AmbiguousRoleResolution",
                "Where the mapping gives no single role.",
                AMBIGUOUS.into(),
                self.ambiguous,
            ),
            Control {
                name: "rules",
                label: "Rules",
                help: "One per line: claim, Equals, Contains, StartsWith or NotEqual, value, -> and a role.",
                input: area(&self.rules, 4),
            },
            select(
                "role",
                "Role that the app asks for",
                "CustomRoleArn in the enhanced flow, RoleArn in the basic one.",
                roles,
                self.role.unwrap_or_default(),
            ),
            select("trust", "Trust policy", "Who may take the role.", presets(&TRUSTS), self.trust.preset),
            Control {
                name: "trust_text",
                label: "Trust policy, as text",
                help: EDITED,
                input: area(&self.trust(place), 17),
            },
            select(
                "permissions",
                "Policy of the role",
                "What it may do.",
                presets(&PERMISSIONS),
                self.permissions.preset,
            ),
            Control {
                name: "permissions_text",
                label: "Policy of the role, as text",
                help: EDITED,
                input: area(&self.permissions(place), 20),
            },
            select("action", "Request", "", Action::ALL.map(|one| (one.name(), one.name())).into(), self.action.name()),
            select(
                "whose",
                "Whose file or row",
                "",
                Whose::ALL.map(|one| (one.id(), one.label())).into(),
                self.whose.id(),
            ),
        ]
    }
}

const EDITED: &str = "Once you edit it, it counts instead of the choice above. Empty it to go back.";

impl Written {
    fn check(&self, field: &'static str, kind: Kind) -> Result<(), Unreadable> {
        let Some(text) = &self.text else { return Ok(()) };
        let unreadable = |invalid: InvalidPolicy| Unreadable { field, problem: invalid.to_string() };
        Policy::parse(field, kind, text).map(drop).map_err(unreadable)
    }

    fn of(&self, presets: &[Preset; 4], place: Place<'_>) -> String {
        self.text.clone().unwrap_or_else(|| roles::text_of(presets, self.preset, place))
    }
}

fn select(
    name: &'static str,
    label: &'static str,
    help: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: &str,
) -> Control {
    Control { name, label, help, input: Input::Select { options, chosen: chosen.to_owned() } }
}

fn area(text: &str, rows: usize) -> Input {
    Input::Area { value: text.to_owned(), longest: Choices::LONGEST, rows }
}
