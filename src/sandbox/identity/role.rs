//! Which role an identity gets: the one it asks for, the one its token prefers, the one a rule gives, or the default.

use serde_json::{Map, Value};

/// Rules of one provider; AWS has the same limit.
pub(in crate::sandbox) const MOST_RULES: usize = 25;

/// How the identity pool maps the roles of one provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Mapping {
    None,
    /// By the claims `cognito:preferred_role` and `cognito:roles`.
    Token(Ambiguous),
    /// The first rule that matches.
    Rules(Vec<Match>, Ambiguous),
}

/// What happens where the mapping gives no single role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Ambiguous {
    AuthenticatedRole,
    Deny,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Match {
    pub(in crate::sandbox) claim: String,
    pub(in crate::sandbox) kind: MatchType,
    pub(in crate::sandbox) value: String,
    pub(in crate::sandbox) role: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum MatchType {
    Equals,
    Contains,
    StartsWith,
    NotEqual,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Choice {
    pub(in crate::sandbox) arn: String,
    pub(in crate::sandbox) why: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Refusal {
    /// In the service's words, as far as they are known.
    pub(in crate::sandbox) message: &'static str,
    pub(in crate::sandbox) why: String,
}

pub(in crate::sandbox) fn choose(
    mapping: &Mapping,
    claims: Option<&Map<String, Value>>,
    custom: Option<&str>,
    default: &str,
) -> Result<Choice, Refusal> {
    if let Some(custom) = custom {
        return custom_role(claims, custom);
    }
    let by = |arn: &str, why: String| Ok(Choice { arn: arn.to_owned(), why });
    let Some(claims) = claims else { return by(default, "Guests get the role for guests.".to_owned()) };
    match mapping {
        Mapping::None => by(default, "No role is mapped, so it is the default role for signed-in users.".to_owned()),
        Mapping::Token(ambiguous) => {
            if let Some(preferred) = claims.get("cognito:preferred_role").and_then(Value::as_str) {
                return by(preferred, "The token prefers it (cognito:preferred_role).".to_owned());
            }
            match roles(claims).as_slice() {
                [only] => by(only, "It is the only role in the token (cognito:roles).".to_owned()),
                [] => ambiguity(*ambiguous, default, "The token names no role"),
                _ => ambiguity(*ambiguous, default, "The token names several roles and prefers none"),
            }
        }
        Mapping::Rules(rules, ambiguous) => match rules.iter().position(|rule| rule.matches(claims)) {
            Some(place) => {
                let rule = &rules[place];
                by(&rule.role, format!("Rule {} is the first that matches: {}.", place + 1, rule.sentence()))
            }
            None => ambiguity(*ambiguous, default, "No rule matches"),
        },
    }
}

fn custom_role(claims: Option<&Map<String, Value>>, custom: &str) -> Result<Choice, Refusal> {
    let offered = claims.map(roles).unwrap_or_default();
    if offered.contains(&custom) {
        let why = "It was asked for (CustomRoleArn), and the token offers it (cognito:roles).".to_owned();
        return Ok(Choice { arn: custom.to_owned(), why });
    }
    let why = "CustomRoleArn is not among the roles in the token (cognito:roles).".to_owned();
    Err(Refusal { message: "Custom role is not allowed for this identity.", why })
}

fn ambiguity(ambiguous: Ambiguous, default: &str, what: &str) -> Result<Choice, Refusal> {
    match ambiguous {
        Ambiguous::AuthenticatedRole => Ok(Choice {
            arn: default.to_owned(),
            why: format!("{what}; the pool falls back to the default role (AmbiguousRoleResolution)."),
        }),
        Ambiguous::Deny => Err(Refusal {
            message: "Access denied by the role mapping of this identity pool.",
            why: format!("{what}, and the pool denies then (AmbiguousRoleResolution)."),
        }),
    }
}

fn roles(claims: &Map<String, Value>) -> Vec<&str> {
    let roles = claims.get("cognito:roles").and_then(Value::as_array);
    roles.map(|roles| roles.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

impl Match {
    fn matches(&self, claims: &Map<String, Value>) -> bool {
        let Some(claim) = claims.get(&self.claim) else { return false };
        let text = claim.as_str().map_or_else(|| claim.to_string(), str::to_owned);
        match self.kind {
            MatchType::Equals => text == self.value,
            MatchType::Contains => text.contains(&self.value),
            MatchType::StartsWith => text.starts_with(&self.value),
            MatchType::NotEqual => text != self.value,
        }
    }

    fn sentence(&self) -> String {
        let verb = match self.kind {
            MatchType::Equals => "equals",
            MatchType::Contains => "contains",
            MatchType::StartsWith => "starts with",
            MatchType::NotEqual => "is not",
        };
        format!("{} {verb} {}", self.claim, self.value)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    fn arn(mapping: &Mapping, value: Value, custom: Option<&str>) -> Result<String, String> {
        choose(mapping, Some(&claims(value)), custom, "default").map(|choice| choice.arn).map_err(|no| no.why)
    }

    #[test]
    fn a_token_chooses_by_preference_and_then_by_having_one_role_only() {
        let mapping = Mapping::Token(Ambiguous::Deny);
        let both = json!({"cognito:roles": ["a", "b"], "cognito:preferred_role": "b"});
        assert_eq!(arn(&mapping, both, None).as_deref(), Ok("b"));
        assert_eq!(arn(&mapping, json!({"cognito:roles": ["a"]}), None).as_deref(), Ok("a"));
        assert!(arn(&mapping, json!({"cognito:roles": ["a", "b"]}), None).unwrap_err().contains("several"));
        let lenient = Mapping::Token(Ambiguous::AuthenticatedRole);
        assert_eq!(arn(&lenient, json!({}), None).as_deref(), Ok("default"));
    }

    #[test]
    fn the_first_rule_that_matches_decides() {
        let rule = |claim: &str, kind, value: &str, role: &str| Match {
            claim: claim.to_owned(),
            kind,
            value: value.to_owned(),
            role: role.to_owned(),
        };
        let rules = vec![
            rule("department", MatchType::StartsWith, "fin", "money"),
            rule("department", MatchType::Equals, "finance", "late"),
            rule("email", MatchType::NotEqual, "a@example.com", "others"),
        ];
        let mapping = Mapping::Rules(rules, Ambiguous::Deny);
        assert_eq!(arn(&mapping, json!({"department": "finance"}), None).as_deref(), Ok("money"));
        assert_eq!(arn(&mapping, json!({"email": "b@example.com"}), None).as_deref(), Ok("others"));
        assert!(arn(&mapping, json!({"department": "law"}), None).is_err());
    }

    #[test]
    fn a_role_that_the_token_does_not_offer_cannot_be_asked_for() {
        let token = json!({"cognito:roles": ["a"]});
        assert_eq!(arn(&Mapping::None, token.clone(), Some("a")).as_deref(), Ok("a"));
        assert!(arn(&Mapping::None, token, Some("admin")).unwrap_err().contains("CustomRoleArn"));
        assert!(choose(&Mapping::None, None, Some("a"), "guest").is_err());
    }
}
