//! Content of any size that looks like content: notes with tables, lists and code, and questions with reasons.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

pub(super) const CONCEPTS: u32 = 10_000;
const QUESTIONS_EACH: u32 = 10;
pub(super) const QUESTIONS: u32 = CONCEPTS * QUESTIONS_EACH;
/// Notes and files of questions.
pub(super) const FILES: u32 = CONCEPTS * 2;
pub(super) const PAGE: &str = "/concepts/concept-17";

const WORDS: &str = "account action address answer argument attribute balance body bucket cache caller case certificate \
    claim client cluster code column command condition context copy credential cursor date default delay device digest \
    document domain edge element endpoint entry error event expiry factor field file filter flow folder format function \
    gateway grant group handler hash header host identity index instance issuer item job key label lambda layer lease \
    level limit list lock log machine map member message method model name network node note number object operation \
    option order origin owner page parameter part partition password path payload permission place plan policy pool port \
    prefix principal process proof provider proxy query queue quota range rate reader record region release replica \
    request resource response result retry role root route row rule sample schedule schema scope secret section server \
    service session shape signature size source stage state statement step store stream subject table tag target task \
    team template tenant test text thread time title token topic trace trail trigger trust type unit update user value \
    version view visitor window worker writer zone allows asks becomes begins belongs brings calls changes checks closes \
    compares creates decides denies ends expires fails follows gives grants holds ignores keeps leads lists loads maps \
    matches names needs opens passes proves reads refuses rejects removes repeats returns rotates runs sends shows signs \
    skips splits starts stops takes tells treats turns verifies waits wraps writes";

pub(super) fn write(folder: &Path) -> Result<()> {
    for kind in ["concepts", "questions"] {
        fs::create_dir_all(folder.join(kind))?;
    }
    let mut pen = Pen { words: WORDS.split_whitespace().collect(), state: 42 };
    for number in 0..CONCEPTS {
        fs::write(folder.join(format!("concepts/concept-{number}.md")), pen.note(number))?;
        fs::write(folder.join(format!("questions/concept-{number}.md")), pen.questions(number))?;
    }
    Ok(())
}

/// Writes the same text in every run.
struct Pen {
    words: Vec<&'static str>,
    state: u64,
}

impl Pen {
    fn below(&mut self, limit: u32) -> u32 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.state >> 33) % u64::from(limit)).unwrap_or(0)
    }

    fn word(&mut self) -> &'static str {
        let count = u32::try_from(self.words.len()).unwrap_or(1);
        let at = self.below(count);
        self.words[at as usize]
    }

    fn sentence(&mut self, words: u32) -> String {
        let text: Vec<&str> = (0..words).map(|_| self.word()).collect();
        format!("The {}.", text.join(" "))
    }

    fn paragraph(&mut self, sentences: u32) -> String {
        (0..sentences).map(|_| self.sentence(11)).collect::<Vec<_>>().join(" ")
    }

    fn note(&mut self, number: u32) -> String {
        let before = if number == 0 { String::new() } else { format!("\"concept-{}\"", number / 2) };
        let mut text = format!(
            "+++\ntitle = \"Concept {number}\"\ndifficulty = \"medium\"\nsummary = \"{}\"\ntasks = [\"2.1\"]\n\
             prerequisites = [{before}]\n\n[[sources]]\ntitle = \"A page\"\nurl = \"https://example.com/{number}\"\n\
             checked = 2026-11-22\n+++\n\n{}\n",
            self.sentence(12),
            self.paragraph(3)
        );
        for section in 0..5 {
            let other = self.below(CONCEPTS);
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "\n## The {} {{#s{section}}}\n\n{} See [that](concept-{other}.md) and `{}`.\n\n- **{}** {}\n- {}\n",
                self.word(),
                self.paragraph(6),
                self.word(),
                self.word(),
                self.sentence(8),
                self.sentence(8),
            );
        }
        let rows: String = (0..5).map(|_| format!("| {} | {} |\n", self.word(), self.sentence(5))).collect();
        let _ = write!(text, "\n| What | Which |\n|---|---|\n{rows}\n```json\n{{ \"{}\": 1 }}\n```\n", self.word());
        text
    }

    fn questions(&mut self, concept: u32) -> String {
        let mut text = format!("# Questions on concept {concept}\n");
        for number in 0..QUESTIONS_EACH {
            let right = self.below(4);
            let _ =
                write!(text, "\n## q-{concept}-{number} (medium, single)\n\n{} Which one fits?\n\n", self.paragraph(3));
            for (at, id) in (0..).zip(["a", "b", "c", "d"]) {
                let mark = if at == right { 'x' } else { ' ' };
                let _ = write!(text, "- [{mark}] ({id}) {}\n  > {}\n", self.sentence(9), self.sentence(12));
            }
            let _ = write!(
                text,
                "\n{}\n\n- Read again: [Section](../concepts/concept-{concept}.md#s{})\n\
                 - Reference: [A page](https://example.com/{concept}), checked 2026-11-22\n- Task: 2.1\n",
                self.paragraph(2),
                number % 5
            );
        }
        text
    }
}
