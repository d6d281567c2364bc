//! What is written about the scene, and the cases worth opening.

use crate::sandbox::scene::{Case, Script};

const fn case(id: &'static str, label: &'static str, choices: &'static [(&'static str, &'static str)]) -> Case {
    Case { id, label, choices }
}

pub(in crate::sandbox::scene) const SCRIPT: Script = Script {
    lead: "Alice signs in to an app on the user pool's own page. The app gets a code through the browser and trades it for \
           tokens behind the browser's back. Each protection on the way can be taken out. Beside it a machine signs in as \
           itself, with no person and no browser.",
    notice: &[
        "The code travels through the browser, so it can be stolen. It works once, for five minutes, for one app client and one \
         redirect address, and with PKCE only together with the code_verifier that never left the app.",
        "The pool refuses a wrong redirect address with a page of its own: it never sends anything to an address it does not know.",
        "State and nonce are the app's to check. The pool only hands them back: state in the callback, nonce in the ID token.",
        "Client credentials give an access token alone. Its sub is the client, and its scopes are custom ones.",
    ],
    cases: &[
        case("as-planned", "Everything as planned", &[("break", "none")]),
        case("other-verifier", "A stolen code, with another code_verifier", &[("break", "verifier")]),
        case("no-verifier", "The code_verifier is missing", &[("break", "no-verifier")]),
        case("plain", "The method plain", &[("break", "plain")]),
        case("no-pkce", "A stolen code, and an app without PKCE", &[("break", "no-pkce")]),
        case("reused", "The code is sent twice", &[("break", "reused")]),
        case("old", "The code is five minutes and a second old", &[("break", "old")]),
        case("redirect", "The redirect address has one slash more", &[("break", "redirect")]),
        case("redirect-at-token", "Another redirect address in the token request", &[("break", "redirect-token")]),
        case("no-state", "The callback has no state", &[("break", "no-state")]),
        case("foreign-state", "Alice opens somebody else's callback", &[("break", "state")]),
        case("nonce", "Another nonce on the way to the pool", &[("break", "nonce")]),
        case("other-client", "Another app client sends the code", &[("break", "other-client")]),
        case("no-secret", "A server without its client secret", &[("client", "sample-server"), ("break", "no-secret")]),
        case("foreign-scope", "A scope that the client may not have", &[("break", "scope")]),
        case("no-openid", "The scope openid is left out", &[("break", "no-openid")]),
        case("implicit", "The implicit grant", &[("break", "implicit")]),
        case("machine", "A machine signs in", &[("grant", "client-credentials"), ("break", "none")]),
        case(
            "machine-read-only",
            "A machine with sample-orders/read calls an API that wants write",
            &[("grant", "client-credentials"), ("break", "read-only")],
        ),
        case(
            "machine-unknown-scope",
            "A machine asks for a scope that does not exist",
            &[("grant", "client-credentials"), ("break", "unknown-scope")],
        ),
        case("machine-openid", "A machine asks for openid", &[("grant", "client-credentials"), ("break", "openid")]),
        case(
            "machine-public",
            "A public client signs in as itself",
            &[("grant", "client-credentials"), ("break", "public")],
        ),
    ],
    checked: "2026-11-23",
};
