//! The paper before it is handed in: what is unanswered, what is flagged, and the way to end it.

use domain::exam::Mode;
use leptos::prelude::*;

use super::{Cell, ExamHead, clock::clock, grid, words};

#[derive(Clone, Debug)]
pub struct ExamOverviewPage {
    pub head: ExamHead,
    pub cells: Vec<Cell>,
}

impl ExamOverviewPage {
    pub fn view(self) -> impl IntoView {
        let address = self.head.address();
        let open: Vec<usize> = self.numbers(|cell| !cell.answered);
        let flagged: Vec<usize> = self.numbers(|cell| cell.flagged);
        let next = open.first().copied().unwrap_or(1);
        let end = if self.head.mode == Mode::Exam { "Hand in" } else { "Finish" };
        let consequence = match open.len() {
            0 => "Every question is answered. Once it is handed in, nothing can be changed.".to_owned(),
            open => format!(
                "{} would count as wrong. Once it is handed in, nothing can be changed.",
                words::count(u32::try_from(open).unwrap_or(u32::MAX), "unanswered question", "unanswered questions")
            ),
        };
        view! {
            <div class="exam">
                <header class="exam-header">
                    <p class="exam-name">{format!("{} · {}", self.head.terms.title, words::mode(self.head.mode))}</p>
                    {clock(self.head.left_ms)}
                </header>
                <h1>"Overview"</h1>
                <p class="lead">{format!("{}.", grid::summary(&self.cells))}</p>
                {named("Not answered", &open, &address)}
                {named("Flagged", &flagged, &address)}
                <h2 class="visually-hidden">"All questions"</h2>
                {grid::links(&self.cells, &address)}
                <form class="exam-end" method="post" action=format!("{address}/hand-in")>
                    <p>{consequence}</p>
                    <div class="exam-actions">
                        <a class="button is-quiet" href=format!("{address}/{next}#question")>{format!("Back to question {next}")}</a>
                        <button type="submit" class="button">{end}</button>
                    </div>
                </form>
            </div>
        }
    }

    fn numbers(&self, wanted: impl Fn(&Cell) -> bool) -> Vec<usize> {
        self.cells.iter().enumerate().filter(|(_, cell)| wanted(cell)).map(|(at, _)| at + 1).collect()
    }
}

fn named(what: &'static str, numbers: &[usize], address: &str) -> impl IntoView + use<> {
    let links = numbers.iter().enumerate().map(|(at, number)| {
        let comma = if at > 0 { ", " } else { "" };
        view! { {comma}<a href=format!("{address}/{number}#question")>{*number}</a> }
    });
    let links = links.collect_view();
    (!numbers.is_empty()).then(|| view! { <p class="exam-named"><strong>{format!("{what}: ")}</strong>{links}</p> })
}
