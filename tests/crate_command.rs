//! The program, as somebody without a build script uses it: a description in, a crate out.

#[path = "support/generate.rs"]
mod generate;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;

use std::path::Path;
use std::process::{Command, Output};

use generate::{account_links, workspace};
use generate_cargo::{cargo, fresh_folder, lock, printed, succeed, write};
use openapi_bindgen::{Builder, Package};

/// `openapi-bindgen` of this workspace, built by the Cargo that runs the tests, in its target folder.
fn program(folder: &Path, arguments: &[&str]) -> Output {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Command::new(cargo)
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(workspace("codegen/Cargo.toml"))
        .arg("--")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("cargo can be run")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the paths of the tests are text")
}

/// The files below a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    found.push(text(path.strip_prefix(folder).expect("it is below")).to_owned())
                }
            }
        }
    }
    found.sort();
    found
}

/// The files that are generated, below a prefix, and others; sorted. A whole crate has a server for tests, too.
fn expected(prefix: &str, others: &[&str]) -> Vec<String> {
    let builder = account_links(workspace("spec/account_link.yaml"));
    let generated = builder.mock(others.contains(&"Cargo.toml")).generate();
    let generated = generated.expect("the description passes").files;
    let below = generated
        .iter()
        .map(|file| format!("{prefix}{}", file.path));
    let mut all: Vec<String> = below
        .chain(others.iter().map(|name| (*name).to_owned()))
        .collect();
    all.sort();
    all
}

#[test]
fn a_crate_stands_alone() {
    let folder = fresh_folder("crate");
    // Somebody's workspace around it, of which it is no part.
    write(&folder.join("Cargo.toml"), "[workspace]\n");
    let spec = workspace("spec/account_link.yaml");
    let runtime = workspace("runtime");
    let arguments = [
        "crate",
        text(&spec),
        "--out",
        "links",
        "--name",
        "links",
        "--runtime-path",
        text(&runtime),
        "--flat",
    ];
    let output = program(&folder, &arguments);
    assert!(output.status.success(), "{}", printed(&output));
    let links = folder.join("links");
    assert_eq!(
        files(&links),
        expected(
            "src/",
            &[
                ".openapi-bindgen",
                "Cargo.toml",
                "README.md",
                "reference.md"
            ]
        )
    );

    // What the generator formats, rustfmt leaves alone.
    succeed(cargo(&links).args(["fmt", "--check"]));
    lock(&links);
    succeed(cargo(&links).args(["check", "--quiet"]));
    let tree = succeed(cargo(&links).args(["tree", "--edges", "normal,build", "--prefix", "none"]));
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    assert!(tree.contains("openapi-bindgen-runtime v"), "{tree}");
    assert!(!tree.contains("openapi-bindgen-mock v"), "{tree}");
    assert!(
        !tree.contains("openapi-bindgen v") && !tree.contains("prettyplease"),
        "{tree}"
    );

    // The mock comes with its feature alone.
    succeed(cargo(&links).args(["check", "--quiet", "--features", "mock"]));

    // Again, into the same folder: nothing changes, what Cargo put there stays.
    let before = files(&links);
    let again = program(&folder, &arguments);
    assert!(again.status.success(), "{}", printed(&again));
    assert_eq!(files(&links), before);
}

#[test]
fn files_alone() {
    let folder = fresh_folder("generate");
    let spec = workspace("spec/account_link.yaml");
    let output = program(
        &folder,
        &[
            "generate",
            text(&spec),
            "--out",
            "out",
            "--strict",
            "--flat",
        ],
    );
    assert!(output.status.success(), "{}", printed(&output));
    let mut expected = expected("", &[".openapi-bindgen", "mod.rs"]);
    expected.retain(|file| file != "lib.rs");
    assert_eq!(files(&folder.join("out")), expected);
}

/// Operations in as many files as their paths begin with words, of which one is reserved.
fn many_operations() -> String {
    let operation = |index: usize| {
        let word = ["gen", "other", "self"][index % 3];
        format!(
            "  /{word}/x{index}: {{get: {{operationId: x{index}, responses: {{'200': {{description: Yes.}}}}}}}}\n"
        )
    };
    let paths: String = (0..42).map(operation).collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: Many, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n{paths}"
    )
}

