//! How the texts of a folder are to be written: `style.toml`, beside the folders, says what its authors agreed on.

use super::{
    Rule,
    report::Flaws,
    spelling::{Name, Names},
    table::{Table, Toml, whole},
};

pub(super) const PATH: &str = "style.toml";
pub(super) const KEYS: &[&str] = &["notice", "words", "scene_or_example", "names"];
pub(super) const NAME_KEYS: &[&str] = &["right", "wrong"];
/// A list that people keep by hand is far shorter.
const MOST_NAMES: usize = 2_000;

/// Without the file, nothing is agreed on.
#[derive(Debug, Default)]
pub(super) struct Style {
    /// What stands at the foot of every page: a license, whom one is not affiliated with.
    pub(super) notice: Option<String>,
    /// The fewest and the most words of a note.
    pub(super) words: Option<(usize, usize)>,
    /// Whether a note must have a scene or a worked example.
    pub(super) scene_or_example: bool,
    pub(super) names: Names,
}

pub(super) fn parse(text: &str, flaws: &mut Flaws) -> Style {
    Toml { text, base: 0, rule: Rule::Toml }.read(flaws, |table| {
        table.refuse_unknown(KEYS);
        let notice = table.has("notice").then(|| table.required_text("notice")).flatten().map(|(text, _)| text);
        let words = words(table);
        let scene_or_example = flag(table, "scene_or_example");
        let names = table.tables("names", name);
        if names.len() > MOST_NAMES {
            table.wrong::<()>(0..0, format!("there are more than {MOST_NAMES} names"));
            return Style::default();
        }
        Style { notice, words, scene_or_example, names: Names::new(names) }
    })
}

fn words(table: &mut Table<'_, '_>) -> Option<(usize, usize)> {
    let (value, span) = table.value("words")?;
    let ends = value.as_array().map(|list| list.iter().filter_map(|end| whole(end.get_ref())).collect::<Vec<_>>());
    match ends.as_deref() {
        Some(&[fewest, most]) if fewest < most => Some((usize::try_from(fewest).ok()?, usize::try_from(most).ok()?)),
        _ => table.wrong(span, "`words` is the fewest and the most words of a note: words = [600, 1200]"),
    }
}

fn flag(table: &mut Table<'_, '_>, key: &str) -> bool {
    let Some((value, span)) = table.value(key) else { return false };
    let flag = value.as_bool();
    if flag.is_none() {
        table.wrong::<()>(span, format!("`{key}` is true or false"));
    }
    flag.unwrap_or(false)
}

fn name(table: &mut Table<'_, '_>) -> Option<Name> {
    table.refuse_unknown(NAME_KEYS);
    let right = table.required_text("right");
    let wrong = table.texts("wrong").into_iter().map(|(form, _)| form).collect();
    Some(Name { right: right?.0, wrong })
}
