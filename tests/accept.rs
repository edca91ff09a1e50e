//! One feature a document: each file in `accept/` is generated and compared with the snapshots beside it.
//!
//! To add a case, put a document there, with a first line that says which files to look at:
//! `# Shows: types.rs operations.rs client.rs lib.rs mock.rs ir warnings`, and `tree` for the layout of resources in place
//! of the flat one (a file in a folder is `folder_file.rs`). Run the tests, then read the new snapshots: is it what
//! you would have written by hand? Warnings are compared in any case.

#[path = "support/generate.rs"]
mod generate;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use generate::{account_links, text, workspace};
use generate_cargo::{cargo, fresh_folder, lock, printed, succeed, write};
use openapi_bindgen::{Builder, Generated};

/// A document of the folder.
struct Document {
    name: String,
    path: PathBuf,
    shows: Vec<String>,
}

fn documents() -> Vec<Document> {
    let entries = std::fs::read_dir(workspace("tests/accept")).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut documents: Vec<Document> = paths
        .filter(|path| {
            path.extension()
                .is_some_and(|it| it == "yaml" || it == "json")
        })
        .map(document)
        .collect();
    documents.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(
        documents.len() > 25,
        "the documents are where they are looked for"
    );
    documents
}

fn document(path: PathBuf) -> Document {
    let text = std::fs::read_to_string(&path).expect("the document can be read");
    let first = text.lines().next().unwrap_or_default();
    let shows = first.strip_prefix("# Shows: ");
    let shows =
        shows.unwrap_or_else(|| panic!("{}: the first line says what to show", path.display()));
    let stem = path.file_stem().expect("a file has a name");
    Document {
        name: stem.to_string_lossy().into_owned(),
        shows: shows.split_whitespace().map(str::to_owned).collect(),
        path,
    }
}

/// Without the folder that the workspace stands in, which warnings would show.
fn generate_document(document: &Document) -> Generated {
    let builder = Builder::new(&document.path)
        .flat(document.shows.iter().all(|part| part != "tree"))
        .mock(document.shows.iter().any(|part| part == "mock.rs"));
    generate_by(document, builder)
}

fn generate_by(document: &Document, builder: Builder) -> Generated {
    let mut generated = builder
        .package(&document.name, "0.1.0")
        .generate()
        .unwrap_or_else(|error| panic!("{}: {error}", document.name));
    let folder = format!("{}/", workspace("tests/accept").display());
    generated.warnings = generated.warnings.replace(&folder, "");
    generated
}

fn snapshot(name: &str, part: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(workspace("tests/accept"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("{name}.{part}"), text));
}

fn compare(document: &Document) {
    let generated = generate_document(document);
    let warned = !generated.warnings.is_empty();
    for part in &document.shows {
        match part.as_str() {
            "warnings" => assert!(warned, "{}: there is no warning to show", document.name),
            "ir" => {
                let ir = Builder::new(&document.path)
                    .flat(true)
                    .dump_ir()
                    .expect("what was generated has an IR");
                snapshot(&document.name, "ir", &ir);
            }
            "tree" => {}
            path => {
                let is_it = |file: &&openapi_bindgen::File| file.path.replace('/', "_") == path;
                let file = generated.files.iter().find(is_it);
                let file = file.unwrap_or_else(|| panic!("{}: no {path}", document.name));
                snapshot(&document.name, path.trim_end_matches(".rs"), &file.text);
            }
        }
    }
    if warned {
        snapshot(&document.name, "warnings", &generated.warnings);
    }
}

#[test]
fn documents_give_what_their_snapshots_say() {
    let documents = documents();
    let differs =
        |document: &&Document| catch_unwind(AssertUnwindSafe(|| compare(document))).is_err();
    let differing: Vec<&str> = documents
        .iter()
        .filter(differs)
        .map(|it| it.name.as_str())
        .collect();
    assert!(differing.is_empty(), "see above: {differing:?}");
}

