//! Compiles the program again when what it embeds has changed: cargo does not see that a file is new.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // A debug build reads these folders when it runs.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed=content");
        println!("cargo:rerun-if-changed=target/site/manifest.json");
    }
}
