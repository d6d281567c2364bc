//! The rule of each gate: for whom it opens, and why.

use super::{Gate, SELF_SERVICE_SCOPE};
use crate::token::judge::{Kind, Sound};

/// Why the gate opened, or why it stayed shut.
pub(super) type Decision = Result<&'static str, &'static str>;

const MULTI_REGION_ISSUER: &str = "https://issuer-cognito-idp.";

pub(super) fn decide(gate: Gate, token: &Sound<'_>, scopes: &[String]) -> Decision {
    match gate {
        Gate::Id => id(token),
        Gate::Access => access(token, scopes),
        Gate::RestAuthorizer => rest_authorizer(token),
        Gate::RestAuthorizerScopes => rest_authorizer_scopes(token, scopes),
        Gate::HttpJwtAuthorizer => http_jwt_authorizer(token, scopes),
        Gate::LambdaAuthorizer => lambda_authorizer(token, scopes),
        Gate::IdentityPool => identity_pool(token),
        Gate::Userinfo => userinfo(token),
        Gate::SelfService => self_service(token),
        Gate::Alb => Err(
            "A load balancer with this action takes no token from the client: it signs the user in itself by the code flow, through an app client with a secret, and from then on knows the user by its own cookie. Answer: a redirect to the sign-in page.",
        ),
    }
}

fn id(token: &Sound<'_>) -> Decision {
    match token.kind {
        Kind::Id => Ok("It is an ID token (\"token_use\"), as this code expects."),
        Kind::Access => Err("It is an access token (\"token_use\"); this code expects an ID token."),
    }
}

fn access(token: &Sound<'_>, scopes: &[String]) -> Decision {
    match token.kind {
        Kind::Id => Err("It is an ID token (\"token_use\"); this code expects an access token."),
        Kind::Access if scopes.is_empty() => Ok("It is an access token (\"token_use\"), as this code expects."),
        Kind::Access if has_any(token, scopes) => {
            Ok("It is an access token with one of the scopes that this code asks for.")
        }
        Kind::Access => Err("The access token has none of the scopes that this code asks for."),
    }
}

fn rest_authorizer(token: &Sound<'_>) -> Decision {
    original_issuer(token)?;
    match token.kind {
        Kind::Id => Ok("The method names no scopes, so the authorizer expects an ID token, and this is one."),
        Kind::Access => Err(
            "The method names no scopes, so the authorizer expects an ID token; this is an access token. Answer: 401.",
        ),
    }
}

fn rest_authorizer_scopes(token: &Sound<'_>, scopes: &[String]) -> Decision {
    original_issuer(token)?;
    match token.kind {
        Kind::Id => Err(
            "The method names scopes, so the authorizer expects an access token; an ID token has no scopes. Answer: 401.",
        ),
        Kind::Access if scopes.is_empty() => {
            Err("No scope was given for the method. Without one the authorizer expects an ID token.")
        }
        Kind::Access if has_any(token, scopes) => Ok("The method names scopes, and the access token has one of them."),
        Kind::Access => Err("The access token has none of the scopes that the method names. Answer: 401."),
    }
}

fn original_issuer(token: &Sound<'_>) -> Result<(), &'static str> {
    if token.issuer.starts_with(MULTI_REGION_ISSUER) {
        return Err("The issuer is of the multi-Region kind, which a REST API's user pool authorizer does not accept.");
    }
    Ok(())
}

fn http_jwt_authorizer(token: &Sound<'_>, scopes: &[String]) -> Decision {
    if scopes.is_empty() {
        return Ok(
            "Issuer and audience (\"aud\", or \"client_id\" where there is no \"aud\") fit, and the route names no scopes: either token will do.",
        );
    }
    if has_any(token, scopes) {
        return Ok("Issuer and audience fit, and the token has one of the scopes that the route names.");
    }
    Err("The token has none of the scopes that the route names. Answer: 403.")
}

fn lambda_authorizer(token: &Sound<'_>, scopes: &[String]) -> Decision {
    if scopes.is_empty() {
        return Ok("The function decides. One that only verifies the token, as here, lets either kind pass.");
    }
    if has_any(token, scopes) {
        return Ok("The function decides, and the token has one of the scopes that it asks for.");
    }
    Err("The function decides, and the token has none of the scopes that it asks for.")
}

fn identity_pool(token: &Sound<'_>) -> Decision {
    match token.kind {
        Kind::Id => Ok("It is an ID token, which is what an identity pool takes in Logins."),
        Kind::Access => Err("It is an access token; an identity pool takes only the ID token in Logins."),
    }
}

fn userinfo(token: &Sound<'_>) -> Decision {
    match token.kind {
        Kind::Id => Err("It is an ID token; userInfo takes an access token with the scope openid. Answer: 401."),
        Kind::Access if has(token, "openid") => Ok("It is an access token with the scope openid."),
        Kind::Access => Err(
            "The access token lacks the scope openid. Tokens from the API's sign-in never have it, only those from the hosted pages. Answer: 401.",
        ),
    }
}

fn self_service(token: &Sound<'_>) -> Decision {
    match token.kind {
        Kind::Id => Err("It is an ID token; calls such as GetUser take an access token."),
        Kind::Access if has(token, SELF_SERVICE_SCOPE) => {
            Ok("It is an access token with the scope aws.cognito.signin.user.admin.")
        }
        Kind::Access => {
            Err("The access token lacks the scope aws.cognito.signin.user.admin, which calls such as GetUser need.")
        }
    }
}

/// Only access tokens carry scopes; a `scope` in an ID token is somebody's custom claim.
fn has(token: &Sound<'_>, scope: &str) -> bool {
    token.kind == Kind::Access && token.scope.is_some_and(|granted| granted.split(' ').any(|one| one == scope))
}

fn has_any(token: &Sound<'_>, scopes: &[String]) -> bool {
    scopes.iter().any(|scope| has(token, scope))
}
