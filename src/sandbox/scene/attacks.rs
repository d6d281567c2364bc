//! The scene of attacks: one forged token judged step by step, and the table of them all beside real libraries.

use domain::{
    scene::Scene,
    token::{Gate, StepName},
};

use super::{
    Block, Body, Case, Cell, Choices, Control, Exhibit, Input, Outcome, SandboxError, Script, Stage, Step, Table,
    Verdict, View, judge, judged,
};
use crate::sandbox::{
    Gallery,
    attacks::{Answer, Attack, Forgery, Group, Libraries, catalogue},
};

const CASE: &str = "case";
const GROUP: &str = "group";
const EXAMPLE: &str = "good-id-token";
const SENDER: &str = "Sender";
const ALL_GROUPS: &str = "all";

pub(super) const SCRIPT: Script = Script {
    lead: "A verifier has to refuse every token that its issuer did not write for it. Here are the ways in which \
           people tamper with one: each token is forged from a fresh one when you look, shown to the verifier of this \
           sandbox and to nothing else, and judged in six steps. Beside our verdict stands what real libraries said \
           to tokens forged in the same way.",
    notice: &[
        "The first step that fails decides. What comes after it would read things that cannot be relied on.",
        "Everything a header says is the forger's word: its algorithm is compared, its key id is looked up, and the \
         keys or addresses that it brings along are not touched.",
        "A right signature is not enough. Many of these tokens are signed by the pool's own key, and are for another \
         client, another moment or another consumer.",
        "No library refuses all of them. What yours lets pass, your code has to check.",
    ],
    cases: &[
        case(EXAMPLE, "A sound ID token", &[(CASE, EXAMPLE)]),
        case("claims-tampered", "Another group in the claims", &[(CASE, "claims-tampered")]),
        case("alg-none", "An unsigned token", &[(CASE, "alg-none")]),
        case("hs256-with-public-pem", "The public key as a shared secret", &[(CASE, "hs256-with-public-pem")]),
        case("jwk-embedded", "A header that brings its own key", &[(CASE, "jwk-embedded")]),
        case("kid-a-path", "A key id that is a path", &[(CASE, "kid-a-path")]),
        case("expired-by-a-second", "Expired a second ago", &[(CASE, "expired-by-a-second")]),
        case("claim-twice", "The same claim twice", &[(CASE, "claim-twice")]),
        case("access-for-id", "The access token in its place", &[(CASE, "access-for-id")]),
    ],
    checked: "2026-11-23",
};

const fn case(id: &'static str, label: &'static str, choices: &'static [(&'static str, &'static str)]) -> Case {
    Case { id, label, choices }
}

/// Attacks on more than one token, which other scenes show: with the case that does, where the scene has one.
const ELSEWHERE: [(&str, &str, Scene, &str); 14] = [
    (
        "An authorization code is used twice",
        "The code is spent; the token endpoint refuses it.",
        Scene::CodePkce,
        "reused",
    ),
    (
        "A stolen code without its PKCE verifier",
        "The verifier does not fit the challenge.",
        Scene::CodePkce,
        "other-verifier",
    ),
    ("PKCE with the method plain", "A user pool takes S256 only.", Scene::CodePkce, "plain"),
    (
        "A code redeemed for another address",
        "The redirect address must be the one of the request.",
        Scene::CodePkce,
        "redirect-at-token",
    ),
    ("A callback with a foreign state", "The client itself must refuse it.", Scene::CodePkce, "foreign-state"),
    (
        "A rotated refresh token comes back",
        "After the grace period its reuse is refused.",
        Scene::Refresh,
        "after-grace",
    ),
    ("A revoked token that has not expired", "Offline checks accept it; the pool does not.", Scene::Refresh, "revoked"),
    (
        "A guest asks for the role of users",
        "The trust policy's amr condition fails.",
        Scene::CombinedFlow,
        "guest-takes-role",
    ),
    ("A trust policy without an audience", "Any identity pool could lend the role.", Scene::CombinedFlow, "no-aud"),
    (
        "A role that is not in the token",
        "CustomRoleArn must be among cognito:roles.",
        Scene::CombinedFlow,
        "not-offered",
    ),
    (
        "A role mapped from a claim that users can write",
        "Whoever edits the attribute picks the role.",
        Scene::CombinedFlow,
        "escalation",
    ),
    ("A client with a secret, called without SECRET_HASH", "The user pool refuses the call.", Scene::SignIn, ""),
    ("Sign-up by the API where the page hides it", "Only the pool's own settings close it.", Scene::SignIn, ""),
    ("A token sent to a load balancer", "It signs users in itself and takes no token.", Scene::Judge, ""),
];

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let gallery = stage.sandbox.attacks(stage.now_ms)?;
    let group = Group::ALL.into_iter().find(|group| choices.get(GROUP) == Some(group.as_str()));
    let wanted = choices.text(CASE, EXAMPLE);
    let of = |id: &str| gallery.forgeries.iter().find(|forgery| forgery.attack.id == id);
    let forgery = of(wanted).or_else(|| of(EXAMPLE)).ok_or(SandboxError::Unwritable)?;
    let mut blocks = of_forgery(&gallery, forgery);
    blocks.extend(overview(&gallery, group));
    Ok(View { controls: controls(forgery.attack, group), blocks, outcome: outcome(forgery) })
}

