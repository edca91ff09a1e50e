//! Small documents of every kind, made at random.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::node::{Node, member, object};

/// Names that are spelled alike, that Rust keeps for itself, and that are none.
const NAMES: [&str; 39] = [
    "a",
    "A",
    "a_b",
    "aB",
    "a-b",
    "a b",
    "a.b",
    "AB",
    "type",
    "self",
    "Self",
    "self_",
    "crate",
    "1",
    "+1",
    "-1",
    "",
    "_",
    "日本",
    "é",
    "e\u{301}",
    "\u{212b}",
    "Option",
    "String",
    "Client",
    "Error",
    "new",
    "Unknown",
    "Other",
    "body",
    "request",
    "json",
    "fields",
    "value",
    "Default",
    "additional_properties",
    "aux",
    "ab_list",
    "accounts",
];

fn name() -> impl Strategy<Value = String> {
    select(&NAMES[..]).prop_map(str::to_owned)
}

/// Each name once, since objects have their members once.
fn members(
    value: impl Strategy<Value = Node>,
    most: usize,
) -> impl Strategy<Value = Vec<(String, Node)>> {
    vec((name(), value), 0..=most).prop_map(|mut members| {
        let mut seen = BTreeSet::new();
        members.retain(|(name, _)| seen.insert(name.clone()));
        members
    })
}

fn reference() -> impl Strategy<Value = Node> {
    let target = (
        select(&NAMES[..]),
        prop::option::weighted(0.15, select(&NAMES[..])),
    );
    target.prop_map(|(schema, property)| {
        let property =
            property.map_or_else(String::new, |property| format!("/properties/{property}"));
        object([(
            "$ref",
            Node::text(&format!("#/components/schemas/{schema}{property}")),
        )])
    })
}

fn scalar_schema() -> impl Strategy<Value = Node> {
    let kinds = [
        r#"{"type": "string"}"#,
        r#"{"type": "integer", "format": "int32", "maximum": 5}"#,
        r#"{"type": "number", "default": 1.5}"#,
        r#"{"type": "boolean", "description": "Is it?"}"#,
        r#"{"type": "string", "format": "date-time"}"#,
        r#"{"type": ["string", "null"]}"#,
        r#"{"type": ["string", "integer"]}"#,
        r#"{"enum": [1, 2, null]}"#,
        "{}",
        "true",
        "false",
        r#"{"const": "only"}"#,
        r#"{"type": "array"}"#,
        r#"{"type": "object", "additionalProperties": false}"#,
    ];
    select(kinds.to_vec()).prop_map(|json| Node::Scalar(json.to_owned()))
}

fn texts(texts: &[String]) -> Node {
    Node::Array(texts.iter().map(|text| Node::text(text)).collect())
}

fn string_enum() -> impl Strategy<Value = Node> {
    vec(name(), 1..5)
        .prop_map(|values| object([("type", Node::text("string")), ("enum", texts(&values))]))
}

/// A schema with others in it.
fn schema() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![3 => scalar_schema(), 2 => reference(), 1 => string_enum()];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let several = vec(inner.clone(), 1..4);
        let properties = (members(inner.clone(), 4), vec(name(), 0..3));
        prop_oneof![
            4 => properties.prop_map(|(properties, required)| structure(properties, &required)),
            1 => inner.clone().prop_map(|items| object([("type", Node::text("array")), ("items", items)])),
            1 => inner.clone().prop_map(|value| object([("type", Node::text("object")), ("additionalProperties", value)])),
            1 => several.clone().prop_map(|parts| object([("allOf", Node::Array(parts))])),
            1 => several.clone().prop_map(|parts| object([("anyOf", Node::Array(parts))])),
            1 => (several, name()).prop_map(|(parts, tag)| {
                object([("oneOf", Node::Array(parts)), ("discriminator", object([("propertyName", Node::text(&tag))]))])
            }),
            1 => (inner, name()).prop_map(|(part, title)| {
                object([("allOf", Node::Array(vec![part])), ("title", Node::text(&title))])
            }),
        ]
    })
}

fn structure(properties: Vec<(String, Node)>, required: &[String]) -> Node {
    object([
        ("type", Node::text("object")),
        ("properties", Node::Object(properties)),
        ("required", texts(required)),
    ])
}

