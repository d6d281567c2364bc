//! How AWS's clients are pointed at a sandbox, as code to copy.

use crate::sandbox::Samples;

/// A name and its code, for each client.
pub(super) fn snippets(endpoint: &str, samples: &Samples) -> [(&'static str, String); 4] {
    let Samples { region, pool, .. } = samples;
    let client = samples.clients.first().map(|client| client.id.as_str()).unwrap_or_default();
    let user = samples.users.first();
    let (name, password) = user.map(|user| (user.username.as_str(), user.password.as_str())).unwrap_or_default();
    let boto3 = format!(
        r#"import boto3

pool = boto3.client("cognito-idp", region_name="{region}", endpoint_url="{endpoint}")
answer = pool.initiate_auth(
    ClientId="{client}",
    AuthFlow="USER_PASSWORD_AUTH",
    AuthParameters={{"USERNAME": "{name}", "PASSWORD": "{password}"}},
)
print(answer["AuthenticationResult"]["IdToken"])"#
    );
    let sdk = format!(
        r#"import {{
  CognitoIdentityProviderClient, InitiateAuthCommand,
}} from "@aws-sdk/client-cognito-identity-provider";

const pool = new CognitoIdentityProviderClient({{
  region: "{region}",
  endpoint: "{endpoint}",
}});
const {{ AuthenticationResult }} = await pool.send(new InitiateAuthCommand({{
  ClientId: "{client}",
  AuthFlow: "USER_PASSWORD_AUTH",
  AuthParameters: {{ USERNAME: "{name}", PASSWORD: "{password}" }},
}}));
console.log(AuthenticationResult.IdToken);"#
    );
    let cli = format!(
        "aws cognito-idp initiate-auth --region {region} --no-sign-request \\\n  \
         --endpoint-url {endpoint} \\\n  --client-id {client} \\\n  --auth-flow USER_PASSWORD_AUTH \\\n  \
         --auth-parameters USERNAME={name},PASSWORD={password}"
    );
    let browser = format!(
        r#"import {{
  AuthenticationDetails, CognitoUser, CognitoUserPool,
}} from "amazon-cognito-identity-js";

const Pool = new CognitoUserPool({{
  UserPoolId: "{pool}",
  ClientId: "{client}",
  endpoint: "{endpoint}",
}});
const user = new CognitoUser({{ Username: "{name}", Pool }});
const details = new AuthenticationDetails({{ Username: "{name}", Password: "{password}" }});
user.authenticateUser(details, {{
  onSuccess: (session) => console.log(session.getIdToken().getJwtToken()),
  onFailure: console.error,
}});"#
    );
    [
        ("Python: boto3", boto3),
        ("JavaScript: AWS SDK v3", sdk),
        ("AWS CLI", cli),
        ("Browser: amazon-cognito-identity-js, which signs in by SRP", browser),
    ]
}