fn controls(attack: &Attack, group: Option<Group>) -> Vec<Control> {
    let cases = catalogue().map(|(_, attack)| (attack.id, attack.title)).collect();
    let groups = Group::ALL.map(|group| (group.as_str(), group.title()));
    let groups = std::iter::once((ALL_GROUPS, "All groups")).chain(groups).collect();
    vec![
        Control {
            name: CASE,
            label: "Attack",
            help: "What is done to the fresh token.",
            input: Input::Select { options: cases, chosen: attack.id.to_owned() },
        },
        Control {
            name: GROUP,
            label: "Group in the table",
            help: "The table below shows these attacks.",
            input: Input::Select { options: groups, chosen: group.map_or(ALL_GROUPS, Group::as_str).to_owned() },
        },
    ]
}

fn of_forgery(gallery: &Gallery, Forgery { attack, token, verdict, .. }: &Forgery) -> Vec<Block> {
    let sound = gallery.forgeries.iter().find(|sound| sound.attack.is_sound_for(attack));
    let original = sound.map_or("", |sound| &sound.token);
    let exhibit = |caption: &str, token: &str| {
        Block::Exhibit(Exhibit { caption: caption.to_owned(), body: Body::Token(token.to_owned()) })
    };
    let sent = Step::done(attack.title, SENDER, judged::JUDGE, attack.changed).source(attack.reference);
    let mut steps = vec![sent];
    steps.extend(judged::steps(verdict));
    let mut blocks = vec![
        Block::Heading(attack.title.to_owned()),
        Block::Text(format!("The consumer: {}.", attack.consumer())),
        Block::Steps(steps),
    ];
    blocks.extend(attack.remark.map(|remark| Block::Text(remark.to_owned())));
    blocks.extend(opposed(attack, verdict.accepted()).map(Block::Text));
    // The verdict first: both tokens are taken apart claim by claim, which is long.
    blocks.push(exhibit("What this consumer wants, fresh", original));
    blocks.push(exhibit("What it gets", token));
    blocks
}

/// Which libraries say something else than the judge.
fn opposed(attack: &Attack, accepted: bool) -> Option<String> {
    let known = Libraries::known();
    let differs = |name: &str| known.answer(attack.id, name).is_some_and(|said| (said == Answer::Accepted) != accepted);
    let names: Vec<&str> =
        known.libraries.iter().map(|library| library.name.as_str()).filter(|name| differs(name)).collect();
    let verb = if accepted { "refused" } else { "accepted" };
    (!names.is_empty()).then(|| format!("A token forged like this one is {verb} by {}.", names.join(", ")))
}

