//! Keeps the pages that explain Quizmint true: what they name exists, and what exists and belongs there is named.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{collections::BTreeSet, fs, path::Path, process::Command, sync::Arc};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use quizmint::{
    chance::Chance,
    clock::Clock,
    config::{BaseUrl, Switch},
    content::{self, Files, Live},
    sandbox::Sandbox,
    search::Search,
    server,
    site::Site,
    state::AppState,
    store::{self, ServerSessions, Store},
};
use tower::ServiceExt;

const PAGES: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "content/README.md",
    "docs/planner.md",
];
const COMMANDS: [&str; 7] = ["serve", "check", "new", "rebuild", "backup", "restore", "health"];
/// Made by a script that needs a browser, so a checkout may be without the whole folder.
const SCREENSHOTS: &str = "docs/screenshots";
const ARCHITECTURE_LINES: usize = 160;

#[test]
fn every_file_that_a_page_names_exists() {
    for page in PAGES {
        for path in read(page).files() {
            let pending = path.starts_with(SCREENSHOTS) && !Path::new(SCREENSHOTS).exists();
            assert!(pending || Path::new(&path).exists(), "{page}: `{path}` does not exist");
        }
    }
}

#[test]
fn every_test_that_a_page_names_exists() {
    let sources = ["src", "crates", "xtask/src", "tests", "end2end"].map(|folder| texts(Path::new(folder))).concat();
    for page in PAGES {
        for name in read(page).code.iter().filter(|code| is_test_name(code)) {
            assert!(sources.contains(&format!("fn {name}(")), "{page}: there is no test `{name}`");
        }
    }
}

#[test]
fn every_module_is_on_the_map() {
    let map = read("ARCHITECTURE.md");
    let entries = fs::read_dir("src").unwrap().map(|entry| entry.unwrap());
    for entry in entries {
        let folder = if entry.path().is_dir() { "/" } else { "" };
        let path = format!("src/{}{folder}", entry.file_name().to_str().unwrap());
        assert!(map.code.contains(&path), "ARCHITECTURE.md does not name `{path}`");
    }
}

#[test]
fn the_map_fits_into_one_reading() {
    let lines = fs::read_to_string("ARCHITECTURE.md").unwrap().lines().count();
    assert!(lines <= ARCHITECTURE_LINES, "{lines} lines");
}

#[test]
fn the_table_of_options_is_the_one_that_the_program_prints() {
    let printed: BTreeSet<(String, String)> = COMMANDS.iter().flat_map(|command| options(&help(command))).collect();
    let table: BTreeSet<(String, String)> = read("README.md").rows.iter().filter_map(|row| option_of(row)).collect();
    assert!(printed.len() > 5, "{printed:?}");
    assert_eq!(table, printed);
}

#[test]
fn every_variable_and_option_that_a_page_names_is_read() {
    let help = COMMANDS.map(help).concat();
    for page in PAGES {
        for line in read(page).lines().iter().filter(|line| is_for_quizmint(line)) {
            for option in line.split_whitespace().filter(|word| is_option(word)) {
                assert!(help.contains(&format!("{option} ")), "{page}: no command takes {option}");
            }
        }
        let text = fs::read_to_string(page).unwrap();
        for variable in words(&text).filter(|word| word.starts_with("QUIZMINT_") && *word != "QUIZMINT_") {
            assert!(help.contains(&format!("[env: {variable}")), "{page}: nothing reads {variable}");
        }
    }
}

#[test]
fn every_command_that_a_page_names_exists() {
    let xtask = fs::read_to_string("xtask/src/main.rs").unwrap();
    for page in PAGES {
        for line in read(page).lines() {
            if let Some(command) = word_after(&line, "cargo xtask ") {
                assert!(xtask.contains(&format!("\"{command}\"")), "{page}: cargo xtask {command}");
            }
            if let Some(command) = word_after(&line, "quizmint ").or(word_after(&line, "cargo run -- ")) {
                assert!(COMMANDS.contains(&command), "{page}: quizmint {command}");
            }
        }
    }
    assert_eq!(commands_of(&printed(&["--help"])), COMMANDS);
}

