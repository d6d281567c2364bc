//! Holds the sources to the floors that `ARCHITECTURE.md` draws. A test that fails here names the line and the rule.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};

/// The modules of `src/` by floor. A floor uses the floors below it and nothing of its own; what is on no floor is not
/// part of the house. `domain` is the ground: it is a package of its own, so cargo keeps it from looking up.
const FLOORS: [(u8, &[&str]); 7] = [
    (1, &["chance", "clock", "config", "content", "fragment", "site", "store", "turns"]),
    (2, &["practice", "sandbox", "search"]),
    (3, &["state"]),
    (4, &["islands", "token_islands"]),
    (5, &["ui"]),
    (6, &["server"]),
    (7, &["cli", "health", "lib", "main"]),
];

/// Each pure, and each with its reason to be here.
const DOMAIN_DEPENDENCIES: [(&str, &str); 5] = [
    ("base64", "the alphabet and padding rules of token parts"),
    ("fsrs", "the scheduler; a feature that only the server turns on"),
    ("serde", "the shapes on the wire"),
    ("serde_json", "the members of token parts"),
    ("utoipa", "describes those shapes; a feature that only the server turns on"),
];

/// Parts of `std` that reach out of the program, wait, or differ from run to run.
const IMPURE: [&str; 7] = ["env", "fs", "io", "os", "process", "thread", "time"];

