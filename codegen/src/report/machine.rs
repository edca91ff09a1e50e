//! Diagnostics for programs: JSON, annotations of a forge's CI, and SARIF.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::entry::{Entry, Location};

/// The version of the format that the output follows.
const SARIF: &str = "2.1.0";

/// Returns one JSON object per line. What isn't known is left out.
pub(super) fn json(entries: &[Entry<'_>]) -> String {
    let lines = entries.iter().map(|entry| {
        let mut object = Map::new();
        object.insert("severity".to_owned(), entry.severity.into());
        object.insert("kind".to_owned(), entry.kind.into());
        object.insert("message".to_owned(), entry.message.into());
        if !entry.label.is_empty() {
            object.insert("label".to_owned(), entry.label.into());
        }
        if let Some(help) = entry.help {
            object.insert("help".to_owned(), help.into());
        }
        if let Some(pointer) = &entry.pointer {
            object.insert("pointer".to_owned(), pointer.as_str().into());
        }
        add_location(&mut object, &entry.location);
        if !entry.related.is_empty() {
            let related = entry.related.iter().map(|related| {
                let mut object = Map::new();
                object.insert("message".to_owned(), related.message.into());
                add_location(&mut object, &related.location);
                Value::Object(object)
            });
            object.insert("related".to_owned(), related.collect());
        }
        format!("{}\n", Value::Object(object))
    });
    lines.collect()
}

fn add_location(object: &mut Map<String, Value>, location: &Location) {
    object.insert("file".to_owned(), location.file.as_str().into());
    if let Some(span) = location.span {
        let numbers = [
            ("line", span.line),
            ("column", span.column),
            ("end_line", span.end_line),
            ("end_column", span.end_column),
        ];
        object.extend(numbers.map(|(name, number)| (name.to_owned(), number.into())));
        object.insert("exact".to_owned(), span.exact.into());
    }
}

/// Returns a workflow command of GitHub Actions per line, which annotates the document in a pull request.
pub(super) fn github(entries: &[Entry<'_>]) -> String {
    let lines = entries.iter().map(|entry| {
        let mut properties = vec![format!("file={}", property(&entry.location.file))];
        if let Some(span) = entry.location.span {
            properties.push(format!("line={}", span.line));
            properties.push(format!("endLine={}", span.end_line));
            // Columns of a mark over several lines mean nothing there.
            if span.line == span.end_line {
                properties.push(format!("col={}", span.column));
                properties.push(format!("endColumn={}", span.end_column));
            }
        }
        properties.push(format!("title={}", property(entry.kind)));
        let text = data(&with_help(entry));
        format!("::{} {}::{text}\n", entry.severity, properties.join(","))
    });
    lines.collect()
}

/// Returns a log of SARIF, the format in which tools of static analysis exchange results.
pub(super) fn sarif(entries: &[Entry<'_>]) -> String {
    let kinds: BTreeSet<&str> = entries.iter().map(|entry| entry.kind).collect();
    let rules: Vec<Value> = kinds.iter().map(|kind| json!({"id": kind})).collect();
    let results: Vec<Value> = entries.iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": SARIF,
        "runs": [{
            "tool": {"driver": {
                "name": "openapi-bindgen",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(entry: &Entry<'_>) -> Value {
    let mut result = json!({
        "ruleId": entry.kind,
        "level": entry.severity,
        "message": {"text": with_help(entry)},
        "locations": [location(&entry.location, entry.pointer.as_deref())],
    });
    if !entry.related.is_empty() {
        let related = entry.related.iter().map(|related| {
            let mut location = location(&related.location, None);
            if let Value::Object(members) = &mut location {
                members.insert("message".to_owned(), json!({"text": related.message}));
            }
            location
        });
        let related: Vec<Value> = related.collect();
        if let Value::Object(members) = &mut result {
            members.insert("relatedLocations".to_owned(), related.into());
        }
    }
    result
}

fn location(location: &Location, pointer: Option<&str>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&location.file)}});
    if let (Some(span), Value::Object(members)) = (location.span, &mut physical) {
        let region = json!({
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        });
        members.insert("region".to_owned(), region);
    }
    match pointer {
        Some(pointer) => json!({
            "physicalLocation": physical,
            "logicalLocations": [{"fullyQualifiedName": pointer}],
        }),
        None => json!({"physicalLocation": physical}),
    }
}

/// Returns a path as a relative URI (RFC 3986, section 4.2).
fn uri(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const PATH: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'[')
        .add(b'\\')
        .add(b']')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode(&path.replace('\\', "/"), PATH).to_string()
}

fn with_help(entry: &Entry<'_>) -> String {
    match entry.help {
        Some(help) => format!("{}\nhelp: {help}", entry.message),
        None => entry.message.to_owned(),
    }
}

/// Escapes the text of a workflow command: one that holds a line break could end it and begin another.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
