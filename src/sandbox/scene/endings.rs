//! How the cases of each scene end, found out once: what one can be asked to predict.

use std::sync::OnceLock;

use domain::scene::Scene;

use super::{Choices, Outcome, Stage, play, script};
use crate::sandbox::SandboxError;

/// One place for each scene, filled at the first visit.
#[derive(Default)]
pub(in crate::sandbox) struct Endings([OnceLock<Vec<Outcome>>; Scene::ALL.len()]);

/// More than these would be a list to read, not a prediction to make.
const MOST: usize = 4;

impl Endings {
    /// The outcomes of the scene's cases, in their order. It plays them all the first time; where one cannot be played
    /// none is kept, because their places count.
    pub(in crate::sandbox) fn of(&self, scene: Scene, stage: Stage<'_>) -> Result<&[Outcome], SandboxError> {
        let place = Scene::ALL.iter().position(|known| *known == scene).unwrap_or_default();
        if let Some(known) = self.0[place].get() {
            return Ok(known);
        }
        let played = script(scene).cases.iter().map(|case| play(scene, stage, &Choices::of(case.choices)));
        let endings = played.map(|view| Ok(view?.outcome)).collect::<Result<Vec<_>, SandboxError>>()?;
        Ok(self.0[place].get_or_init(|| endings))
    }
}

/// The ending of this case among others of the scene, sorted by their words, so that its place tells nothing.
pub fn choices_of_ending(endings: &[Outcome], case: usize) -> Vec<String> {
    let Some(right) = endings.get(case) else { return Vec::new() };
    // Those after the case come first, so that not every case is asked beside the same others.
    let others = (1..endings.len()).map(|step| &endings[(case + step) % endings.len()]);
    let mut labels = vec![right.label.clone()];
    for other in others {
        if labels.len() < MOST && !labels.contains(&other.label) {
            labels.push(other.label.clone());
        }
    }
    labels.sort();
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(label: &str) -> Outcome {
        Outcome { accepted: true, label: label.to_owned(), reason: String::new() }
    }

    #[test]
    fn the_right_ending_is_among_the_choices_once_and_its_place_tells_nothing() {
        let endings = ["Allowed", "Denied by b", "Allowed", "Denied by a", "Other", "More"].map(outcome);
        for case in 0..endings.len() {
            let choices = choices_of_ending(&endings, case);
            assert_eq!(choices.iter().filter(|choice| **choice == endings[case].label).count(), 1);
            assert!(choices.len() <= MOST && choices.is_sorted());
        }
    }
}
