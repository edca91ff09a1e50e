//! A change of the description that matters changes what is generated, where it should and nowhere else: a snapshot of
//! the generated files would fail. The changes are made by walking the description, so that each line of it has its own.

#[path = "mutation/call.rs"]
mod call;
#[path = "mutation/changes.rs"]
mod changes;
#[path = "support/generate.rs"]
mod generate;
#[path = "mutation/items.rs"]
mod items;
#[path = "mutation/values.rs"]
mod values;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use generate::{account_links, workspace};
use items::{Items, items};
use serde_json::Value;

/// What a change does.
#[derive(Clone, Debug, PartialEq)]
enum Effect {
    /// These items differ, as `file.rs Type`, and no others.
    Items(BTreeSet<String>),
    /// The generator refuses the description for a reason of this kind.
    Refused(&'static str),
}

/// One change of the description.
struct Change {
    what: String,
    document: Value,
    expected: Effect,
}

/// The description without its examples: those fit it as it is, not as it is changed.
fn description() -> Value {
    let text =
        std::fs::read_to_string(workspace("spec/account_link.yaml")).expect("it can be read");
    let mut document: Value = serde_yaml::from_str(&text).expect("it is YAML");
    remove(&mut document, "examples");
    document
}

fn remove(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) => {
            members.remove(name);
            members.values_mut().for_each(|value| remove(value, name));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| remove(item, name)),
        _ => {}
    }
}

/// Generates a document that stands in no file yet.
fn generate_document(document: &Value) -> Result<Items, String> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("mutation-{}.json", COUNT.fetch_add(1, Ordering::Relaxed));
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, document.to_string()).expect("a document can be written");
    let generated = account_links(&path).generate();
    std::fs::remove_file(&path).expect("the document can be removed");
    generated
        .map(|generated| items(&generated))
        .map_err(|error| error.to_string())
}

fn effect(before: &Items, change: &Change) -> Effect {
    match generate_document(&change.document) {
        Ok(after) => Effect::Items(before.difference(&after)),
        Err(report) => match &change.expected {
            Effect::Refused(kind) if report.contains(&format!("error[{kind}]")) => {
                change.expected.clone()
            }
            _ => panic!("{}: {report}", change.what),
        },
    }
}

#[track_caller]
fn check(changes: Vec<Change>, at_least: usize) {
    let before = generate_document(&description()).expect("the description passes");
    assert!(changes.len() >= at_least, "{} changes", changes.len());
    let wrong: Vec<String> = changes
        .iter()
        .filter_map(|change| {
            let effect = effect(&before, change);
            (effect != change.expected)
                .then(|| format!("{}: {effect:?}, not {:?}", change.what, change.expected))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        changes.len(),
        wrong.join("\n")
    );
}

/// Neither the examples nor the order of the members, which JSON doesn't keep here, decide what is in an item.
#[test]
fn an_unchanged_description_gives_the_same_items() {
    let written = account_links(workspace("spec/account_link.yaml")).generate();
    let written = items(&written.expect("the description passes"));
    let again = generate_document(&description()).expect("it passes without examples");
    assert_eq!(written.names(), again.names());
}

#[test]
fn required_and_optional() {
    check(changes::required(&description()), 40);
}

#[test]
fn nullable_and_not() {
    check(changes::nullable(&description()), 40);
}

#[test]
fn open_and_closed() {
    check(values::open(&description()), 3);
}

#[test]
fn values_of_enums() {
    check(values::values(&description()), 12);
}

#[test]
fn codes_of_errors() {
    check(values::error_codes(&description()), 4);
}

#[test]
fn sensitive_or_not() {
    check(changes::sensitive(&description()), 20);
}

#[test]
fn unions_and_constants() {
    check(values::unions(&description()), 3);
}

#[test]
fn types_and_formats() {
    check(changes::formats(&description()), 8);
}

#[test]
fn what_is_said() {
    check(call::descriptions(&description()), 40);
}

#[test]
fn how_it_is_called() {
    check(call::call(&description()), 10);
}
