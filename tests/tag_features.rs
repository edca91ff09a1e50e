//! Operations behind the features of their tags: what is written, and that each choice of features builds.

#[path = "support/generate.rs"]
mod generate;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;

use std::path::Path;

use generate::{text, workspace};
use generate_cargo::{cargo, fresh_folder, lock, refused, succeed, write};
use openapi_bindgen::{Builder, Package};

fn builder() -> Builder {
    Builder::new(workspace("tests/tag_features/shop.yaml"))
        .flat(true)
        .tag_features(true)
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(workspace("tests/tag_features"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn what_stands_behind_what() {
    let generated = builder()
        .mock(true)
        .generate()
        .expect("the document passes");
    assert_eq!(generated.features, ["pets", "store-orders", "mock-tag"]);
    let gated = generated.files.iter().map(|file| {
        let lines = file.text.lines().zip(file.text.lines().skip(1));
        let gated = lines.filter(|(line, _)| line.contains("feature ="));
        let gated = gated.map(|(gate, item)| format!("{gate}\n{item}\n"));
        format!("---- {}\n{}", file.path, gated.collect::<String>())
    });
    snapshot("gates", &gated.collect::<String>());
    snapshot("features", text(&generated, "features.toml"));
}

#[test]
fn nothing_stands_behind_anything_unless_it_is_asked_for() {
    let plain = Builder::new(workspace("tests/tag_features/shop.yaml"))
        .flat(true)
        .mock(true);
    let generated = plain.generate().expect("the document passes");
    assert!(generated.features.is_empty());
    let paths: Vec<&str> = generated
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "lib.rs",
            "client.rs",
            "operations.rs",
            "types.rs",
            "mock.rs"
        ]
    );
    let root = text(&generated, "lib.rs");
    let others = generated.files.iter().filter(|file| file.path != "lib.rs");
    assert_eq!(root.matches("cfg(").count(), 1, "the mock alone");
    for file in others {
        let gates = file.text.lines().filter(|line| line.contains("cfg("));
        let gates: Vec<&str> = gates.collect();
        let is_of_mock = |gate: &&str| *gate == "#[cfg(feature = \"mock\")]";
        let may_have = file.path == "types.rs" && gates.iter().all(is_of_mock);
        assert!(gates.is_empty() || may_have, "{}: {gates:?}", file.path);
    }
    let plain = Builder::new(workspace("tests/tag_features/shop.yaml")).flat(true);
    let generated = plain.generate().expect("the document passes");
    assert!(
        generated
            .files
            .iter()
            .all(|file| !file.text.contains("cfg("))
    );
}

/// A crate with a manifest of its own, and one whose every operation has a tag, in both layouts.
#[test]
fn each_choice_of_features_builds() {
    let shop = std::fs::read_to_string(workspace("tests/tag_features/shop.yaml"));
    let shop = shop.expect("the document can be read");
    let health = "operationId: health\n      tags: [Health]";
    let all_tagged = shop.replace("operationId: health", health);
    for is_flat in [true, false] {
        let layout = if is_flat { "flat" } else { "tree" };
        check_choices(&format!("tagged-{layout}"), &shop, is_flat);
        check_choices(&format!("all-tagged-{layout}"), &all_tagged, is_flat);
    }
}

/// Where a module stands behind two features, an import that only one of them needs is there with that one alone.
#[test]
fn each_choice_of_features_builds_where_types_are_shared() {
    let shared = std::fs::read_to_string(workspace("tests/tag_features/shared.yaml"));
    check_choices("shared", &shared.expect("the document can be read"), false);
}

fn check_choices(name: &str, spec: &str, is_flat: bool) {
    let folder = fresh_folder(name);
    write(&folder.join("spec.yaml"), spec);
    let builder = Builder::new(folder.join("spec.yaml"))
        .flat(is_flat)
        .tag_features(true);
    let package = Package::new(name).expect("a name");
    let package = package.runtime_path(workspace("runtime"));
    let written = package.write_to(&builder, &folder);
    let mut features = written.expect("the document passes").features;
    let some = [features.first(), features.get(2)];
    let some: Vec<String> = some.into_iter().flatten().cloned().collect();
    let together = [some.join(","), features.join(",")];
    features.extend([String::new(), "all-tags".to_owned()]);
    features.extend(together);
    lock(&folder);
    for choice in &features {
        for other in ["", ",mock"] {
            check(&folder, &format!("{choice}{other}"));
        }
    }
}

fn check(folder: &Path, features: &str) {
    let arguments = ["check", "--quiet", "--no-default-features", "--features"];
    succeed(cargo(folder).args(arguments).arg(features));
}

/// By feature, items that are there with it alone, and items that are not.
const THERE: [(&str, &[&str], &[&str]); 5] = [
    (
        "",
        &["HealthOperation", "Health", "Unused", "Count"],
        &["ListPetsOperation", "Pet", "Fault"],
    ),
    (
        "pets",
        &[
            "ListPetsOperation",
            "CountAllOperation",
            "Pet",
            "Person",
            "Fault",
            "Count",
            "Health",
        ],
        &["Order"],
    ),
    (
        "store-orders",
        &[
            "CountAllOperation",
            "Order",
            "OrderState",
            "Pet",
            "Person",
            "Fault",
        ],
        &["ListPetsOperation"],
    ),
    (
        "mock-tag",
        &["ResetOperation", "Health"],
        &["Fault", "Order"],
    ),
    (
        "all-tags",
        &[
            "ListPetsOperation",
            "ResetOperation",
            "Order",
            "Count",
            "Unused",
        ],
        &[],
    ),
];

#[test]
fn a_feature_brings_its_operations_and_what_they_reach() {
    let folder = fresh_folder("reached");
    let package = Package::new("reached").expect("a name");
    let package = package.runtime_path(workspace("runtime"));
    package
        .write_to(&builder(), &folder)
        .expect("the document passes");
    lock(&folder);
    for (feature, there, missing) in THERE {
        let report = use_items(&folder, feature, there);
        assert_eq!(report, None, "{feature}");
        for item in missing {
            let report = use_items(&folder, feature, &[item]);
            let report = report.unwrap_or_else(|| panic!("{feature}: {item} is there"));
            assert!(report.contains("unresolved import"), "{report}");
        }
    }
}

/// What the compiler says of a program that uses these items, where it refuses it.
fn use_items(folder: &Path, features: &str, items: &[&str]) -> Option<String> {
    let uses = items
        .iter()
        .map(|item| format!("pub use reached::{item};\n"));
    let program = format!("{}fn main() {{}}\n", uses.collect::<String>());
    refused(folder, features, &program)
}

const BUILD: &str = r#"fn main() -> Result<(), openapi_bindgen::Error> {
    openapi_bindgen::Builder::new("shop.yaml").flat(true).tag_features(true).build()
}
"#;

