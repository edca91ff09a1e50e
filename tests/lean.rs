//! What no operation needs of a type, behind features: what is written, and that it is there when it is asked for.

#[path = "support/generate.rs"]
mod generate;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;

use generate::{text, workspace};
use generate_cargo::{cargo, fresh_folder, lock, refused, succeed};
use openapi_bindgen::{Builder, Package};

fn builder() -> Builder {
    Builder::new(workspace("tests/lean/shop.yaml")).flat(true)
}

/// Each gate of the types, with the line that it stands before.
fn gates(builder: &Builder) -> String {
    let generated = builder.generate().expect("the document passes");
    let types = text(&generated, "types.rs");
    let lines = types.lines().zip(types.lines().skip(1));
    let gated = lines.filter(|(line, _)| line.starts_with("#[cfg("));
    gated
        .map(|(gate, item)| format!("{gate}\n{item}\n"))
        .collect()
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(workspace("tests/lean"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn what_stands_behind_features() {
    snapshot("gates", &gates(&builder().minimal_impls(true).mock(true)));
    let without_mock = gates(&builder().minimal_impls(true));
    assert!(without_mock.contains("#[cfg(feature = \"serde\")]\nimpl runtime::ToJson for Order "));
    assert!(!without_mock.contains("mock"), "{without_mock}");
    snapshot("gates_of_the_mock", &gates(&builder().mock(true)));
    assert_eq!(gates(&builder()), "");
    let generated = builder().generate().expect("the document passes");
    let types = text(&generated, "types.rs");
    assert!(types.contains("impl NewOrder {"), "{types}");
    for received in ["impl Order {", "Default for Order ", "From<Cash>"] {
        assert!(!types.contains(received), "{received}: {types}");
    }
}

/// What always is there, and with which of the features the rest is.
const PROGRAMS: [(&str, &[&str]); 8] = [
    (
        "let place = lean::Place::new(\"c\"); json(&place); made::<lean::Place>();",
        &["", "serde", "mock"],
    ),
    (
        "json(&lean::Unused::new().payer(lean::Payer::new())); made::<lean::Unused>();",
        &["", "serde", "mock"],
    ),
    (
        "json(&lean::NewOrder::new(lean::Place::new(\"c\")).urgency(lean::Urgency::days(3)));",
        &["", "serde", "mock"],
    ),
    (
        "made::<lean::Orders>(); made::<lean::Payment>(); json(&lean::Cursor::from(\"c\"));",
        &["", "serde", "mock"],
    ),
    (
        "let order = lean::Order::new(); json(&order);",
        &["serde", "mock"],
    ),
    (
        "json(&lean::Payment::from(lean::Cash::new(\"cash\"))); lean::Order::default();",
        &["serde", "mock"],
    ),
    (
        "made::<lean::NewOrder>(); made::<lean::Urgency>();",
        &["serde", "mock"],
    ),
    (
        "both::<lean::Order>(); both::<lean::NewOrder>(); both::<lean::Urgency>(); both::<lean::Payment>();",
        &["serde"],
    ),
];

#[test]
fn a_feature_brings_what_it_needs() {
    let folder = fresh_folder("lean");
    let package = Package::new("lean").expect("a name");
    let package = package.runtime_path(workspace("runtime"));
    package
        .write_to(&builder(), &folder)
        .expect("the document passes");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("it was written");
    generate_cargo::write(
        &folder.join("Cargo.toml"),
        &format!("{manifest}serde = \"1\"\n"),
    );
    lock(&folder);
    for (features, calls) in [
        ("", "reqwest"),
        ("serde", ""),
        ("mock", ""),
        ("serde", "mock"),
    ] {
        let features = format!("{features},{calls}");
        let check = ["check", "--quiet", "--no-default-features", "--features"];
        succeed(cargo(&folder).args(check).arg(features));
    }
    for (program, features) in PROGRAMS {
        for feature in ["", "serde", "mock"] {
            let report = refused(&folder, feature, &whole(program));
            let is_there = features.contains(&feature);
            assert_eq!(
                report.is_none(),
                is_there,
                "{feature}: {program}\n{report:?}"
            );
        }
    }
}

fn whole(program: &str) -> String {
    format!(
        "#![allow(unused)]
        use lean::runtime::{{FromJson, ToJson}};
        fn json(value: &impl ToJson) {{}}
        fn made<T: FromJson>() {{}}
        fn both<T: serde::Serialize + serde::de::DeserializeOwned>() {{}}
        fn main() {{ {program} }}"
    )
}
