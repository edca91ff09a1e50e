//! The values of enums, with their names and documentation.

use std::collections::BTreeMap;

use super::SchemaLowerer;
use crate::ir::{Docs, EnumRepr, Literal, Origin, Value};
use crate::lower::facts::Listed;
use crate::lower::naming::Naming;
use crate::openapi::model::{Schema, ValueTexts};
use crate::source::tree::NodeId;

/// What the document says of one value.
#[derive(Clone, Copy, Default)]
struct ValueDocs<'s> {
    name: Option<&'s str>,
    description: Option<&'s str>,
}

impl<'a> SchemaLowerer<'a> {}

/// What a schema says of its values, by value.
struct DocsByValue<'s> {
    /// By the rows of `x-bindgen-enum`: of two rows of a value, the first counts.
    rows: BTreeMap<(&'s str, bool), ValueDocs<'s>>,
    /// By the lists beside `enum`.
    names: BTreeMap<NodeId, &'s str>,
    descriptions: BTreeMap<NodeId, &'s str>,
}

impl<'s> DocsByValue<'s> {
    fn of(schema: &'s Schema) -> Self {
        let extensions = &schema.extensions;
        let mut rows = BTreeMap::new();
        for row in extensions.enumeration.iter().flat_map(|said| &said.rows) {
            rows.entry((row.value.0.as_str(), row.value.1))
                .or_insert(ValueDocs {
                    name: row.name.as_deref(),
                    description: row.description.as_deref(),
                });
        }
        Self {
            rows,
            names: beside(schema, extensions.value_names.as_ref()),
            descriptions: beside(schema, extensions.value_descriptions.as_ref()),
        }
    }

    /// Returns what is said of a value. A row of `x-bindgen-enum` goes before the lists beside `enum`.
    fn of_value(&self, at: NodeId, literal: &Literal) -> ValueDocs<'s> {
        let text = literal.text();
        let is_text = matches!(literal, Literal::Text(_));
        // A row for `1` holds for "1" too, where no row is for "1".
        let row = [is_text, !is_text]
            .into_iter()
            .find_map(|is_text| self.rows.get(&(text.as_ref(), is_text)));
        let row = row.copied().unwrap_or_default();
        ValueDocs {
            name: row.name.or_else(|| self.names.get(&at).copied()),
            description: row
                .description
                .or_else(|| self.descriptions.get(&at).copied()),
        }
    }
}

/// Returns the entries of a list beside `enum`, by value.
fn beside<'s>(schema: &'s Schema, list: Option<&'s ValueTexts>) -> BTreeMap<NodeId, &'s str> {
    let nodes = schema.values.iter().flatten().copied();
    let texts = list.into_iter().flat_map(|list| &list.texts);
    nodes
        .zip(texts.map(String::as_str))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect()
}

/// Returns the name segments of a value without a name. In a mixed enum, a string of digits is marked as a string.
fn words(repr: &EnumRepr, literal: &Literal) -> Vec<String> {
    let text = literal.text();
    match literal {
        Literal::Text(_) if *repr == EnumRepr::Mixed && is_other(&text) => {
            vec!["text".to_owned(), text.into_owned()]
        }
        Literal::Number(_) => vec![text.replace('.', " point ")],
        _ => vec![text.into_owned()],
    }
}

/// Returns whether a text looks like another kind of value.
fn is_other(text: &str) -> bool {
    text.parse::<f64>().is_ok() || matches!(text, "true" | "false" | "null")
}

/// Returns the values of an enum, with the names and the documentation that the schema gives them.
pub(super) fn values(
    naming: &Naming<'_>,
    schema: &Schema,
    repr: &EnumRepr,
    listed: &[Listed],
) -> Vec<Value> {
    let docs_by_value = DocsByValue::of(schema);
    let value = |(at, literal): &Listed| {
        let said = docs_by_value.of_value(*at, literal);
        let words = match said.name {
            Some(name) => vec![name.to_owned()],
            None => words(repr, literal),
        };
        Value {
            wire: literal.clone(),
            origin: Origin {
                at: *at,
                segments: words,
                roles: Vec::new(),
                name_override: naming.name_override(*at, None),
            },
            docs: Docs {
                text: said.description.map(str::to_owned),
                ..Docs::default()
            },
        }
    };
    listed.iter().map(value).collect()
}
