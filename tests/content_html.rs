//! How Markdown looks on a page, one feature at a time.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use quizmint::content::{Files, Library};

const FRONT: &str = "+++\ntitle = \"A\"\ndifficulty = \"easy\"\nsummary = \"One.\"\n+++\n";

fn library(body: &str) -> Library {
    Library::parse(&Files::from_texts([("concepts/a.md", format!("{FRONT}{body}"))])).unwrap()
}

fn html(body: &str) -> String {
    library(body).concepts()[0].html.clone()
}

#[test]
fn text_is_escaped_and_quotes_stay_as_they_are() {
    insta::assert_snapshot!(html("\"5 < 6\" -- *it's* `a < b && \"c\"`..."), @r#"<p>"5 &lt; 6" -- <em>it's</em> <code>a &lt; b &amp;&amp; "c"</code>...</p>"#);
}

#[test]
fn sections_have_ids_from_their_titles_or_as_written() {
    insta::assert_snapshot!(html("## What is `sub`, & why?\n### Deep {#own}\n#### Deeper"), @r#"
    <h2 id="what-is-sub-why">What is <code>sub</code>, &amp; why?</h2>
    <h3 id="own">Deep</h3>
    <h4>Deeper</h4>
    "#);
}

#[test]
fn a_table_scrolls_by_itself_and_has_a_name() {
    insta::assert_snapshot!(html("|A & B|*C*|\n|:-:|--:|\n|1|2|\n\n|A & B|C|\n|-|-|\n|1|2|"), @r#"
    <div class="table-scroll" tabindex="0" role="region" aria-label="Table: A &amp; B, C">
    <table><thead><tr><th scope="col" class="align-center">A &amp; B</th><th scope="col" class="align-right"><em>C</em></th></tr></thead><tbody>
    <tr><td class="align-center">1</td><td class="align-right">2</td></tr>
    </tbody></table>
    </div>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Table: A &amp; B, C (2)">
    <table><thead><tr><th scope="col">A &amp; B</th><th scope="col">C</th></tr></thead><tbody>
    <tr><td>1</td><td>2</td></tr>
    </tbody></table>
    </div>
    "#);
}

#[test]
fn code_says_its_language_and_can_be_reached_by_keyboard() {
    insta::assert_snapshot!(html("```rust,ignore\nlet a = \"<b>\";\n```\n\n    plain"), @r#"
    <pre tabindex="0"><code class="language-rust,ignore">let a = "&lt;b&gt;";
    </code></pre>
    <pre tabindex="0"><code>plain</code></pre>
    "#);
}

#[test]
fn alerts_say_what_they_are() {
    insta::assert_snapshot!(html("> [!WARNING]\n> Hot.\n\n> [!TIP]\n> - one\n\n> quoted"), @r#"
    <div class="alert alert-warning" role="note">
    <p class="alert-title">Warning</p>
    <p>Hot.</p>
    </div>
    <div class="alert alert-tip" role="note">
    <p class="alert-title">Tip</p>
    <ul>
    <li>one</li>
    </ul>
    </div>
    <blockquote>
    <p>quoted</p>
    </blockquote>
    "#);
}

#[test]
fn links_lead_to_pages_scenes_and_other_sites() {
    let body = "[a](a.md) [s](a.md#s) [h](#s) [t](/sandbox/tokens) [j](/sandbox/judge?token=id&gate=alb) [w](https://example.com/?a=1&b=\"2\" \"A \\\"b\\\"\") \
                <https://example.com> <me@example.com>\n## S";
    insta::assert_snapshot!(html(body), @r##"
    <p><a href="/concepts/a">a</a> <a href="/concepts/a#s">s</a> <a href="#s">h</a> <a href="/sandbox/tokens">t</a> <a href="/sandbox/judge?token=id&amp;gate=alb">j</a> <a href="https://example.com/?a=1&amp;b=&quot;2&quot;" title="A &quot;b&quot;" rel="noopener">w</a> <a href="https://example.com" rel="noopener">https://example.com</a> <a href="mailto:me@example.com" rel="noopener">me@example.com</a></p>
    <h2 id="s">S</h2>
    "##);
}

#[test]
fn lists_keep_their_marks() {
    insta::assert_snapshot!(html("1. one\n2. two\n\n- [x] done\n- [ ] ~~not~~ yet"), @r#"
    <ol>
    <li>one</li>
    <li>two</li>
    </ol>
    <ul>
    <li><span class="task" role="img" aria-label="done">☑</span> done</li>
    <li><span class="task" role="img" aria-label="to do">☐</span> <del>not</del> yet</li>
    </ul>
    "#);
}

#[test]
fn a_diagram_is_a_picture_with_a_text_beside_it() {
    let body = "```sequence\ntitle: A <b>\nalt: It says & shows.\nactors: A | B\nA -> B: ask\nB --> A: answer\nnote B: rests\nA -> A: thinks\n```";
    insta::assert_snapshot!(html(body), @r#"
    <figure class="diagram">
    <div class="diagram-scroll" tabindex="0" role="region" aria-label="Diagram: A &lt;b&gt;">
    <svg width="262" height="276" viewBox="0 0 262 276" role="img" aria-labelledby="diagram-a-1-title diagram-a-1-desc" font-size="14">
    <title id="diagram-a-1-title">A &lt;b&gt;</title>
    <desc id="diagram-a-1-desc">It says &amp; shows.</desc>
    <line class="diagram-lifeline" x1="65" y1="38" x2="65" y2="276" stroke="currentColor" stroke-opacity="0.3"/>
    <line class="diagram-lifeline" x1="196" y1="38" x2="196" y2="276" stroke="currentColor" stroke-opacity="0.3"/>
    <rect class="diagram-actor" x="10" y="1" width="111" height="37" rx="6" fill="none" stroke="currentColor"/>
    <text class="diagram-actor-name" text-anchor="middle" fill="currentColor"><tspan x="65" y="24">A</tspan></text>
    <rect class="diagram-actor" x="141" y="1" width="111" height="37" rx="6" fill="none" stroke="currentColor"/>
    <text class="diagram-actor-name" text-anchor="middle" fill="currentColor"><tspan x="196" y="24">B</tspan></text>
    <text class="diagram-label" text-anchor="middle" fill="currentColor"><tspan x="130" y="74">ask</tspan></text>
    <path class="diagram-line" d="M65 84H196" fill="none" stroke="currentColor"/>
    <path class="diagram-head" d="M196 84L187 79V89Z" fill="currentColor"/>
    <text class="diagram-label" text-anchor="middle" fill="currentColor"><tspan x="130" y="120">answer</tspan></text>
    <path class="diagram-line diagram-reply" d="M196 130H65" fill="none" stroke="currentColor" stroke-dasharray="6 4"/>
    <path class="diagram-head" d="M65 130L74 125V135Z" fill="currentColor"/>
    <rect class="diagram-note" x="141" y="152" width="111" height="28" rx="6" fill="none" stroke="currentColor"/>
    <text class="diagram-note-text" text-anchor="middle" fill="currentColor"><tspan x="196" y="171">rests</tspan></text>
    <text class="diagram-label" text-anchor="middle" fill="currentColor"><tspan x="65" y="216">thinks</tspan></text>
    <path class="diagram-line" d="M65 226H101V244H65" fill="none" stroke="currentColor"/>
    <path class="diagram-head" d="M65 244L74 239V249Z" fill="currentColor"/>
    </svg>
    </div>
    <figcaption>A &lt;b&gt;</figcaption>
    <details class="diagram-text"><summary>The same in words</summary>
    <ol class="diagram-steps">
    <li>A to B: ask</li>
    <li>B replies to A: answer</li>
    <li>B: rests</li>
    <li>A: thinks</li>
    </ol>
    </details>
    </figure>
    "#);
}

#[test]
fn diagrams_of_a_page_have_ids_of_their_own() {
    let one = "```sequence\ntitle: T\nalt: A\nactors: A | B\nA -> B: ask\n```\n";
    let html = html(&format!("{one}\n{one}"));
    for id in ["diagram-a-1-title", "diagram-a-1-desc", "diagram-a-2-title", "diagram-a-2-desc"] {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn long_labels_of_a_diagram_are_broken_into_lines() {
    let label = "a label that is much too long for one line and AssumeRoleWithWebIdentity or a_word_that_no_line_holds";
    let html = html(&format!("```sequence\ntitle: T\nalt: A\nactors: A | B\nA -> B: {label}\n```\n"));
    let lines: Vec<_> = html.split("<tspan").skip(3).map(|line| line.split(['>', '<']).nth(1).unwrap()).collect();
    insta::assert_debug_snapshot!(lines, @r#"
    [
        "a label that is",
        "much too long",
        "for one line",
        "and",
        "AssumeRoleWith",
        "WebIdentity or",
        "a_word_that_no_",
        "line_holds",
    ]
    "#);
}

#[test]
fn nothing_on_a_page_is_styled_inline() {
    let all = include_str!("content/good/concepts/token-pool.md").replace("related = [\"gatehouse\"]", "");
    let all = all.replace("gatehouse.md#opening", "#holds");
    let library = Library::parse(&Files::from_texts([("concepts/token-pool.md", all)])).unwrap();
    assert!(!library.concepts()[0].html.contains(" style="));
}

#[test]
fn two_hundred_words_take_a_minute() {
    let minutes = |words: usize| library(&"word ".repeat(words)).concepts()[0].reading_minutes;
    assert_eq!([minutes(1), minutes(200), minutes(201), minutes(1000)], [1, 1, 2, 5]);
}
