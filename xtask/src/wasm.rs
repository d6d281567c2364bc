//! The browser part: compiled, given its JavaScript glue, and made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::fingerprint::{Fingerprint, write};
use crate::process;
use crate::setup::{node, wasm_target};
use crate::steps::{self, Done};

const NODE_FOLDER: &str = "xtask/node";
const OUT: &str = "target/xtask/wasm";
/// rustc and wasm-bindgen use these features; any more of them, and browsers refuse the file.
const WASM_OPT_FLAGS: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// How much time goes into a small bundle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Small,
    /// While one edits, seconds count more than bytes.
    AsCompiled,
}

/// The bundles by name, each with the features that it is compiled with: what only the sandbox needs is no burden to
/// who reads a concept.
pub(crate) const BUNDLES: [(&str, &str); 2] = [("quizmint", "hydrate"), ("sandbox", "hydrate,sandbox")];

/// The files that make pages interactive.
pub(crate) struct Bundle {
    pub(crate) name: &'static str,
    features: &'static str,
    pub(crate) glue: PathBuf,
    pub(crate) wasm: PathBuf,
}

/// Builds the browser part, or nothing where its target cannot be had.
pub(crate) fn bundles(size: Size) -> Result<Vec<Bundle>> {
    steps::quiet("wasm32 target", wasm_target::ensure)?;
    if !wasm_target::is_there()? {
        return Ok(Vec::new());
    }
    if size == Size::Small {
        steps::quiet("tools that shrink it", shrinking_tools)?;
    }
    BUNDLES.into_iter().map(|(name, features)| build(name, features, size)).collect()
}

fn build(name: &'static str, features: &'static str, size: Size) -> Result<Bundle> {
    let out = Path::new(OUT);
    let bundle =
        Bundle { name, features, glue: out.join(format!("{name}.js")), wasm: out.join(format!("{name}_bg.wasm")) };
    let tools = (size == Size::Small).then(tools).flatten();
    let stamp = inputs(&bundle, size)?.text(if tools.is_some() { "small" } else { "as compiled" }).stamp(name);
    // Both bundles have the same name for cargo, which would link each again after the other.
    if stamp.is_current() && bundle.wasm.is_file() && bundle.glue.is_file() {
        steps::quiet(&format!("wasm bundle, {name}"), || Ok(Done::UpToDate))?;
        return Ok(bundle);
    }
    steps::chatty(&format!("browser part, {name}"), || compile(&bundle, size))?;
    steps::quiet(&format!("wasm bundle, {name}"), || finish(&bundle, size, tools))?;
    stamp.keep()?;
    Ok(bundle)
}

/// Everything that a bundle is made from.
fn inputs(bundle: &Bundle, size: Size) -> Result<Fingerprint> {
    let mut inputs = Fingerprint::default()
        .text(bundle.features)
        .text(if size == Size::Small { "wasm-release" } else { "dev" })
        .text(&process::output(Command::new("rustc").arg("--version"))?);
    let node = Path::new(NODE_FOLDER).join("package-lock.json");
    for path in ["src", "crates", "Cargo.toml", "Cargo.lock", "xtask/src/wasm.rs"]
        .map(Path::new)
        .into_iter()
        .chain([node.as_path()])
    {
        inputs = inputs.path(path)?;
    }
    Ok(inputs)
}

fn shrinking_tools() -> Result<Done> {
    if !node::is_there() {
        return steps::missing(format!("the bundle will be larger, because {}", node::HOW));
    }
    node::packages(Path::new(NODE_FOLDER))
        .or_else(|error| steps::missing(format!("the bundle will be larger, because npm failed: {error:#}")))
}

fn compile(bundle: &Bundle, size: Size) -> Result<()> {
    let mut cargo = process::cargo();
    // The library is an rlib; asking for the cdylib here alone is what lets it have LTO.
    cargo.args(["rustc", "--package", "quizmint", "--lib", "--crate-type", "cdylib"]);
    let profile = if size == Size::Small { "wasm-release" } else { "dev" };
    cargo.args(["--profile", profile, "--target", wasm_target::TARGET]);
    cargo.args(["--no-default-features", "--features", bundle.features]);
    process::loud(&mut cargo)
}

fn compiled(size: Size) -> PathBuf {
    let folder = if size == Size::Small { "wasm-release" } else { "debug" };
    Path::new("target").join(wasm_target::TARGET).join(folder).join("quizmint.wasm")
}

/// The glue, and a small file: from what cargo compiled.
fn finish(bundle: &Bundle, size: Size, tools: Option<PathBuf>) -> Result<Done> {
    bind(bundle, size)?;
    if let Some(bin) = tools {
        optimise(&bin, &bundle.wasm)?;
        minify(&bundle.glue)?;
    }
    Ok(Done::Worked)
}

fn bind(bundle: &Bundle, size: Size) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled(size)).out_name(bundle.name).web(true)?.typescript(false);
    // The boot script hands the address of the wasm in: the glue must not know a name that changes with the content.
    bindgen.omit_default_module_path(true).remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output().context("make the JavaScript glue")?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a dependency brings JavaScript files of its own; the site build does not carry those"
    );
    write(&bundle.glue, output.js().as_bytes())?;
    let module = output.wasm_mut();
    let mut unused = Vec::new();
    for export in module.exports.iter().filter(|export| export.name.contains(STREAMS)) {
        unused.push(export.id());
    }
    for export in unused {
        module.exports.delete(export);
    }
    write(&bundle.wasm, &module.emit_wasm())
}

/// Leptos brings streams for server functions, of which we have none. They are exported, so only here can they be let
/// go; wasm-opt then finds that nothing else needs their code.
const STREAMS: &str = "intounderlying";

/// The folder of the installed tools, where they are installed.
fn tools() -> Option<PathBuf> {
    let bin = Path::new(NODE_FOLDER).join("node_modules/.bin");
    (node::is_there() && bin.join("wasm-opt").exists()).then_some(bin)
}

fn optimise(bin: &Path, wasm: &Path) -> Result<()> {
    let smaller = wasm.with_extension("opt");
    process::quiet(Command::new(bin.join("wasm-opt")).arg(wasm).arg("-o").arg(&smaller).args(WASM_OPT_FLAGS))?;
    fs::rename(&smaller, wasm).context("keep the smaller wasm")
}

/// Shortens a script in place.
fn minify(script: &Path) -> Result<()> {
    let content = fs::read_to_string(script)?;
    write(script, minified(&content)?.as_bytes())
}

/// A script without its spaces and long names, where Node is there to do it.
pub(crate) fn minified(script: &str) -> Result<String> {
    let Some(bin) = tools() else { return Ok(script.to_owned()) };
    let scratch = process::Scratch::new("js")?;
    let file = scratch.path().join("script.js");
    fs::write(&file, script)?;
    process::output(Command::new(bin.join("esbuild")).arg(&file).args([
        "--minify",
        "--format=esm",
        "--log-level=error",
    ]))
    .context("minify a script")
}