fn overview(gallery: &Gallery, group: Option<Group>) -> [Block; 5] {
    let libraries = Libraries::known();
    let asked = if libraries.libraries.is_empty() {
        "No library was asked about these tokens yet.".to_owned()
    } else {
        let names = libraries.libraries.iter().map(|library| format!("{} {}", library.name, library.version));
        format!("Asked on {}: {}.", libraries.made, names.collect::<Vec<_>>().join(", "))
    };
    let shown = gallery.forgeries.iter().filter(|forgery| group.is_none_or(|group| group == forgery.group));
    let mut head: Vec<String> = ["Attack", "What was changed", "Verdict here"].map(str::to_owned).into();
    head.extend(libraries.libraries.iter().map(|library| library.name.clone()));
    let table = Table {
        caption: group.map_or("All attacks", Group::title).to_owned(),
        head,
        rows: shown.map(|forgery| row(forgery, group, libraries)).collect(),
    };
    let elsewhere = Table {
        caption: "Attacks on more than one token".to_owned(),
        head: ["Attack", "What happens", "Scene"].map(str::to_owned).into(),
        rows: ELSEWHERE.iter().map(elsewhere_row).collect(),
    };
    [
        Block::Heading("All attacks and what real libraries say".to_owned()),
        Block::Text(asked),
        Block::Table(table),
        Block::Heading("Seen in other scenes".to_owned()),
        Block::Table(elsewhere),
    ]
}

fn row(forgery: &Forgery, group: Option<Group>, libraries: &Libraries) -> Vec<Cell> {
    let attack = forgery.attack;
    let group = group.map_or(String::new(), |group| format!("&{GROUP}={}", group.as_str()));
    let link = Some(format!("/sandbox/{}?{CASE}={}{group}", Scene::Attacks, attack.id));
    let (step, _) = judged::deciding(&forgery.verdict);
    let mut cells = vec![
        Cell { link, ..Cell::text(attack.title) },
        Cell::text(attack.changed),
        at_step(forgery.verdict.accepted(), step),
    ];
    cells.extend(libraries.libraries.iter().map(|library| match libraries.answer(attack.id, &library.name) {
        Some(answer) => verdict(answer == Answer::Accepted),
        None => Cell::text("not asked"),
    }));
    cells
}

fn at_step(accepted: bool, step: StepName) -> Cell {
    let cell = verdict(accepted);
    if accepted { cell } else { Cell { text: format!("{} ({})", cell.text, step.as_str()), ..cell } }
}

fn verdict(accepted: bool) -> Cell {
    if accepted { Cell::marked("accepted", Verdict::Done) } else { Cell::marked("refused", Verdict::Refused) }
}

fn elsewhere_row(&(attack, happens, scene, case): &(&str, &str, Scene, &str)) -> Vec<Cell> {
    let script = super::script(scene);
    let case = script.cases.iter().find(|one| one.id == case);
    let to_alb = [(judge::GATE, Gate::Alb.as_str())];
    let choices = case.map_or(if scene == Scene::Judge { &to_alb } else { [].as_slice() }, |case| case.choices);
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(choices).finish();
    let link = Some(format!("/sandbox/{scene}?{query}").trim_end_matches('?').to_owned());
    vec![Cell::text(attack), Cell::text(happens), Cell { link, ..Cell::text(scene.title()) }]
}

fn outcome(forgery: &Forgery) -> Outcome {
    let accepted = forgery.verdict.accepted();
    let (step, reason) = judged::deciding(&forgery.verdict);
    let label = match step {
        _ if accepted => "Every step passes",
        StepName::Parse => "Its form is refused",
        StepName::Header => "Its header is refused",
        StepName::Key => "Its key is refused",
        StepName::Signature => "Its signature is refused",
        StepName::Claims => "Its claims are refused",
        StepName::Gate => "Sound, but not meant for this consumer",
    };
    Outcome { accepted, label: label.to_owned(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_of_another_scene_is_one_that_it_has() {
        for (attack, _, scene, case) in ELSEWHERE {
            let has = super::super::script(scene).cases.iter().any(|one| one.id == case);
            assert!(has || case.is_empty(), "{attack}: {scene} has no case {case}");
        }
    }
}
