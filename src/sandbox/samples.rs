//! The sample user pool: its clients, users, groups and roles, all of them plainly made up.

use super::wire::{Client, Issuers, Role, Samples, User};

const REGION: &str = "us-east-1";
const ACCOUNT: &str = "111122223333";
const POOL: &str = "us-east-1_EXAMPLE00";

/// Scopes that a sign-in on the hosted pages has when it asks for none.
pub(super) const HOSTED_SCOPES: [&str; 4] = ["openid", "email", "profile", "aws.cognito.signin.user.admin"];

pub(super) fn samples(base_url: &str) -> Samples {
    Samples {
        region: REGION.to_owned(),
        account: ACCOUNT.to_owned(),
        pool: POOL.to_owned(),
        issuers: Issuers {
            aws: format!("https://cognito-idp.{REGION}.amazonaws.com/{POOL}"),
            local: format!("{base_url}/sandbox/aws/{POOL}"),
        },
        clients: vec![
            client("1sampleclientpublic0000001", "sample-web", None),
            client(
                "2sampleclientsecret0000002",
                "sample-server",
                Some("samplesecret0that0opens0nothing0at0all0000000000002"),
            ),
        ],
        users: vec![
            user("alice", "Sample-Passw0rd-1", &["editors"]),
            user("bob", "Sample-Passw0rd-2", &["readers"]),
            user("carol", "Sample-Passw0rd-3", &["editors", "readers"]),
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
}

fn client(id: &str, name: &str, secret: Option<&str>) -> Client {
    Client { id: id.to_owned(), name: name.to_owned(), secret: secret.map(str::to_owned) }
}

fn user(username: &str, password: &str, groups: &[&str]) -> User {
    User {
        username: username.to_owned(),
        password: password.to_owned(),
        email: format!("{username}@example.com"),
        groups: groups.iter().map(|&group| group.to_owned()).collect(),
    }
}

fn role(name: &str, bearer: &str, precedence: Option<u32>) -> Role {
    Role { arn: format!("arn:aws:iam::{ACCOUNT}:role/{name}"), bearer: bearer.to_owned(), precedence }
}
