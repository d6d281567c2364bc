//! What is written about the scene, and the cases worth opening.

use super::form::{CONFIDENTIAL, PUBLIC};
use crate::sandbox::scene::{Case, Script};

macro_rules! case {
    ($id:literal, $label:literal, $way:literal, $wrong:literal) => {
        case!($id, $label, $way, $wrong, PUBLIC)
    };
    ($id:literal, $label:literal, $way:literal, $wrong:literal, $client:ident) => {
        Case { id: $id, label: $label, choices: &[("way", $way), ("wrong", $wrong), ("client", $client)] }
    };
}

pub(in crate::sandbox::scene) const SCRIPT: Script = Script {
    lead: "Every way into a user pool is a talk of two to four calls: the app asks, the pool answers with a challenge or with \
           tokens. Choose a way and read what both sides send. Then let one thing go wrong. Long values are shortened, and \
           codes are shown instead of being sent.",
    notice: &[
        "The answer to InitiateAuth is either tokens or a challenge with a session. The session stands for what was proven so \
         far, lives for three minutes, and is good for one right answer.",
        "An unknown user and a wrong password get the same answer, to the letter.",
        "With SRP the password never leaves the client. With USER_PASSWORD_AUTH it does, inside TLS.",
        "Whichever way one came in, the app gets the same kinds of tokens. A user of Google or of a company is a user of the \
         pool as well, with the status EXTERNAL_PROVIDER and the claim identities.",
    ],
    cases: &[
        case!("sign-up", "Sign up, confirm, sign in", "sign-up", "none"),
        case!("not-confirmed", "A sign-up whose code is never typed", "sign-up", "not-confirmed"),
        case!("wrong-code", "A sign-up with a wrong code, then the right one", "sign-up", "code"),
        case!("password", "The password alone", "password", "none"),
        case!("wrong-password", "A wrong password", "password", "password"),
        case!("unknown-user", "A user whom the pool does not know", "password", "unknown-user"),
        case!(
            "no-secret-hash",
            "A client with a secret leaves SECRET_HASH out",
            "password",
            "no-secret-hash",
            CONFIDENTIAL
        ),
        case!("srp", "The password as a proof, by SRP", "srp", "none"),
        case!("totp", "Password and authenticator app", "totp", "none"),
        case!("totp-twice", "An authenticator's code for two sign-ins", "totp", "code-twice"),
        case!("sms-guessed", "Three wrong codes by SMS, then the right one", "sms", "every-code"),
        case!("email-late", "A code by e-mail, typed after three minutes", "email", "session-old"),
        case!("new-password-weak", "A temporary password and a weak new one", "new-password", "weak-password"),
        case!("choice", "A code instead of a password, by choice", "choice", "none"),
        case!("custom-wrong", "A custom challenge, answered wrong once", "custom", "code"),
        case!("custom-twice", "A custom challenge, its answer sent twice", "custom", "session-twice"),
        case!("google", "Google", "google", "none"),
        case!("google-password", "A Google user tries a password", "google", "password"),
        case!("saml", "The company, by SAML", "saml", "none"),
    ],
    checked: "2026-11-23",
};
