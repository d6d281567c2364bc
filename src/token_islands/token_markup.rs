//! Writes HTML that nobody interacts with: a view of the framework costs kilobytes of wasm per shape, text does not.

/// HTML in the making. What is written is either a literal of this program or escaped.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    pub(super) fn tags(&mut self, literal: &'static str) -> &mut Self {
        self.0.push_str(literal);
        self
    }

    /// Also fit for the value of an attribute in double quotes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                character => self.0.push(character),
            }
        }
        self
    }

    pub(super) fn into_html(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_between_tags_and_in_attributes() {
        let mut markup = Markup::default();
        markup.tags("<a title=\"").text("\"><script>'&").tags("\">").text("<b>").tags("</a>");
        assert_eq!(markup.into_html(), "<a title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">&lt;b&gt;</a>");
    }
}