/// What waits, and what of `std::net` is more than an address.
const IMPURE_WORDS: [&str; 8] =
    ["async", "await", "unsafe", "rand", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"];

/// Words that would break a promise of `ARCHITECTURE.md`, each with the only file that may use it.
const ABSENT: [(&str, &str, &str); 6] = [
    ("TcpStream", "src/health.rs", "the server connects to nothing but its database"),
    ("AnyPool", "", "a query is compiled for each engine"),
    ("Resource", "", "handlers load first, pages await nothing"),
    ("Suspense", "", "handlers load first, pages await nothing"),
    ("LocalResource", "", "handlers load first, pages await nothing"),
    ("unsafe", "", "no code of ours needs it"),
];

/// Crates that would open a connection to somewhere else.
const CLIENTS: [&str; 7] = ["attohttpc", "curl", "isahc", "minreq", "reqwest", "surf", "ureq"];

/// The tables of the log, to which entries are added and nothing else.
const LOG: [&str; 5] = ["answer", "undo", "retry", "miss", "adoption"];

/// Where a path to a module of this package begins.
const OURS: [&str; 2] = ["crate", "super"];
const STANDARD: [&str; 3] = ["std", "core", "alloc"];

#[test]
fn every_module_stands_on_a_floor() {
    for source in sources("src") {
        assert!(floor(&source.module()).is_some(), "{}: add its module to a floor", source.path.display());
    }
}

#[test]
fn a_floor_uses_only_the_floors_below_it() {
    let wrong: Vec<String> =
        sources("src").iter().flat_map(|source| source.uses(&OURS).into_iter().filter_map(up)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_arrow_that_runs_up_is_found_however_it_is_written() {
    for (text, found) in [
        ("use crate::server::router;", &["server"][..]),
        ("use crate::{clock::Clock, store::{self, Db}, ui};", &["clock", "store", "ui"]),
        ("use super::super::ui::shell;", &["ui"]),
        ("use super::{super::{state, ui}, Card};", &["state", "ui"]),
        ("fn f() { crate::server::serve() }", &["server"]),
        ("view! { <crate::ui::Shell/> }", &["ui"]),
        ("mod tests { use super::super::super::ui; use super::super::Card; }", &["ui"]),
        ("// crate::server\nuse super::Card; const S: &str = \"crate::ui\";", &[]),
    ] {
        let source = Source { path: "src/practice/answer.rs".into(), tokens: text.parse().unwrap() };
        let modules: Vec<String> = source.uses(&OURS).into_iter().map(|found| found.module).collect();
        assert_eq!(modules, found, "{text}");
    }
}

#[test]
fn a_part_of_std_is_found_in_a_list_too() {
    let text = "use std::{fmt::{self, Write}, fs, time::Duration}; fn f() { std::net::lookup() }";
    let source = Source { path: "crates/domain/src/lib.rs".into(), tokens: text.parse().unwrap() };
    let parts: Vec<String> = source.uses(&STANDARD).into_iter().map(|found| found.module).collect();
    assert_eq!(parts, ["fmt", "fs", "time", "net"]);
}

#[test]
fn the_ground_floor_depends_on_nothing_but_what_it_lists() {
    let manifest: toml::Table = fs::read_to_string("crates/domain/Cargo.toml").unwrap().parse().unwrap();
    let found: Vec<&str> = manifest["dependencies"].as_table().unwrap().keys().map(String::as_str).collect();
    assert_eq!(found, DOMAIN_DEPENDENCIES.map(|(name, _)| name));
    assert!(!manifest.contains_key("build-dependencies") && !manifest.contains_key("target"));
}

#[test]
fn the_ground_floor_has_no_input_no_output_no_waiting_no_clock_and_no_chance() {
    for source in sources("crates/domain/src") {
        let tokens = flat(&source.tokens);
        for (at, token) in tokens.iter().enumerate() {
            assert!(!IMPURE_WORDS.contains(&token.as_str()), "{}: {token}", source.place(at));
        }
        for used in source.uses(&STANDARD) {
            assert!(!IMPURE.contains(&used.module.as_str()), "{}: {}", used.place, used.module);
        }
    }
}

#[test]
fn whole_modules_belong_to_a_build_and_nothing_smaller() {
    for source in sources("src").iter().filter(|source| !["lib", "main"].contains(&source.module().as_str())) {
        let tokens = flat(&source.tokens);
        let feature = tokens.windows(2).position(|pair| pair[0] == "feature" && pair[1] == "=");
        assert_eq!(feature.map(|at| source.place(at)), None, "only src/lib.rs chooses modules by feature");
    }
}

/// They are compiled for the browser, where nothing else of this package exists.
#[test]
fn the_islands_use_nothing_of_the_server() {
    let browser = ["fragment", "islands", "token_islands"];
    for source in ["src/islands", "src/token_islands"].into_iter().flat_map(sources) {
        for used in source.uses(&OURS) {
            assert!(browser.contains(&used.module.as_str()), "{}", used.place);
        }
    }
}

#[test]
fn what_was_left_out_stays_out() {
    for source in sources("src") {
        let tokens = flat(&source.tokens);
        for (word, allowed, why) in ABSENT.iter().filter(|(_, allowed, _)| source.path != Path::new(allowed)) {
            let found = tokens.iter().position(|token| token == word);
            assert_eq!(found.map(|at| source.place(at)), None, "{word}: {why}, but in {allowed:?}");
        }
        let server_fn = tokens.windows(3).position(|three| three == ["#", "(", "server"]);
        assert_eq!(server_fn.map(|at| source.place(at)), None, "changes go through forms and the JSON API");
    }
}

#[test]
fn no_dependency_is_a_client_of_other_servers() {
    let lock: toml::Table = fs::read_to_string("Cargo.lock").unwrap().parse().unwrap();
    let names = lock["package"].as_array().unwrap().iter().map(|package| package["name"].as_str().unwrap());
    let found: Vec<&str> = names.filter(|name| CLIENTS.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// A restore replaces everything; nothing else touches an entry again.
#[test]
fn the_answer_log_is_only_added_to() {
    for path in files_below(Path::new("src"), "rs").iter().filter(|path| !path.starts_with("src/store/backup")) {
        let text = fs::read_to_string(path).unwrap();
        for table in LOG {
            for change in [format!("update {table} "), format!("delete from {table}")] {
                assert!(!text.contains(&change), "{}: {change}", path.display());
            }
        }
    }
}

#[test]
fn a_component_is_called_like_its_file() {
    let mut found = 0;
    for source in shown() {
        let tokens = flat(&source.tokens);
        for at in 0..tokens.len().saturating_sub(3) {
            if tokens[at..at + 2] != ["#", "("] || !["component", "island"].contains(&tokens[at + 2].as_str()) {
                continue;
            }
            let name = tokens[at..].iter().skip_while(|token| *token != "fn").nth(1).unwrap();
            assert!(name.starts_with(&pascal(&source.stem())), "{}: {name}", source.place(at));
            found += 1;
        }
    }
    assert!(found > 1, "{found} components");
}

#[test]
fn a_style_file_is_called_like_what_it_styles() {
    let shown = shown();
    for style in files_below(Path::new("style/components"), "css") {
        let name = style.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&style).unwrap();
        assert!(text.contains(&format!(".{name}")), "{}: styles nothing called `{name}`", style.display());
        let mut namesakes = shown.iter().filter(|source| source.stem().replace('_', "-") == name).peekable();
        let has_class = |source: &Source| {
            let text = fs::read_to_string(&source.path).unwrap();
            [format!("\"{name}\""), format!("\"{name} ")].iter().any(|class| text.contains(class))
        };
        assert!(namesakes.peek().is_none() || namesakes.any(has_class), "no component has the class `{name}`");
    }
}

/// A use of a module of this package.
struct Use {
    /// The module that is used, the one right below the root.
    module: String,
    by: String,
    place: String,
}

fn up(used: Use) -> Option<String> {
    let Use { module, by, place } = used;
    if module == by {
        return None;
    }
    let Some(below) = floor(&module) else {
        return Some(format!("{place}: crate::{module} stands on no floor"));
    };
    let here = floor(&by)?;
    (below >= here).then(|| format!("{place}: {by} (floor {here}) uses {module} (floor {below})"))
}

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(_, modules)| modules.contains(&module)).map(|(floor, _)| *floor)
}

struct Source {
    path: PathBuf,
    tokens: TokenStream,
}

fn sources(folder: &str) -> Vec<Source> {
    let files = files_below(Path::new(folder), "rs");
    assert!(!files.is_empty(), "{folder} has no sources");
    let read = |path: PathBuf| {
        let tokens =
            fs::read_to_string(&path).unwrap().parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Source { path, tokens }
    };
    files.into_iter().map(read).collect()
}

/// What has a face.
fn shown() -> Vec<Source> {
    let draws = |source: &Source| flat(&source.tokens).windows(2).any(|pair| pair == ["view", "!"]);
    ["src/islands", "src/token_islands", "src/ui"].into_iter().flat_map(sources).filter(draws).collect()
}

impl Source {
    fn stem(&self) -> String {
        self.path.file_stem().unwrap().to_str().unwrap().to_owned()
    }

    /// The names of the modules around this file, from the root of the package.
    fn module_path(&self) -> Vec<String> {
        let inside = self.path.strip_prefix("crates/domain").unwrap_or(&self.path);
        let path = inside.strip_prefix("src").unwrap().with_extension("");
        let mut names: Vec<String> = path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if names.last().is_some_and(|name| name == "mod") {
            names.pop();
        }
        names
    }

    fn module(&self) -> String {
        self.module_path()[0].clone()
    }

    /// Every module that a path in this file leads to from one of the roots, in macros and tests too.
    fn uses(&self, roots: &[&str]) -> Vec<Use> {
        let mut found = Vec::new();
        walk(&self.tokens, roots, &self.module_path(), &mut |module, line| {
            found.push(Use { module, by: self.module(), place: format!("{}:{line}", self.path.display()) });
        });
        found
    }

    fn place(&self, at: usize) -> String {
        let lines = lines(&self.tokens);
        format!("{}:{}", self.path.display(), lines[at])
    }
}

/// Calls `tell` with each module right below a root that a path leads to.
fn walk(tokens: &TokenStream, roots: &[&str], here: &[String], tell: &mut impl FnMut(String, usize)) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(word) if roots.iter().any(|root| word == root) => {
                at = follow(&tokens, at, here, tell);
                continue;
            }
            TokenTree::Ident(word) if word == "mod" => {
                if let [TokenTree::Ident(name), TokenTree::Group(body), ..] = &tokens[at + 1..] {
                    let inside: Vec<String> = here.iter().cloned().chain([name.to_string()]).collect();
                    walk(&body.stream(), roots, &inside, tell);
                    at += 3;
                    continue;
                }
            }
            TokenTree::Group(group) => walk(&group.stream(), roots, here, tell),
            _ => {}
        }
        at += 1;
    }
}

