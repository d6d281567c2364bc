//! The plain text of what our renderer made, section by section.

use domain::content::{Concept, Heading, Question};

/// A piece of a note: what stands before the first heading, or under one.
pub(super) struct Section<'c> {
    pub(super) heading: Option<&'c Heading>,
    html: &'c str,
}

impl Section<'_> {
    pub(super) fn text(&self) -> String {
        plain(self.html)
    }
}

/// The introduction, then every section in reading order.
pub(super) fn sections(concept: &Concept) -> impl Iterator<Item = Section<'_>> {
    let mut rest = concept.html.as_str();
    let mut open = None;
    let mut headings = concept.headings.iter();
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let next = headings.find_map(|heading| {
            let tag = format!("<h{} id=\"{}\"", heading.level, heading.id);
            let at = rest.find(&tag)?;
            let behind = rest[at..].find("</h").map_or(rest.len(), |end| at + end);
            Some((heading, at, behind))
        });
        let (heading, html) = if let Some((heading, at, behind)) = next {
            let section = (open.replace(heading), &rest[..at]);
            rest = &rest[behind..];
            section
        } else {
            ended = true;
            (open, rest)
        };
        Some(Section { heading, html })
    })
}

/// What a reader sees of HTML of ours, in one line. A diagram stands beside its own words, so its picture is left out.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let end = rest[open..].find('>').map_or(rest.len(), |end| open + end + 1);
        let is_end = rest[open..].starts_with("</");
        let name = rest[open..end].trim_matches(['<', '>', '/']).split([' ', '\n']).next().unwrap_or_default();
        rest = match name {
            "svg" => rest[end..].split_once("</svg>").map_or("", |(_, behind)| behind),
            _ => &rest[end..],
        };
        if is_end && matches!(name, "td" | "th") {
            text.push_str(" ·");
        }
        // A paragraph that ends is a break between words, an emphasis is not.
        if !INLINE.contains(&name) {
            text.push(' ');
        }
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// A question by its words, where there is no room for all of them: the first sentence, or what of it is short enough.
pub fn brief(question: &Question) -> String {
    const MOST: usize = 90;
    let stem = plain(&question.stem_html);
    let sentence = stem.split_inclusive(['?', '.', '!']).scan(0, |end, part| {
        *end += part.len();
        Some(*end)
    });
    let is_end = |end: &usize| stem[*end..].is_empty() || stem[*end..].starts_with(' ');
    let sentence = sentence.into_iter().find(is_end).map_or(stem.as_str(), |end| &stem[..end]);
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    let short: String = sentence.chars().take(MOST).collect();
    let whole = short.rfind(' ').map_or(short.as_str(), |end| &short[..end]);
    format!("{} …", whole.trim_end_matches([',', ';', ':']))
}

const INLINE: [&str; 10] = ["a", "abbr", "code", "del", "em", "kbd", "span", "strong", "sub", "sup"];

/// Read from the front to undo, from the back to escape: the ampersand is in all of them.
const ESCAPES: [(&str, &str); 6] =
    [("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

fn unescaped(text: &str) -> String {
    ESCAPES.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

/// As text of HTML, or the value of an attribute.
pub(super) fn escaped(text: &str) -> String {
    ESCAPES.iter().rev().fold(text.to_owned(), |text, (escaped, plain)| text.replace(plain, escaped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees_is_left() {
        for (html, text) in [
            ("<p>An <em>ID</em> token</p>\n<p>and more</p>", "An ID token and more"),
            ("<p>a &lt;b&gt; &amp;lt; &quot;c&quot;</p>", "a <b> &lt; \"c\""),
            ("<ul><li>one</li><li>two</li></ul>", "one two"),
            ("<figure><svg><text>x</text></svg><p>words</p></figure>", "words"),
            ("<pre tabindex=\"0\"><code>let x = 1;</code></pre>", "let x = 1;"),
            ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "a · b · c ·"),
            ("no end <p", "no end"),
            ("", ""),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }
}
