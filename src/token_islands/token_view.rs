//! A token taken apart: its text in three colours, and each member of header and claims with what it means.

use domain::token::{Decoded, Flaw, Form, Member, Object, Part, Role, claims::meaning};

use super::{token_markup::Markup, token_time::utc};

/// What is shown of a value or a part; nobody reads more, and a browser lays out more only slowly.
const LONGEST_VALUE: usize = 400;
const LONGEST_PART: usize = 4000;
const MOST_MEMBERS: usize = 60;
const TIMES: [&str; 4] = ["exp", "iat", "auth_time", "nbf"];

pub fn encoded_html(decoded: &Decoded) -> String {
    let mut html = Markup::default();
    write_encoded(&mut html, decoded);
    html.into_html()
}

/// Header and claims as tables; `other` is the token that this one is compared with.
pub fn decoded_html(decoded: &Decoded, other: Option<&Decoded>) -> String {
    let mut html = Markup::default();
    write_decoded(&mut html, decoded, other);
    html.into_html()
}

pub(super) fn write_encoded(to: &mut Markup, decoded: &Decoded) {
    to.tags("<p class=\"token\" translate=\"no\" tabindex=\"0\" role=\"group\" aria-label=\"The encoded token\">");
    for (place, part) in decoded.parts.iter().enumerate() {
        to.tags(if place > 0 { "<b class=\"token-dot\">.</b>" } else { "" });
        to.tags(match part.role {
            Role::Header => "<span class=\"token-header\">",
            Role::Claims => "<span class=\"token-payload\">",
            Role::Signature => "<span class=\"token-signature\">",
            _ => "<span class=\"token-opaque\">",
        });
        to.text(&cut(&part.text, LONGEST_PART)).tags("</span>");
    }
    to.tags("</p>");
}

pub(super) fn write_decoded(to: &mut Markup, decoded: &Decoded, other: Option<&Decoded>) {
    if decoded.form != Form::Encrypted {
        write_flaws(to, &decoded.flaws);
    }
    for part in &decoded.parts {
        if matches!(part.role, Role::Header | Role::Claims) {
            write_part(to, part, other.and_then(|other| other.part(part.role)?.object.as_ref()));
        }
    }
}

fn write_part(to: &mut Markup, part: &Part, other: Option<&Object>) {
    to.tags(match part.role {
        Role::Header => "<table class=\"claim-table token-header\"><caption>Header</caption>",
        _ => "<table class=\"claim-table token-payload\"><caption>Claims</caption>",
    });
    to.tags("<thead><tr><th scope=\"col\">Name<th scope=\"col\">Value<th scope=\"col\">Meaning</thead><tbody>");
    let members = part.object.as_ref().map(|object| object.members.as_slice()).unwrap_or_default();
    for member in members.iter().take(MOST_MEMBERS) {
        write_member(to, part.role, member, other);
    }
    to.tags("</tbody></table>");
    let more = members.len().saturating_sub(MOST_MEMBERS);
    if more > 0 {
        to.tags("<p>And ").text(&more.to_string()).tags(" more, which are not shown.</p>");
    }
    write_flaws(to, &part.flaws);
}

fn write_member(to: &mut Markup, role: Role, member: &Member, other: Option<&Object>) {
    to.tags("<tr><th scope=\"row\"><code>").text(&cut(&member.name, LONGEST_VALUE)).tags("</code>");
    let mark = match other.map(|other| other.members.iter().find(|twin| twin.name == member.name)) {
        Some(None) => " <span class=\"claim-mark\">only here</span>",
        Some(Some(twin)) if twin.raw != member.raw => " <span class=\"claim-mark\">differs</span>",
        _ => "",
    };
    to.tags(mark);
    to.tags("<td class=\"claim-value\"><code>").text(&cut(&member.raw, LONGEST_VALUE)).tags("</code>");
    let seconds = member.value.as_i64().filter(|_| TIMES.contains(&member.name.as_str()));
    if let Some(time) = seconds.and_then(utc) {
        to.tags(" <span class=\"claim-time\">").text(&time).tags("</span>");
    }
    to.tags("<td class=\"claim-meaning\">");
    match meaning(role, &member.name) {
        Some(meaning) => {
            to.tags("<p>").text(meaning.means);
            to.tags("<p class=\"claim-reader\">Read by: ").text(meaning.read_by);
            if !mark.is_empty() {
                to.tags("<p class=\"claim-differs\">").text(meaning.differs);
            }
        }
        None => {
            to.tags("<p>Not a name that a user pool writes by itself.");
        }
    }
}

fn write_flaws(to: &mut Markup, flaws: &[Flaw]) {
    for flaw in flaws {
        to.tags("<p class=\"token-flaw\">").text(&flaw.sentence()).tags("</p>");
    }
}

fn cut(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let left_out = (text.len() - end).to_string();
    [&text[..end], " … (", &left_out, " more bytes)"].concat()
}
