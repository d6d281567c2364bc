//! The form: who asks for what, and the policies around it.

use domain::policy::{Kind, Policies, Policy, Principal, Request};

use super::examples;
use crate::sandbox::scene::{Choices, Control, Input, context};

const AREA_ROWS: usize = 14;
const LONGEST_LINE: usize = 300;

/// One text of the form that could not be read.
pub(super) struct Unreadable {
    /// As a heading: "Identity policy".
    pub field: &'static str,
    pub problem: String,
}

/// The policies of the form: name, label, help, the example, and the name by which verdicts cite it.
const POLICIES: [(&str, &str, &str, &str, &str); 5] = [
    (
        "identity",
        "Identity policy",
        "Attached to the caller's role or user.",
        examples::IDENTITY,
        "the identity policy",
    ),
    (
        "resource",
        "Resource policy",
        "Attached to what is asked for: a bucket, a key, a role (its trust policy).",
        examples::RESOURCE,
        "the resource policy",
    ),
    ("boundary", "Permissions boundary", "Of the caller's role or user. Empty: none.", "", "the permissions boundary"),
    ("session", "Session policy", "Given along when the role was assumed. Empty: none.", "", "the session policy"),
    ("scp", "Service control policy", "Of the caller's organisation. Empty: none.", "", "the service control policy"),
];

pub(super) fn controls(choices: &Choices) -> Vec<Control> {
    let line = |name, label, help, example: &str| {
        let input = Input::Line { value: choices.text(name, example).to_owned(), longest: LONGEST_LINE };
        Control { name, label, help, input }
    };
    let area = |name, label, help, example: &str, rows| {
        let value = choices.text(name, example).to_owned();
        let rows = if value.is_empty() { 3 } else { rows };
        Control { name, label, help, input: Input::Area { value, longest: Choices::LONGEST, rows } }
    };
    let owners =
        vec![(examples::OWNER, "111122223333, the caller's own"), (examples::OTHER_OWNER, "444455556666, another")];
    let owner = Control {
        name: "owner",
        label: "Account of the resource",
        help: "Not every ARN tells it: those of S3 do not.",
        input: Input::Select { options: owners, chosen: owner(choices).to_owned() },
    };
    let mut controls = vec![
        line(
            "principal",
            "Principal",
            "A user, a role's session, the root user, a service, or anonymous.",
            examples::PRINCIPAL,
        ),
        line("action", "Action", "Such as s3:GetObject.", examples::ACTION),
        line("target", "Resource", "An ARN, or * for actions without a resource.", examples::TARGET),
        owner,
        area("context", "Context", context::HELP, examples::CONTEXT, 5),
    ];
    controls.extend(POLICIES.map(|(name, label, help, example, _)| area(name, label, help, example, AREA_ROWS)));
    controls
}

pub(super) fn request(choices: &Choices) -> Result<Request, Unreadable> {
    let unreadable = |field| move |problem: String| Unreadable { field, problem };
    let principal = Principal::parse(choices.text("principal", examples::PRINCIPAL));
    let principal = principal.map_err(|unknown| unreadable("Principal")(unknown.0.to_owned()))?;
    let action = choices.text("action", examples::ACTION).trim();
    let target = choices.text("target", examples::TARGET).trim();
    for (field, text) in [("Action", action), ("Resource", target)] {
        if text.len() > LONGEST_LINE {
            return Err(unreadable(field)(format!("It has {} bytes; {LONGEST_LINE} are the most.", text.len())));
        }
    }
    if !action.split_once(':').is_some_and(|(service, name)| !service.is_empty() && !name.is_empty()) {
        return Err(unreadable("Action")("An action is a service and a name: s3:GetObject.".into()));
    }
    if target != "*" && target.splitn(6, ':').count() < 6 {
        return Err(unreadable("Resource")(
            "An ARN has six parts: arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE. Those of S3 leave two of them empty."
                .into(),
        ));
    }
    let mut request = Request::new(principal, action, target).owned_by(owner(choices));
    let known = context::parse(choices.text("context", examples::CONTEXT)).map_err(unreadable("Context"))?;
    for (key, values) in known {
        request = request.with_all(&key, values.iter().map(String::as_str));
    }
    Ok(request)
}

fn owner(choices: &Choices) -> &'static str {
    choices.one_of("owner", &[examples::OWNER, examples::OTHER_OWNER])
}

/// An empty text is a policy that is not attached.
pub(super) fn policies(choices: &Choices, request: &Request) -> Result<Policies, Unreadable> {
    let [identity, resource, boundary, session, scp] = POLICIES;
    let read = |(name, label, _, example, cited): (&str, &'static str, &str, &str, &str), kind| {
        let text = choices.text(name, example);
        if text.trim().is_empty() {
            return Ok(None);
        }
        let unreadable =
            |invalid: domain::policy::InvalidPolicy| Unreadable { field: label, problem: invalid.to_string() };
        Policy::parse(cited, kind, text).map(Some).map_err(unreadable)
    };
    Ok(Policies {
        rcps: vec![],
        scps: read(scp, Kind::Scp)?.into_iter().collect(),
        resource: read(resource, kind_of(&request.resource))?,
        identity: read(identity, Kind::IdentityBased)?.into_iter().collect(),
        boundary: read(boundary, Kind::Boundary)?,
        session: read(session, Kind::Session)?.into_iter().collect(),
    })
}

/// What kind of policy is attached to a resource follows from the resource.
fn kind_of(target: &str) -> Kind {
    let parts: Vec<&str> = target.splitn(6, ':').collect();
    match parts[..] {
        [_, _, "kms", _, _, name] if name.starts_with("key/") => Kind::Key,
        [_, _, "iam", _, _, name] if name.starts_with("role/") => Kind::Trust,
        _ => Kind::ResourceBased,
    }
}
