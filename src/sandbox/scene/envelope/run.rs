//! The play itself: writing, storing, reading again, and how that ends.

use super::{
    super::view::Step,
    Block, Outcome, Stage,
    form::{Contexts, Plan},
    tables::{Sizes, calls, seen},
};
use crate::sandbox::{
    SandboxError,
    envelope::{Kms, KmsError, NONCE_BYTES},
    scene::Source,
};

pub(super) const PROGRAM: &str = "Your program";
pub(super) const KMS: &str = "AWS KMS";
pub(super) const STORE: &str = "Storage";

pub(super) const ENVELOPE: Source = Source {
    title: "AWS KMS: envelope encryption",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-cryptography.html#enveloping",
};

pub(super) enum Ending {
    Back,
    /// With the reason, which KMS does not always tell.
    Refused(KmsError, &'static str),
    TagMismatch,
    /// With the sentence that says why.
    NotStarted(String),
}

/// What lies in the storage.
pub(super) struct Stored {
    /// The encrypted data key, or what Encrypt returned.
    pub(super) blob: Vec<u8>,
    /// Of the document that the program encrypted itself.
    pub(super) sealed: Option<([u8; NONCE_BYTES], Vec<u8>)>,
}

pub(super) struct Run<'a> {
    pub(super) plan: &'a Plan,
    pub(super) contexts: &'a Contexts,
    pub(super) kms: Kms,
    pub(super) document: Vec<u8>,
    pub(super) now_ms: i64,
    pub(super) steps: Vec<Step>,
}

pub(super) fn run(plan: &Plan, contexts: &Contexts, stage: Stage<'_>) -> Result<(Vec<Block>, Outcome), SandboxError> {
    let kms = Kms::new(stage.sandbox.chance());
    let mut run = Run { plan, contexts, kms, document: plan.document(), now_ms: stage.now_ms, steps: vec![] };
    let written = if plan.direct { run.encrypt()? } else { run.seal(&mut stage.sandbox.chance())? };
    let mut blocks = vec![Block::Heading("Writing".to_owned())];
    let (ending, blob) = match written {
        Err(ending) => (ending, None),
        Ok(mut stored) => {
            run.store(&stored);
            blocks.push(Block::Steps(std::mem::take(&mut run.steps)));
            blocks.push(Block::Heading("Reading, later".to_owned()));
            let blob = stored.blob.len();
            (run.read(&mut stored), Some(blob))
        }
    };
    blocks.push(Block::Steps(run.steps));
    let document = run.document.len();
    blocks.push(Block::Heading("The numbers".to_owned()));
    if let Some(blob) = blob {
        blocks.push(Block::Table(seen(plan.direct, &Sizes { document, blob })));
    }
    blocks.push(Block::Table(calls(plan.objects, document)));
    Ok((blocks, ending.outcome()))
}

impl Ending {
    pub(super) fn outcome(self) -> Outcome {
        let (accepted, label, reason) = match self {
            Self::Back => (true, "The document comes back".to_owned(), "Key, context and tag were right.".to_owned()),
            Self::Refused(refusal, reason) => (false, format!("KMS answers {}", refusal.code), reason.to_owned()),
            Self::TagMismatch => (
                false,
                "The program finds a wrong tag".to_owned(),
                "KMS decrypted the data key. The changed document is noticed after that, where it is decrypted."
                    .to_owned(),
            ),
            Self::NotStarted(reason) => (false, "Nothing is encrypted".to_owned(), reason),
        };
        Outcome { accepted, label, reason }
    }
}
