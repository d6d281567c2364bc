//! What somebody typed, put back into the field where it was typed.

/// The content of a `textarea`. The framework writes what stands in one as it is, so it has to be escaped here; the
/// first line break of a `textarea` is not part of its text, so one is put in front.
pub(super) fn in_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_typed_ends_the_field() {
        assert_eq!(in_textarea("\n</textarea><script>&lt;"), "\n\n&lt;/textarea>&lt;script>&amp;lt;");
    }
}
