//! Habits of authors that help who does not know the answer: the right option is the longest, or in one place.

use domain::content::Kind;

use super::super::Draft;
use crate::content::{
    Rule,
    question::{QuestionDraft, QuestionFile},
    report::Flaws,
};

/// A share of a file's questions above which a habit helps.
const MOST_IN_PERCENT: usize = 60;
/// From this number on, such a share is no accident.
const FEWEST_FOR_LENGTH: usize = 3;
const FEWEST_FOR_PLACE: usize = 4;
/// Over all files a smaller bias is worth exploiting, and enough questions show it.
const FEWEST_OVERALL: usize = 20;
/// How far a share may be above that of chance, as a part of one.
const MARGIN: f64 = 0.15;
/// How many standard deviations above chance are no accident.
const DEVIATIONS: f64 = 3.0;
/// Where a finding about all files is reported.
const EVERYWHERE: &str = "questions";

/// A question with one right option, and where that is. The others give nothing away by length or place.
struct Single<'d> {
    question: &'d QuestionDraft,
    right: usize,
}

impl<'d> Single<'d> {
    fn of(question: &'d QuestionDraft) -> Option<Self> {
        let right = question.options.iter().position(|option| option.right)?;
        (question.kind == Some(Kind::Single)).then_some(Self { question, right })
    }

    fn all(file: &'d QuestionFile<'_>) -> Vec<Self> {
        file.questions.iter().filter_map(Self::of).collect()
    }

    fn longest(&self) -> bool {
        let length = |at: usize| self.question.options[at].text.chars().count();
        (0..self.question.options.len()).all(|at| at == self.right || length(at) < length(self.right))
    }
}

pub(super) fn of_file(file: &QuestionFile<'_>, flaws: &mut Flaws) {
    let singles = Single::all(file);
    longest_in_file(&singles, flaws);
    place_in_file(&singles, flaws);
}

fn longest_in_file(singles: &[Single<'_>], flaws: &mut Flaws) {
    let telling: Vec<_> = singles.iter().filter(|single| single.longest()).collect();
    if singles.len() < FEWEST_FOR_LENGTH || telling.len() * 100 <= singles.len() * MOST_IN_PERCENT {
        return;
    }
    let message = format!("the right option is the longest in {} of {} questions", telling.len(), singles.len());
    let ids = telling.iter().filter_map(|single| single.question.id.as_ref().map(ToString::to_string));
    let hint = format!("shorten it or lengthen another in: {}", ids.collect::<Vec<_>>().join(", "));
    flaws.add(Rule::LongestRight, telling[0].question.span.clone(), message).hint(hint);
}

fn place_in_file(singles: &[Single<'_>], flaws: &mut Flaws) {
    if singles.len() < FEWEST_FOR_PLACE {
        return;
    }
    for place in 0..singles.iter().map(|single| single.right + 1).max().unwrap_or(0) {
        let here: Vec<_> = singles.iter().filter(|single| single.right == place).collect();
        if here.len() * 100 > singles.len() * MOST_IN_PERCENT {
            let message =
                format!("the right option is number {} in {} of {} questions", place + 1, here.len(), singles.len());
            let hint = "a page that all visitors share shows the options in this order; move some of them";
            flaws.add(Rule::PositionBias, here[0].question.span.clone(), message).hint(hint);
        }
    }
}

pub(super) fn overall(draft: &mut Draft<'_>) {
    let singles: Vec<_> = draft.questions.iter().flat_map(Single::all).collect();
    if singles.len() < FEWEST_OVERALL {
        return;
    }
    let mut flaws = Flaws::default();
    let longest = singles.iter().filter(|single| single.longest()).count();
    if beats_chance(longest, &singles, |_| true) {
        let message =
            format!("over all files, the right option is the longest in {longest} of {} questions", singles.len());
        flaws.add(Rule::LongestRight, 0..0, message).hint("shorten right options or lengthen others, in any file");
    }
    for place in 0..singles.iter().map(|single| single.right + 1).max().unwrap_or(0) {
        let here = singles.iter().filter(|single| single.right == place).count();
        if beats_chance(here, &singles, |options| options > place) {
            let message = format!(
                "over all files, the right option is number {} in {here} of {} questions",
                place + 1,
                singles.len()
            );
            flaws.add(Rule::PositionBias, 0..0, message).hint("move right options to other places, in any file");
        }
    }
    if !flaws.is_empty() {
        draft.flaws.entry(EVERYWHERE).or_default().append(flaws);
    }
}

/// Whether `count` of the questions is clearly more than an author without a habit would have: each option of a
/// question that `counts` by its number of options is as likely as the others.
#[expect(clippy::cast_precision_loss, reason = "there are far fewer questions than a float counts exactly")]
fn beats_chance(count: usize, singles: &[Single<'_>], counts: impl Fn(usize) -> bool) -> bool {
    let options = singles.iter().map(|single| single.question.options.len()).filter(|options| counts(*options));
    let chances = options.map(|options| 1.0 / options as f64);
    let (expected, variance) =
        chances.fold((0.0, 0.0), |(sum, variance), chance| (sum + chance, variance + chance * (1.0 - chance)));
    let beyond = count as f64 - expected;
    beyond > MARGIN * singles.len() as f64 && beyond > DEVIATIONS * variance.sqrt()
}
