//! The sample user pool: its clients, users, groups and roles, all of them plainly made up.

use super::{
    lifetimes::Lifetimes,
    wire::{ChallengeUser, Client, Issuers, Role, Samples, User},
};

const REGION: &str = "us-east-1";
const ACCOUNT: &str = "111122223333";
const POOL: &str = "us-east-1_EXAMPLE00";

/// Scopes that a sign-in on the hosted pages has when it asks for none.
pub(super) const HOSTED_SCOPES: [&str; 4] = ["openid", "email", "profile", "aws.cognito.signin.user.admin"];
/// Scopes of the sample resource server.
pub(super) const CUSTOM_SCOPES: [&str; 2] = ["sample-orders/read", "sample-orders/write"];
/// Base32, shown on the page so that one can add it to an authenticator app.
const AUTHENTICATOR: &str = "SAMPLESAMPLESAMPLESAMPLESAMPLE22";

pub(super) fn samples(base_url: &str) -> Samples {
    Samples {
        region: REGION.to_owned(),
        account: ACCOUNT.to_owned(),
        pool: POOL.to_owned(),
        issuers: Issuers {
            aws: format!("https://cognito-idp.{REGION}.amazonaws.com/{POOL}"),
            local: format!("{base_url}/sandbox/aws/{POOL}"),
        },
        clients: clients(base_url),
        users: vec![
            user("alice", "Sample-Passw0rd-1", &["editors"]),
            user("bob", "Sample-Passw0rd-2", &["readers"]),
            user("carol", "Sample-Passw0rd-3", &["editors", "readers"]),
        ],
        challenge_users: vec![
            challenged("dave", "Sample-Passw0rd-4", "SOFTWARE_TOKEN_MFA"),
            challenged("erin", "Sample-Passw0rd-5", "SMS_MFA"),
            challenged("frank", "Sample-Passw0rd-6", "EMAIL_OTP"),
            challenged("grace", "Sample-Passw0rd-7", "NEW_PASSWORD_REQUIRED"),
        ],
        identity_pool: format!("{REGION}:00000000-1111-2222-3333-444444444444"),
        roles: vec![
            role("sample-authenticated", "authenticated", None),
            role("sample-guest", "unauthenticated", None),
            role("sample-editors", "group:editors", Some(1)),
            role("sample-readers", "group:readers", Some(10)),
        ],
    }
}

impl Samples {
    /// The role of a group, if it is one of the sample groups.
    pub(super) fn role_of_group(&self, group: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.bearer.strip_prefix("group:") == Some(group))
    }

    /// Of the common pool, or of the visitor's pool with this key.
    pub(super) fn local_issuer(&self, key: &str) -> String {
        let common = &self.issuers.local;
        match common.rsplit_once('/') {
            Some((place, pool)) if !key.is_empty() => format!("{place}/of/{key}/{pool}"),
            _ => common.clone(),
        }
    }

    /// Whether any app client may ask for it: one of the standard ones, or of the sample resource server.
    pub(super) fn knows_scope(&self, scope: &str) -> bool {
        self.clients.iter().any(|client| client.scopes.iter().any(|known| known == scope))
    }

    pub(super) fn client(&self, id: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.id == id)
    }
}

impl Client {
    /// Whether this is the client's secret; a public client has none.
    pub(super) fn is_secret(&self, given: Option<&str>) -> bool {
        match (&self.secret, given) {
            (None, None) => true,
            (Some(secret), Some(given)) => {
                aws_lc_rs::constant_time::verify_slices_are_equal(secret.as_bytes(), given.as_bytes()).is_ok()
            }
            _ => false,
        }
    }
}

fn clients(base_url: &str) -> Vec<Client> {
    let secret = |digits: &str| Some(format!("samplesecret0that0opens0nothing0at0all000000000{digits}"));
    let hosted = |id: &str, name: &str, secret: Option<String>| Client {
        id: id.to_owned(),
        name: name.to_owned(),
        secret,
        grants: vec!["code"],
        scopes: HOSTED_SCOPES.iter().chain(&CUSTOM_SCOPES).map(|&scope| scope.to_owned()).collect(),
        callback_urls: vec![
            format!("{base_url}/sandbox/callback"),
            "http://localhost:3000/callback".to_owned(),
            "http://localhost:8080/callback".to_owned(),
        ],
        logout_urls: vec![format!("{base_url}/sandbox"), "http://localhost:8080/".to_owned()],
        rotation_grace_s: None,
        lifetimes: Lifetimes::DEFAULT,
    };
    vec![
        hosted("1sampleclientpublic0000001", "sample-web", None),
        hosted("2sampleclientsecret0000002", "sample-server", secret("0002")),
        Client { rotation_grace_s: Some(0), ..hosted("3sampleclientrotate0000003", "sample-rotating", None) },
        Client {
            grants: vec!["client_credentials"],
            scopes: CUSTOM_SCOPES.map(str::to_owned).to_vec(),
            callback_urls: vec![],
            logout_urls: vec![],
            ..hosted("4sampleclientmachine000004", "sample-m2m", secret("0004"))
        },
    ]
}

fn user(username: &str, password: &str, groups: &[&str]) -> User {
    User {
        username: username.to_owned(),
        password: password.to_owned(),
        email: format!("{username}@example.com"),
        groups: groups.iter().map(|&group| group.to_owned()).collect(),
    }
}

fn challenged(username: &str, password: &str, challenge: &'static str) -> ChallengeUser {
    let totp_secret = (challenge == "SOFTWARE_TOKEN_MFA").then(|| AUTHENTICATOR.to_owned());
    ChallengeUser { user: user(username, password, &["readers"]), challenge, totp_secret }
}

fn role(name: &str, bearer: &str, precedence: Option<u32>) -> Role {
    Role { arn: format!("arn:aws:iam::{ACCOUNT}:role/{name}"), bearer: bearer.to_owned(), precedence }
}