fn parameter() -> impl Strategy<Value = Node> {
    let place = select(vec![
        ("query", "form"),
        ("query", "deepObject"),
        ("query", "pipeDelimited"),
        ("header", "simple"),
        ("cookie", "form"),
    ]);
    (name(), place, any::<bool>(), schema()).prop_map(|(name, (place, style), required, schema)| {
        object([
            ("name", Node::text(&name)),
            ("in", Node::text(place)),
            ("style", Node::text(style)),
            ("required", Node::Scalar(required.to_string())),
            ("schema", schema),
        ])
    })
}

fn content() -> impl Strategy<Value = Node> {
    let media = select(vec![
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
        "a/b",
    ]);
    vec((media, schema()), 1..3).prop_map(|mut media| {
        media.dedup_by_key(|(name, _)| *name);
        let entry = |(name, schema): (&str, Node)| (name.to_owned(), object([("schema", schema)]));
        Node::Object(media.into_iter().map(entry).collect())
    })
}

fn responses() -> impl Strategy<Value = Node> {
    let status = select(vec!["200", "201", "4XX", "404", "default", "2XX"]);
    vec((status, prop::option::of(content())), 1..4).prop_map(|responses| {
        let mut seen = BTreeSet::new();
        let responses = responses
            .into_iter()
            .filter(|(status, _)| seen.insert(*status));
        let response = |(status, content): (&str, Option<Node>)| {
            let description = ("description".to_owned(), Node::text("d"));
            let content = content.map(|content| ("content".to_owned(), content));
            (
                status.to_owned(),
                Node::Object(std::iter::once(description).chain(content).collect()),
            )
        };
        Node::Object(responses.map(response).collect())
    })
}

fn operation() -> impl Strategy<Value = Node> {
    let parts = (
        prop::option::of(name()),
        vec(parameter(), 0..4),
        prop::option::of(content()),
        responses(),
        prop::option::of(name()),
    );
    parts.prop_map(|(id, parameters, body, responses, tag)| {
        let members = [
            ("operationId", id.map(|id| Node::text(&id))),
            ("parameters", Some(Node::Array(parameters))),
            (
                "requestBody",
                body.map(|content| object([("content", content)])),
            ),
            ("tags", tag.map(|tag| texts(&[tag]))),
            ("responses", Some(responses)),
        ];
        let members = members
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Node::Object(members.collect())
    })
}

/// A document: most of them have a fault somewhere, a reference that leads nowhere to begin with.
pub fn document() -> impl Strategy<Value = Node> {
    let method = select(vec!["get", "put", "post", "delete"]);
    let paths = vec((name(), method, operation()), 0..4);
    (members(schema(), 8), paths).prop_map(|(schemas, paths)| {
        let mut items: Vec<(String, Vec<(String, Node)>)> = Vec::new();
        for (name, method, operation) in paths {
            let path = format!("/{name}");
            let entry = (method.to_owned(), operation);
            match items.iter_mut().find(|(known, _)| *known == path) {
                Some((_, methods)) if methods.iter().any(|(known, _)| *known == method) => {}
                Some((_, methods)) => methods.push(entry),
                None => items.push((path, vec![entry])),
            }
        }
        let items = items
            .into_iter()
            .map(|(path, methods)| (path, Node::Object(methods)));
        whole(Node::Object(items.collect()), Node::Object(schemas))
    })
}

pub fn whole(paths: Node, schemas: Node) -> Node {
    object([
        ("openapi", Node::text("3.1.0")),
        (
            "info",
            object([("title", Node::text("T")), ("version", Node::text("1"))]),
        ),
        ("paths", paths),
        ("components", object([("schemas", schemas)])),
    ])
}

/// A document in which every reference leads to a schema, and every operation and parameter is there once.
pub fn sound_document() -> impl Strategy<Value = Node> {
    document().prop_map(|mut document| {
        let schemas =
            member(&document, "components").and_then(|components| member(components, "schemas"));
        let known: Vec<String> = schemas.map(Node::names).unwrap_or_default();
        mend(&mut document, &known, &mut BTreeSet::new());
        document
    })
}

