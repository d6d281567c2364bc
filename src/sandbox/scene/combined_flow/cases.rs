//! The flow as one finds it, and the cases that each change something in it.

use crate::sandbox::scene::Case;

const fn case(id: &'static str, label: &'static str, choices: &'static [(&'static str, &'static str)]) -> Case {
    Case { id, label, choices }
}

pub(super) const CASES: &[Case] = &[
    case("as-found", "An editor reads her own file", &[]),
    case("other-file", "She reads somebody else's file", &[("whose", "other")]),
    case("user-pool-sub", "Her file is named by her id in the user pool", &[("whose", "user-pool-sub")]),
    case("access-token", "She sends the access token", &[("proof", "access")]),
    case("expired", "Her ID token has expired", &[("proof", "expired")]),
    case("other-client", "Her ID token is of another app client", &[("proof", "other-client")]),
    case("tampered", "She writes another role into her ID token", &[("proof", "tampered")]),
    case("guest", "A guest reads their own file", &[("who", "guest")]),
    case(
        "guest-secret",
        "A guest whose role may do too much reads a secret",
        &[("who", "guest"), ("action", "secretsmanager:GetSecretValue"), ("permissions", "everything")],
    ),
    case(
        "guest-takes-role",
        "A guest asks STS for the role of signed-in users",
        &[("who", "guest"), ("flow", "basic"), ("mapping", "none"), ("role", "sample-authenticated")],
    ),
    case(
        "other-pool",
        "Somebody with a token of another identity pool",
        &[("who", "mallory"), ("flow", "basic"), ("mapping", "none"), ("role", "sample-editors")],
    ),
    case(
        "no-aud",
        "The same, and the trust policy names no identity pool",
        &[
            ("who", "mallory"),
            ("flow", "basic"),
            ("mapping", "none"),
            ("role", "sample-editors"),
            ("trust", "without-aud"),
        ],
    ),
    case("other-sub", "The trust policy names another identity", &[("trust", "other-sub")]),
    case("not-offered", "She asks for a role that her token does not offer", &[("role", "sample-admin")]),
    case("ambiguous", "Two groups with two roles, and none comes first", &[("who", "dora"), ("ambiguous", "Deny")]),
    case(
        "escalation",
        "A reader writes “admin” into an attribute that chooses the role",
        &[("who", "bob"), ("mapping", "rules"), ("attribute", "admin"), ("whose", "other")],
    ),
    case("google", "A Google user", &[("who", "heidi")]),
    case("saml", "A company's user, by a SAML rule", &[("who", "ivan"), ("mapping", "rules")]),
    case("basic-refused", "The basic flow, though roles are mapped", &[("flow", "basic")]),
    case("basic", "The basic flow without a mapping", &[("flow", "basic"), ("mapping", "none")]),
    case(
        "leading-keys",
        "She asks for somebody else's row in DynamoDB",
        &[("action", "dynamodb:GetItem"), ("whose", "other")],
    ),
];
