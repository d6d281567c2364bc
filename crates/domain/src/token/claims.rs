//! The dictionary of header fields and claims: what each means, who reads it, and how ID and access token differ in it.

use super::decode::Role;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    pub name: &'static str,
    pub means: &'static str,
    pub read_by: &'static str,
    /// How ID and access token differ in it.
    pub differs: &'static str,
}

/// What a user pool means by this name; `None` for names that it does not write by itself.
pub fn meaning(role: Role, name: &str) -> Option<&'static Meaning> {
    let table = match role {
        Role::Header => HEADER,
        Role::Claims => CLAIMS,
        _ => return None,
    };
    table.iter().find(|meaning| meaning.name == name).or_else(|| {
        let custom = role == Role::Claims && name.starts_with("custom:");
        custom.then_some(&CUSTOM)
    })
}

macro_rules! meanings {
    ($($name:literal: $means:literal, $read_by:literal, $differs:literal;)*) => {
        &[$(Meaning { name: $name, means: $means, read_by: $read_by, differs: $differs },)*]
    };
}

const CUSTOM: Meaning = Meaning {
    name: "custom:",
    means: "An attribute that the owner of the pool defined; its value is always text.",
    read_by: "Your application, and role mapping rules of an identity pool.",
    differs: "Only in the ID token, unless a trigger adds it to the access token.",
};

const HEADER: &[Meaning] = meanings! {
    "kid":
        "The id of the key that signed the token.",
        "Every verifier, to choose the one key of the pool's key set.",
        "In both, but never the same: the pool signs ID and access tokens with different keys.";
    "alg":
        "The algorithm: RS256 for the signature of an ID or access token; of an encrypted token, how its key is wrapped.",
        "Every verifier, to compare it with what it expects; never to let the token choose.",
        "The same in both.";
    "typ":
        "The kind of token. A user pool leaves it out.",
        "Verifiers that tell kinds of token apart by it.",
        "In neither.";
    "enc":
        "The cipher of an encrypted token.",
        "Only the user pool, which alone can decrypt it.",
        "Only in the refresh token.";
    "cty":
        "What is inside an encrypted token: another token.",
        "Only the user pool.",
        "Only in the refresh token.";
    "crit":
        "Extensions that a reader must understand or else refuse the token.",
        "Every verifier.",
        "In neither.";
    "jwk":
        "A public key that the token brings along.",
        "Nobody who is careful: whoever forges the token forges this too.",
        "In neither.";
    "jku":
        "An address of a key set.",
        "Nobody who is careful: it would make the reader fetch a key of the forger's choice.",
        "In neither.";
    "x5c":
        "A certificate chain that the token brings along.",
        "Nobody who is careful, unless the chain leads to a root that is trusted already.",
        "In neither.";
    "x5u":
        "An address of a certificate.",
        "Nobody who is careful.",
        "In neither.";
};

const CLAIMS: &[Meaning] = meanings! {
    "sub":
        "The user's id in this pool. It never changes and is never given to another user.",
        "Your application, as the key for what belongs to the user.",
        "The same in both.";
    "iss":
        "The pool that issued the token.",
        "Every verifier: it must be exactly the pool that is expected.",
        "The same in both.";
    "aud":
        "The app client that the token was issued to.",
        "Every verifier of ID tokens, and the identity pool.",
        "In the ID token. The access token names its client in client_id.";
    "client_id":
        "The app client that the token was issued to.",
        "Every verifier of access tokens; an HTTP API takes it where there is no aud.",
        "In the access token. The ID token names its client in aud.";
    "token_use":
        "What the token is for: \"id\" or \"access\".",
        "Verifiers, so that one kind is not taken for the other.",
        "Tells the two apart.";
    "scope":
        "What the token allows, as names separated by spaces.",
        "API Gateway, userInfo and the user pool's own API.",
        "Only in the access token.";
    "version":
        "The version of the access token's form.",
        "Hardly anyone.",
        "Only in the access token.";
    "auth_time":
        "When the user signed in. Refreshing does not change it.",
        "Applications that ask for a fresh sign-in before something delicate.",
        "The same in both.";
    "iat":
        "When this token was issued.",
        "Verifiers, and whoever wants to know its age.",
        "In both.";
    "exp":
        "When the token ends: from this second on it is refused.",
        "Every verifier.",
        "In both; the lifetimes are set separately for each app client.";
    "nbf":
        "Before this second the token is refused. A user pool leaves it out.",
        "Every verifier, where it is there.",
        "In neither.";
    "jti":
        "The id of this one token.",
        "Applications that keep a list of tokens they no longer accept.",
        "In both, with different values.";
    "origin_jti":
        "The id of the sign-in that this token and its refresh token come from.",
        "The user pool, when a refresh token is revoked with all that came of it.",
        "The same in both.";
    "event_id":
        "The id of the sign-in request.",
        "People who follow a sign-in through the logs.",
        "The same in both.";
    "cognito:username":
        "The name that the user signs in with.",
        "Your application, to address the user.",
        "In the ID token. The access token calls it username.";
    "username":
        "The name that the user signs in with.",
        "Your application, to address the user.",
        "In the access token. The ID token calls it cognito:username.";
    "cognito:groups":
        "The groups that the user is in, always a list.",
        "Your application and its authorizers, to decide what the user may do.",
        "The same in both.";
    "cognito:roles":
        "The IAM roles of those groups.",
        "The identity pool: a role asked for must be among them.",
        "Only in the ID token.";
    "cognito:preferred_role":
        "The IAM role of the group that comes first by precedence.",
        "The identity pool, when it takes the role from the token.",
        "Only in the ID token.";
    "email":
        "The user's e-mail address.",
        "Your application, to show it or to write to it.",
        "Only in the ID token.";
    "email_verified":
        "Whether the user has shown that the address is theirs.",
        "Applications, before they trust the address.",
        "Only in the ID token.";
    "phone_number":
        "The user's telephone number.",
        "Your application.",
        "Only in the ID token.";
    "phone_number_verified":
        "Whether the user has shown that the number is theirs.",
        "Applications, before they trust the number.",
        "Only in the ID token.";
    "name":
        "The user's full name.",
        "Your application, to show it.",
        "Only in the ID token.";
    "given_name":
        "The user's first name.",
        "Your application, to show it.",
        "Only in the ID token.";
    "family_name":
        "The user's last name.",
        "Your application, to show it.",
        "Only in the ID token.";
    "nonce":
        "What the application sent along with the sign-in request.",
        "The application, which compares it to see that the token answers its own request.",
        "Only in the ID token, after a sign-in on the hosted pages.";
    "at_hash":
        "A digest of the access token issued along with it.",
        "Applications, to see that the two belong together.",
        "Only in the ID token, after a sign-in on the hosted pages.";
    "identities":
        "The accounts at other providers through which the user signs in.",
        "Applications that treat such users differently.",
        "Only in the ID token.";
    "device_key":
        "The remembered device of the sign-in.",
        "Your application, in calls about that device.",
        "Only in the access token.";
    "acr":
        "How strong the sign-in was, as a level.",
        "Applications that ask for a stronger sign-in.",
        "In both.";
    "amr":
        "By what means the user signed in.",
        "Applications that ask for certain means.",
        "In both.";
};
