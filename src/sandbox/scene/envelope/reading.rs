//! Reading: KMS is asked for the data key, and the document is decrypted with it.

use serde_json::json;

use super::{
    super::view::{Body, Step, Verdict},
    run::{ENVELOPE, Ending, KMS, PROGRAM, Run, STORE, Stored},
    tables::{beginning, start},
};
use crate::sandbox::{
    envelope::{Context, KmsError, Request, entry, open},
    scene::Source,
};

const DECRYPT: Source = Source {
    title: "AWS KMS API: Decrypt",
    url: "https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html",
};
const CONTEXT: Source = Source {
    title: "AWS KMS: encryption context",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html",
};

impl Run<'_> {
    pub(super) fn read(&mut self, stored: &mut Stored) -> Ending {
        let story = tamper(&self.plan.tampered, stored);
        self.steps.push(Step::done("Fetch it", STORE, PROGRAM, story));
        self.kms.state = self.plan.state();
        self.kms.allows = self.plan.allowed;
        let opened = match self.ask_to_decrypt(&stored.blob) {
            Ok(opened) => opened,
            Err(refusal) => {
                let last = Step::done("Decrypt the document", PROGRAM, PROGRAM, "Not reached: there is no data key.");
                if stored.sealed.is_some() {
                    self.steps.push(Step { verdict: Verdict::Skipped, ..last });
                }
                let (reason, _) = explained(&refusal, &self.contexts.bound, &self.contexts.given);
                return Ending::Refused(refusal, reason);
            }
        };
        let Some((nonce, sealed)) = &stored.sealed else { return Ending::Back };
        let key = <[u8; 32]>::try_from(opened).ok();
        let document = key.and_then(|key| open(&key, *nonce, &self.contexts.given.bytes(), sealed));
        let (step, ending) = if let Some(document) = document {
            let reason =
                "The tag matches: it is the document that was encrypted, with the context that was bound to it.";
            let done = Step::done("Decrypt the document", PROGRAM, PROGRAM, reason);
            (done.show("Document", Body::Text(beginning(&document))), Ending::Back)
        } else {
            let reason = "The tag does not match: the document is not the one that was encrypted. Nothing of it is \
                          returned. KMS has done its part and never learns of this.";
            (Step::refused("Decrypt the document", PROGRAM, PROGRAM, reason), Ending::TagMismatch)
        };
        self.steps.push(step.source(ENVELOPE));
        ending
    }

    fn ask_to_decrypt(&mut self, blob: &[u8]) -> Result<Vec<u8>, KmsError> {
        let [same, other] = self.kms.arns();
        let key = match self.plan.key.as_str() {
            "same" => Some(same.clone()),
            "other" => Some(other.clone()),
            _ => None,
        };
        let given = &self.contexts.given;
        let request = Request { operation: "Decrypt", key, context: given };
        let answer = self.kms.decrypt(blob, &request);
        let resource = request.key.as_ref().unwrap_or(&same);
        let trail = entry(&request, resource, answer.as_ref().err(), self.now_ms);
        let mut asked = json!({"CiphertextBlob": start(blob), "EncryptionContext": given.json()});
        if let (Some(key), Some(fields)) = (&request.key, asked.as_object_mut()) {
            fields.insert("KeyId".to_owned(), json!(key));
        }
        let title = if self.plan.direct { "Ask KMS for the document" } else { "Ask KMS for the data key" };
        let (step, answered) = match &answer {
            Ok(plaintext) => {
                let reason = "The ciphertext says which KMS key made it, the context is the one that was bound, and the \
                              reader may use the key.";
                let answered =
                    json!({"KeyId": same, "Plaintext": start(plaintext), "EncryptionAlgorithm": "SYMMETRIC_DEFAULT"});
                (Step::done(title, PROGRAM, KMS, reason).source(DECRYPT), answered)
            }
            Err(refusal) => {
                let (reason, source) = explained(refusal, &self.contexts.bound, given);
                (Step::refused(title, PROGRAM, KMS, reason).source(source), refusal.json())
            }
        };
        let step = step.show("Decrypt", Body::Json(asked)).show("KMS answers", Body::Json(answered));
        self.steps.push(step.show("CloudTrail records", Body::Json(trail)));
        answer
    }
}

/// Flips a bit, and tells what happened.
fn tamper(what: &str, stored: &mut Stored) -> &'static str {
    let (bytes, story) = match (what, &mut stored.sealed) {
        ("document", Some((_, sealed))) => (sealed, "Somebody flipped a bit of the encrypted document."),
        ("document" | "key", None) => (&mut stored.blob, "Somebody flipped a bit of the encrypted document."),
        ("key", Some(_)) => (&mut stored.blob, "Somebody flipped a bit of the encrypted data key."),
        _ => return "As it was stored.",
    };
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    story
}

fn explained(refusal: &KmsError, bound: &Context, given: &Context) -> (&'static str, Source) {
    match refusal.code {
        "InvalidCiphertextException" if bound != given => (
            "The context is not the one that was bound, so the ciphertext does not open. KMS does not say what is wrong, or \
             it would help who guesses.",
            CONTEXT,
        ),
        "InvalidCiphertextException" => ("The ciphertext is not what KMS made, so its tag does not match.", DECRYPT),
        "IncorrectKeyException" => ("A key id was sent, and it is not the one that the ciphertext names.", DECRYPT),
        "AccessDeniedException" => {
            ("Who reads needs kms:Decrypt on this key, besides the permission to fetch the object.", DECRYPT)
        }
        "DisabledException" => {
            ("Nobody can use a disabled key. Enabled again, it opens everything as before.", DECRYPT)
        }
        _ => (
            "A key that waits for its deletion cannot be used. Until the day comes, the deletion can be cancelled.",
            DECRYPT,
        ),
    }
}
