//! The scene of envelope encryption: a document is encrypted with a data key, stored, and read again later.

mod form;
mod reading;
mod run;
mod tables;
mod writing;

use super::{Block, Case, Choices, Outcome, Script, Stage, View};
use crate::sandbox::SandboxError;
use form::Plan;
use run::Ending;

pub(super) const SCRIPT: Script = Script {
    lead: "KMS makes a data key, your program encrypts the document with it, and only the encrypted data key is kept. \
           Later KMS decrypts that key, and your program the document. The encryption is real, AES-256-GCM; the KMS is \
           made up and forgets its keys with each page.",
    notice: &[
        "KMS never sees the document. It sees 32 bytes of key, the encryption context and who asks.",
        "The encryption context is not secret: CloudTrail shows it. It must be the same, letter by letter, to decrypt.",
        "Decrypt needs no key id: the encrypted data key says which KMS key made it.",
        "A document that was changed is noticed by your program. KMS has decrypted the data key before, and knows nothing of it.",
    ],
    cases: &[
        Case { id: "as-is", label: "Encrypted, stored, read again", choices: &[] },
        Case { id: "context", label: "Read with the context of another tenant", choices: &[("given", "tenant=green")] },
        Case { id: "key", label: "Decrypt names another KMS key", choices: &[("key", "other")] },
        Case { id: "caller", label: "The reader lacks kms:Decrypt", choices: &[("caller", "denied")] },
        Case { id: "disabled", label: "The KMS key is disabled before reading", choices: &[("state", "disabled")] },
        Case { id: "document", label: "A bit of the stored document is flipped", choices: &[("tampered", "document")] },
        Case { id: "data-key", label: "A bit of the stored data key is flipped", choices: &[("tampered", "key")] },
        Case {
            id: "direct",
            label: "No data key: 4,097 bytes sent to Encrypt",
            choices: &[("way", "direct"), ("size", "4097")],
        },
        Case { id: "many", label: "A thousand documents", choices: &[("objects", "1000")] },
    ],
    checked: "2026-11-23",
};

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let plan = Plan::of(choices);
    let (blocks, outcome) = match plan.contexts() {
        Ok(contexts) => run::run(&plan, &contexts, stage)?,
        Err(reason) => (vec![], Ending::NotStarted(reason).outcome()),
    };
    Ok(View { controls: plan.controls(), blocks, outcome })
}

#[cfg(test)]
mod tests;