#[test]
fn every_snapshot_has_its_document() {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for document in documents() {
        let parts = document
            .shows
            .iter()
            .filter(|part| *part != "tree")
            .map(|part| part.trim_end_matches(".rs"));
        wanted.extend(parts.map(|part| format!("{}.{part}.snap", document.name)));
        if !generate_document(&document).warnings.is_empty() {
            wanted.insert(format!("{}.warnings.snap", document.name));
        }
    }
    wanted.extend(
        ACCOUNT_LINKS.map(|path| format!("account_link.{}.snap", path.trim_end_matches(".rs"))),
    );
    let entries = std::fs::read_dir(workspace("tests/accept")).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("the folder can be read").file_name());
    let there: BTreeSet<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".snap"))
        .collect();
    assert_eq!(there, wanted);
}

const ACCOUNT_LINKS: [&str; 4] = ["lib.rs", "client.rs", "operations.rs", "types.rs"];

#[test]
fn the_account_links_are_what_their_snapshots_say() {
    let generated = account_links(workspace("spec/account_link.yaml")).generate();
    let generated = generated.expect("the description passes");
    assert_eq!(generated.warnings, "");
    for path in ACCOUNT_LINKS {
        snapshot(
            "account_link",
            path.trim_end_matches(".rs"),
            text(&generated, path),
        );
    }
}

#[test]
fn the_same_document_gives_the_same_files() {
    for document in documents() {
        let (one, other) = (generate_document(&document), generate_document(&document));
        assert_eq!(one.files, other.files, "{}", document.name);
    }
}

/// All documents as modules of one crate, in both layouts: it builds without a warning, everything public is documented,
/// rustdoc has nothing to say about the documentation, and every example in it compiles.
#[test]
fn what_is_generated_builds() {
    let folder = fresh_folder("accept");
    let mut root = "//! All accepted documents.\n#![warn(missing_docs)]\n".to_owned();
    let documents = documents();
    for (document, layout) in documents.iter().flat_map(|it| [(it, "flat"), (it, "tree")]) {
        let name = format!("{layout}_{}", document.name);
        let builder = Builder::new(&document.path)
            .flat(layout == "flat")
            .crate_path(format!("accept::{name}"))
            .mock(true);
        for file in &generate_by(document, builder).files {
            write(&folder.join("src").join(&name).join(&file.path), &file.text);
        }
        root.push_str(&format!(
            "#[path = \"{name}/lib.rs\"]\n#[doc = \"{name}\"]\npub mod {name};\n"
        ));
    }
    write(&folder.join("src/lib.rs"), &root);
    write(&folder.join("Cargo.toml"), &manifest());
    lock(&folder);
    // Where Clippy is installed, it checks more than the compiler.
    let has_clippy = cargo(&folder).args(["clippy", "--version"]).output();
    match has_clippy.is_ok_and(|output| output.status.success()) {
        true => succeed(cargo(&folder).args(["clippy", "--no-deps", "--quiet"])),
        false => succeed(cargo(&folder).args(["check", "--quiet"])),
    };
    succeed(cargo(&folder).args(["doc", "--no-deps", "--quiet"]));
    let tested = printed(&succeed(cargo(&folder).args(["test", "--doc"])));
    let examples = tested.matches(" - compile ... ok").count();
    assert!(examples > 2 * documents.len(), "{tested}");
}

fn manifest() -> String {
    let (runtime, mock): (&Path, &Path) = (&workspace("runtime"), &workspace("mock"));
    format!(
        "[package]\nname = \"accept\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
         [features]\ndefault = [\"mock\"]\nmock = []\n\
         [dependencies]\nopenapi-bindgen-runtime = {{ path = '{}', default-features = false, features = [\"reqwest\"] }}\n\
         openapi-bindgen-mock = {{ path = '{}' }}\n",
        runtime.display(),
        mock.display(),
    )
}
