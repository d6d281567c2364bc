//! Scenes: played from the address, and predictions that are checked.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    content::Slug,
    scene::{Scene, SceneLink},
};
use tower_sessions::Session;

use super::{WantsParts, part_of_open_page, personal, sandbox};
use crate::{
    content::Library,
    practice,
    sandbox::scene::{self, Case, Choices, Outcome, Script, Stage, View, choices_of_ending},
    search::brief,
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, learner, render},
    turns::Turns,
    ui::{Checked, Head, Prediction, Related, ScenePage},
};

pub(super) async fn show(
    State(server): State<Server>,
    Path(slug): Path<String>,
    wants_parts: WantsParts,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let page = opened(&server, named(&slug)?, fields).await?;
    if wants_parts.0 {
        return Ok(part_of_open_page(render::part(move || page.parts())));
    }
    Ok(personal(whole(&server, page).await))
}

/// Signing and verifying take the processor for milliseconds.
static PLAYS: Turns = Turns::new(2);

/// The scene as the fields of its form set it up.
pub(super) async fn opened(server: &Server, scene: Scene, fields: Vec<(String, String)>) -> Result<ScenePage, Failure> {
    let script = scene::script(scene);
    let choices = Choices::parse(fields)
        .map_err(|problem| Failure { detail: problem, ..Failure::of_status(StatusCode::BAD_REQUEST) })?;
    let played = play(server, scene, choices.clone()).await?;
    let asked = next_case(script, &choices);
    let library = server.app.content.current();
    Ok(page(&library, scene, script, choices, played, asked, None))
}

/// The page that the scene is on.
async fn whole(server: &Server, page: ScenePage) -> String {
    match page.scene {
        Scene::Tokens => sandbox::with_scene(server, page).await,
        scene => render::page(&server.app, head(scene), move || page.clone().view()).await,
    }
}

/// The prediction is kept only where it was wrong: its question is due then.
pub(super) async fn check(
    State(server): State<Server>,
    Path(slug): Path<String>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let scene = named(&slug)?;
    let script = scene::script(scene);
    let id = fields.first("case").unwrap_or_default();
    let place = script.cases.iter().position(|case| case.id == id).ok_or_else(|| Failure::not_found("case"))?;
    let played = play(&server, scene, Choices::default()).await?;
    let predicted = fields.first("predicted").map(str::to_owned);
    let outcome = played.endings.get(place).cloned().ok_or_else(|| Failure::not_found("case"))?;
    let known = choices_of_ending(&played.endings, place);
    let predicted = predicted.filter(|predicted| known.contains(predicted));
    let library = server.app.content.current();
    let mut due = None;
    if predicted.as_ref().is_some_and(|predicted| *predicted != outcome.label)
        && let Some(question) = question_of(&library, scene, &script.cases[place])
    {
        let learner = learner::ensured(&session, &server.app.clock, &server.app.chance).await?;
        let now_ms = server.app.clock.now_ms();
        practice::miss(&library, &server.app.store, learner, now_ms, &question, scene, id).await?;
        due = library.question(&question).map(|question| related_question(&library, &question.id));
    }
    let checked = Checked { predicted: predicted.clone(), outcome, due };
    let page = page(&library, scene, script, Choices::default(), played, place, Some(checked));
    let mut response = personal(whole(&server, page).await);
    if predicted.is_none() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response.extensions_mut().insert(SaysItself);
    }
    Ok(response.into_response())
}

struct Played {
    view: View,
    endings: Vec<Outcome>,
}

fn named(slug: &str) -> Result<Scene, Failure> {
    slug.parse().map_err(|_| Failure::not_found("scene"))
}

fn head(scene: Scene) -> Head {
    Head::new(scene.title(), scene.summary()).at(format!("/sandbox/{scene}"))
}

async fn play(server: &Server, scene: Scene, choices: Choices) -> Result<Played, Failure> {
    let sandbox = server.app.sandbox.clone();
    let now_ms = server.app.clock.now_ms();
    let played = PLAYS.work(move || {
        let view = scene::play(scene, Stage { sandbox: &sandbox, now_ms }, &choices);
        (view, sandbox.endings(scene, now_ms).map(<[Outcome]>::to_vec))
    });
    let (view, endings) = played.await.map_err(|error| Failure::unexpected(&error))?;
    Ok(Played { view: view?, endings: endings? })
}

/// Not the one that is on the page, which shows how it ends.
fn next_case(script: &Script, choices: &Choices) -> usize {
    let shown = script.cases.iter().position(|case| *choices == Choices::of(case.choices)).unwrap_or(0);
    (shown + 1) % script.cases.len().max(1)
}

fn page(
    library: &Library,
    scene: Scene,
    script: &'static Script,
    choices: Choices,
    played: Played,
    case: usize,
    checked: Option<Checked>,
) -> ScenePage {
    let endings = choices_of_ending(&played.endings, case);
    ScenePage {
        scene,
        script,
        choices,
        view: played.view,
        concepts: concepts(library, scene),
        questions: questions(library, scene),
        prediction: Prediction { case: &script.cases[case], endings, checked },
    }
}

fn concepts(library: &Library, scene: Scene) -> Vec<Related> {
    let shows = |scenes: &[Slug]| scenes.iter().any(|slug| slug.as_str() == scene.slug());
    let concepts = library.concepts().iter().filter(|concept| shows(&concept.scenes));
    let link = |title: &str, slug: &Slug| Related { title: title.to_owned(), href: format!("/concepts/{slug}") };
    concepts.map(|concept| link(&concept.title, &concept.slug)).collect()
}

fn questions(library: &Library, scene: Scene) -> Vec<Related> {
    let ids = library
        .questions()
        .iter()
        .filter(|question| is_of(question.scene.as_ref(), scene))
        .map(|question| &question.id);
    ids.map(|id| related_question(library, id)).collect()
}

/// The question that a case explains: the one that links to it, else one of the scene, else one of a concept that the
/// scene shows.
fn question_of(library: &Library, scene: Scene, case: &Case) -> Option<Slug> {
    let linked = || library.questions().iter().filter(|question| is_of(question.scene.as_ref(), scene));
    let address = case.address(scene);
    let to_case = linked().find(|question| question.scene.as_ref().is_some_and(|link| link.address() == address));
    let of_concept = || {
        let shows = |scenes: &[Slug]| scenes.iter().any(|slug| slug.as_str() == scene.slug());
        let concept = library.concepts().iter().find(|concept| shows(&concept.scenes))?;
        library.questions_of(&concept.slug).next()
    };
    to_case.or_else(|| linked().next()).or_else(of_concept).map(|question| question.id.clone())
}

fn is_of(link: Option<&SceneLink>, scene: Scene) -> bool {
    link.is_some_and(|link| link.scene.as_str() == scene.slug())
}

fn related_question(library: &Library, id: &Slug) -> Related {
    let question = library.question(id);
    let concept = question.map(|question| question.concept.clone());
    let title = concept.as_ref().and_then(|slug| library.concept(slug)).map(|concept| concept.title.clone());
    let href = concept.map_or_else(|| "/concepts".to_owned(), |concept| format!("/concepts/{concept}#q-{id}"));
    Related { title: format!("{}: {}", title.unwrap_or_default(), question.map(brief).unwrap_or_default()), href }
}