/// Modules of a program, which uses next to nothing of them, without a warning.
#[test]
fn modules_of_a_program() {
    let folder = fresh_folder("modules");
    write(&folder.join("many.yaml"), &many_operations());
    let many = folder.join("many.yaml");
    let documents = [
        (workspace("spec/account_link.yaml"), "links"),
        (workspace("tests/accept/deprecated.yaml"), "deprecated"),
        (workspace("tests/accept/pagination.yaml"), "pages"),
        (workspace("tests/accept/server_variables.yaml"), "servers"),
        (many, "many"),
    ];
    for (document, module) in &documents {
        let out = format!("src/{module}");
        let output = program(&folder, &["generate", text(document), "--out", &out]);
        assert!(output.status.success(), "{}", printed(&output));
    }
    let modules = documents
        .map(|(_, module)| format!("mod {module};\n"))
        .concat();
    let main = "fn main() {\n    println!(\"{}\", links::API.user_agent);\n    let _ = many::Client::new();\n}\n";
    write(&folder.join("src/main.rs"), &format!("{modules}\n{main}"));
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[workspace]\n\n[package]\nname = \"mounted\"\nversion = \"3.2.1\"\nedition = \"2024\"\n\n\
             [dependencies]\nopenapi-bindgen-runtime = {{ path = {:?}, default-features = false }}\n",
            text(&workspace("runtime"))
        ),
    );
    lock(&folder);
    let output = succeed(cargo(&folder).args(["run", "--quiet"]));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "mounted/3.2.1\n");
}

/// Somebody's crate stays as it is, unless they say otherwise.
#[test]
fn files_of_others_stay() {
    let folder = fresh_folder("others");
    let spec = workspace("spec/account_link.yaml");
    let mine = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it is there");
    write(&folder.join("Cargo.toml"), "[package]\nname = \"mine\"\n");
    write(&folder.join("src/lib.rs"), "//! Mine.\n");
    write(&folder.join("src/types.rs"), "//! Mine.\n");
    let generate = ["generate", text(&spec), "--out", "src"];
    let whole = ["crate", text(&spec), "--out", ".", "--name", "links"];
    for (command, named) in [
        (&generate[..], &["src/types.rs"][..]),
        (&whole, &["Cargo.toml", "src/lib.rs", "src/types.rs"]),
    ] {
        let output = program(&folder, command);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        let report = printed(&output);
        assert!(named.iter().all(|name| report.contains(name)), "{report}");
        assert!(report.contains("--force"), "{report}");
        assert_eq!(files(&folder), ["Cargo.toml", "src/lib.rs", "src/types.rs"]);
        assert_eq!(mine("src/types.rs"), "//! Mine.\n");
    }
    let output = program(&folder, &[&whole[..], &["--force"]].concat());
    assert!(output.status.success(), "{}", printed(&output));
    assert!(mine("Cargo.toml").contains("name = \"links\""));
    assert!(mine("src/lib.rs").contains("mod types;"));
}

/// As the builder takes them; a type that isn't one is refused with those there are.
#[test]
fn formats_on_the_command_line() {
    let folder = fresh_folder("formats");
    let spec = workspace("spec/account_link.yaml");
    let generate = ["generate", text(&spec), "--out", "out", "--format"];
    let output = program(&folder, &[&generate[..], &["date-time=string"]].concat());
    assert!(output.status.success(), "{}", printed(&output));
    let types = std::fs::read_to_string(folder.join("out/types.rs")).expect("the types");
    assert!(types.contains("pub expires_at: String"), "{types}");
    let output = program(&folder, &[&generate[..], &["date-time=text"]].concat());
    assert_eq!(output.status.code(), Some(2));
    let report = printed(&output);
    assert!(report.contains("`text` is none of i32, i64"), "{report}");
}

/// The report goes to the standard error, the status says so, and nothing is written.
#[test]
fn a_description_that_does_not_pass_writes_nothing() {
    let folder = fresh_folder("refused");
    let spec = std::fs::read_to_string(workspace("spec/account_link.yaml"))
        .expect("the description can be read");
    write(
        &folder.join("broken.yaml"),
        &spec.replace(
            "      required: [account, use_case]\n",
            "      required: account\n",
        ),
    );
    write(&folder.join("no.yaml"), "openapi: [");
    for (spec, says) in [
        ("broken.yaml", "broken.yaml:"),
        ("no.yaml", "no.yaml:1:"),
        ("absent.yaml", "error: there is no file `absent.yaml`"),
    ] {
        for command in [
            ["generate", spec, "--out", "out"].as_slice(),
            &["crate", spec, "--out", "out", "--name", "links"],
        ] {
            let output = program(&folder, command);
            assert_eq!(output.status.code(), Some(1), "{command:?}");
            let report = String::from_utf8_lossy(&output.stderr);
            assert!(report.contains(says), "{command:?}: {report}");
            assert_eq!(files(&folder), ["broken.yaml", "no.yaml"], "{command:?}");
        }
    }
}

