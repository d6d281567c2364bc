//! Rules that map claims to roles, as lines of the form: `claim MatchType value -> role`.

use domain::token::excerpt::quoted;

use super::roles::{self, ROLES};
use crate::sandbox::identity::{MOST_RULES, Match, MatchType};

pub(super) const EXAMPLE: &str = "custom:role Equals admin -> sample-admin
cognito:groups Contains editors -> sample-editors
department StartsWith fin -> sample-readers";

const TYPES: [(&str, MatchType); 4] = [
    ("Equals", MatchType::Equals),
    ("Contains", MatchType::Contains),
    ("StartsWith", MatchType::StartsWith),
    ("NotEqual", MatchType::NotEqual),
];
const LONGEST_CLAIM: usize = 64;
const LONGEST_VALUE: usize = 128;

/// `Err` names the line and what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Vec<Match>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let rule = |(at, line): (usize, &str)| {
        rule(line.trim()).map_err(|problem| format!("Line {}, {}: {problem}", at + 1, quoted(line.trim())))
    };
    let rules = lines.map(rule).collect::<Result<Vec<_>, _>>()?;
    match rules.len() {
        0 => Err("There is no rule. Choose another mapping, or write one.".to_owned()),
        count if count > MOST_RULES => Err(format!("There are {count} rules; a provider has at most {MOST_RULES}.")),
        _ => Ok(rules),
    }
}

fn rule(line: &str) -> Result<Match, String> {
    const FORM: &str = "a rule is a claim, a match type, a value, -> and a role.";
    let (condition, role) = line.rsplit_once("->").ok_or(FORM)?;
    let (claim, rest) = condition.trim().split_once(char::is_whitespace).ok_or(FORM)?;
    let (kind, value) = rest.trim_start().split_once(char::is_whitespace).ok_or(FORM)?;
    let value = value.trim_start();
    let kind = TYPES.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind);
    let kind = kind.ok_or("the match type is Equals, Contains, StartsWith or NotEqual.")?;
    if claim.chars().count() > LONGEST_CLAIM || value.chars().count() > LONGEST_VALUE {
        return Err(format!("a claim has at most {LONGEST_CLAIM} characters, and a value {LONGEST_VALUE}."));
    }
    let role = role.trim();
    if !ROLES.contains(&role) {
        return Err(format!("the role is one of {}.", ROLES.join(", ")));
    }
    Ok(Match { claim: claim.to_owned(), kind, value: value.to_owned(), role: roles::arn(role) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_rule_and_a_value_may_have_spaces() {
        let rules = parse("\n department  Equals human resources -> sample-readers \r\n").unwrap();
        let [rule] = &rules[..] else { panic!("{rules:?}") };
        assert_eq!((rule.claim.as_str(), rule.value.as_str()), ("department", "human resources"));
        assert_eq!(rule.role, "arn:aws:iam::111122223333:role/sample-readers");
        assert_eq!(parse(EXAMPLE).unwrap().len(), 3);
    }

    #[test]
    fn a_line_that_is_no_rule_is_named() {
        for (text, said) in [
            ("", "There is no rule"),
            ("email -> sample-admin", "Line 1, \"email -> sample-admin\": a rule is a claim"),
            ("a Equals b", "-> and a role"),
            ("a Is b -> sample-admin", "match type is Equals"),
            ("a Equals b -> admin", "the role is one of sample-authenticated"),
            (&"a Equals b -> sample-admin\n".repeat(26), "at most 25"),
            (&format!("a Equals {} -> sample-admin", "b".repeat(129)), "a value 128"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
    }
}
