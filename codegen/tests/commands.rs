//! The commands of the program that change nothing, as processes: what they print, and how they end.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

const PETS: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All pets.
          content: {application/json: {schema: {type: array, items: {$ref: 'pet.yaml'}}}}
";

const PET: &str = "type: object\nproperties: {name: {type: string}}\n";

/// A folder of the test's own with a document of two files.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("commands-{name}"));
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("the old folder can be removed");
        }
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let it = Self(folder);
        it.write("pets.yaml", PETS);
        it.write("pet.yaml", PET);
        it
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.0.join(path), text).expect("a file can be written");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.join(path)).expect("a file can be read")
    }

    /// Runs the program. Returns its exit status and what it printed, first to standard output, then to standard error.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_openapi-bindgen"));
        let output = program.args(arguments).current_dir(&self.0).output();
        let output = output.expect("the program can be run");
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    }

    /// Runs a command that has to succeed.
    fn succeed(&self, arguments: &[&str]) {
        let (status, printed) = self.run(arguments);
        assert_eq!(status, Some(0), "{printed}");
    }
}

#[test]
fn check_says_nothing_of_a_folder_that_is_up_to_date() {
    let folder = Folder::new("check");
    folder.succeed(&["generate", "pets.yaml", "--out", "api", "--flat"]);
    let check = ["check", "pets.yaml", "--out", "api", "--flat"];
    assert_eq!(folder.run(&check), (Some(0), String::new()));
    // Other words that mean the same: the files are made anew, and compared.
    folder.write("pets.yaml", &format!("# A comment.\n{PETS}"));
    assert_eq!(folder.run(&check), (Some(0), String::new()));
    folder.succeed(&["crate", "pets.yaml", "--out", "pets", "--name", "pets"]);
    let check = ["check", "pets.yaml", "--out", "pets", "--name", "pets"];
    assert_eq!(folder.run(&check), (Some(0), String::new()));
    // Somebody's README stays. Once it is gone, a fresh run would write one.
    folder.write("pets/README.md", "Mine.\n");
    folder.succeed(&["crate", "pets.yaml", "--out", "pets", "--name", "pets"]);
    assert_eq!(folder.read("pets/README.md"), "Mine.\n");
    assert_eq!(folder.run(&check), (Some(0), String::new()));
    std::fs::remove_file(folder.0.join("pets/README.md")).expect("a file can be removed");
    let (status, printed) = folder.run(&check);
    assert_eq!(status, Some(4), "{printed}");
    assert!(
        printed.starts_with("pets/README.md: is missing"),
        "{printed}"
    );
}

#[test]
fn check_lists_what_differs_and_the_command_to_run() {
    let folder = Folder::new("check-differs");
    let generate = ["generate", "pets.yaml", "--out", "api", "--flat"];
    folder.succeed(&generate);
    let check = ["check", "pets.yaml", "--out", "api", "--flat"];
    let types = folder.read("api/types.rs");
    folder.write("api/types.rs", &types.replace("name", "title"));
    std::fs::remove_file(folder.0.join("api/client.rs")).expect("a file can be removed");
    let list = folder.read("api/.openapi-bindgen");
    folder.write("api/.openapi-bindgen", &format!("{list}old.rs\n"));
    folder.write("api/old.rs", "// Of an earlier run.\n");
    let (status, printed) = folder.run(&check);
    let expected = "\
api/client.rs: is missing
api/old.rs: is no longer generated
api/types.rs: differs from what the document gives now

Run: openapi-bindgen generate pets.yaml --out api --flat
";
    assert_eq!((status, printed.as_str()), (Some(4), expected));
    // Nothing was written, and the command that it names mends all.
    assert!(!folder.0.join("api/client.rs").exists());
    folder.succeed(&generate);
    assert_eq!(folder.run(&check), (Some(0), String::new()));
}

#[test]
fn check_sees_a_change_of_a_further_file_and_of_a_setting() {
    let folder = Folder::new("check-further");
    folder.succeed(&["generate", "pets.yaml", "--out", "api"]);
    let (status, printed) = folder.run(&["check", "pets.yaml", "--out", "api", "--flat"]);
    assert_eq!(status, Some(4), "{printed}");
    folder.write("pet.yaml", &PET.replace("name", "title"));
    let (status, printed) = folder.run(&["check", "pets.yaml", "--out", "api"]);
    assert_eq!(status, Some(4), "{printed}");
    folder.write("pet.yaml", "type: [");
    let (status, printed) = folder.run(&["check", "pets.yaml", "--out", "api"]);
    assert_eq!(status, Some(1), "{printed}");
}

#[test]
fn the_command_that_check_names_is_quoted_for_a_shell() {
    let folder = Folder::new("check-quoted");
    let (status, printed) = folder.run(&["check", "pets.yaml", "--out", "it's here"]);
    assert_eq!(status, Some(4), "{printed}");
    let last = printed.lines().last().unwrap_or_default();
    let expected = r"Run: openapi-bindgen generate pets.yaml --out 'it'\''s here'";
    assert_eq!(last, expected);
}