#[test]
fn the_steps_of_the_tests_are_all_explained() {
    let source = fs::read_to_string("xtask/src/test/mod.rs").unwrap();
    let steps: BTreeSet<&str> =
        source.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split('"').next()).collect();
    let contributing = read("CONTRIBUTING.md");
    assert!(steps.len() > 5);
    for step in steps {
        assert!(
            contributing.rows.iter().any(|row| row[0] == format!("`{step}`")),
            "CONTRIBUTING.md: no row for {step}"
        );
    }
}

#[tokio::test]
async fn every_address_that_the_readme_names_answers() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path()).await;
    let described = routes_of_the_api(&router).await;
    let page = read("README.md");
    let addresses: Vec<&String> =
        page.code.iter().filter(|code| code.starts_with('/') && !code.contains(' ')).collect();
    assert!(addresses.len() > 10, "{addresses:?}");
    for address in addresses {
        if address.starts_with("/api/v1/") && address != "/api/v1/openapi.json" {
            assert!(described.contains(address), "README.md: {address} is not described");
            continue;
        }
        let path = address
            .replace("{slug}", "amazon-cognito")
            .replace("{track}", "developer-identity-and-security")
            .replace("{poolId}", "us-east-1_EXAMPLE00");
        assert_eq!(get(&router, &path).await.0, StatusCode::OK, "README.md: {address}");
    }
}

#[tokio::test]
async fn every_route_of_the_api_is_in_the_readme() {
    let folder = tempfile::tempdir().unwrap();
    let described = routes_of_the_api(&router(folder.path()).await).await;
    let page = read("README.md");
    assert!(described.len() > 20, "{described:?}");
    for path in described {
        assert!(page.code.contains(&path), "README.md does not name {path}");
    }
}

#[test]
fn the_examples_of_the_authors_guide_are_clean() {
    let page = read("content/README.md");
    let [note, questions, style, track, _figures] = &page.blocks[..5] else { panic!("an example of each") };
    let files = Files::from_texts([
        ("concepts/signed-cookies.md", note),
        ("questions/signed-cookies.md", questions),
        ("tracks/delivery-of-files.toml", track),
        ("style.toml", style),
    ]);
    let report = content::check(&files, "2026-11-22");
    // The note is an example, and shorter than one.
    let of_whole_notes = [content::Rule::NoteLength, content::Rule::NothingToSee];
    let findings = report.findings.iter().filter(|finding| !of_whole_notes.contains(&finding.rule));
    let findings: Vec<&String> = findings.map(|finding| &finding.message).collect();
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn the_readme_names_every_service_whose_figures_are_compared() {
    let page = read("README.md");
    let files = fs::read_dir("content/figures").into_iter().flatten().map(|entry| entry.unwrap().path());
    for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        let table: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
        for figure in table["figure"].as_array().unwrap() {
            let service = figure["service"].as_str().unwrap();
            assert!(page.code.iter().any(|code| code == service), "README.md: {service} of {}", file.display());
        }
    }
}

/// A page, taken apart.
#[derive(Default)]
struct Page {
    folder: String,
    /// What stands in backticks.
    code: Vec<String>,
    blocks: Vec<String>,
    /// Cells of tables, with the backticks around their code.
    rows: Vec<Vec<String>>,
    links: Vec<String>,
}

fn read(page: &str) -> Page {
    let text = fs::read_to_string(page).unwrap_or_else(|error| panic!("{page}: {error}"));
    let folder = page.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let mut found = Page { folder, ..Page::default() };
    let mut in_block = false;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Code(code) => {
                found.cell(&format!("`{code}`"));
                found.code.push(code.into_string());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)) => {
                in_block = true;
                found.blocks.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Text(text) if in_block => found.blocks.last_mut().unwrap().push_str(&text),
            Event::Text(text) => found.cell(&text),
            Event::Start(Tag::TableRow | Tag::TableHead) => found.rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => found.rows.last_mut().unwrap().push(String::new()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                found.links.push(dest_url.into_string());
            }
            _ => {}
        }
    }
    found
}

impl Page {
    fn cell(&mut self, text: &str) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push_str(text);
        }
    }

    /// The files and folders that it names, from the root of the repository.
    fn files(&self) -> Vec<String> {
        let local = |link: &&String| !link.contains(':') && !link.starts_with('#');
        let linked = self.links.iter().filter(local).map(|link| {
            let path = link.split('#').next().unwrap_or_default();
            format!("{}{path}", self.folder)
        });
        linked.chain(self.code.iter().filter(|code| is_file(code)).cloned()).collect()
    }

    /// Code, line by line.
    fn lines(&self) -> Vec<String> {
        let blocks = self.blocks.iter().flat_map(|block| block.lines());
        self.code.iter().map(String::as_str).chain(blocks).map(str::to_owned).collect()
    }
}

