//! Where the rules of each step are written down.

use crate::sandbox::scene::Source;

pub(super) const FLOWS: Source = Source {
    title: "Amazon Cognito: the enhanced and the basic flow",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html",
};
pub(super) const GOOGLE: Source = Source {
    title: "Amazon Cognito: Google as a provider of an identity pool",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/google.html",
};
pub(super) const SAML: Source = Source {
    title: "Amazon Cognito: SAML providers of an identity pool",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html",
};
pub(super) const GET_ID: Source = Source {
    title: "Amazon Cognito API: GetId",
    url: "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html",
};
pub(super) const GET_CREDENTIALS: Source = Source {
    title: "Amazon Cognito API: GetCredentialsForIdentity",
    url: "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html",
};
pub(super) const ROLES: Source = Source {
    title: "Amazon Cognito: role-based access control",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html",
};
pub(super) const TRUST: Source = Source {
    title: "Amazon Cognito: trust policies and guests' permissions",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
};
pub(super) const ASSUME: Source = Source {
    title: "AWS STS API: AssumeRoleWithWebIdentity",
    url: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html",
};
pub(super) const OWN_FOLDERS: Source = Source {
    title: "IAM: a folder in S3 for each Cognito user",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_cognito-bucket.html",
};
pub(super) const OWN_ROWS: Source = Source {
    title: "Amazon DynamoDB: fine-grained access control",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html",
};
pub(super) const SIGNED: Source = Source {
    title: "IAM: temporary credentials with AWS resources",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
};
pub(super) const DENIED: Source = Source {
    title: "IAM: access denied error messages",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
};
pub(super) const EVALUATION: Source = Source {
    title: "IAM: how requests are allowed or denied",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html",
};