/// Follows one path that begins with a root at `at`; returns where it ends.
fn follow(tokens: &[TokenTree], mut at: usize, here: &[String], tell: &mut impl FnMut(String, usize)) -> usize {
    let mut base = here.to_vec();
    loop {
        match &tokens[at] {
            TokenTree::Ident(word) if word == "super" => drop(base.pop()),
            TokenTree::Ident(word) if word == "crate" || STANDARD.iter().any(|root| word == root) => base.clear(),
            other => {
                end(other, &base, tell);
                return at + 1;
            }
        }
        let is_path = matches!(&tokens[at + 1..], [TokenTree::Punct(one), TokenTree::Punct(two), ..] if one.as_char() == ':' && two.as_char() == ':');
        if !is_path || at + 3 >= tokens.len() {
            return at + 1;
        }
        at += 3;
    }
}

/// What stands after `crate::` or the last `super::`: a name, or a list of paths.
fn end(token: &TokenTree, base: &[String], tell: &mut impl FnMut(String, usize)) {
    let line = token.span().start().line;
    match token {
        TokenTree::Ident(name) if base.is_empty() => tell(name.to_string(), line),
        TokenTree::Group(list) => {
            let items: Vec<TokenTree> = list.stream().into_iter().collect();
            let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
            for item in items.split(is_comma).filter(|item| !item.is_empty()) {
                follow(item, 0, base, tell);
            }
        }
        _ => {}
    }
}

/// All tokens in a row, groups opened.
fn flat(tokens: &TokenStream) -> Vec<String> {
    let mut row = Vec::new();
    each(tokens, &mut |text, _| row.push(text));
    row
}

fn lines(tokens: &TokenStream) -> Vec<usize> {
    let mut row = Vec::new();
    each(tokens, &mut |_, line| row.push(line));
    row
}

fn each(tokens: &TokenStream, tell: &mut impl FnMut(String, usize)) {
    for token in tokens.clone() {
        let line = token.span().start().line;
        match token {
            TokenTree::Group(group) => {
                tell("(".to_owned(), line);
                each(&group.stream(), tell);
                tell(")".to_owned(), line);
            }
            other => tell(other.to_string(), line),
        }
    }
}

fn pascal(snake: &str) -> String {
    let capitalised = |word: &str| word[..1].to_uppercase() + &word[1..];
    snake.split('_').map(capitalised).collect()
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    files
}
