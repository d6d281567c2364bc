//! The form: the grant, the app client, and what is broken.

use domain::token::Gate;

use crate::sandbox::scene::{Choices, Control, Input};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    Code,
    ClientCredentials,
}

/// What is broken on the way of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    Nothing,
    OtherVerifier,
    NoVerifier,
    Plain,
    Reused,
    Old,
    CallbackAtAuthorize,
    CallbackAtToken,
    NoState,
    OtherState,
    OtherNonce,
    OtherClient,
    NoSecret,
    ForeignScope,
    NoOpenid,
    Implicit,
    NoPkce,
}

/// What is broken where a machine signs in as itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MachineBroken {
    Nothing,
    ReadOnly,
    UnknownScope,
    Openid,
    Public,
    NoSecret,
}

const GRANTS: [(&str, &str); 2] = [
    ("code", "Authorization code with PKCE: a person signs in"),
    ("client-credentials", "Client credentials: a machine signs in as itself"),
];
const CLIENTS: [(&str, &str); 2] = [
    ("sample-web", "sample-web, a public client: it runs in browsers and has no secret"),
    ("sample-server", "sample-server, a confidential client: it runs on a server and has a secret"),
];
const BREAKS: [(Broken, &str, &str); 17] = [
    (Broken::Nothing, "none", "Nothing"),
    (Broken::OtherVerifier, "verifier", "A thief sends the code, with a code_verifier of their own"),
    (Broken::NoVerifier, "no-verifier", "The code_verifier is missing"),
    (Broken::Plain, "plain", "The code_challenge_method is plain"),
    (Broken::NoPkce, "no-pkce", "The app does without PKCE, and a thief sends the code first"),
    (Broken::Reused, "reused", "The code is sent twice"),
    (Broken::Old, "old", "The code is sent after five minutes and a second"),
    (Broken::CallbackAtAuthorize, "redirect", "The redirect_uri has one slash more"),
    (Broken::CallbackAtToken, "redirect-token", "The token request names another redirect_uri"),
    (Broken::NoState, "no-state", "The callback comes without a state"),
    (Broken::OtherState, "state", "Somebody slips Alice the address of their own callback"),
    (Broken::OtherNonce, "nonce", "The nonce is changed on the way to the pool"),
    (Broken::OtherClient, "other-client", "Another app client sends the code"),
    (Broken::NoSecret, "no-secret", "The token request has no client secret"),
    (Broken::ForeignScope, "scope", "The app asks for a scope that it may not have"),
    (Broken::NoOpenid, "no-openid", "The app does not ask for openid"),
    (Broken::Implicit, "implicit", "The app asks for tokens at once (response_type=token)"),
];
const MACHINE_BREAKS: [(MachineBroken, &str, &str); 6] = [
    (MachineBroken::Nothing, "none", "Nothing"),
    (MachineBroken::ReadOnly, "read-only", "The machine asks for sample-orders/read only"),
    (MachineBroken::UnknownScope, "unknown-scope", "The machine asks for sample-orders/delete"),
    (MachineBroken::Openid, "openid", "The machine asks for openid"),
    (MachineBroken::Public, "public", "A public client tries it"),
    (MachineBroken::NoSecret, "no-secret", "The client secret is missing"),
];
const GATES: [Gate; 2] = [Gate::RestAuthorizerScopes, Gate::HttpJwtAuthorizer];

pub(super) fn grant(choices: &Choices) -> Grant {
    let chosen = choices.one_of("grant", &GRANTS.map(|(name, _)| name));
    if chosen == GRANTS[1].0 { Grant::ClientCredentials } else { Grant::Code }
}

pub(super) fn client(choices: &Choices) -> &'static str {
    choices.one_of("client", &CLIENTS.map(|(name, _)| name))
}

pub(super) fn broken(choices: &Choices) -> Broken {
    chosen(choices, &BREAKS)
}

pub(super) fn machine_broken(choices: &Choices) -> MachineBroken {
    chosen(choices, &MACHINE_BREAKS)
}

pub(super) fn gate(choices: &Choices) -> Gate {
    GATES.into_iter().find(|gate| choices.get("gate") == Some(gate.as_str())).unwrap_or(GATES[0])
}

/// The one that the field `break` names, or the first.
fn chosen<B: Copy>(choices: &Choices, known: &[(B, &'static str, &'static str)]) -> B {
    let wanted = choices.get("break");
    known.iter().find(|(_, name, _)| Some(*name) == wanted).unwrap_or(&known[0]).0
}

/// Each grant has fields of its own; a choice that only the other one knows falls back to its example.
pub(super) fn controls(choices: &Choices) -> Vec<Control> {
    let grant = grant(choices);
    let mut controls = vec![select(choices, "grant", "Grant", "How tokens are got from the pool.", GRANTS.into())];
    match grant {
        Grant::Code => controls.extend([
            select(choices, "client", "App client", "Who asks for the tokens.", CLIENTS.into()),
            select(choices, "break", "What is broken", "", BREAKS.map(|(_, name, label)| (name, label)).into()),
        ]),
        Grant::ClientCredentials => controls.extend([
            select(choices, "break", "What is broken", "", MACHINE_BREAKS.map(|(_, name, label)| (name, label)).into()),
            select(
                choices,
                "gate",
                "The API's authorizer",
                "It asks for the scope sample-orders/write.",
                GATES.map(|gate| (gate.as_str(), gate.title())).into(),
            ),
        ]),
    }
    controls
}

fn select(
    choices: &Choices,
    name: &'static str,
    label: &'static str,
    help: &'static str,
    options: Vec<(&'static str, &'static str)>,
) -> Control {
    let names: Vec<&str> = options.iter().map(|&(name, _)| name).collect();
    let chosen = choices.one_of(name, &names).to_owned();
    Control { name, label, help, input: Input::Select { options, chosen } }
}
