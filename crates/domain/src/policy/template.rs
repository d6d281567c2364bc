//! Texts of a policy in which `${...}` stands for a value of the request.

use super::{
    glob::{self, Glyph},
    request::Context,
};

/// A text with its wildcards and variables, read but not yet filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Glyph(Glyph),
    Variable { key: String, default: Option<String> },
}

/// A variable for which the request has no value, or several: nothing equals it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoValue {
    pub key: String,
}

/// Colons of an ARN before its resource part.
const COLONS: usize = 5;

impl Template {
    /// `variables` is false in policies of the version 2008-10-17, where `${` is just text.
    pub(super) fn parse(text: &str, variables: bool) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if variables && let Some(opened) = rest.strip_prefix("${") {
                let (inside, after) =
                    close(opened).ok_or_else(|| format!("the variable that begins at {rest:.40?} is never closed"))?;
                pieces.push(variable(inside)?);
                rest = after;
            } else {
                pieces.push(Piece::Glyph(Glyph::of(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
        Ok(Self(pieces))
    }

    /// The ARN of a `Resource` element: a wildcard before the resource part stays in its segment, unless it is a star
    /// at the segment's end.
    pub(super) fn parse_arn(text: &str, variables: bool) -> Result<Self, String> {
        let mut template = Self::parse(text, variables)?;
        let mut colons = 0;
        for at in 0..template.0.len() {
            let ends = matches!(template.0.get(at + 1), None | Some(Piece::Glyph(Glyph::Char(':'))));
            if colons == COLONS {
                break;
            }
            match &mut template.0[at] {
                Piece::Glyph(Glyph::Char(':')) => colons += 1,
                Piece::Glyph(glyph @ Glyph::One) => *glyph = Glyph::OneInSegment,
                Piece::Glyph(glyph @ Glyph::Many) if !ends => *glyph = Glyph::ManyInSegment,
                Piece::Variable { key, .. } => {
                    return Err(format!("the variable ${{{key}}} may stand only after the fifth colon of an ARN"));
                }
                Piece::Glyph(_) => {}
            }
        }
        Ok(template)
    }

    /// With its variables filled in. What comes out of a variable holds no wildcards.
    pub(super) fn pattern(&self, context: &Context) -> Result<Vec<Glyph>, NoValue> {
        let mut glyphs = Vec::with_capacity(self.0.len());
        for piece in &self.0 {
            match piece {
                Piece::Glyph(glyph) => glyphs.push(*glyph),
                Piece::Variable { key, default } => {
                    let value = context.single(key).or(default.as_deref());
                    let value = value.ok_or_else(|| NoValue { key: key.clone() })?;
                    glyphs.extend(value.chars().map(Glyph::Char));
                }
            }
        }
        Ok(glyphs)
    }

    /// With its variables filled in, and `*` and `?` as the characters that they are.
    pub(super) fn text(&self, context: &Context) -> Result<String, NoValue> {
        let character = |glyph| match glyph {
            Glyph::Char(c) => c,
            Glyph::One | Glyph::OneInSegment => '?',
            Glyph::Many | Glyph::ManyInSegment => '*',
        };
        Ok(self.pattern(context)?.into_iter().map(character).collect())
    }

    /// What its variables made of it; `None` where it has none, or one without a value.
    pub(super) fn filled(&self, context: &Context) -> Option<String> {
        let has_variables = self.0.iter().any(|piece| matches!(piece, Piece::Variable { .. }));
        if has_variables { self.text(context).ok() } else { None }
    }

    pub(super) fn matches(&self, text: &str, context: &Context) -> Result<bool, NoValue> {
        Ok(glob::matches(&self.pattern(context)?, text))
    }
}

/// Up to the brace that closes it; a brace within the quotes of a default value does not.
fn close(opened: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (at, c) in opened.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '}' if !quoted => return Some((&opened[..at], &opened[at + 1..])),
            _ => {}
        }
    }
    None
}

fn variable(inside: &str) -> Result<Piece, String> {
    if let "*" | "?" | "$" = inside {
        return Ok(Piece::Glyph(Glyph::Char(inside.chars().next().unwrap_or('$'))));
    }
    let (key, default) = match inside.split_once(',') {
        None => (inside.trim(), None),
        Some((key, default)) => {
            let quoted = default.trim().strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
            let default = quoted.ok_or_else(|| format!("the default in ${{{inside}}} must stand in single quotes"))?;
            (key.trim(), Some(default.to_owned()))
        }
    };
    if !key.contains(':') {
        return Err(format!("${{{inside}}} names no key such as aws:username"));
    }
    Ok(Piece::Variable { key: key.to_owned(), default })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> Context {
        Context::default()
            .with("aws:username", "alice")
            .with("aws:PrincipalTag/team", "a*c")
            .with_all("x:many", ["1", "2"])
    }

    fn filled(text: &str) -> Result<String, NoValue> {
        Template::parse(text, true).unwrap().text(&context())
    }

    #[test]
    fn a_variable_takes_its_value_from_the_request_whatever_the_case_of_its_name() {
        assert_eq!(filled("home/${aws:username}/x").as_deref(), Ok("home/alice/x"));
        assert_eq!(filled("${AWS:UserName}").as_deref(), Ok("alice"));
    }

    #[test]
    fn a_variable_without_a_value_or_with_several_stands_for_nothing() {
        assert_eq!(filled("${aws:userid}"), Err(NoValue { key: "aws:userid".into() }));
        assert_eq!(filled("${x:many}"), Err(NoValue { key: "x:many".into() }));
        assert_eq!(filled("${aws:userid, 'nobody'}").as_deref(), Ok("nobody"));
        assert_eq!(filled("${aws:username, 'nobody'}").as_deref(), Ok("alice"));
    }

    #[test]
    fn the_three_special_characters_can_be_written_literally() {
        let template = Template::parse("${*}${?}${$}*", true).unwrap();
        assert_eq!(template.matches("*?$", &context()), Ok(true));
        assert_eq!(template.matches("*?$ and more", &context()), Ok(true));
        assert_eq!(template.matches("ab$", &context()), Ok(false));
    }

    #[test]
    fn a_value_cannot_smuggle_in_a_wildcard() {
        let template = Template::parse("${aws:PrincipalTag/team}", true).unwrap();
        assert_eq!(template.matches("abc", &context()), Ok(false));
        assert_eq!(template.matches("a*c", &context()), Ok(true));
    }

    #[test]
    fn the_older_version_knows_no_variables() {
        let template = Template::parse("${aws:username}", false).unwrap();
        assert_eq!(template.text(&context()).as_deref(), Ok("${aws:username}"));
    }

    #[test]
    fn a_star_within_a_segment_of_an_arn_stays_there_and_one_at_its_end_does_not() {
        for (pattern, arn, expected) in [
            ("arn:aws:sqs:us-*-1:111122223333:q", "arn:aws:sqs:us-east-1:111122223333:q", true),
            ("arn:aws:sqs:us-*1:q", "arn:aws:sqs:us-east-1:111122223331:q", false),
            ("arn:aws:sqs:*:q", "arn:aws:sqs:us-east-1:111122223333:q", true),
            ("arn:aws:sqs:*", "arn:aws:sqs:us-east-1:111122223333:q", true),
            ("arn:aws:sqs:us-east?1:111122223333:q", "arn:aws:sqs:us-east:1:111122223333:q", false),
            (
                "arn:aws:logs:us-east-1:111122223333:log-group:*:log-stream:b",
                "arn:aws:logs:us-east-1:111122223333:log-group:a:x:log-stream:b",
                true,
            ),
            ("*", "*", true),
        ] {
            let template = Template::parse_arn(pattern, true).unwrap();
            assert_eq!(template.matches(arn, &context()), Ok(expected), "{pattern}");
        }
    }

    #[test]
    fn what_is_written_wrong_is_said() {
        for (text, said) in [
            ("${aws:username", "never closed"),
            ("${username}", "names no key"),
            ("${aws:username, nobody}", "single quotes"),
        ] {
            let error = Template::parse(text, true).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
        let error = Template::parse_arn("arn:aws:s3:${aws:username}::b", true).unwrap_err();
        assert!(error.contains("fifth colon"), "{error}");
    }
}
