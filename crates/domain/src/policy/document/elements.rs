//! The values of elements: what an action, a resource and a principal look like.

use crate::policy::{
    json::Node,
    nearest::nearest,
    principal::{Named, is_account},
    template::Template,
};

const PRINCIPAL_TYPES: [&str; 4] = ["AWS", "Service", "Federated", "CanonicalUser"];
const LONGEST_SID: usize = 100;

pub(super) fn sid(node: &Node) -> Result<String, String> {
    match node {
        Node::Text(text) if text.len() <= LONGEST_SID => Ok(text.clone()),
        Node::Text(_) => Err(format!("has more than {LONGEST_SID} bytes")),
        node => Err(format!("must be a string, not {}", node.what())),
    }
}

/// One string or a list of them.
pub(super) fn texts(node: &Node) -> Result<Vec<String>, String> {
    let text = |node: &Node| match node {
        Node::Text(text) => Ok(text.clone()),
        node => Err(format!("must be a string or a list of strings, and holds {}", node.what())),
    };
    let texts = match node {
        Node::List(nodes) => nodes.iter().map(text).collect::<Result<Vec<_>, _>>()?,
        node => vec![text(node)?],
    };
    if texts.is_empty() { Err("is an empty list".into()) } else { Ok(texts) }
}

/// In conditions numbers and booleans are taken for what is written.
pub(super) fn values(node: &Node) -> Result<Vec<String>, String> {
    let text = |node: &Node| match node {
        Node::Text(text) | Node::Number(text) => Ok(text.clone()),
        Node::Bool(value) => Ok(value.to_string()),
        node => Err(format!("a value to compare with must be a string, not {}", node.what())),
    };
    match node {
        Node::List(nodes) => nodes.iter().map(text).collect(),
        node => Ok(vec![text(node)?]),
    }
}

/// `service:Name`, without regard to case.
pub(super) fn action(text: &str) -> Result<Template, String> {
    let service = |text: &str| text == "*" || text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let name = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'*' | b'?'));
    let is_action =
        |(prefix, rest): (&str, &str)| !prefix.is_empty() && !rest.is_empty() && service(prefix) && name(rest);
    if text != "*" && !text.split_once(':').is_some_and(is_action) {
        return Err(format!("{text:?} is no action; actions are written as s3:GetObject, s3:Get* or *"));
    }
    Template::parse(&text.to_ascii_lowercase(), false)
}

pub(super) fn resource(text: &str, variables: bool) -> Result<Template, String> {
    if text != "*" && !text.starts_with("arn:") {
        return Err(format!("{text:?} is no ARN; it begins with arn: or is \"*\""));
    }
    if text != "*" && !text.contains('*') && text.splitn(6, ':').count() < 6 {
        return Err(format!(
            "{text:?} is an incomplete ARN: it has six parts, arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE"
        ));
    }
    Template::parse_arn(text, variables)
}

/// What is named, and how it is written.
pub(super) fn principals(node: &Node) -> Result<(Vec<Named>, Vec<String>), String> {
    let types = match node {
        Node::Text(text) if text == "*" => return Ok((vec![Named::Everyone], vec!["*".into()])),
        Node::Text(text) => return Err(format!("{text:?} must stand in an object: {{\"AWS\": {text:?}}}")),
        Node::Object(types) if !types.is_empty() => types,
        Node::Object(_) => return Err("is an empty object".into()),
        node => return Err(format!("must be \"*\" or an object, not {}", node.what())),
    };
    let (mut named, mut written) = (Vec::new(), Vec::new());
    for (kind, values) in types {
        if !PRINCIPAL_TYPES.contains(&kind.as_str()) {
            return Err(format!(
                "{kind:?} is no kind of principal; did you mean {:?}?",
                nearest(kind, &PRINCIPAL_TYPES)
            ));
        }
        for text in texts(values)? {
            named.push(principal(kind, &text)?);
            written.push(format!("{kind}: {text}"));
        }
    }
    Ok((named, written))
}

fn principal(kind: &str, text: &str) -> Result<Named, String> {
    match kind {
        "Service" if text.contains('.') => Ok(Named::Service(text.to_owned())),
        "Service" => Err(format!("{text:?} is no service; services are written as lambda.amazonaws.com")),
        "Federated" if text.contains(['.', ':']) => Ok(Named::Federated(text.to_owned())),
        "Federated" => Err(format!("{text:?} is no identity provider, such as cognito-identity.amazonaws.com")),
        "CanonicalUser" => Ok(Named::Canonical(text.to_owned())),
        _ => aws(text),
    }
}

fn aws(text: &str) -> Result<Named, String> {
    if text == "*" {
        return Ok(Named::Everyone);
    }
    if is_account(text) {
        return Ok(Named::Account(text.to_owned()));
    }
    if text.contains(['*', '?']) {
        return Err(format!(
            "{text:?}: a principal is named in full, or it is \"*\"; use aws:PrincipalArn in a condition"
        ));
    }
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", _, "iam" | "sts", "", account, name] = parts[..] else {
        return Err(format!("{text:?} is no principal: an account, or the ARN of a user, role or session"));
    };
    if !is_account(account) {
        return Err(format!("{account:?} in {text:?} is no account: it has twelve digits"));
    }
    match name.split_once('/') {
        None if name == "root" => Ok(Named::Account(account.to_owned())),
        Some(("user" | "role" | "assumed-role" | "federated-user", rest)) if !rest.is_empty() => {
            Ok(Named::Arn(text.to_owned()))
        }
        Some(("group", _)) => Err("a group is no principal; name its users, or a role".into()),
        _ => Err(format!("{text:?} is neither root nor a user, role or session")),
    }
}
