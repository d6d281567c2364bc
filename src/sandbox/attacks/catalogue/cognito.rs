//! Tokens of a user pool in the wrong place, and the two that are right.

use domain::token::{Gate, reference as source};
use serde_json::json;

use super::{Attack, attack};
use crate::sandbox::forge::{Draft, Forge, signed};

pub(super) const ATTACKS: &[Attack] = &[
    attack(
        "good-id-token",
        "A sound ID token",
        "Nothing: this is the fresh ID token, for comparison.",
        source::ID_TOKEN,
        |forge| Ok(forge.minted.id_token.clone()),
    ),
    attack(
        "good-access-token",
        "A sound access token",
        "Nothing: this is the fresh access token, for comparison.",
        source::ACCESS_TOKEN,
        |forge| Ok(forge.minted.access_token.clone()),
    )
    .at(Gate::Access),
    attack(
        "access-for-id",
        "An access token for an ID token",
        "The sound access token of the same sign-in is sent to code that expects the ID token.",
        source::VERIFYING,
        |forge| Ok(forge.minted.access_token.clone()),
    ),
    attack(
        "id-for-access",
        "An ID token for an access token",
        "The sound ID token of the same sign-in is sent to code that expects the access token.",
        source::VERIFYING,
        |forge| Ok(forge.minted.id_token.clone()),
    )
    .at(Gate::Access),
    attack(
        "token-use-missing",
        "No word on what it is for",
        "The claim \"token_use\" is missing; the pool's key signed it.",
        source::VERIFYING,
        |forge| forge.by_pool(&forge.id().without_claim("token_use")),
    ),
    attack(
        "token-use-swapped",
        "An access token under another name",
        "The claim \"token_use\" of an access token says \"id\"; its signature is as it was.",
        source::RFC_7515_VALIDATION,
        |forge| {
            let signature = forge.minted.access_token.rsplit('.').next().unwrap_or_default();
            Ok(forge.access().claim("token_use", r#""id""#).with_signature(signature))
        },
    ),
    attack(
        "aud-of-another-client",
        "Another client's ID token",
        "The claim \"aud\" names an app client that this consumer does not know; the pool's key signed it.",
        source::RFC_8725_AUDIENCE,
        |forge| forge.by_pool(&forge.id().claim("aud", r#""9sampleotherclient0000009""#)),
    ),
    attack(
        "access-of-another-client",
        "Another client's access token",
        "The claim \"client_id\" names an app client that this consumer does not know; the pool's key signed it.",
        source::ACCESS_TOKEN,
        |forge| forge.access_by_pool(&forge.access().claim("client_id", r#""9sampleotherclient0000009""#)),
    )
    .at(Gate::Access),
    attack(
        "aud-instead-of-client-id",
        "An access token with an audience only",
        "The access token names its client in \"aud\", where other providers have it, and not in \"client_id\".",
        source::ACCESS_TOKEN,
        |forge| {
            let client = forge.samples.clients.first().map(|client| client.id.as_str());
            forge.access_by_pool(&forge.access().without_claim("client_id").claim("aud", &json!(client).to_string()))
        },
    )
    .at(Gate::Access),
    attack(
        "another-pool",
        "Another pool's token",
        "Another pool of the region issued it, with its own issuer and its own key.",
        source::RFC_7519_ISS,
        |forge| {
            let kid = json!(forge.stranger.rsa.kid()).to_string();
            forge.by_stranger(&of_other_pool(forge).header("kid", &kid))
        },
    ),
    attack(
        "another-pool-under-our-key",
        "Another pool's issuer under our key",
        "The claim \"iss\" names another pool of the region; the pool's own key signed it.",
        source::RFC_7519_ISS,
        |forge| forge.by_pool(&of_other_pool(forge)),
    ),
    attack(
        "refresh-as-bearer",
        "A refresh token as a bearer token",
        "The refresh token of the same sign-in is sent where an access token belongs.",
        source::REFRESH_TOKEN,
        |forge| Ok(forge.minted.refresh_token.clone()),
    )
    .at(Gate::Access),
    attack(
        "access-at-identity-pool",
        "An access token in Logins",
        "The access token is put into the Logins of an identity pool.",
        source::IDENTITY_POOL,
        |forge| Ok(forge.minted.access_token.clone()),
    )
    .at(Gate::IdentityPool),
    attack(
        "access-at-rest-authorizer",
        "An access token where no scope is asked for",
        "The access token is sent to a method of a REST API whose authorizer names no scopes.",
        source::REST_AUTHORIZER,
        |forge| Ok(forge.minted.access_token.clone()),
    )
    .at(Gate::RestAuthorizer),
    attack(
        "id-at-userinfo",
        "An ID token at userInfo",
        "The ID token is sent to the userInfo endpoint.",
        source::USERINFO,
        |forge| Ok(forge.minted.id_token.clone()),
    )
    .at(Gate::Userinfo),
    attack(
        "groups-as-text",
        "A group as plain text",
        "The claim \"cognito:groups\" is text instead of a list, so a search for a part of a name would succeed.",
        source::ID_TOKEN,
        |forge| forge.by_pool(&forge.id().claim("cognito:groups", r#""not-admins-at-all""#)),
    )
    .remark("CognitoJwtVerifier looks at groups only where it is set to, and takes a text for a list of one. A user pool always writes a list."),
    attack(
        "scope-as-list",
        "Scopes in a list",
        "The claim \"scope\" is a list instead of one text; the pool's key signed it.",
        source::ACCESS_TOKEN,
        |forge| forge.access_by_pool(&forge.access().claim("scope", r#"["aws.cognito.signin.user.admin"]"#)),
    )
    .at(Gate::Access),
    attack(
        "identity-pool-s-token",
        "An identity pool's own token",
        "It is made like the token of GetOpenIdToken, which is meant for AWS STS: another issuer, RS512.",
        source::OPEN_ID_TOKEN,
        |forge| {
            let draft = Draft::of("").header("kid", r#""us-east-1-7""#).header("typ", r#""JWS""#);
            let draft = draft.header("alg", r#""RS512""#);
            let draft = draft.claim("sub", &json!(forge.samples.identity_pool).to_string());
            let draft = draft.claim("aud", &json!(forge.samples.identity_pool).to_string());
            let draft = draft.claim("iss", r#""https://cognito-identity.amazonaws.com""#);
            let draft = draft.claim("exp", &forge.now_s.saturating_add(600).to_string());
            let input = draft.claim("iat", &forge.now_s.to_string()).input();
            signed(&input, &forge.stranger.rsa, &aws_lc_rs::signature::RSA_PKCS1_SHA512)
        },
    ),
    attack(
        "load-balancer-s-header",
        "A load balancer's header",
        "It is made like x-amzn-oidc-data, which a load balancer sends to its targets: ES256, padded, with a signer.",
        source::ALB,
        |forge| {
            let arn = r#""arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/sample/0123456789abcdef""#;
            let draft = forge.id().header("alg", r#""ES256""#).header("kid", r#""00000000-0000-0000-0000-000000000000""#);
            Ok(format!("{}==", forge.by_stranger_s_elliptic_key(&draft.header("signer", arn))?))
        },
    ),
];

fn of_other_pool(forge: &Forge<'_>) -> Draft {
    forge.id().claim("iss", r#""https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE99""#)
}
