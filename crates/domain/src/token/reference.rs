//! Where the rules come from: a short title and an address for each source that a verdict can name.

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reference {
    pub title: &'static str,
    pub url: &'static str,
}

macro_rules! references {
    ($($name:ident = $title:literal, $url:literal;)*) => {
        $(pub const $name: Reference = Reference { title: $title, url: $url };)*
    };
}

references! {
    RFC_6750_HEADER = "RFC 6750 §2.1", "https://www.rfc-editor.org/rfc/rfc6750#section-2.1";
    RFC_7515_BASE64URL = "RFC 7515 §2", "https://www.rfc-editor.org/rfc/rfc7515#section-2";
    RFC_7515_UNIQUE = "RFC 7515 §4", "https://www.rfc-editor.org/rfc/rfc7515#section-4";
    RFC_7515_ALG = "RFC 7515 §4.1.1", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.1";
    RFC_7515_JKU = "RFC 7515 §4.1.2", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.2";
    RFC_7515_JWK = "RFC 7515 §4.1.3", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.3";
    RFC_7515_KID = "RFC 7515 §4.1.4", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.4";
    RFC_7515_X5U = "RFC 7515 §4.1.5", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.5";
    RFC_7515_TYP = "RFC 7515 §4.1.9", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.9";
    RFC_7515_CRIT = "RFC 7515 §4.1.11", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11";
    RFC_7515_COMPACT = "RFC 7515 §7.1", "https://www.rfc-editor.org/rfc/rfc7515#section-7.1";
    RFC_7515_VALIDATION = "RFC 7515 §5.2", "https://www.rfc-editor.org/rfc/rfc7515#section-5.2";
    RFC_7517_KTY = "RFC 7517 §4.1", "https://www.rfc-editor.org/rfc/rfc7517#section-4.1";
    RFC_7517_USE = "RFC 7517 §4.2", "https://www.rfc-editor.org/rfc/rfc7517#section-4.2";
    RFC_7517_KEY_OPS = "RFC 7517 §4.3", "https://www.rfc-editor.org/rfc/rfc7517#section-4.3";
    RFC_7517_ALG = "RFC 7517 §4.4", "https://www.rfc-editor.org/rfc/rfc7517#section-4.4";
    RFC_7517_KID = "RFC 7517 §4.5", "https://www.rfc-editor.org/rfc/rfc7517#section-4.5";
    RFC_7518_RS256 = "RFC 7518 §3.3", "https://www.rfc-editor.org/rfc/rfc7518#section-3.3";
    RFC_7518_RSA_KEY = "RFC 7518 §6.3.1", "https://www.rfc-editor.org/rfc/rfc7518#section-6.3.1";
    RFC_7519_ISS = "RFC 7519 §4.1.1", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.1";
    RFC_7519_SUB = "RFC 7519 §4.1.2", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.2";
    RFC_7519_AUD = "RFC 7519 §4.1.3", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3";
    RFC_7519_EXP = "RFC 7519 §4.1.4", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4";
    RFC_7519_NBF = "RFC 7519 §4.1.5", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5";
    RFC_7519_IAT = "RFC 7519 §4.1.6", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.6";
    RFC_7519_OBJECT = "RFC 7519 §7.2", "https://www.rfc-editor.org/rfc/rfc7519#section-7.2";
    RFC_7797_CRIT = "RFC 7797 §6", "https://www.rfc-editor.org/rfc/rfc7797#section-6";
    RFC_8259_ENCODING = "RFC 8259 §8.1", "https://www.rfc-editor.org/rfc/rfc8259#section-8.1";
    RFC_8259_LIMITS = "RFC 8259 §9", "https://www.rfc-editor.org/rfc/rfc8259#section-9";
    RFC_8725_ALG = "RFC 8725 §3.1", "https://www.rfc-editor.org/rfc/rfc8725#section-3.1";
    RFC_8725_CONFUSION = "RFC 8725 §2.1", "https://www.rfc-editor.org/rfc/rfc8725#section-2.1";
    RFC_8725_NONE = "RFC 8725 §3.2", "https://www.rfc-editor.org/rfc/rfc8725#section-3.2";
    RFC_8725_WEAK = "RFC 8725 §3.5", "https://www.rfc-editor.org/rfc/rfc8725#section-3.5";
    RFC_8725_ISSUER = "RFC 8725 §3.8", "https://www.rfc-editor.org/rfc/rfc8725#section-3.8";
    RFC_8725_AUDIENCE = "RFC 8725 §3.9", "https://www.rfc-editor.org/rfc/rfc8725#section-3.9";
    RFC_8725_RECEIVED = "RFC 8725 §3.10", "https://www.rfc-editor.org/rfc/rfc8725#section-3.10";
    RFC_8725_TYPING = "RFC 8725 §3.11", "https://www.rfc-editor.org/rfc/rfc8725#section-3.11";

    CVE_ROCA = "CVE-2017-15361", "https://nvd.nist.gov/vuln/detail/CVE-2017-15361";

    VERIFYING = "Amazon Cognito: verifying JSON web tokens", "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html";
    ID_TOKEN = "Amazon Cognito: the identity (ID) token", "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html";
    ACCESS_TOKEN = "Amazon Cognito: the access token", "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html";
    REFRESH_TOKEN = "Amazon Cognito: refresh tokens", "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html";
    USERINFO = "Amazon Cognito: the userInfo endpoint", "https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html";
    GET_USER = "Amazon Cognito API: GetUser", "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html";
    IDENTITY_POOL = "Amazon Cognito: user pools as providers of an identity pool", "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html";
    REST_AUTHORIZER = "Amazon API Gateway: REST APIs with a user pool authorizer", "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html";
    HTTP_AUTHORIZER = "Amazon API Gateway: HTTP APIs with a JWT authorizer", "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html";
    LAMBDA_AUTHORIZER = "Amazon API Gateway: Lambda authorizers", "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html";
    OPEN_ID_TOKEN = "Amazon Cognito API: GetOpenIdToken", "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html";
    ALB = "Application Load Balancer: authenticating users", "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html";
}
