//! A program outside of the workspace: what the generated crate lets it write, and what it doesn't.

#[path = "support/generate.rs"]
mod generate;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use generate::workspace;
use generate_cargo::{cargo, fresh_folder, lock, printed, succeed, write};
use openapi_bindgen::{Builder, Package};
use serde_json::Value;

/// A copy, so that nothing is written beside the sources: with the lock file, and the path made absolute.
fn copy(name: &str) -> PathBuf {
    let folder = fresh_folder(name);
    let source = workspace("tests/downstream");
    let manifest =
        std::fs::read_to_string(source.join("Cargo.toml")).expect("the manifest can be read");
    let generated = workspace("generated").display().to_string();
    write(
        &folder.join("Cargo.toml"),
        &manifest.replace("../../generated", &generated),
    );
    std::fs::create_dir_all(folder.join("src")).expect("a folder can be made");
    std::fs::copy(source.join("src/main.rs"), folder.join("src/main.rs"))
        .expect("the program can be copied");
    lock(&folder);
    folder
}

#[test]
fn a_program_builds_against_the_crate() {
    succeed(cargo(&copy("downstream")).args(["check", "--quiet"]));
}

/// What a program in `downstream/refused` should be refused for: the code in its first line.
fn refused() -> BTreeMap<String, (String, String)> {
    let entries =
        std::fs::read_dir(workspace("tests/downstream/refused")).expect("the folder is there");
    let programs = entries.map(|entry| {
        let path = entry.expect("the folder can be read").path();
        let text = std::fs::read_to_string(&path).expect("the program can be read");
        let code = text
            .strip_prefix("//! error[")
            .and_then(|rest| rest.split(']').next());
        let code =
            code.unwrap_or_else(|| panic!("{}: the first line names an error", path.display()));
        let stem = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        (stem, (code.to_owned(), text))
    });
    programs.collect()
}

/// The codes of the errors in each binary.
fn errors(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let output = cargo(folder)
        .args(["check", "--bins", "--keep-going", "--message-format=json"])
        .output();
    let output = output.expect("cargo can be run");
    let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let lines = output.stdout.split(|byte| *byte == b'\n');
    for message in lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok()) {
        if message["reason"] == "compiler-message" && message["message"]["level"] == "error" {
            let name = message["target"]["name"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            let code = message["message"]["code"]["code"].as_str();
            errors
                .entry(name)
                .or_default()
                .extend(code.map(str::to_owned));
        }
    }
    assert!(!errors.is_empty(), "{}", printed(&output));
    errors
}

/// Generates a crate of which the programs in `downstream/refused` make values, and depends on it.
fn depend_on_bank(folder: &Path) {
    let package = Package::new("bank").expect("a name");
    let builder = Builder::new(workspace("tests/downstream/bank.yaml"));
    let package = package.runtime_path(workspace("runtime"));
    let bank = fresh_folder("bank");
    let written = package.write_to(&builder, &bank);
    written.expect("the document passes");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("it was copied");
    write(
        &folder.join("Cargo.toml"),
        &format!("{manifest}bank = {{ path = {bank:?} }}\n"),
    );
}

#[test]
fn what_the_reference_forbids_does_not_build() {
    let folder = copy("refused");
    depend_on_bank(&folder);
    let programs = refused();
    for (name, (_, text)) in &programs {
        write(&folder.join("src/bin").join(format!("{name}.rs")), text);
    }
    let expected: BTreeMap<String, Vec<String>> = programs
        .into_iter()
        .map(|(name, (code, _))| (name, vec![code]))
        .collect();
    assert_eq!(errors(&folder), expected);
}
