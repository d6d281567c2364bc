//! What is taught points to scenes as they are: every link in the notes and questions sets its scene up.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use std::path::Path;

use domain::scene::Scene;
use quizmint::{
    content::{Files, Library},
    sandbox::{
        Sandbox,
        scene::{Choices, Input, Stage, play},
    },
};

const NOW_MS: i64 = 1_800_000_000_000;

fn library() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    Library::parse(&Files::read(&folder).unwrap()).unwrap()
}

/// Every address of a scene in the notes and at the questions.
fn addresses(library: &Library) -> Vec<String> {
    let notes = library.concepts().iter().flat_map(|concept| concept.html.split("href=\"").skip(1));
    let notes = notes.filter_map(|rest| rest.split('"').next()).map(|address| address.replace("&amp;", "&"));
    let questions = library.questions().iter().filter_map(|question| Some(question.scene.as_ref()?.address()));
    notes.filter(|address| address.starts_with("/sandbox/")).chain(questions).collect()
}

fn scene_and_query(address: &str) -> (Scene, Vec<(String, String)>) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let fields = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    (path.strip_prefix("/sandbox/").unwrap().parse().unwrap(), fields)
}

#[test]
fn every_choice_in_a_link_is_one_that_its_scene_has() {
    let (library, sandbox) = (library(), Sandbox::start("http://127.0.0.1:3000", [9; 32]));
    let mut chosen = 0;
    for address in addresses(&library) {
        let (scene, fields) = scene_and_query(&address);
        if fields.is_empty() {
            continue;
        }
        let stage = Stage { sandbox: &sandbox, now_ms: NOW_MS };
        let choices = Choices::parse(fields.clone()).unwrap();
        let view = play(scene, stage, &choices).unwrap();
        for (name, value) in fields {
            let control = view.controls.iter().find(|control| control.name == name);
            let control = control.unwrap_or_else(|| panic!("{address}: the scene has no field {name}"));
            let kept = match &control.input {
                Input::Select { chosen, .. } => *chosen == value,
                Input::Line { value: shown, .. } | Input::Area { value: shown, .. } => *shown == value,
                Input::Check { on } => *on == (value == "on"),
                Input::Range { value: shown, .. } => shown.to_string() == value,
            };
            assert!(kept, "{address}: {name} is not set to {value}");
            chosen += 1;
        }
    }
    assert!(chosen > 5, "{chosen}");
}
