use super::*;
use crate::sandbox::{
    Sandbox,
    scene::{Body, Input, Step, Verdict},
};
use std::sync::LazyLock;

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:3000", [9; 32]));

fn view(choices: &[(&str, &str)]) -> View {
    play(Stage { sandbox: &SANDBOX, now_ms: 1_800_000_000_000 }, &Choices::of(choices)).unwrap()
}

#[test]
fn print() {
    for case in SCRIPT.cases {
        let view = view(case.choices);
        println!("{}: {} {} | {}", case.id, view.outcome.accepted, view.outcome.label, view.outcome.reason);
    }
}
