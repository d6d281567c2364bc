//! The decoder: takes any text apart as far as that goes, says what is odd about it, and trusts none of it.

use super::{
    base64url,
    flaw::Flaw,
    json::{self, Object},
};

/// What the decoder looks at; the judge refuses long before.
pub const LONGEST: usize = 1024 * 1024;
const PREFIX: &str = "bearer ";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Three parts: header, claims, signature.
    Signed,
    /// Five parts, of which only the header can be read.
    Encrypted,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Header,
    Claims,
    Signature,
    EncryptedKey,
    InitializationVector,
    Ciphertext,
    AuthenticationTag,
    Surplus,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    pub form: Form,
    /// At most five, however many there are.
    pub parts: Vec<Part>,
    /// What is odd about the text as a whole.
    pub flaws: Vec<Flaw>,
}

/// What stands between two dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub role: Role,
    pub text: String,
    pub bytes: Option<Vec<u8>>,
    /// Only header and claims are JSON.
    pub object: Option<Object>,
    pub flaws: Vec<Flaw>,
}

/// Never fails: what cannot be read is left out and named in the flaws.
pub fn decode(text: &str) -> Decoded {
    let mut flaws = Vec::new();
    if text.len() > LONGEST {
        flaws.push(Flaw::TooLong(LONGEST));
        return Decoded { form: Form::Other, parts: Vec::new(), flaws };
    }
    let token = bare(text, &mut flaws);
    if token.is_empty() {
        flaws.push(Flaw::Empty);
        return Decoded { form: Form::Other, parts: Vec::new(), flaws };
    }
    let count = token.split('.').count();
    let form = match count {
        3 => Form::Signed,
        5 => Form::Encrypted,
        _ => Form::Other,
    };
    match form {
        Form::Signed => {}
        Form::Encrypted => flaws.push(Flaw::Encrypted),
        Form::Other => flaws.push(Flaw::Parts(count)),
    }
    let parts = token.split('.').take(5).enumerate().map(|(place, text)| read_part(role(form, place), text)).collect();
    Decoded { form, parts, flaws }
}

impl Decoded {
    pub fn part(&self, role: Role) -> Option<&Part> {
        self.parts.iter().find(|part| part.role == role)
    }

    pub fn header(&self) -> Option<&Object> {
        self.part(Role::Header)?.object.as_ref()
    }

    pub fn claims(&self) -> Option<&Object> {
        self.part(Role::Claims)?.object.as_ref()
    }
}

impl Part {
    pub(super) fn missing(role: Role) -> Self {
        Self { role, text: String::new(), bytes: None, object: None, flaws: vec![Flaw::EmptyPart] }
    }
}

/// The token without what people paste along with it.
fn bare(text: &str, flaws: &mut Vec<Flaw>) -> String {
    let token = after_bearer(text);
    flaws.extend(token.map(|_| Flaw::BearerPrefix));
    let token = token.unwrap_or(text);
    flaws.extend(token.contains(char::is_whitespace).then_some(Flaw::Whitespace));
    token.split_whitespace().collect()
}

fn after_bearer(text: &str) -> Option<&str> {
    let (prefix, token) = text.trim_start().split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(token)
}

fn role(form: Form, place: usize) -> Role {
    match (form, place) {
        (_, 0) => Role::Header,
        (Form::Encrypted, 1) => Role::EncryptedKey,
        (Form::Encrypted, 2) => Role::InitializationVector,
        (Form::Encrypted, 3) => Role::Ciphertext,
        (Form::Encrypted, _) => Role::AuthenticationTag,
        (_, 1) => Role::Claims,
        (_, 2) => Role::Signature,
        _ => Role::Surplus,
    }
}

fn read_part(role: Role, text: &str) -> Part {
    if text.is_empty() {
        return Part::missing(role);
    }
    let mut flaws = Vec::new();
    let bytes = base64url::decode(text, &mut flaws);
    let object = match (role, &bytes) {
        (Role::Header | Role::Claims, Some(bytes)) => read_object(bytes, &mut flaws),
        _ => None,
    };
    Part { role, text: text.to_owned(), bytes, object, flaws }
}

fn read_object(bytes: &[u8], flaws: &mut Vec<Flaw>) -> Option<Object> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        flaws.push(Flaw::NotUtf8);
        return None;
    };
    json::parse_object(text, flaws)
}