#[test]
fn lint_reports_and_writes_nothing() {
    let folder = Folder::new("lint");
    assert_eq!(folder.run(&["lint", "pets.yaml"]), (Some(0), String::new()));
    folder.write("pets.yaml", &PETS.replace("operationId", "operationID"));
    let (status, printed) = folder.run(&["lint", "pets.yaml"]);
    assert_eq!(status, Some(0), "{printed}");
    assert!(printed.contains("did you mean `operationId`?"), "{printed}");
    let (status, printed) = folder.run(&["lint", "pets.yaml", "--strict"]);
    assert_eq!(status, Some(1), "{printed}");
    let files = std::fs::read_dir(&folder.0).expect("the folder can be read");
    assert_eq!(files.count(), 2);
}

/// A fault and a slip, in two files.
fn faulty(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("pets.yaml", &PETS.replace("operationId", "operationID"));
    folder.write(
        "pet.yaml",
        "type: object\nproperties: {p: {$ref: '#/a%,:b'}}\n",
    );
    folder
}

#[test]
fn diagnostics_are_a_json_object_per_line() {
    let folder = faulty("json");
    let (status, printed) = folder.run(&["lint", "pets.yaml", "--message-format", "json"]);
    let expected = r##"{"column":7,"end_column":18,"end_line":7,"exact":true,"file":"pets.yaml","help":"did you mean `operationId`?","kind":"unknown-key","label":"unknown key","line":7,"message":"`operationID` is not a key of an operation","pointer":"#/paths/~1pets/get/operationID","severity":"warning"}
{"column":24,"end_column":33,"end_line":2,"exact":true,"file":"pet.yaml","help":"the document has no `a%,:b`: add it, or correct the reference","kind":"dangling-reference","label":"not found","line":2,"message":"`#/a%,:b` leads nowhere","pointer":"pet.yaml#/properties/p/$ref","severity":"error"}
"##;
    assert_eq!((status, printed.as_str()), (Some(1), expected));
}

#[test]
fn diagnostics_are_annotations_that_no_document_can_forge() {
    let folder = faulty("github");
    let (status, printed) = folder.run(&["lint", "pets.yaml", "--message-format", "github"]);
    let expected = "\
::warning file=pets.yaml,line=7,endLine=7,col=7,endColumn=18,title=unknown-key::`operationID` is not a key of an operation%0Ahelp: did you mean `operationId`?
::error file=pet.yaml,line=2,endLine=2,col=24,endColumn=33,title=dangling-reference::`#/a%25,:b` leads nowhere%0Ahelp: the document has no `a%25,:b`: add it, or correct the reference
";
    assert_eq!((status, printed.as_str()), (Some(1), expected));
}

#[test]
fn diagnostics_are_a_sarif_log() {
    let folder = faulty("sarif");
    let (status, printed) = folder.run(&["lint", "pets.yaml", "--message-format", "sarif"]);
    assert_eq!(status, Some(1), "{printed}");
    let log: serde_json::Value = serde_json::from_str(&printed).expect("the log is JSON");
    let run = &log["runs"][0];
    let place = |result: usize| &run["results"][result]["locations"][0]["physicalLocation"];
    assert_eq!(place(0)["artifactLocation"]["uri"], "pets.yaml");
    assert_eq!(place(1)["artifactLocation"]["uri"], "pet.yaml");
    assert_eq!(place(1)["region"]["startLine"], 2);
    assert_eq!(run["results"][1]["level"], "error");
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("there are rules")
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert_eq!(rules, ["dangling-reference", "unknown-key"]);
    // One without results is a log as well.
    folder.write("pets.yaml", PETS);
    folder.write("pet.yaml", PET);
    let (status, printed) = folder.run(&["lint", "pets.yaml", "--message-format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&printed).expect("the log is JSON");
    assert_eq!(
        (status, &log["runs"][0]["results"]),
        (Some(0), &serde_json::json!([]))
    );
}

#[test]
fn inspect_prints_a_table_or_json() {
    let folder = Folder::new("inspect");
    folder.write(
        "pet.yaml",
        "type: object\nproperties: {name: {type: string}, any: {}}\n",
    );
    let (status, printed) = folder.run(&["inspect", "pets.yaml"]);
    let expected = "\
Pets 1.0.0

operations: 1
  GET /pets  pets().list()

types: 1
      1 struct

raw JSON: 1
  pet.yaml#/properties/any
";
    assert_eq!((status, printed.as_str()), (Some(0), expected));
    let (status, printed) = folder.run(&["inspect", "pets.yaml", "--json"]);
    let expected = serde_json::json!({
        "title": "Pets",
        "version": "1.0.0",
        "operations": [{
            "route": "GET /pets",
            "call": "pets().list()",
            "pointer": "#/paths/~1pets/get",
        }],
        "types": [{
            "path": "types::Pet",
            "kind": "struct",
            "pointer": "pet.yaml#",
            "raw": ["pet.yaml#/properties/any"],
        }],
        "missing": [],
        "incomplete": [],
        "diagnostics": {},
    });
    let read: serde_json::Value = serde_json::from_str(&printed).expect("it is JSON");
    assert_eq!((status, read), (Some(0), expected));
}

#[test]
fn inspect_lists_what_is_missing() {
    let folder = faulty("inspect-missing");
    let (status, printed) = folder.run(&["inspect", "pets.yaml"]);
    let expected = "\
Pets 1.0.0

operations: 1
  GET /pets  pets().list()

types: 1
      1 struct

raw JSON: 1
  pet.yaml#/properties/p

generated without a part, because of an error: 1
  GET /pets

diagnostics: lint shows them
      1 dangling-reference
      1 unknown-key
";
    assert_eq!((status, printed.as_str()), (Some(0), expected));
}
