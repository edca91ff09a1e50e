//! Damaged documents: whatever is cut out of one or put into it, there is a report and no panic.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use openapi_bindgen::internals::{self, NodeId};

/// Reads a text as far as it can be read; the report has no character that steers a terminal.
fn read(text: &str) {
    let mut read = internals::read(text, "damaged", None, BTreeMap::new());
    assert!(
        read.tree.is_some() || read.diagnostics.has_errors(),
        "no tree and no error"
    );
    read.lint();
    let report = read.report("damaged", text);
    assert_eq!(report.is_empty(), read.diagnostics.is_empty());
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!report.contains(steers), "{report:?}");
}

fn documents() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reject");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let documents = paths.filter(|path| {
        path.extension()
            .is_some_and(|it| it == "yaml" || it == "json")
    });
    let texts =
        documents.map(|path| std::fs::read_to_string(path).expect("the document can be read"));
    texts.filter(|text| text.len() < 3000).collect()
}

#[test]
fn cut_off() {
    for text in documents() {
        for (at, _) in text.char_indices().step_by(5) {
            read(text.split_at(at).0);
        }
    }
}

#[test]
fn without_a_line_or_with_one_twice() {
    for text in documents() {
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            let mut fewer = lines.clone();
            let line = fewer.remove(at);
            read(&fewer.join("\n"));
            let mut more = lines.clone();
            more.insert(at, line);
            read(&more.join("\r\n"));
        }
    }
}

#[test]
fn with_hostile_text() {
    const HOSTILE: [&str; 12] = [
        "\0",
        "\u{202e}",
        "\u{2028}",
        "*a",
        "&a ",
        "<<: ",
        "\"",
        "{",
        "]",
        "\t",
        "\u{1b}[31m",
        "!!binary ",
    ];
    for text in documents() {
        for (round, (at, _)) in text.char_indices().step_by(11).enumerate() {
            let hostile = HOSTILE[round % HOSTILE.len()];
            let (before, after) = text.split_at(at);
            read(&format!("{before}{hostile}{after}"));
        }
    }
}

/// A value of another type in every place.
#[test]
fn with_other_types() {
    for text in documents() {
        let Some(tree) = internals::read(&text, "damaged", None, BTreeMap::new()).tree else {
            continue;
        };
        let root = tree.to_json(NodeId::ROOT);
        for node in 0..tree.len() {
            let pointer = tree.pointer(NodeId(node as u32));
            for other in [
                serde_json::json!(null),
                serde_json::json!([[]]),
                serde_json::json!({"$ref": "#"}),
                serde_json::json!("#/"),
            ] {
                let mut damaged = root.clone();
                if let Some(place) = damaged.pointer_mut(&pointer) {
                    *place = other;
                    read(&damaged.to_string());
                }
            }
        }
    }
}
