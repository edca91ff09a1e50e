//! A crate with a build script: an edited description is generated anew, an unedited one costs nothing, a broken one
//! says where and what to do.

#[path = "support/generate.rs"]
mod generate;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;

use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::SystemTime;

use generate::workspace;
use generate_cargo::{cargo, fresh_folder, lock, printed, write};
use serde_json::Value;

const SPEC: &str = r#"openapi: 3.1.0
info: {title: Greetings, version: "1"}
servers: [{url: https://api.example.com}]
paths:
  /greetings:
    get:
      operationId: greet
      responses:
        '200': {description: Hello., content: {application/json: {schema: {$ref: '#/components/schemas/Greeting'}}}}
components:
  schemas:
    Greeting:
      type: object
      required: [text]
      properties:
        text: {type: string}
"#;

const BUILD: &str = r#"fn main() -> Result<(), openapi_bindgen::Error> {
    openapi_bindgen::Builder::new("spec.yaml").flat(true).strict(true).build()
}
"#;

/// It builds as long as the description has what it uses.
const LIB: &str = r#"include!(concat!(env!("OUT_DIR"), "/lib.rs"));

pub fn text(greeting: Greeting) -> String {
    greeting.text
}
"#;

/// A crate that depends on the generator by path. Its name is its own: Cargo takes two of one name for the same.
struct Crate(PathBuf, &'static str);

impl Crate {
    fn new(name: &'static str) -> Self {
        let folder = fresh_folder(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
             [dependencies]\nopenapi-bindgen-runtime = {{ path = '{}', default-features = false }}\n\
             [build-dependencies]\nopenapi-bindgen = {{ path = '{}', default-features = false }}\n",
            workspace("runtime").display(),
            workspace("codegen").display(),
        );
        write(&folder.join("Cargo.toml"), &manifest);
        write(&folder.join("build.rs"), BUILD);
        write(&folder.join("src/lib.rs"), LIB);
        lock(&folder);
        Self(folder, name)
    }

    fn build(&self) -> Build {
        let mut command = cargo(&self.0);
        let output = command.args(["build", "--message-format=json"]).output();
        Build(output.expect("cargo can be run"), self.1)
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.0.join(path), text);
    }

    fn edit(&self, from: &str, to: &str) {
        assert!(SPEC.contains(from), "{from}");
        write(&self.0.join("spec.yaml"), &SPEC.replace(from, to));
    }
}

/// What a build did.
struct Build(Output, &'static str);

impl Build {
    fn messages(&self) -> impl Iterator<Item = Value> {
        let lines = self.0.stdout.split(|byte| *byte == b'\n');
        lines.filter_map(|line| serde_json::from_slice(line).ok())
    }

    #[track_caller]
    fn succeeded(self) -> Self {
        assert!(self.0.status.success(), "{}", printed(&self.0));
        self
    }

    /// Whether the crate was built, not just looked at.
    #[track_caller]
    fn rebuilt(&self) -> bool {
        let is_ours = |message: &Value| {
            message["target"]["name"] == self.1 && message["reason"] == "compiler-artifact"
        };
        let ours = self
            .messages()
            .find(is_ours)
            .expect("cargo tells of the crate");
        ours["fresh"] == false
    }

    /// The packages that were built.
    fn stale(&self) -> Vec<String> {
        let stale = |message: &Value| message["fresh"] == false;
        self.messages()
            .filter(stale)
            .map(|message| message["target"]["name"].to_string())
            .collect()
    }

    fn out(&self) -> PathBuf {
        let is_ours = |message: &Value| {
            message["reason"] == "build-script-executed"
                && message["package_id"]
                    .as_str()
                    .is_some_and(|id| id.contains(self.1))
        };
        let ours = self
            .messages()
            .find(is_ours)
            .expect("cargo tells of the build script");
        ours["out_dir"].as_str().expect("a folder").into()
    }
}

fn modified(path: &Path) -> SystemTime {
    let metadata =
        std::fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    metadata.modified().expect("files have a time")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file can be read")
}

/// One story, since each step needs the one before.
#[test]
fn a_description_is_generated_when_it_was_edited() {
    let it = Crate::new("rebuild");
    it.edit("", "");
    let first = it.build().succeeded();
    let out = first.out();
    assert!(read(&out.join("types.rs")).contains("pub struct Greeting"));

    let second = it.build().succeeded();
    assert_eq!(second.stale(), [""; 0], "nothing was edited");
    assert!(!second.rebuilt());

    let times =
        ["lib.rs", "client.rs", "operations.rs", "types.rs"].map(|file| modified(&out.join(file)));
    it.edit(
        "text: {type: string}",
        "text: {type: string, description: What is said.}",
    );
    let edited = it.build().succeeded();
    assert!(edited.rebuilt());
    assert!(read(&out.join("types.rs")).contains("/// What is said."));
    let after =
        ["lib.rs", "client.rs", "operations.rs", "types.rs"].map(|file| modified(&out.join(file)));
    assert_eq!(
        after[..3],
        times[..3],
        "files that stay as they are aren't written"
    );
    assert_ne!(after[3], times[3]);

    it.edit("text: {type: string}", "text: {type: integer}");
    let other = it.build();
    assert!(
        !other.0.status.success(),
        "the crate uses what is another type now"
    );
    assert!(
        printed(&other.0).contains("mismatched types"),
        "{}",
        printed(&other.0)
    );

    it.edit("required: [text]", "requird: [text]");
    let broken = it.build();
    assert!(!broken.0.status.success());
    let report = printed(&broken.0);
    for part in [
        "spec.yaml:14:7",
        "requird: [text]",
        "#/components/schemas/Greeting",
        "did you mean `required`?",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }

    it.edit("", "");
    assert!(it.build().succeeded().rebuilt());
    assert!(!it.build().succeeded().rebuilt());
}

/// The same for a file that the description refers to.
#[test]
fn a_file_that_the_description_refers_to_is_watched() {
    let it = Crate::new("rebuild_files");
    let (_, greeting) = SPEC.split_once("    Greeting:\n").expect("it has one");
    it.edit(greeting, "      $ref: schemas/greeting.yaml\n");
    let missing = it.build();
    assert!(!missing.0.status.success());
    let report = printed(&missing.0);
    assert!(
        report.contains("there is no file `schemas/greeting.yaml`"),
        "{report}"
    );

    let greeting = "type: object\nrequired: [text]\nproperties: {text: {$ref: text.yaml}}\n";
    it.write("schemas/greeting.yaml", greeting);
    it.write("schemas/text.yaml", "type: string\n");
    it.write("schemas/other.yaml", "type: string\n");
    it.write("src/lib.rs", &LIB.replace("-> String", "-> Text"));
    it.build().succeeded();
    assert!(!it.build().succeeded().rebuilt(), "nothing was edited");

    it.write("schemas/other.yaml", "type: integer\n");
    assert!(!it.build().succeeded().rebuilt(), "nothing refers to it");

    it.write(
        "schemas/text.yaml",
        "type: string\ndescription: What is said.\n",
    );
    let edited = it.build().succeeded();
    assert!(edited.rebuilt());
    assert!(read(&edited.out().join("types.rs")).contains("/// What is said."));

    it.write("schemas/text.yaml", "type: [string\n");
    let broken = it.build();
    assert!(!broken.0.status.success());
    let report = printed(&broken.0);
    assert!(report.contains("schemas/text.yaml:2:1"), "{report}");

    it.write("schemas/text.yaml", "type: string\n");
    assert!(it.build().succeeded().rebuilt());
    assert!(!it.build().succeeded().rebuilt());
}
