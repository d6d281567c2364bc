//! Writing: the document is encrypted with a data key, or sent to KMS, and stored.

use base64::{Engine, engine::general_purpose::STANDARD};
use rand::Rng;
use serde_json::json;

use super::{
    super::view::{Body, Step},
    run::{ENVELOPE, Ending, KMS, PROGRAM, Run, STORE, Stored},
    tables::{grouped, start},
};
use crate::sandbox::{
    SandboxError,
    envelope::{DataKey, NONCE_BYTES, Request, entry, seal},
    scene::Source,
};

const GENERATE: Source = Source {
    title: "AWS KMS API: GenerateDataKey",
    url: "https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html",
};
const ENCRYPT: Source = Source {
    title: "AWS KMS API: Encrypt",
    url: "https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html",
};

const TOO_LARGE: &str = "Encrypt takes 4,096 bytes at most. What is larger needs a data key.";

impl Run<'_> {
    pub(super) fn seal(&mut self, rng: &mut impl Rng) -> Result<Result<Stored, Ending>, SandboxError> {
        let bound = &self.contexts.bound;
        let key = match self.kms.generate_data_key(bound)? {
            Ok(key) => key,
            Err(refusal) => return Ok(Err(Ending::Refused(refusal, "The KMS key cannot be used."))),
        };
        let nonce = rng.random();
        let sealed = seal(&key.plaintext, nonce, &bound.bytes(), &self.document)?;
        let [arn, _] = self.kms.arns();
        self.steps.push(self.asked_for(&key, &arn));
        self.steps.push(sealed_with(self.document.len(), nonce, &sealed));
        let reason = "The 32 bytes are wiped from memory. From now on nobody can read the document without asking KMS.";
        self.steps.push(Step::done("Forget the data key", PROGRAM, PROGRAM, reason).source(ENVELOPE));
        Ok(Ok(Stored { blob: key.encrypted, sealed: Some((nonce, sealed)) }))
    }

    fn asked_for(&self, key: &DataKey, arn: &str) -> Step {
        let bound = &self.contexts.bound;
        let request = Request { operation: "GenerateDataKey", key: Some(arn.to_owned()), context: bound };
        let trail = entry(&request, arn, None, self.now_ms);
        let reason = "KMS makes 32 random bytes and returns them twice: as they are, and encrypted with the KMS key, which \
                      never leaves it. The document is not part of the request.";
        let asked = json!({"KeyId": arn, "KeySpec": "AES_256", "EncryptionContext": bound.json()});
        let answered = json!({
            "KeyId": arn,
            "Plaintext": STANDARD.encode(key.plaintext),
            "CiphertextBlob": STANDARD.encode(&key.encrypted)
        });
        Step::done("Ask for a data key", PROGRAM, KMS, reason)
            .source(GENERATE)
            .show("GenerateDataKey", Body::Json(asked))
            .show("KMS answers", Body::Json(answered))
            .show("CloudTrail records", Body::Json(trail))
    }

    pub(super) fn encrypt(&mut self) -> Result<Result<Stored, Ending>, SandboxError> {
        let bound = &self.contexts.bound;
        let [arn, _] = self.kms.arns();
        let answer = self.kms.encrypt(&self.document, bound)?;
        let asked = json!({"KeyId": arn, "Plaintext": start(&self.document), "EncryptionContext": bound.json()});
        let step = |step: Step| step.source(ENCRYPT).show("Encrypt", Body::Json(asked));
        match answer {
            Ok(blob) => {
                let request = Request { operation: "Encrypt", key: Some(arn.clone()), context: bound };
                let trail = entry(&request, &arn, None, self.now_ms);
                let reason =
                    "The whole document goes to KMS, which encrypts it with the KMS key. It takes 4,096 bytes at most.";
                let done = Step::done("Send the document to KMS", PROGRAM, KMS, reason);
                let answered = json!({"KeyId": arn, "CiphertextBlob": start(&blob)});
                self.steps.push(
                    step(done).show("KMS answers", Body::Json(answered)).show("CloudTrail records", Body::Json(trail)),
                );
                Ok(Ok(Stored { blob, sealed: None }))
            }
            Err(refusal) => {
                let refused = Step::refused("Send the document to KMS", PROGRAM, KMS, TOO_LARGE);
                self.steps.push(step(refused).show("KMS answers", Body::Json(refusal.json())));
                Ok(Err(Ending::Refused(refusal, TOO_LARGE)))
            }
        }
    }

    pub(super) fn store(&mut self, stored: &Stored) {
        let context = self.contexts.bound.json();
        let kept = match &stored.sealed {
            Some((nonce, sealed)) => json!({
                "encryptedDataKey": STANDARD.encode(&stored.blob),
                "encryptionContext": context,
                "nonce": STANDARD.encode(nonce),
                "encryptedDocument": start(sealed)
            }),
            None => json!({"encryptedDocument": start(&stored.blob), "encryptionContext": context}),
        };
        let reason = "Everything that is needed later, and nothing that opens it. Whoever copies the storage has nothing \
                      without KMS.";
        self.steps
            .push(Step::done("Store it", PROGRAM, STORE, reason).source(ENVELOPE).show("Stored", Body::Json(kept)));
    }
}

fn sealed_with(length: usize, nonce: [u8; NONCE_BYTES], sealed: &[u8]) -> Step {
    let size = grouped(length as u64);
    let reason =
        format!("AES-256-GCM with the data key: {size} bytes and a tag of 16. The context is bound to it as well.");
    Step::done("Encrypt the document", PROGRAM, PROGRAM, reason)
        .source(ENVELOPE)
        .show("Nonce", Body::Text(STANDARD.encode(nonce)))
        .show("Encrypted document", Body::Text(start(sealed)))
}
