//! What the scene shows of the play: lifetimes, timeline, checks, and claims before and after.

use domain::token::{Verdict as Judged, decode, reference, spoil::editable};

use super::{
    form::{ACCESS, Form, ID, REFRESH, Token},
    spoken::spoken,
    story::Story,
};
use crate::sandbox::scene::{Body, Cell, Choices, Source, Step, Table, Verdict, judged, visit::claim};

const APP: &str = "App";
const API: &str = "Your API";
const POOL: &str = "User pool";

pub(super) fn lifetimes(form: &Form, choices: &Choices) -> Table {
    let row = |token: &Token, lives_s: u64| {
        [token.title.to_owned(), token.set(choices), spoken(lives_s), token.allowed.to_owned()].map(Cell::text).into()
    };
    let lifetimes = &form.lifetimes;
    Table {
        caption: "The three lifetimes".to_owned(),
        head: ["Token", "As it is set", "It lives", "AWS allows"].map(str::to_owned).into(),
        rows: vec![row(&ID, lifetimes.id), row(&ACCESS, lifetimes.access), row(&REFRESH, lifetimes.refresh)],
    }
}

/// What a number without a unit came to, where there is one.
pub(super) fn trap(form: &Form, choices: &Choices) -> Option<String> {
    let Form { lifetimes, .. } = form;
    let tokens = [(ID, lifetimes.id), (ACCESS, lifetimes.access), (REFRESH, lifetimes.refresh)];
    let trapped = tokens.iter().filter(|(token, _)| token.is_trap(choices));
    let said: Vec<String> = trapped
        .map(|(token, lives_s)| {
            format!("{} without a unit is {} for the {}.", token.typed(choices), spoken(*lives_s), token.title)
        })
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Everything that happens, in the order of time, with now in its place.
pub(super) fn timeline(form: &Form, story: &Story) -> Table {
    let Form { lifetimes, passed_s, .. } = form;
    let last_s = story.refreshes.last_s();
    let mut moments = vec![
        (0, "Alice signs in: auth_time".to_owned()),
        (lifetimes.id, "the first ID token ends".to_owned()),
        (lifetimes.access, "the first access token ends".to_owned()),
        (lifetimes.refresh, "the refresh token ends".to_owned()),
    ];
    match story.refreshes.count {
        0 => {}
        1 => moments.push((last_s, "the app refreshes".to_owned())),
        count => {
            moments.push((story.refreshes.every_s, "the app refreshes for the first time".to_owned()));
            moments.push((last_s, format!("the app refreshes for the last time so far; it is the {}", ordinal(count))));
        }
    }
    if last_s > 0 {
        moments.push((last_s + lifetimes.id, "the newest ID token ends".to_owned()));
        moments.push((last_s + lifetimes.access, "the newest access token ends".to_owned()));
    }
    moments.sort_by_key(|(at_s, _)| *at_s);
    let now = moments.iter().take_while(|(at_s, _)| at_s <= passed_s).count();
    moments.insert(now, (*passed_s, "now".to_owned()));
    let row = |(place, (at_s, what)): (usize, (u64, String))| {
        let tense = if place < now { "past" } else { "to come" };
        let tense = if place == now { Cell::marked("now", Verdict::Done) } else { Cell::text(tense) };
        let unix = story.began_s.saturating_add_unsigned(at_s).to_string();
        vec![Cell::text(spoken(at_s)), Cell::text(unix), Cell::text(what), tense]
    };
    Table {
        caption: "Timeline".to_owned(),
        head: ["Since the sign-in", "Unix time", "What happens", "Seen from now"].map(str::to_owned).into(),
        rows: moments.into_iter().enumerate().map(row).collect(),
    }
}

fn ordinal(count: u64) -> String {
    let ending = match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{count}{ending}")
}

/// What everybody says now.
pub(super) fn checks(story: &Story) -> Vec<Step> {
    let current = story.current();
    let refresh = match &story.refreshing {
        Ok(_) => Step::done(
            "The refresh token, at the user pool",
            APP,
            POOL,
            "It buys a new ID token and a new access token of the same sign-in.",
        ),
        Err(said) => Step::refused("The refresh token, at the user pool", APP, POOL, format!("{said}.")),
    };
    vec![
        check("The access token, at your API", API, &story.access, reference::ACCESS_TOKEN, &current.access),
        check("The ID token, in your app", APP, &story.id, reference::ID_TOKEN, &current.id),
        refresh.source(reference::REFRESH_TOKEN),
    ]
}

fn check(title: &'static str, to: &'static str, judged: &Judged, source: Source, token: &str) -> Step {
    let (_, why) = judged::deciding(judged);
    let step = if judged.accepted() { Step::done(title, APP, to, why) } else { Step::refused(title, APP, to, why) };
    let claims = decode(token).claims().map(editable).unwrap_or_default();
    step.source(source).show("Its claims", Body::Text(claims))
}

/// The access token of the sign-in beside that of the last refresh, or of one that is made now.
pub(super) fn claims(story: &Story) -> Option<Table> {
    let (after, renewed) = match (&story.renewed, &story.refreshing) {
        (Some(renewed), _) => ("After the last refresh", renewed),
        (None, Ok(renewed)) => ("If the app refreshed now", renewed),
        (None, Err(_)) => return None,
    };
    let row = |name: &str| {
        let (before, after) = (claim(&story.first.access, name), claim(&renewed.access, name));
        let kept = if before == after { Cell::marked("stays", Verdict::Done) } else { Cell::text("is new") };
        vec![Cell::text(name), Cell::text(before), Cell::text(after), kept]
    };
    let mut rows: Vec<Vec<Cell>> = ["iss", "sub", "auth_time", "origin_jti", "iat", "exp", "jti"].map(row).into();
    rows.push(vec![
        Cell::text("(the refresh token)"),
        Cell::text("given"),
        Cell::text("none given"),
        Cell::marked("stays", Verdict::Done),
    ]);
    Some(Table {
        caption: "The access token before and after a refresh".to_owned(),
        head: ["Claim", "At the sign-in", after, "Does it change?"].map(str::to_owned).into(),
        rows,
    })
}
