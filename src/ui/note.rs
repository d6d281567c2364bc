//! The text of a concept as it stands on its page: code in colours, and at every heading its link and who to tell.

use domain::content::{Concept, Heading};
use leptos::prelude::*;

use super::Reports;
use crate::content::highlighted;

/// The note with what belongs beside its headings.
pub(super) fn note(concept: &Concept, reports: Option<&Reports>) -> impl IntoView + use<> {
    let html = at_headings(&highlighted(&concept.html), &concept.headings, |heading, element| {
        let class = format!("note-heading is-{}", heading.level);
        let report = reports.map(|reports| report_link(reports.section(concept, heading), &heading.title));
        // It stands beside the heading and not in it, or it would be read out as part of the title.
        let tools = view! { <p class="note-heading-tools">{heading_link(heading)}" "{report}</p> };
        format!("<div class=\"{class}\">{element}{}</div>", tools.to_html())
    });
    view! { <article class="note" inner_html=html></article> }
}

/// Replaces every heading. One is found by how our renderer writes it; no text can look like it, because `<` is
/// escaped there.
pub(super) fn at_headings(html: &str, headings: &[Heading], replace: impl Fn(&Heading, &str) -> String) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    for heading in headings {
        let Some((before, element, after)) = split_at(rest, heading) else { continue };
        out.push_str(before);
        out.push_str(&replace(heading, element));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn split_at<'h>(html: &'h str, heading: &Heading) -> Option<(&'h str, &'h str, &'h str)> {
    let (level, id) = (heading.level, &heading.id);
    let start = html.find(&format!("<h{level} id=\"{id}\">"))?;
    let close = format!("</h{level}>");
    let end = start + html[start..].find(&close)? + close.len();
    Some((&html[..start], &html[start..end], &html[end..]))
}

fn heading_link(heading: &Heading) -> impl IntoView + use<> {
    let label = format!("Link to the section “{}”", heading.title);
    view! { <a class="heading-link" href=format!("#{}", heading.id) aria-label=label><span aria-hidden="true">"#"</span></a> }
}

fn report_link(address: String, title: &str) -> impl IntoView + use<> {
    let place = format!(" in the section “{title}”");
    view! { <a class="report-link" href=address rel="noopener">"Report a mistake"<span class="visually-hidden">{place}</span></a> }
}
