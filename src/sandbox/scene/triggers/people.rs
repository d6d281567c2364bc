//! Who signs up and in here: the sample pool's first user, and somebody whom it does not know yet.

use std::collections::BTreeMap;

use domain::trigger::{Groups, Occasion};

use super::Stage;

/// The pool's client that has no secret, and two people.
pub(super) struct People {
    pub(super) region: String,
    pub(super) pool: String,
    pub(super) issuer: String,
    pub(super) client: String,
    pub(super) now_s: i64,
    pub(super) alice: Person,
    /// Unknown to the pool, known to the old directory.
    pub(super) dana: Person,
}

pub(super) struct Person {
    pub(super) name: String,
    pub(super) sub: &'static str,
    pub(super) email: String,
    pub(super) groups: Groups,
}

impl People {
    pub(super) fn of(stage: Stage<'_>) -> Self {
        let samples = stage.sandbox.samples();
        let groups = vec!["editors".to_owned()];
        let roles: Vec<String> =
            groups.iter().filter_map(|group| samples.role_of_group(group)).map(|role| role.arn.clone()).collect();
        let preferred_role = roles.first().cloned();
        Self {
            region: samples.region.clone(),
            pool: samples.pool.clone(),
            issuer: samples.issuers.aws.clone(),
            client: samples.clients.first().map(|client| client.id.clone()).unwrap_or_default(),
            now_s: stage.now_ms.div_euclid(1000),
            alice: Person {
                name: "alice".to_owned(),
                sub: "aaaaaaaa-0000-4000-8000-000000000001",
                email: "alice@example.com".to_owned(),
                groups: Groups { groups, roles, preferred_role },
            },
            dana: Person {
                name: "dana".to_owned(),
                sub: "dddddddd-0000-4000-8000-000000000004",
                email: "dana@example.com".to_owned(),
                groups: Groups::default(),
            },
        }
    }

    /// An occasion on which this user of the pool does something.
    pub(super) fn occasion(&self, person: &Person, status: &str) -> Occasion {
        let verified = if status == "CONFIRMED" { "true" } else { "false" };
        let attributes = [
            ("sub", person.sub),
            ("email", &person.email),
            ("email_verified", verified),
            ("cognito:user_status", status),
        ];
        Occasion { user_attributes: texts(&attributes), groups: person.groups.clone(), ..self.stranger(&person.name) }
    }

    /// An occasion on which somebody without attributes does something.
    pub(super) fn stranger(&self, name: &str) -> Occasion {
        Occasion {
            region: self.region.clone(),
            user_pool_id: self.pool.clone(),
            client_id: self.client.clone(),
            user_name: name.to_owned(),
            ..Occasion::default()
        }
    }
}

pub(super) fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}