/// Whether it is meant as a path in the repository: a placeholder, a built file, an address or a media type is not.
fn is_file(code: &str) -> bool {
    const ENDINGS: [&str; 9] = ["rs", "md", "toml", "css", "ts", "js", "sql", "json", "yml"];
    let elsewhere =
        ["/", "target/", "data/", "application/", "text/", "http"].iter().any(|start| code.starts_with(start));
    let placeholder = code.contains(|c: char| c.is_whitespace() || "<>{}*…():&@".contains(c));
    let file = Path::new(code).extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known));
    !elsewhere && !placeholder && (code.contains('/') || file)
}

/// A sentence in snake case.
fn is_test_name(code: &str) -> bool {
    code.matches('_').count() >= 3 && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn texts(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = |path: std::path::PathBuf| match path.extension() {
        _ if path.is_dir() && !path.ends_with("node_modules") => texts(&path),
        Some(ending) if ending == "rs" => fs::read_to_string(&path).unwrap(),
        _ => String::new(),
    };
    entries.map(text).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}

/// The word that follows, where `before` begins a line of code, also behind a prompt or a path.
fn word_after<'l>(line: &'l str, before: &str) -> Option<&'l str> {
    let line = line.trim_start_matches("$ ").trim_start_matches("target/release/");
    let word = line.strip_prefix(before)?.split(|c: char| !c.is_ascii_lowercase() && c != '-').next()?;
    (!word.is_empty() && !word.starts_with('-')).then_some(word)
}

fn is_option(text: &str) -> bool {
    text.strip_prefix("--").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// An option by itself, or a line that runs the program.
fn is_for_quizmint(line: &str) -> bool {
    is_option(line) || ["quizmint ", "cargo run -- "].iter().any(|start| word_after(line, start).is_some())
}

fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_quizmint")).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn help(command: &str) -> String {
    printed(&[command, "--help"])
}

fn commands_of(help: &str) -> Vec<&str> {
    let list = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    list.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

/// Each option with its variable.
fn options(help: &str) -> Vec<(String, String)> {
    let lines = help.lines().filter_map(|line| {
        let option = line.trim_start().strip_prefix("--")?.split_whitespace().next()?;
        let variable = line.split("[env: ").nth(1)?.split(['=', ']']).next()?;
        Some((format!("--{option}"), variable.to_owned()))
    });
    lines.collect()
}

/// A row that begins with an option and its variable.
fn option_of(row: &[String]) -> Option<(String, String)> {
    let option = row.first()?.strip_prefix("`--")?.split(['`', ' ']).next()?;
    let variable = row.get(1)?.trim_matches('`');
    Some((format!("--{option}"), variable.to_owned()))
}

/// With a database in this folder.
async fn router(folder: &Path) -> axum::Router {
    const HOST: &str = "http://127.0.0.1:3000";
    let database = format!("sqlite://{}", folder.join("docs.db").display());
    let store = Store::new(store::connect(&database).await.unwrap());
    let sessions = ServerSessions::open(store.db()).await.unwrap();
    let app = AppState {
        content: Arc::new(Live::start(None).unwrap_or_else(|report| panic!("{:?}", report.findings))),
        search: Search::default(),
        store,
        clock: Clock::System,
        chance: Chance::seeded(1),
        sandbox: Sandbox::start(HOST, [1; 32]),
        site: Arc::new(Site::default()),
        base_url: BaseUrl::parse(HOST).unwrap(),
        report_url: None,
        dev_reload: false,
    };
    server::router(app, sessions, Switch::Off)
}

/// As the API describes them, but the one that moves a test's clock.
async fn routes_of_the_api(router: &axum::Router) -> BTreeSet<String> {
    let described: serde_json::Value = serde_json::from_str(&get(router, "/api/v1/openapi.json").await.1).unwrap();
    let paths = described["paths"].as_object().unwrap().keys();
    paths.filter(|path| *path != "/api/v1/dev/clock").cloned().collect()
}

async fn get(router: &axum::Router, path: &str) -> (StatusCode, String) {
    let reply = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let status = reply.status();
    let body = reply.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}