fn mend(node: &mut Node, known: &[String], ids: &mut BTreeSet<String>) {
    match node {
        Node::Scalar(_) => {}
        Node::Array(items) => {
            let mut seen = BTreeSet::new();
            items.retain(|item| match (member(item, "name"), member(item, "in")) {
                (Some(name), Some(place)) => {
                    seen.insert((name.to_json().to_lowercase(), place.to_json()))
                }
                _ => true,
            });
            items.iter_mut().for_each(|item| mend(item, known, ids));
        }
        Node::Object(members) => {
            if let [(key, Node::Scalar(target))] = members.as_slice()
                && key == "$ref"
            {
                let target: String = serde_json::from_str(target).expect("a reference is a string");
                if !known
                    .iter()
                    .any(|name| target == format!("#/components/schemas/{name}"))
                {
                    *node = Node::Scalar("{}".to_owned());
                }
                return;
            }
            members.retain(|(name, value)| match value {
                Node::Scalar(id) if name == "operationId" => ids.insert(id.clone()),
                _ => true,
            });
            members
                .iter_mut()
                .for_each(|(_, value)| mend(value, known, ids));
        }
    }
}

/// How many operations a document has.
pub fn operations(document: &Node) -> usize {
    match member(document, "paths") {
        Some(Node::Object(paths)) => paths.iter().map(|(_, item)| item.names().len()).sum(),
        _ => 0,
    }
}

/// The document without one of its operations, or without one of the properties of its components.
pub fn without_one(document: &Node, index: Index) -> Option<Node> {
    let places = places(document);
    let place = places.get(index.index(places.len().max(1)))?;
    Some(without_place(document, place))
}

/// Documents without one each, from all over the document, with what is missing.
pub fn without_some(document: &Node, count: usize) -> Vec<(Node, String)> {
    let places = places(document);
    let step = (places.len() / count).max(1);
    let some = places.iter().skip(step / 2).step_by(step);
    some.map(|place| (without_place(document, place), place.join(" ")))
        .collect()
}

/// The paths to operations, and to properties of components.
fn places(document: &Node) -> Vec<Vec<&str>> {
    let mut places = Vec::new();
    let paths = member(document, "paths").map(Node::members);
    for (path, item) in paths.unwrap_or_default() {
        let is_method = |name: &str| ["get", "put", "post", "delete", "patch"].contains(&name);
        let methods = item.members().iter().filter(|(name, _)| is_method(name));
        places.extend(methods.map(|(method, _)| vec!["paths", path, method]));
    }
    let schemas =
        member(document, "components").and_then(|components| member(components, "schemas"));
    for (name, schema) in schemas.map(Node::members).unwrap_or_default() {
        let properties = member(schema, "properties").map(Node::members);
        // An object without any properties is another kind of type: a map.
        let properties = properties.filter(|properties| properties.len() > 1);
        let properties = properties.unwrap_or_default().iter();
        places.extend(
            properties
                .map(|(property, _)| vec!["components", "schemas", name, "properties", property]),
        );
    }
    places
}

fn without_place(document: &Node, place: &[&str]) -> Node {
    let mut less = document.clone();
    less.remove(place);
    if let ["components", "schemas", name, "properties", property] = *place {
        less.change(&["components", "schemas", name, "required"], |required| {
            *required = without(required, property);
        });
    }
    less
}

fn without(texts: &Node, text: &str) -> Node {
    let text = Node::text(text);
    match texts {
        Node::Array(items) => {
            Node::Array(items.iter().filter(|it| **it != text).cloned().collect())
        }
        other => other.clone(),
    }
}

/// What may stand in the place of anything.
pub fn junk() -> impl Strategy<Value = Node> {
    let written = [
        "null",
        "true",
        "0",
        "-1",
        "1e300",
        "18446744073709551616",
        r#""""#,
        r##""#""##,
        r##""#/""##,
        "[]",
        "{}",
        "[[]]",
        "[null]",
        r##"{"$ref": "#"}"##,
        r#"{"$ref": 1}"#,
        r##"{"$ref": "#/paths"}"##,
        r#"{"$ref": "other.yaml#/a"}"#,
        r##"[{"$ref": "#/components/schemas/a"}]"##,
        r#"{"allOf": []}"#,
        r#"{"oneOf": []}"#,
        r#"{"enum": []}"#,
        r#"{"type": []}"#,
        r#"{"properties": []}"#,
        r#"{"items": 1}"#,
        r#""\u0000""#,
    ];
    select(written.to_vec()).prop_map(|json| Node::Scalar(json.to_owned()))
}
