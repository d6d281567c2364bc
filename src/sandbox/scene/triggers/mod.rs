//! The scene of the Lambda triggers: rules instead of functions, every event and answer, and the tokens they lead to.

mod catalog;
mod clock;
mod custom;
mod diff;
mod ending;
mod form;
mod log;
mod moments;
mod people;
mod script;
#[cfg(test)]
mod tests;
mod tokens;

use super::{Block, Body, Choices, Exhibit, Outcome, SandboxError, Source, Stage, View};
use form::Form;
use moments::Story;
use people::People;

pub(super) use script::SCRIPT;

#[expect(clippy::unnecessary_wraps, reason = "every scene is played alike, and some sign")]
pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let form = Form::read(choices);
    let controls = form.controls();
    let rules = match form.rules() {
        Ok(rules) => rules,
        Err(reason) => {
            let label = "The form needs a correction".to_owned();
            let outcome = Outcome { accepted: false, label, reason };
            return Ok(View { controls, blocks: vec![catalog::block()], outcome });
        }
    };
    let people = People::of(stage);
    let story = moments::tell(&form, &rules, &people);
    let mut blocks = vec![heading("What runs, in this order"), Block::Text(form.moment.told().to_owned())];
    blocks.push(Block::Steps(story.log.steps.clone()));
    blocks.extend(seen_by_the_client(&form, &story));
    blocks.extend(clock::blocks(&story));
    blocks.extend(custom::blocks(&story));
    if let (None, Some(tokens), Some(answer)) = (&story.log.error, &story.tokens, &rules.pre_token) {
        blocks.extend(diff::blocks(answer, tokens));
    }
    blocks.extend([heading("All twelve triggers"), catalog::block()]);
    let outcome = story.outcome(form.moment, &rules);
    Ok(View { controls, blocks, outcome })
}

fn seen_by_the_client(form: &Form, story: &Story) -> Vec<Block> {
    let Some(error) = &story.log.error else { return Vec::new() };
    let mut blocks = vec![heading("What the client sees")];
    let answer = serde_json::json!({ "__type": error.exception, "message": error.message });
    if form.moment.hosted() {
        let said = form_urlencoded::Serializer::new(String::new())
            .append_pair("error", "invalid_request")
            .append_pair("error_description", &error.message)
            .finish();
        let address = format!("https://app.example.com/callback?{said}&state=sample");
        blocks.push(exhibit("The browser is sent back to the application", Body::Text(address)));
    } else {
        blocks.push(exhibit("HTTP 400 from the user pool", Body::Json(answer)));
    }
    if error.exception == "UserLambdaValidationException" {
        let note =
            "The text of a thrown error reaches the user word for word, so a function must not put secrets into it.";
        blocks.push(Block::Text(note.to_owned()));
    }
    blocks
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn exhibit(caption: &str, body: Body) -> Block {
    Block::Exhibit(Exhibit { caption: caption.to_owned(), body })
}
