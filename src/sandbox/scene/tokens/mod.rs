//! The played part of the tokens' scene: three lifetimes, and what is left of each after some time.

mod form;
mod script;
mod show;
mod spoken;
mod story;
#[cfg(test)]
mod tests;
mod ways;

use self::{
    form::{Form, Unplayable},
    spoken::spoken,
    story::Story,
};
use super::{Block, Choices, Outcome, SandboxError, Stage, View, judged};

pub(super) use script::SCRIPT;

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let controls = form::controls(choices);
    let form = match Form::read(choices) {
        Ok(form) => form,
        Err(unplayable) => return Ok(View { controls, ..unplayed(unplayable) }),
    };
    let story = story::tell(stage, &form)?;
    let outcome = outcome(&form, &story);
    let mut blocks = vec![Block::Table(show::lifetimes(&form, choices))];
    blocks.extend(show::trap(&form, choices).map(Block::Text));
    blocks.extend([
        Block::Table(show::timeline(&form, &story)),
        Block::Heading(format!("Now, {} after the sign-in", spoken(form.passed_s))),
        Block::Steps(show::checks(&story)),
    ]);
    if let Some(claims) = show::claims(&story) {
        blocks.extend([Block::Heading("What a refresh changes".to_owned()), Block::Table(claims)]);
    }
    Ok(View { controls, blocks, outcome })
}

fn unplayed(unplayable: Unplayable) -> View {
    let (label, reason) = match unplayable {
        Unplayable::Unreadable(reason) => ("A lifetime cannot be read", reason),
        Unplayable::Refused(reason) => ("AWS refuses this lifetime", reason),
    };
    View {
        controls: Vec::new(),
        blocks: vec![Block::Text("Nobody signed in. What you wrote is still in the form.".to_owned())],
        outcome: Outcome { accepted: false, label: label.to_owned(), reason },
    }
}

fn outcome(form: &Form, story: &Story) -> Outcome {
    let (access, id) = (story.access.accepted(), story.id.accepted());
    let (_, why) = judged::deciding(if access { &story.id } else { &story.access });
    let left = || {
        let ends_s = story.refreshes.last_s() + form.lifetimes.access;
        format!("The access token has {} left.", spoken(ends_s.saturating_sub(form.passed_s)))
    };
    let ended = || {
        let ago = spoken(form.passed_s.saturating_sub(form.lifetimes.refresh));
        format!("The refresh token ended {ago} ago, {} after the sign-in.", spoken(form.lifetimes.refresh))
    };
    let (label, reason) = match (access, id, &story.refreshing) {
        (true, true, Ok(_)) => ("The access token still opens the API", left()),
        (true, false, Ok(_)) => ("Only the ID token has expired", format!("{} The ID token: {why}", left())),
        (true, _, Err(_)) => ("The last access token still opens the API", format!("{} {}", ended(), left())),
        (false, _, Ok(_)) => ("The access token has expired, refreshing works", why.to_owned()),
        (false, _, Err(_)) => ("The refresh token has ended: sign in again", ended()),
    };
    Outcome { accepted: access, label: label.to_owned(), reason }
}
