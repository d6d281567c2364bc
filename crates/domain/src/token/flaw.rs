//! What can be wrong with the form of a token, from the whole text down to a single member of its JSON.

use super::{
    excerpt::{joined, quoted},
    json::DEEPEST,
    reference as source,
    reference::Reference,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    Empty,
    /// More bytes than the limit, which is given.
    TooLong(usize),
    BearerPrefix,
    Whitespace,
    /// Neither the three parts of a signed token nor the five of an encrypted one.
    Parts(usize),
    Encrypted,
    EmptyPart,
    Padding,
    StandardAlphabet,
    NotBase64Url,
    TrailingBits,
    NotUtf8,
    ByteOrderMark,
    NotJson,
    NotAnObject,
    TooDeep,
    /// The name of a member that occurs twice in one object.
    Duplicate(String),
}

impl Flaw {
    /// One sentence for the person who looks at the token.
    pub fn sentence(&self) -> String {
        let fixed = match self {
            Self::TooLong(limit) => return joined(&["It is longer than ", &limit.to_string(), " bytes."]),
            Self::Parts(count) => return parts_sentence(*count),
            Self::TooDeep => {
                return joined(&["Its JSON is nested more than ", &DEEPEST.to_string(), " levels deep."]);
            }
            Self::Duplicate(name) => {
                return joined(&[
                    "The name ",
                    &quoted(name),
                    " occurs twice in one JSON object, and readers differ in which of the two they take.",
                ]);
            }
            Self::Empty => "There is nothing here.",
            Self::BearerPrefix => {
                "It begins with \"Bearer \", which belongs to the Authorization header and not to the token."
            }
            Self::Whitespace => "It contains white space or line breaks, which no token has.",
            Self::Encrypted => {
                "It has five parts: it is encrypted (JWE), as a refresh token is, and only the user pool can read it."
            }
            Self::EmptyPart => "This part is empty.",
            Self::Padding => "It is padded with \"=\", which the compact form of a token leaves out.",
            Self::StandardAlphabet => {
                "It uses \"+\" or \"/\" of the standard Base64 alphabet, where a token has \"-\" and \"_\"."
            }
            Self::NotBase64Url => "It is not Base64url.",
            Self::TrailingBits => {
                "Its last character carries bits that belong to no byte, so the same bytes could be written in another way."
            }
            Self::NotUtf8 => "Its bytes are not UTF-8 text.",
            Self::ByteOrderMark => "Its text begins with a byte order mark, which JSON does not allow.",
            Self::NotJson => "Its text is not JSON.",
            Self::NotAnObject => "Its JSON is not an object.",
        };
        fixed.to_owned()
    }

    /// Whether it lies in how bytes are written, and not in what they say.
    pub fn is_of_encoding(&self) -> bool {
        matches!(self, Self::Padding | Self::StandardAlphabet | Self::NotBase64Url | Self::TrailingBits)
    }

    /// The rule that the flaw breaks.
    pub fn reference(&self) -> Reference {
        match self {
            Self::BearerPrefix => source::RFC_6750_HEADER,
            Self::Encrypted => source::REFRESH_TOKEN,
            Self::Padding | Self::StandardAlphabet | Self::NotBase64Url | Self::TrailingBits => {
                source::RFC_7515_BASE64URL
            }
            Self::ByteOrderMark | Self::NotUtf8 | Self::NotJson => source::RFC_8259_ENCODING,
            Self::Duplicate(_) => source::RFC_7515_UNIQUE,
            Self::TooDeep => source::RFC_8259_LIMITS,
            Self::NotAnObject => source::RFC_7519_OBJECT,
            Self::Empty | Self::TooLong(_) | Self::Whitespace | Self::Parts(_) | Self::EmptyPart => {
                source::RFC_7515_COMPACT
            }
        }
    }
}

fn parts_sentence(count: usize) -> String {
    let parts = if count == 1 { " part" } else { " parts" };
    let count = count.to_string();
    joined(&["It has ", &count, parts, " between its dots; a signed token has three: header, claims and signature."])
}
