//! One fault a document: each file in `reject/` is read, and its report is compared with the snapshot beside it. A case
//! of several files is a folder, and `api.yaml` in it the document.
//!
//! To add a case, put a document there, run the tests and read the new snapshot: does it say where, what and what to do?
//! What is wrong with a document that can be read, and shows in its types only, stands in `reject_types/`.

#![allow(clippy::expect_used, reason = "a test may panic")]

#[path = "support/memory.rs"]
mod memory;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use memory::Memory;
use openapi_bindgen::{Builder, internals};

/// The report on a text, and on the files that it refers to.
fn report(file_name: &str, text: &str, mut files: Memory) -> String {
    let name = file_name.rsplit('/').next().unwrap_or_default();
    let mut read = internals::read(text, name, Some(&mut files), BTreeMap::new());
    read.lint();
    read.report(file_name, text)
}

/// The report on a document whose fault shows when types are made of it.
fn report_of_types(path: &Path) -> String {
    let folder = path.parent().expect("a file is in a folder");
    let report = match Builder::new(path).flat(true).generate() {
        Ok(generated) => generated.warnings,
        Err(error) => error.to_string(),
    };
    report.replace(&format!("{}/", folder.display()), "")
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// Compares the report on each document of a folder with the snapshot beside it, and says how many there are.
fn compare(folder: &Path, report: impl Fn(&Path) -> String) -> usize {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut documents: Vec<_> = paths
        .filter(|path| {
            path.is_dir()
                || path
                    .extension()
                    .is_some_and(|it| it == "yaml" || it == "json")
        })
        .collect();
    documents.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in &documents {
            let stem = path.file_stem().expect("a stem").to_string_lossy();
            insta::assert_snapshot!(stem.into_owned(), report(path));
        }
    });
    documents.len()
}

#[test]
fn reports() {
    let read = |path: &Path| {
        let mut file_name = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        let (document, files) = match path.is_dir() {
            true => {
                file_name.push_str("/api.yaml");
                (path.join("api.yaml"), Memory::of(path))
            }
            false => (path.to_path_buf(), Memory::default()),
        };
        let text = std::fs::read_to_string(&document).expect("the document can be read");
        report(&file_name, &text, files)
    };
    let count = compare(&folder("reject"), read);
    assert!(count > 20, "the documents are where they are looked for");
}

#[test]
fn reports_of_types() {
    assert!(compare(&folder("reject_types"), report_of_types) > 0);
}

/// A document like those in the folder, without a fault: nothing is said.
#[test]
fn sound() {
    assert_eq!(report("sound.yaml", SOUND, Memory::default()), "");
}

const SOUND: &str = r##"
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://{region}.example.com", variables: {region: {default: eu, enum: [eu, us]}}}]
security: [{key: []}]
paths:
  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    get:
      operationId: getPet
      parameters: [{$ref: "#/components/parameters/Limit"}]
      responses:
        "200":
          description: The pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}, example: {name: Rex, tag: null}}}
        4XX: {description: An error., content: {application/json: {schema: {$ref: "#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema"}}}}
components:
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer, minimum: 1, default: 10}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, x-bindgen-sensitive: true}
        tag: {type: [string, "null"]}
        parent: {$ref: "#/components/schemas/Pet"}
"##;
