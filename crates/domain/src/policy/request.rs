//! The request that policies judge: who asks to do what with which resource, and what is known about it.

use std::collections::BTreeMap;

use super::principal::Principal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub principal: Principal,
    /// `s3:GetObject`
    pub action: String,
    /// An ARN, or `*` for actions without a resource.
    pub resource: String,
    /// The account that owns the resource. Not every ARN says it: those of S3 do not.
    pub resource_account: String,
    pub context: Context,
}

impl Request {
    /// With the keys in its context that follow from the principal and the resource. The account of the resource is the
    /// one in its ARN, else the principal's own.
    pub fn new(principal: Principal, action: &str, resource: &str) -> Self {
        let of_arn = resource.split(':').nth(4).filter(|account| !account.is_empty());
        let account = of_arn.or(principal.account()).unwrap_or_default().to_owned();
        let context = principal.context();
        Self { principal, action: action.to_owned(), resource: resource.to_owned(), resource_account: account, context }
    }

    #[must_use]
    pub fn owned_by(mut self, account: &str) -> Self {
        account.clone_into(&mut self.resource_account);
        self
    }

    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.context = self.context.with(key, value);
        self
    }

    #[must_use]
    pub fn with_all<'a>(mut self, key: &str, values: impl IntoIterator<Item = &'a str>) -> Self {
        self.context = self.context.with_all(key, values);
        self
    }

    pub(super) fn is_within_one_account(&self) -> bool {
        self.principal.account() == Some(&self.resource_account)
    }

    /// Roles and KMS keys answer to nobody whom their own policy does not name.
    pub(super) fn needs_resource_policy(&self) -> bool {
        let action = self.action.to_ascii_lowercase();
        let resource = |service: &str, kind: &str| {
            let mut parts = self.resource.splitn(6, ':').skip(2);
            parts.next() == Some(service) && parts.nth(2).is_some_and(|part| part.starts_with(kind))
        };
        (action.starts_with("sts:assumerole") && resource("iam", "role/"))
            || (action.starts_with("kms:") && resource("kms", "key/"))
    }
}

/// What is known about a request. Names are compared without regard to case; a key may have several values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context(BTreeMap<String, Vec<String>>);

impl Context {
    #[must_use]
    pub fn with(self, key: &str, value: &str) -> Self {
        self.with_all(key, [value])
    }

    /// Takes the place of what was there.
    #[must_use]
    pub fn with_all<'a>(mut self, key: &str, values: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.insert(key.to_lowercase(), values.into_iter().map(str::to_owned).collect());
        self
    }

    /// `None` where the request has no such key; a key without values is missing too.
    pub fn all(&self, key: &str) -> Option<&[String]> {
        self.0.get(&key.to_lowercase()).map(Vec::as_slice).filter(|values| !values.is_empty())
    }

    /// The value of a key that has exactly one.
    pub fn single(&self, key: &str) -> Option<&str> {
        match self.all(key)? {
            [only] => Some(only),
            _ => None,
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(key, values)| (key.as_str(), values.as_slice()))
    }
}
