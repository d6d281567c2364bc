//! The scene of refreshing: three tokens, a refresh, and what each check notices of what happens then.

mod call;
mod checks;
mod form;
mod script;
mod sources;
mod story;
#[cfg(test)]
mod tests;

use super::{Block, Cell, Choices, Outcome, SandboxError, Stage, Table, Verdict, View, visit::claim};
use form::Form;
use story::{Story, Tokens};

pub(super) use script::SCRIPT;

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let controls = form::controls(choices);
    let form = match Form::read(choices) {
        Ok(form) => form,
        Err(reason) => {
            let outcome = Outcome { accepted: false, label: "The seconds cannot be read".to_owned(), reason };
            let kept = "Nothing was played. What you wrote is still in the form.".to_owned();
            return Ok(View { controls, blocks: vec![Block::Text(kept)], outcome });
        }
    };
    let story = story::tell(stage, &form)?;
    let mut blocks = vec![Block::Heading("What happens, in this order".to_owned()), Block::Steps(story.steps.clone())];
    blocks.extend(compared(&story));
    blocks.push(Block::Heading("Which check notices what".to_owned()));
    blocks.push(Block::Text(checks::ABOUT.to_owned()));
    blocks.push(Block::Table(checks::table(stage)?));
    Ok(View { controls, blocks, outcome: story.outcome })
}

/// The ID token of the sign-in beside that of the first refresh.
fn compared(story: &Story) -> Vec<Block> {
    let Some((first, second)) = story.first.as_ref().zip(story.second.as_ref()) else { return Vec::new() };
    let row = |name: &str| {
        let (before, after) = (claim(&first.id, name), claim(&second.id, name));
        let kept = if before == after { Cell::marked("stays", Verdict::Done) } else { Cell::text("is new") };
        vec![Cell::text(name), Cell::text(before), Cell::text(after), kept]
    };
    let mut rows: Vec<Vec<Cell>> = ["sub", "auth_time", "origin_jti", "iat", "exp", "jti"].map(row).into();
    rows.push(refresh_token(first, second));
    let table = Table {
        caption: "The ID token before and after".to_owned(),
        head: ["Claim", "At the sign-in", "After the refresh", ""].map(str::to_owned).into(),
        rows,
    };
    vec![Block::Heading("What a refresh changes".to_owned()), Block::Table(table)]
}

fn refresh_token(first: &Tokens, second: &Tokens) -> Vec<Cell> {
    let given = |tokens: &Tokens| if tokens.refresh.is_some() { "given" } else { "none given" };
    let kept = match second.refresh {
        None => Cell::marked("stays", Verdict::Done),
        Some(_) => Cell::text("is new, for the time that is left"),
    };
    vec![Cell::text("(the refresh token)"), Cell::text(given(first)), Cell::text(given(second)), kept]
}
