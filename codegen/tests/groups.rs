//! The groups that documents say, and what the operations of real documents are called.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use openapi_bindgen::internals::{self, GroupedOperation};

fn documents() -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = std::env::var_os("OPENAPI_CORPUS").map_or(shared, PathBuf::from);
    let mut folders = vec![folder];
    let mut documents = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            let extension = path.extension().and_then(|it| it.to_str());
            match extension {
                _ if path.is_dir() => folders.push(path),
                Some("json" | "yaml" | "yml") => documents.push(path),
                _ => {}
            }
        }
    }
    documents.sort();
    documents
}

/// Spells a call: the resources and the method, whatever their case.
fn call(operation: &GroupedOperation) -> String {
    let parts = operation.grouped.resource.iter();
    let parts = parts.chain([&operation.grouped.method]);
    let spelled = parts.map(|part| {
        let mut spelled = String::new();
        let mut was_lower = false;
        for c in part.chars() {
            if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
                spelled.push(' ');
            }
            spelled.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
            was_lower = c.is_lowercase() || c.is_ascii_digit();
        }
        spelled.split_whitespace().collect::<Vec<_>>().join("_")
    });
    spelled.collect::<Vec<_>>().join("().") + "()"
}

/// The calls of a document with these tags and one operation.
fn call_of(tags: &str, operation: &str) -> String {
    let text = format!(
        "openapi: 3.2.0\ninfo: {{title: Pets, version: '1'}}\nx-bindgen-aliases: {{x-sdk-group: x-bindgen-group}}\n\
         tags: {tags}\npaths:\n  /v1/pets:\n    post: {{operationId: feed_pet, responses: {{}}, {operation}}}\n"
    );
    let operations = internals::groups(&text);
    let calls: Vec<String> = operations.iter().map(call).collect();
    calls.join(", ")
}

#[test]
#[rustfmt::skip]
fn a_document_says_the_group() {
    let cases = [
        ("[]", "tags: []", "pets().feed()"),
        ("[]", "tags: [Animals]", "animals().feed_pet()"),
        ("[]", "x-bindgen-group: pets", "pets().feed()"),
        ("[]", "x-bindgen-group: zoo.pets, tags: [Animals]", "zoo().pets().feed()"),
        ("[{name: a, x-bindgen-group: zoo}]", "x-bindgen-group: pets, tags: [a]", "pets().feed()"),
        ("[]", "x-bindgen-group: [zoo, pets]", "zoo().pets().feed()"),
        ("[]", "x-sdk-group: zoo.pets", "zoo().pets().feed()"),
        ("[{name: a, x-bindgen-group: zoo.pets}]", "tags: [a]", "zoo().pets().feed()"),
        ("[{name: pets, parent: zoo}, {name: zoo}]", "tags: [pets]", "zoo().pets().feed()"),
        (
            "[{name: c, parent: b}, {name: b, parent: a}, {name: a, x-bindgen-group: zoo}]",
            "tags: [c]",
            "zoo().b().c().feed_pet()",
        ),
        // What leads nowhere, or back, is reported and counts as none.
        ("[{name: pets, parent: zoos}, {name: zoo}]", "tags: [pets]", "pets().feed()"),
        ("[{name: pets, parent: zoo}, {name: zoo, parent: pets}]", "tags: [pets]", "pets().feed()"),
    ];
    for (tags, operation, expected) in cases {
        assert_eq!(call_of(tags, operation), expected, "{tags} {operation}");
    }
}

/// `OPENAPI_CORPUS` names a folder of documents; `LISTED` the documents to list, by parts of their names.
#[test]
#[ignore = "a report on documents that aren't part of the project"]
fn operations_that_meet() {
    let listed = std::env::var("LISTED").unwrap_or_default();
    let is_listed = |name: &str| {
        listed
            .split(',')
            .any(|it| !it.is_empty() && name.contains(it))
    };
    let (mut all, mut all_meeting) = (0, 0);
    for document in documents() {
        let name = document.file_name().expect("a file").to_string_lossy();
        let text = std::fs::read_to_string(&document).expect("the document can be read");
        let operations = std::thread::Builder::new()
            .stack_size(256 << 20)
            .spawn(move || internals::groups(&text))
            .expect("a thread")
            .join()
            .expect("no panic");
        let mut calls: BTreeMap<String, Vec<&GroupedOperation>> = BTreeMap::new();
        for operation in &operations {
            calls.entry(call(operation)).or_default().push(operation);
        }
        let meeting: usize = calls.values().map(Vec::len).filter(|it| *it > 1).sum();
        all += operations.len();
        all_meeting += meeting;
        println!("{meeting:5} of {:5}  {name}", operations.len());
        if is_listed(&name) {
            for (call, operations) in &calls {
                for it in operations {
                    let mark = if operations.len() > 1 { "!" } else { " " };
                    println!("    {mark} {call}\t{} {}\t{}", it.method, it.path, it.id);
                }
            }
        }
    }
    println!("{all_meeting:5} of {all:5}  all");
}