/// In a build script the manifest is the user's: what it doesn't declare is off, and no warning.
#[test]
fn a_build_script_says_which_features_there_are() {
    let folder = fresh_folder("gated_by_script");
    let manifest = format!(
        "[package]\nname = \"gated_by_script\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
         [dependencies]\nopenapi-bindgen-runtime = {{ path = '{}', default-features = false }}\n\
         [build-dependencies]\nopenapi-bindgen = {{ path = '{}', default-features = false }}\n",
        workspace("runtime").display(),
        workspace("codegen").display(),
    );
    let spec = workspace("tests/tag_features/shop.yaml");
    std::fs::copy(spec, folder.join("shop.yaml")).expect("the document can be copied");
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("build.rs"), BUILD);
    let library = "include!(concat!(env!(\"OUT_DIR\"), \"/lib.rs\"));\n";
    write(
        &folder.join("src/lib.rs"),
        &format!("{library}pub use self::Health as Kept;\n"),
    );
    lock(&folder);
    succeed(cargo(&folder).args(["check", "--quiet"]));

    let generated = builder().generate().expect("the document passes");
    let features = text(&generated, "features.toml");
    write(
        &folder.join("Cargo.toml"),
        &format!("{manifest}[features]\n{features}"),
    );
    write(
        &folder.join("src/lib.rs"),
        &format!("{library}pub use self::Pet as Kept;\n"),
    );
    succeed(cargo(&folder).args(["check", "--quiet", "--features=pets"]));
}

#[test]
fn tags_of_one_spelling_are_told_apart() {
    let folder = fresh_folder("tags-collide");
    let spec = std::fs::read_to_string(workspace("tests/tag_features/shop.yaml"))
        .expect("the document can be read")
        .replace("[mock]", "[store_orders, All tags]");
    write(&folder.join("shop.yaml"), &spec);
    let generated = Builder::new(folder.join("shop.yaml"))
        .flat(true)
        .tag_features(true)
        .generate();
    let generated = generated.expect("it is a warning");
    assert_eq!(
        generated.features,
        ["all-tags-tag", "pets", "store-space-orders", "store-orders"]
    );
    assert!(
        generated.warnings.contains("name-collision"),
        "{}",
        generated.warnings
    );
    assert!(
        generated.warnings.contains("two names in the features"),
        "{}",
        generated.warnings
    );
}

/// A tag is any text: whatever it is, the manifest can be read and the crate builds.
#[test]
fn hostile_tags() {
    let folder = fresh_folder("hostile-tags");
    let tags = r#"["", " ", "a\"b", "x]\ny = []", "../up", "日本 語", "default", "²", "2", "\u0301", "r#mod", "std"]"#;
    let spec = std::fs::read_to_string(workspace("tests/tag_features/shop.yaml"))
        .expect("the document can be read")
        .replace("[mock]", tags);
    write(&folder.join("shop.yaml"), &spec);
    let builder = Builder::new(folder.join("shop.yaml"))
        .flat(true)
        .tag_features(true);
    let package = Package::new("hostile-tags").expect("a name");
    let package = package.runtime_path(workspace("runtime"));
    package
        .write_to(&builder, &folder)
        .expect("the document passes");
    lock(&folder);
    for features in ["", "all-tags", "all-tags,mock"] {
        check(&folder, features);
    }
}

#[test]
fn thousands_of_tags_are_refused() {
    let folder = fresh_folder("many-tags");
    let tags: Vec<String> = (0..1001).map(|number| format!("t{number}")).collect();
    let spec = std::fs::read_to_string(workspace("tests/tag_features/shop.yaml"))
        .expect("the document can be read")
        .replace("[mock]", &format!("[{}]", tags.join(", ")));
    write(&folder.join("shop.yaml"), &spec);
    let builder = Builder::new(folder.join("shop.yaml")).flat(true);
    let report = builder.clone().tag_features(true).generate();
    let report = report.expect_err("they are too many").to_string();
    assert!(report.contains("1003 tags are more than"), "{report}");
    assert!(builder.generate().is_ok());
}