/// An operation that isn't there is listed, and shows in the status; so does one that an error cost a part.
#[test]
fn what_is_missing_shows_in_the_status() {
    let folder = fresh_folder("missing");
    let spec = "openapi: 3.2.0\ninfo: {title: Pets, version: '1'}\npaths:\n  /pets:\n    additionalOperations: {COPY: {responses: {}}}\n    \
                get: {operationId: get, responses: {'204': {description: Done.}}}\n";
    let lost = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths:\n  /pets:\n    get: {operationId: get, \
                responses: {'200': {description: Pets., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}\n";
    write(&folder.join("missing.yaml"), spec);
    write(&folder.join("lost.yaml"), lost);
    for (spec, says) in [
        (
            "missing.yaml",
            "not generated:\n  COPY /pets\n1 of 2 operations",
        ),
        (
            "lost.yaml",
            "generated without a part, because of an error:\n  GET /pets\n1 of 1 operations",
        ),
    ] {
        let output = program(&folder, &["generate", spec, "--out", "out", "--keep-going"]);
        assert_eq!(output.status.code(), Some(3), "{}", printed(&output));
        assert!(printed(&output).contains(says), "{}", printed(&output));
    }
    let help = printed(&program(&folder, &["--help"]));
    assert!(
        help.contains("Exit status:") && help.contains("  3  "),
        "{help}"
    );
}

/// What was generated before stays whole when the description breaks.
#[test]
fn a_broken_edit_leaves_the_old_crate() {
    let folder = fresh_folder("broken-edit");
    let spec = std::fs::read_to_string(workspace("spec/account_link.yaml"))
        .expect("the description can be read");
    let arguments = ["crate", "spec.yaml", "--out", "links", "--name", "links"];
    write(&folder.join("spec.yaml"), &spec);
    assert!(program(&folder, &arguments).status.success());
    let all = |folder: &Path| {
        files(folder)
            .iter()
            .map(|file| std::fs::read(folder.join(file)).expect("a file"))
            .collect::<Vec<_>>()
    };
    let before = all(&folder.join("links"));
    write(
        &folder.join("spec.yaml"),
        &spec.replace("type: object", "type: objekt"),
    );
    assert!(!program(&folder, &arguments).status.success());
    assert_eq!(all(&folder.join("links")), before);
}

#[test]
fn a_name_that_cargo_refuses_is_refused() {
    let folder = fresh_folder("name");
    let spec = workspace("spec/account_link.yaml");
    for name in [
        "",
        "a b",
        "2fa",
        "../x",
        "\"\nx",
        "openapi-bindgen-runtime",
        "openapi_bindgen-runtime",
        "openapi-bindgen-mock",
    ] {
        let output = program(
            &folder,
            &["crate", text(&spec), "--out", "out", "--name", name],
        );
        assert!(!output.status.success(), "{name:?}");
        assert_eq!(files(&folder), [""; 0], "{name:?}");
    }
}

/// Each type holds the next one, in itself or in a list; what the last one holds is the first one, or text.
fn chain(name: &str, types: usize, next: impl Fn(usize) -> Option<String>) -> String {
    let schemas = (0..types).map(|index| {
        let ty = next(index).unwrap_or_else(|| "type: string".to_owned());
        format!("    {name}{index}: {{type: object, properties: {{next: {{{ty}}}}}}}\n")
    });
    schemas.collect()
}

#[test]
fn types_may_be_deep_in_each_other() {
    const TYPES: usize = 120;
    let folder = fresh_folder("deep");
    let reference = |name: &str, index| format!("$ref: '#/components/schemas/{name}{index}'");
    let line = chain("Line", TYPES, |index| {
        (index + 1 < TYPES).then(|| reference("Line", index + 1))
    });
    let ring = chain("Ring", TYPES, |index| {
        let item = reference("Ring", (index + 1) % TYPES);
        Some(format!("type: array, items: {{{item}}}"))
    });
    let head = "openapi: 3.1.0\ninfo: {title: Deep, version: '1'}\npaths: {}\n";
    let spec = format!("{head}components:\n  schemas:\n{line}{ring}");
    write(&folder.join("deep.yaml"), &spec);
    let package = Package::new("deep").expect("a name");
    let package = package.runtime_path(workspace("runtime"));
    let builder = Builder::new(folder.join("deep.yaml"));
    package
        .write_to(&builder, &folder)
        .expect("the document passes");
    lock(&folder);
    for command in [&["check"][..], &["doc", "--no-deps"]] {
        let features = ["--quiet", "--no-default-features", "--features=serde"];
        succeed(cargo(&folder).args(command).args(features));
    }
}
