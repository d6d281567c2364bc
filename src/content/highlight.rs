//! Colours for code: names the parts of a block with a few classes that the styles know.
//!
//! It is done when a page is made, not when the content is read: naming takes far longer than all the rest of reading,
//! and of ten thousand notes most are not looked at between two changes.

use std::{
    borrow::Cow,
    sync::{Arc, LazyLock},
};

use moka::sync::Cache;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::render::escape;

/// What our renderer writes before the language of a block, and behind the block.
const OPEN: &str = "<code class=\"language-";
const CLOSE: &str = "</code>";

/// A longer block stays plain, so that no page takes long to make.
const LONGEST: usize = 32 * 1024;
/// All blocks that were named lately, in bytes.
const KEPT: u64 = 8 * 1024 * 1024;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The cards of a learner are rendered for every request, and their code is the same each time.
static BLOCKS: LazyLock<Cache<String, Arc<str>>> = LazyLock::new(|| {
    let bytes = |block: &String, named: &Arc<str>| u32::try_from(block.len() + named.len()).unwrap_or(u32::MAX);
    Cache::builder().weigher(bytes).max_capacity(KEPT).build()
});

/// HTML of our renderer, with the parts of each block of code in elements of their own.
pub fn highlighted(html: &str) -> Cow<'_, str> {
    if !html.contains(OPEN) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some((before, block)) = rest.split_once(OPEN) {
        let (block, after) = block.split_once(CLOSE).unwrap_or((block, ""));
        out.push_str(before);
        out.push_str(OPEN);
        out.push_str(&BLOCKS.get_with_by_ref(block, || named(block).into()));
        out.push_str(CLOSE);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Takes `json">{"a": 1}` and returns it with its parts named, or as it is where that cannot be done.
fn named(block: &str) -> String {
    let parts = block.split_once("\">").filter(|_| block.len() <= LONGEST);
    let code = parts.and_then(|(language, code)| Some((language, parse(language, &unescaped(code))?)));
    code.map_or_else(|| block.to_owned(), |(language, code)| format!("{language}\">{code}"))
}

fn parse(language: &str, code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut spans = Spans::default();
    for line in code.split_inclusive('\n') {
        let mut at = 0;
        for (place, change) in state.parse_line(line, &SYNTAXES).ok()? {
            spans.push(class(&scopes), &line[at..place]);
            at = place;
            scopes.apply(&change).ok()?;
        }
        spans.push(class(&scopes), &line[at..]);
    }
    Some(spans.finish())
}

/// HTML in which neighbours of one class share an element.
#[derive(Default)]
struct Spans {
    html: String,
    open: Option<&'static str>,
}

impl Spans {
    fn push(&mut self, class: Option<&'static str>, text: &str) {
        if text.is_empty() {
            return;
        }
        // Space has no colour.
        if class != self.open && !(self.open.is_none() && text.trim().is_empty()) {
            self.close();
            if let Some(class) = class {
                self.html.extend(["<span class=\"", class, "\">"]);
            }
            self.open = class;
        }
        self.html.push_str(&escape(text));
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

/// What grammars call a part, from the most telling, and our class for it.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let classes = [
        ("comment", "code-comment"),
        ("constant.character.escape", "code-value"),
        ("constant.numeric", "code-value"),
        ("constant.language", "code-value"),
        ("string", "code-string"),
        ("keyword.operator", ""),
        ("keyword", "code-keyword"),
        ("storage", "code-keyword"),
        ("support.function", "code-keyword"),
        ("entity.name", "code-name"),
        ("entity.other.attribute-name", "code-name"),
        ("variable.function", "code-name"),
        ("variable.parameter.option", "code-name"),
        ("support.type.property-name", "code-name"),
    ];
    classes.into_iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class))).collect()
});

static KEY: LazyLock<Option<Scope>> = LazyLock::new(|| Scope::new("meta.mapping.key").ok());

/// The class of the innermost scope that has one; a string that is a key is a name.
fn class(scopes: &ScopeStack) -> Option<&'static str> {
    let scopes = scopes.as_slice();
    let of = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    let class = scopes.iter().rev().find_map(of)?;
    let is_key = || scopes.iter().any(|scope| KEY.is_some_and(|key| key.is_prefix_of(*scope)));
    match class {
        "" => None,
        "code-string" if is_key() => Some("code-name"),
        class => Some(class),
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(language: &str, code: &str) -> String {
        let html = format!("<p>a</p><pre tabindex=\"0\">{OPEN}{language}\">{}{CLOSE}</pre><p>b</p>", escape(code));
        let html = highlighted(&html).into_owned();
        html.split_once("\">").unwrap().1.split_once("\">").unwrap().1.split_once(CLOSE).unwrap().0.to_owned()
    }

    #[test]
    fn the_parts_of_every_language_that_notes_use_are_named() {
        for (language, text, expected) in [
            ("json", "{\"a\": [1, \"b\"]}\n", &["name\">&quot;a&quot;", "value\">1", "string\">&quot;b&quot;"][..]),
            (
                "http",
                "POST /a HTTP/1.1\nContent-Type: application/json\n\n{\"c\": 1}\n",
                &["keyword\">Content-Type", "name\">&quot;c&quot;"],
            ),
            ("bash", "# a\naws sts get --b \"$C\" | jq '.d'\n", &["comment\"># a", "name\">aws", "string\">&#39;.d"]),
            ("xml", "<a b=\"c\"><!-- d --></a>\n", &["name\">a<", "string\">&quot;c", "comment\">&lt;!--"]),
            ("yaml", "a: 1\nb: \"c\"\n", &["name\">a<", "value\">1<", "string\">&quot;c"]),
            ("python", "import a\nb = f(\"c\")\n", &["keyword\">import<", "name\">f<", "string\">&quot;c"]),
            ("javascript", "const a = f(1); // b\n", &["keyword\">const<", "name\">f<", "comment\">// b"]),
            ("toml", "[a]\nb = \"c\"\n", &["name\">a<", "name\">b<", "string\">&quot;c"]),
            ("sql", "select a from b -- c\n", &["keyword\">select<", "comment\">-- c"]),
        ] {
            let html = code(language, text);
            for part in expected {
                assert!(html.contains(&format!("<span class=\"code-{part}")), "{language}: {part} in {html}");
            }
        }
    }

    #[test]
    fn what_no_grammar_knows_stays_as_it_is() {
        assert_eq!(code("nosuch", "a < \"b\""), "a &lt; &quot;b&quot;");
        let long = "1\n".repeat(LONGEST);
        assert_eq!(code("json", &long), long);
        assert!(matches!(highlighted("<p>no code</p>"), Cow::Borrowed(_)));
    }

    #[test]
    fn around_and_between_blocks_nothing_changes() {
        let block = |code: &str| format!("{OPEN}json\">{code}{CLOSE}");
        let html = format!("<p>a</p>{}<p>b</p>{}c", block("1"), block("2"));
        let named = |code| block(&format!("<span class=\"code-value\">{code}</span>"));
        assert_eq!(highlighted(&html), format!("<p>a</p>{}<p>b</p>{}c", named("1"), named("2")));
    }

    proptest! {
        #[test]
        fn a_reader_sees_the_same_text(language in "json|http|bash|xml|yaml|python|javascript|toml|sql", text in "[ -~\n]{0,200}") {
            let html = code(&language, &text);
            let mut seen = html.replace("</span>", "");
            while let Some((before, (_, after))) = seen.split_once("<span").and_then(|(before, rest)| Some((before, rest.split_once('>')?))) {
                seen = format!("{before}{after}");
            }
            prop_assert_eq!(unescaped(&seen), text);
        }
    }
}
