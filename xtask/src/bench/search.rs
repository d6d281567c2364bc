//! The search over content that is made up, as large as a library may become: the time from the request to the answer.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::report::Row;
use crate::http::Connection;
use crate::process::{self, Scratch};
use crate::serve;
use crate::server::Server;

/// Concepts, each with ten questions.
const SIZES: [usize; 2] = [1_000, 10_000];
const QUESTIONS: usize = 10;
const SECTIONS: usize = 4;
const WORDS_OF_A_SECTION: usize = 150;
const VOCABULARY: usize = 20_000;
const ROUNDS: usize = 20;
/// After the server answers, it may still be indexing.
const PREPARED_WITHIN: Duration = Duration::from_mins(2);

pub(crate) fn measure() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for size in SIZES {
        rows.extend(of_size(size)?);
    }
    Ok(rows)
}

fn of_size(concepts: usize) -> Result<Vec<Row>> {
    let folder = Scratch::new("search")?;
    write_content(folder.path(), concepts)?;
    let path = folder.path().to_string_lossy().into_owned();
    let server = Server::start(Path::new(serve::RELEASE), &["--limits", "off", "--content", &path])?;
    let started = Instant::now();
    let prepared = process::eventually(PREPARED_WITHIN, || {
        Ok(Connection::open(server.address)?.ask("GET", "/api/v1/search?q=token", &[], "")?.status == 200)
    })?;
    ensure!(prepared, "the content was not indexed in time:\n{}", server.last_words());
    let prepared_within = server.started_within + started.elapsed();
    let mut times = Vec::new();
    let mut connection = Connection::open(server.address)?;
    for query in queries() {
        for _ in 0..ROUNDS {
            let asked = Instant::now();
            let reply = connection.ask("GET", &format!("/api/v1/search?q={query}"), &[], "")?;
            ensure!(reply.status == 200, "{query} answered {}", reply.status);
            times.push((asked.elapsed(), query.clone()));
        }
    }
    times.sort_unstable();
    let (p99, slowest) = &times[times.len() * 99 / 100];
    let what = format!("search, {concepts} concepts and {} questions, p99", concepts * QUESTIONS);
    let seconds = prepared_within.as_secs_f64();
    Ok(vec![
        Row::at_most(&what, p99.as_secs_f64() * 1000.0, "ms", 1, 20.0),
        Row::note("… slowest", slowest),
        Row::note("… from start to the first answer", &format!("{seconds:.1} s")),
    ])
}

/// Words that are everywhere and words that are rare, several at once, half typed and mistyped.
fn queries() -> Vec<String> {
    let (common, usual, rare) = (word(0), word(200), word(VOCABULARY - 7));
    vec![
        common.clone(),
        rare.clone(),
        format!("{common}+{usual}+{rare}"),
        format!("{common}+{}+{}+{}", word(1), word(2), word(3)),
        common[..2].to_owned(),
        usual[..4].to_owned(),
        format!("{}x{}", &usual[..3], &usual[3..]),
        format!("{}x{}+{common}", &rare[..3], &rare[3..]),
        "concept+number+42".to_owned(),
        "nothing+like+this+anywhere".to_owned(),
    ]
}

fn write_content(folder: &Path, concepts: usize) -> Result<()> {
    for part in ["concepts", "questions"] {
        fs::create_dir_all(folder.join(part))?;
    }
    for concept in 0..concepts {
        let mut prose = Prose(concept as u64 + 1);
        fs::write(folder.join(format!("concepts/made-up-{concept}.md")), note(concept, &mut prose)?)?;
        fs::write(folder.join(format!("questions/made-up-{concept}.md")), questions(concept, &mut prose)?)?;
    }
    Ok(())
}

fn note(concept: usize, prose: &mut Prose) -> Result<String> {
    let mut note = format!(
        "+++\ntitle = \"Concept number {concept} on {}\"\ndifficulty = \"easy\"\nsummary = \"{}.\"\ntasks = [\"2.1\"]\n\
         [[sources]]\ntitle = \"A page\"\nurl = \"https://example.com/\"\nchecked = 2026-11-22\n+++\n\n{}.\n",
        prose.words(2),
        prose.words(15),
        prose.words(30)
    );
    for section in 0..SECTIONS {
        write!(note, "\n## {} {{#part-{section}}}\n\n{}.\n", prose.words(3), prose.words(WORDS_OF_A_SECTION))?;
    }
    Ok(note)
}

fn questions(concept: usize, prose: &mut Prose) -> Result<String> {
    let mut questions = format!("# Questions on {concept}\n");
    for question in 0..QUESTIONS {
        write!(questions, "\n## made-up-{concept}-{question} (easy, single)\n\n{}?\n\n", prose.words(30))?;
        for (option, mark) in ["x", " ", " ", " "].iter().enumerate() {
            let id = char::from(b'a' + u8::try_from(option)?);
            writeln!(questions, "- [{mark}] ({id}) {}\n  > {}.", prose.words(6), prose.words(12))?;
        }
        write!(
            questions,
            "\n{}.\n\n- Read again: [A part](../concepts/made-up-{concept}.md#part-0)\n\
             - Reference: [A page](https://example.com/), checked 2026-11-22\n- Task: 2.1\n",
            prose.words(20)
        )?;
    }
    Ok(questions)
}

/// Words in a row that is the same for the same seed; the first of the vocabulary come as often as words like `the`.
struct Prose(u64);

impl Prose {
    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| word(self.place())).collect::<Vec<_>>().join(" ")
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    fn place(&mut self) -> usize {
        // Knuth's constants for a linear congruential generator.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let chance = (self.0 >> 33) as f64 / f64::from(1_u32 << 31);
        (chance.powi(4) * VOCABULARY as f64) as usize
    }
}

/// The n-th word of a made-up language.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ko", "ri", "tu", "me", "sa", "lo", "ni", "du", "fe", "ga", "po", "vi", "nu", "te", "ra", "mo", "si",
        "bu", "le",
    ];
    let mut word = String::new();
    // Every word has four syllables, so that a mistake in it is one mistake in a longer word.
    for place in 0..4 {
        word.push_str(SYLLABLES[(number / 20_usize.pow(place) + place as usize * 7) % 20]);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{VOCABULARY, word};

    #[test]
    fn no_word_comes_twice() {
        let words: std::collections::BTreeSet<String> = (0..VOCABULARY).map(word).collect();
        assert_eq!(words.len(), VOCABULARY);
    }
}
