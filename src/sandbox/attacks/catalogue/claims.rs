//! Attacks in which everything is signed as it should be, and a claim is not what it should be.

use domain::token::reference as source;
use serde_json::json;

use super::{Attack, attack};
use crate::sandbox::forge::Forge;

const HOUR_S: i64 = 3600;

fn from_now(forge: &Forge<'_>, seconds: i64) -> String {
    forge.now_s.saturating_add(seconds).to_string()
}

pub(super) const ATTACKS: &[Attack] = &[
    attack(
        "expired-by-a-second",
        "Expired a second ago",
        "The claim \"exp\" is one second ago.",
        source::RFC_7519_EXP,
        |forge| forge.by_pool(&forge.id().claim("exp", &from_now(forge, -1))),
    ),
    attack(
        "exp-missing",
        "A token without an end",
        "The claim \"exp\" is missing.",
        source::RFC_7519_EXP,
        |forge| forge.by_pool(&forge.id().without_claim("exp")),
    )
    .remark("CognitoJwtVerifier checks \"exp\" where it is there. A user pool always writes it, so we require it."),
    attack(
        "exp-text",
        "The end as text",
        "The claim \"exp\" is text: the right number in quotation marks.",
        source::RFC_7519_EXP,
        |forge| forge.by_pool(&forge.id().claim("exp", &format!("\"{}\"", from_now(forge, HOUR_S)))),
    ),
    attack(
        "exp-fraction",
        "The end with a fraction",
        "The claim \"exp\" is the right number and a half.",
        source::RFC_7519_EXP,
        |forge| forge.by_pool(&forge.id().claim("exp", &format!("{}.5", from_now(forge, HOUR_S)))),
    )
    .remark("The standard allows fractions and CognitoJwtVerifier takes them; a user pool writes whole seconds, and readers round differently."),
    attack(
        "exp-huge",
        "An end beyond all numbers",
        "The claim \"exp\" is a one with thirty zeros, too large for the integers of most readers.",
        source::RFC_7519_EXP,
        |forge| forge.by_pool(&forge.id().claim("exp", "1000000000000000000000000000000")),
    )
    .remark("CognitoJwtVerifier takes any number. One that does not fit a reader's integers may turn into anything."),
    attack(
        "nbf-in-the-future",
        "Not valid yet",
        "The claim \"nbf\" is half an hour ahead.",
        source::RFC_7519_NBF,
        |forge| forge.by_pool(&forge.id().claim("nbf", &from_now(forge, HOUR_S / 2))),
    ),
    attack(
        "iat-in-the-future",
        "Issued in the future",
        "The claim \"iat\" is half an hour ahead.",
        source::RFC_7519_IAT,
        |forge| forge.by_pool(&forge.id().claim("iat", &from_now(forge, HOUR_S / 2))),
    )
    .remark("CognitoJwtVerifier does not compare \"iat\" with the clock. A token from the future shows that a clock is wrong or the token forged."),
    attack(
        "iat-missing",
        "No time of issue",
        "The claim \"iat\" is missing.",
        source::RFC_7519_IAT,
        |forge| forge.by_pool(&forge.id().without_claim("iat")),
    )
    .remark("CognitoJwtVerifier does not ask for \"iat\". A user pool always writes it."),
    attack(
        "iss-of-nobody",
        "Another issuer",
        "The claim \"iss\" is the address of the forger's site.",
        source::RFC_8725_ISSUER,
        |forge| forge.by_pool(&forge.id().claim("iss", r#""https://login.attacker.example.com""#)),
    ),
    attack(
        "iss-missing",
        "No issuer",
        "The claim \"iss\" is missing.",
        source::RFC_8725_ISSUER,
        |forge| forge.by_pool(&forge.id().without_claim("iss")),
    ),
    attack(
        "iss-a-list",
        "Two issuers",
        "The claim \"iss\" is a list of the right issuer and another.",
        source::RFC_7519_ISS,
        |forge| {
            let issuers = json!([forge.samples.issuers.aws, "https://login.attacker.example.com"]);
            forge.by_pool(&forge.id().claim("iss", &issuers.to_string()))
        },
    ),
    attack(
        "iss-with-slash",
        "Almost the right issuer",
        "The claim \"iss\" ends in a slash too many.",
        source::RFC_7519_ISS,
        |forge| forge.by_pool(&forge.id().claim("iss", &json!(format!("{}/", forge.samples.issuers.aws)).to_string())),
    ),
    attack(
        "aud-missing",
        "No audience",
        "The claim \"aud\" is missing.",
        source::RFC_8725_AUDIENCE,
        |forge| forge.by_pool(&forge.id().without_claim("aud")),
    ),
    attack(
        "aud-a-list",
        "The audience in a list",
        "The claim \"aud\" is a list of the right client and another.",
        source::RFC_7519_AUD,
        |forge| {
            let clients: Vec<&str> = forge.samples.clients.iter().map(|client| client.id.as_str()).collect();
            forge.by_pool(&forge.id().claim("aud", &json!(clients).to_string()))
        },
    )
    .remark("The standard allows a list, and libraries that know nothing of user pools take it; an ID token of a user pool names a single client."),
    attack(
        "sub-missing",
        "Nobody's token",
        "The claim \"sub\" is missing.",
        source::RFC_7519_SUB,
        |forge| forge.by_pool(&forge.id().without_claim("sub")),
    )
    .remark("CognitoJwtVerifier does not ask for \"sub\". A user pool always writes it, and whoever stores something for the user needs it."),
];
