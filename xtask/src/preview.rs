//! The pictures that stand beside a link to Quizmint where somebody shares one: one per concept, and one for the rest.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::{Options, Transform, Tree, fontdb::Database};

use crate::fingerprint::{files_below, short_hash, write};
use crate::site::Files;
use crate::steps::Done;

const CONCEPTS: &str = "content/concepts";
/// A picture is called after the title that it shows: content with another title then gets the general picture
/// instead of a wrong one.
pub(crate) const PREFIX: &str = "previews/";
const GENERAL: &str = "preview.png";
/// Drawing takes a moment, so what was drawn is kept.
const KEPT: &str = "target/xtask/previews";

/// What all who show previews of links take.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
const MARGIN: u32 = 88;

/// Adds the pictures to the files of the site.
pub(crate) fn pictures(files: &mut Files) -> Result<Done> {
    let mut fonts = None;
    let mut add = |name: String, title: &str| -> Result<()> {
        let svg = drawing(title);
        let kept = PathBuf::from(KEPT).join(format!("{}.png", short_hash(svg.as_bytes())));
        if !kept.is_file() {
            write(&kept, &png(&svg, fonts.get_or_insert_with(|| Arc::new(load_fonts())))?)?;
        }
        files.insert(name, fs::read(&kept)?);
        Ok(())
    };
    add(GENERAL.to_owned(), "Learn it,\nprove it,\nsee it happen")?;
    for path in files_below(Path::new(CONCEPTS))? {
        let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
        // What is wrong with a note, `quizmint check` says; here it goes without a picture.
        if let Some(title) = title_of(&text) {
            add(format!("{PREFIX}{title}"), &title)?;
        }
    }
    Ok(if fonts.is_some() { Done::Worked } else { Done::UpToDate })
}

/// The title in the front matter, TOML between two lines of `+++`.
fn title_of(note: &str) -> Option<String> {
    let front = note.trim_start_matches('\u{feff}').strip_prefix("+++")?.split_once("\n+++")?.0;
    Some(front.parse::<toml::Table>().ok()?.get("title")?.as_str()?.to_owned())
}

/// Libertinus Serif, under the SIL Open Font License, as typesetting programs bring it along.
fn load_fonts() -> Database {
    let mut fonts = Database::new();
    for font in typst_assets::fonts() {
        fonts.load_font_data(font.to_vec());
    }
    fonts
}

fn png(svg: &str, fonts: &Arc<Database>) -> Result<Vec<u8>> {
    let options = Options { fontdb: Arc::clone(fonts), ..Options::default() };
    let tree = Tree::from_str(svg, &options).context("read the drawing")?;
    let mut picture = Pixmap::new(WIDTH, HEIGHT).context("make room for the picture")?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    picture.encode_png().context("write the picture")
}

/// The title large, and below it whose it is, with the three colours of a token.
fn drawing(title: &str) -> String {
    let Setting { lines, size } = set(title);
    let step = size * 116 / 100;
    let first = HEIGHT / 2 + size / 3 - step * u32::try_from(lines.len().saturating_sub(1)).unwrap_or(0) / 2 - 30;
    let mut text = String::new();
    for (at, line) in (0_u32..).zip(&lines) {
        // Writing to a string cannot fail.
        let _ = write!(text, "<tspan x=\"{MARGIN}\" y=\"{}\">{}</tspan>", first + at * step, escape(line));
    }
    let bar = |place: u32, width: u32, colour: &str| {
        format!("<rect x=\"{place}\" y=\"0\" width=\"{width}\" height=\"18\" fill=\"{colour}\"/>")
    };
    let bars = [bar(0, 300, "#b0275f"), bar(300, 550, "#6a3fb5"), bar(850, 350, "#0b6489")].concat();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fbfaf7\"/>{bars}\
         <g font-family=\"Libertinus Serif\" fill=\"#23211d\">\
         <text font-size=\"{size}\" font-weight=\"700\">{text}</text>\
         <text x=\"{MARGIN}\" y=\"556\" font-size=\"40\" font-weight=\"700\" fill=\"#0c6660\">Quizmint</text>\
         <text x=\"{}\" y=\"556\" font-size=\"34\" fill=\"#625e56\">a note, its questions, and a scene to try it in</text>\
         </g></svg>",
        MARGIN + 184
    )
}

/// A title broken into lines that fit.
struct Setting {
    lines: Vec<String>,
    size: u32,
}

/// The largest size at which the title takes at most three lines.
fn set(title: &str) -> Setting {
    let at = |size: u32| Setting {
        lines: broken(title, usize::try_from((WIDTH - 2 * MARGIN) * 100 / (size * 52)).unwrap_or(1)),
        size,
    };
    let sizes = [116, 100, 86, 72];
    let fitting = sizes.into_iter().map(at).find(|setting| setting.lines.len() <= 3);
    fitting.unwrap_or_else(|| {
        let mut smallest = at(56);
        smallest.lines.truncate(5);
        smallest
    })
}

/// A letter is about half as wide as it is high.
fn broken(title: &str, letters: usize) -> Vec<String> {
    title.lines().flat_map(|part| filled(part, letters)).collect()
}

fn filled(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= letters) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{broken, drawing, load_fonts, png, set, title_of};

    #[test]
    fn the_title_is_read_from_the_front_matter() {
        let note = "+++\ntitle = \"A \\\"B\\\" & c\"\nsummary = \"d\"\n+++\n\n# e\n+++\n";
        assert_eq!(title_of(note).as_deref(), Some("A \"B\" & c"));
        assert_eq!(title_of("# No front matter"), None);
    }

    #[test]
    fn a_long_title_is_broken_and_made_smaller() {
        assert_eq!(broken("one two three", 7), ["one two", "three"]);
        assert_eq!(set("Amazon Cognito").size, 116);
        let long = set("A rather long title of a concept that nobody would say aloud in one breath");
        assert!(long.size < 116 && long.lines.len() <= 3);
    }

    #[test]
    fn a_picture_has_the_size_that_previews_take() {
        let picture = png(&drawing("A & <B>"), &std::sync::Arc::new(load_fonts())).expect("a picture");
        // Width and height stand at a fixed place of every PNG.
        assert_eq!(picture[16..24], [1200_u32.to_be_bytes(), 630_u32.to_be_bytes()].concat());
    }
}
