//! All questions of a paper at a glance: answered, unanswered, flagged, and where one is.

use leptos::prelude::*;

/// One question in the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub answered: bool,
    pub flagged: bool,
    /// Whether it was right, once that was told.
    pub told: Option<bool>,
}

impl Cell {
    /// For who hears the page.
    fn name(self, number: usize) -> String {
        format!("Question {number}{}", self.words())
    }

    fn words(self) -> &'static str {
        match (self.told, self.answered, self.flagged) {
            (Some(true), _, false) => ", right",
            (Some(true), _, true) => ", right, flagged",
            (Some(false), _, false) => ", wrong",
            (Some(false), _, true) => ", wrong, flagged",
            (None, true, false) => ", answered",
            (None, true, true) => ", answered, flagged",
            (None, false, false) => ", not answered",
            (None, false, true) => ", not answered, flagged",
        }
    }

    fn class(self) -> String {
        let told = self.told.map(|right| if right { " is-right" } else { " is-wrong" });
        let answered = if self.answered { " is-answered" } else { "" };
        let flagged = if self.flagged { " is-flagged" } else { "" };
        format!("exam-grid-cell{answered}{flagged}{}", told.unwrap_or_default())
    }
}

/// As buttons of the form around it, so that going elsewhere saves first.
pub(super) fn buttons(cells: &[Cell], here: usize) -> impl IntoView + use<> {
    let cells = cells.iter().enumerate().map(|(at, cell)| {
        let number = at + 1;
        let current = (number == here).then_some("step");
        view! {
            <li>
                <button type="submit" name="go" value=number class=cell.class() aria-label=cell.name(number) aria-current=current>
                    {number}
                </button>
            </li>
        }
    });
    view! { <ol class="exam-grid">{cells.collect_view()}</ol> }
}

/// As links, where there is nothing to save.
pub(super) fn links(cells: &[Cell], address: &str) -> impl IntoView + use<> {
    let cells = cells.iter().enumerate().map(|(at, cell)| {
        let number = at + 1;
        view! {
            <li>
                <a href=format!("{address}/{number}#question") class=cell.class() aria-label=cell.name(number)>
                    {number}
                </a>
            </li>
        }
    });
    view! { <ol class="exam-grid">{cells.collect_view()}</ol> }
}

/// `12 answered, 53 not answered, 2 flagged`
pub(super) fn summary(cells: &[Cell]) -> String {
    let answered = cells.iter().filter(|cell| cell.answered).count();
    let flagged = cells.iter().filter(|cell| cell.flagged).count();
    format!("{answered} answered, {} not answered, {flagged} flagged", cells.len() - answered)
}
