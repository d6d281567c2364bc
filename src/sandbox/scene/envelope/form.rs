//! The form of the scene: what is encrypted and how, and what is different when it is read again.

use super::{
    super::view::{Control, Input},
    Choices,
};
use crate::sandbox::envelope::{Context, KeyState};

type Options = [(&'static str, &'static str)];

const WAYS: &Options = &[("envelope", "with a data key (GenerateDataKey)"), ("direct", "by KMS itself (Encrypt)")];
const SIZES: &Options = &[
    ("typed", "as typed"),
    ("4096", "repeated to 4,096 bytes"),
    ("4097", "repeated to 4,097 bytes"),
    ("1000000", "repeated to 1,000,000 bytes"),
];
const KEYS: &Options =
    &[("none", "none: the ciphertext knows"), ("same", "the one that encrypted"), ("other", "another KMS key")];
const STATES: &Options = &[("enabled", "enabled"), ("disabled", "disabled"), ("deleted", "waiting for its deletion")];
const CALLERS: &Options = &[("allowed", "may use the key"), ("denied", "lacks kms:Decrypt")];
const TAMPERED: &Options =
    &[("none", "nothing"), ("document", "a bit of the document"), ("key", "a bit of the encrypted data key")];

pub(super) struct Plan {
    typed: String,
    size: String,
    pub(super) direct: bool,
    context: String,
    given: String,
    pub(super) key: String,
    state: String,
    pub(super) allowed: bool,
    pub(super) tampered: String,
    pub(super) objects: u64,
}

pub(super) struct Contexts {
    pub(super) bound: Context,
    pub(super) given: Context,
}

impl Plan {
    pub(super) fn of(choices: &Choices) -> Self {
        let chosen = |name, options: &Options| {
            let known: Vec<&str> = options.iter().map(|&(value, _)| value).collect();
            choices.one_of(name, &known).to_owned()
        };
        let text = |name, example| choices.text(name, example).to_owned();
        Self {
            typed: text("document", "Dear tenant, your invoice of November is 42 euros."),
            size: chosen("size", SIZES),
            direct: chosen("way", WAYS) == "direct",
            context: text("context", "tenant=blue"),
            given: text("given", "tenant=blue"),
            key: chosen("key", KEYS),
            state: chosen("state", STATES),
            allowed: chosen("caller", CALLERS) == "allowed",
            tampered: chosen("tampered", TAMPERED),
            objects: choices.number("objects", 1, 1000, 1).unsigned_abs(),
        }
    }

    /// `Err` is a sentence for the visitor.
    pub(super) fn contexts(&self) -> Result<Contexts, String> {
        let parse = |name, text| Context::parse(text).map_err(|reason| format!("{name}: {reason}"));
        let bound = parse("The context at encryption", &self.context)?;
        Ok(Contexts { bound, given: parse("The context at decryption", &self.given)? })
    }

    pub(super) fn document(&self) -> Vec<u8> {
        let typed = self.typed.replace("\r\n", "\n");
        let typed = if typed.is_empty() { " ".to_owned() } else { typed };
        match self.size.parse() {
            Ok(bytes) => typed.bytes().cycle().take(bytes).collect(),
            Err(_) => typed.into_bytes(),
        }
    }

    pub(super) fn state(&self) -> KeyState {
        match self.state.as_str() {
            "disabled" => KeyState::Disabled,
            "deleted" => KeyState::PendingDeletion,
            _ => KeyState::Enabled,
        }
    }

    pub(super) fn controls(&self) -> Vec<Control> {
        let select = |name, label, help, options: &Options, chosen: &str| Control {
            name,
            label,
            help,
            input: Input::Select { options: options.to_vec(), chosen: chosen.to_owned() },
        };
        let line = |name, label, help, value: &str| Control {
            name,
            label,
            help,
            input: Input::Line { value: value.to_owned(), longest: 500 },
        };
        vec![
            Control {
                name: "document",
                label: "Document",
                help: "Made up, please: it stands in the address of this page.",
                input: Input::Area { value: self.typed.clone(), longest: 4096, rows: 3 },
            },
            select("size", "Its size", "Repeats the text until it is that long.", SIZES, &self.size),
            select("way", "Encrypted", "", WAYS, if self.direct { "direct" } else { "envelope" }),
            line("context", "Encryption context", "name=value, with commas between; not secret.", &self.context),
            select("tampered", "While it is stored, somebody changes", "", TAMPERED, &self.tampered),
            line("given", "Context at decryption", "What the reader sends to KMS.", &self.given),
            select("key", "Key named at decryption", "", KEYS, &self.key),
            select("state", "The KMS key is by then", "", STATES, &self.state),
            select("caller", "The reader", "", CALLERS, if self.allowed { "allowed" } else { "denied" }),
            Control {
                name: "objects",
                label: "Documents of this kind",
                help: "For the table of calls.",
                input: Input::Range { least: 1, most: 1000, step: 1, value: self.objects.cast_signed() },
            },
        ]
    }
}
