//! Reads what extensions say of the values of an enum: `x-bindgen-enum`, and the lists beside `enum`.

use super::values;
use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::model::{EnumExtension, EnumRow, Schema, ValueTexts};
use crate::openapi::reader::{Reader, members};
use crate::openapi::vocabulary::{ENUM, misuse};
use crate::source::tree::{NodeId, Value};

/// Reads `{kind: open, values: [{value: a, description: what a is}]}`
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<EnumExtension> {
    if !matches!(reader.tree.value(at), Value::Object(_)) {
        reader
            .diagnostics
            .push(misuse(at, ENUM, "an object with `kind` and `values`"));
        return None;
    }
    let mut enumeration = EnumExtension {
        at,
        open: None,
        rows: Vec::new(),
    };
    members!(reader, at, "`x-bindgen-enum`", |value| {
        "kind" => match reader.tree.as_str(value) {
            Some("open") => enumeration.open = Some(true),
            Some("closed") => enumeration.open = Some(false),
            _ => reader.diagnostics.push(misuse(value, ENUM, "`kind: open` or `kind: closed`")),
        },
        "values" => for item in reader.array(value) {
            enumeration.rows.extend(read_value(reader, *item));
        },
    });
    Some(enumeration)
}

/// Reads what an entry of `values` says of one value.
fn read_value(reader: &mut Reader<'_>, at: NodeId) -> Option<EnumRow> {
    let (mut row, mut name, mut description) = (None, None, None);
    members!(reader, at, "a value of `x-bindgen-enum`", |value| {
        "value" => row = match reader.tree.value(value) {
            Value::String(text) => Some((text.clone(), true)),
            Value::Null => Some(("null".to_owned(), false)),
            Value::Bool(_) | Value::Number(_) => {
                let written = reader.tree.written(value).map(str::to_owned);
                let json = || reader.tree.to_json(value).to_string();
                Some((written.unwrap_or_else(json), false))
            }
            Value::Array(_) | Value::Object(_) => reader.string(value).map(|text| (text, true)),
        },
        "name" => name = values::read_text(reader, value, ENUM, "a name"),
        "description" => description = reader.string(value),
    });
    Some(EnumRow {
        value: row?,
        name,
        description,
    })
}

/// Reads a list of strings beside `enum`. Numbers and booleans count as their spellings.
pub(super) fn read_texts(
    reader: &mut Reader<'_>,
    at: NodeId,
    key: &'static str,
) -> Option<ValueTexts> {
    let text = |node: &NodeId| match reader.tree.value(*node) {
        Value::String(text) => Some(text.clone()),
        Value::Null => Some(String::new()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    };
    let texts = match reader.tree.value(at) {
        Value::Array(items) => items.iter().map(text).collect::<Option<Vec<String>>>(),
        _ => None,
    };
    if texts.is_none() {
        let wanted = "a list with a text for each entry of `enum`, in their order";
        reader.diagnostics.push(misuse(at, key, wanted));
    }
    texts.map(|texts| ValueTexts { at, key, texts })
}

/// Drops lists beside `enum` that have another length: their entries belong to those at the same positions.
pub(in crate::openapi) fn keep_parallel(reader: &mut Reader<'_>, schema: &mut Schema) {
    let said = &schema.extensions;
    if said.value_names.is_none() && said.value_descriptions.is_none() {
        return;
    }
    let entries = schema.values.as_ref().map(Vec::len);
    let said = &mut *schema.extensions;
    for list in [&mut said.value_names, &mut said.value_descriptions] {
        let Some(other) = list.take_if(|list| Some(list.texts.len()) != entries) else {
            continue;
        };
        let message = match entries {
            Some(entries) => format!(
                "`{}` and `enum` differ in length: {} and {entries}",
                other.key,
                other.texts.len()
            ),
            None => format!("`{}` has no `enum` beside it", other.key),
        };
        reader.diagnostics.push(
            Diagnostic::warning("extension", Place::Value(other.at), message)
                .label("ignored")
                .help("give it an entry for each entry of `enum`, in their order"),
        );
    }
}
