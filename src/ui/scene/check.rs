//! Check yourself: predict how a case ends, then see it.

use domain::scene::Scene;
use leptos::prelude::*;

use super::{PLAY, Related};
use crate::sandbox::scene::{Case, Outcome};

/// A case that is not the one on the page, with endings to choose from, and what came of a prediction.
#[derive(Clone, Debug)]
pub struct Prediction {
    pub case: &'static Case,
    /// Labels of outcomes, among them the right one.
    pub endings: Vec<String>,
    pub checked: Option<Checked>,
}

#[derive(Clone, Debug)]
pub struct Checked {
    pub predicted: Option<String>,
    pub outcome: Outcome,
    /// The question that is due today because the prediction was wrong.
    pub due: Option<Related>,
}

/// Where the reader comes back to after a prediction.
pub const CHECK: &str = "check";

impl Prediction {
    pub fn view(self, scene: Scene) -> AnyView {
        let Self { case, endings, checked } = self;
        let form = match &checked {
            Some(Checked { predicted: Some(_), .. }) => None,
            _ => Some(form_view(scene, case, endings, checked.is_some())),
        };
        let result =
            checked.filter(|checked| checked.predicted.is_some()).map(|checked| result_view(scene, case, checked));
        view! {
            <section id=CHECK class="scene-check measure" aria-labelledby="check-title" tabindex="-1">
                <h2 id="check-title">"Check yourself"</h2>
                <p>"The case: " <strong>{case.label}</strong> ". How does it end?"</p>
                {form}
                {result}
            </section>
        }
        .into_any()
    }
}

fn form_view(scene: Scene, case: &'static Case, endings: Vec<String>, nothing_chosen: bool) -> AnyView {
    let problem = nothing_chosen
        .then(|| view! { <p class="form-problem" role="alert" id="check-problem">"Choose an ending first."</p> });
    let options = endings.into_iter().map(|ending| {
        view! {
            <li>
                <label class="scene-ending">
                    <input type="radio" name="predicted" value=ending.clone() required=true/>
                    <span>{ending.clone()}</span>
                </label>
            </li>
        }
    });
    view! {
        <form class="panel" method="post" action=format!("/sandbox/{scene}/check#{CHECK}")>
            <input type="hidden" name="case" value=case.id/>
            {problem}
            <fieldset>
                <legend class="visually-hidden">"How does it end?"</legend>
                <ul class="options">{options.collect_view()}</ul>
            </fieldset>
            <button type="submit" class="button">"Predict, then see"</button>
        </form>
    }
    .into_any()
}

fn result_view(scene: Scene, case: &'static Case, checked: Checked) -> AnyView {
    let Checked { predicted, outcome, due } = checked;
    let right = predicted.as_ref() == Some(&outcome.label);
    let class = if right { "scene-outcome is-accepted" } else { "scene-outcome is-refused" };
    let said =
        if right { "Right.".to_owned() } else { format!("Not so. You predicted: {}.", predicted.unwrap_or_default()) };
    let due = due.map(|due| {
        view! { <p>"So that it sticks, a question on this is due today: " <a href=due.href>{due.title}</a></p> }
    });
    view! {
        <div class=class role="status" data-focus="true" tabindex="-1">
            <p class="scene-outcome-label">{said}</p>
            <p><strong>{outcome.label}</strong>". "{outcome.reason}</p>
            {due}
            <p class="button-row">
                <a class="button" href=format!("{}#{PLAY}", case.address(scene))>"See it happen"</a>
                <a class="button is-quiet" href=format!("{}#{CHECK}", case.address(scene))>"Predict another"</a>
            </p>
        </div>
    }
    .into_any()
}
