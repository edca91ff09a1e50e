//! Which values fit which schemas, asked by way of examples.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use openapi_bindgen::internals;

/// What is said about a value as the example of a schema, beside some shared schemas.
fn complaint(schema: &str, value: &str, media_type: &str) -> Option<String> {
    let text = format!(
        r##"
openapi: 3.1.0
info: {{title: Pets, version: "1"}}
paths:
  /pets:
    post:
      requestBody: {{content: {{{media_type}: {{schema: {schema}, example: {value}}}}}}}
      responses: {{default: {{description: Any.}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name, id, secret]
      properties:
        id: {{type: integer, readOnly: true}}
        name: {{type: string}}
        secret: {{type: string, writeOnly: true}}
        mother: {{$ref: "#/components/schemas/Pet"}}
    Tree: {{type: array, items: {{$ref: "#/components/schemas/Tree"}}}}
"##
    );
    let mut read = internals::read(&text, "pets", None, BTreeMap::new());
    assert!(read.resolved.is_some(), "an OpenAPI document");
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    read.lint();
    let messages: Vec<&str> = read
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert!(messages.len() <= 1, "one complaint a value: {messages:?}");
    messages.first().map(|message| {
        message
            .rsplit("schema: ")
            .next()
            .unwrap_or_default()
            .to_owned()
    })
}

#[test]
fn fits() {
    let pet = r##"{$ref: "#/components/schemas/Pet"}"##;
    for (schema, value) in [
        ("{type: string}", "text"),
        ("{type: integer}", "5.0"),
        ("{type: number}", "5"),
        ("{type: [string, 'null']}", "null"),
        ("{}", "[1, a, {}]"),
        ("true", "1"),
        ("{enum: [1, {a: [b]}]}", "{a: [b]}"),
        ("{const: 1}", "1.0"),
        (
            "{type: array, prefixItems: [{type: string}], items: {type: integer}}",
            "[a, 1, 2]",
        ),
        (
            "{type: object, additionalProperties: {type: integer}, properties: {a: {type: string}}}",
            "{a: b, c: 1}",
        ),
        (
            "{type: object, additionalProperties: false, patternProperties: {'^x': {}}}",
            "{xy: 1}",
        ),
        (
            "{oneOf: [{type: integer}, {type: string, format: date}, {type: string}]}",
            "text",
        ),
        ("{anyOf: [{type: integer}, {type: string}]}", "1"),
        (
            "{allOf: [{required: [a]}, {properties: {a: {type: integer}}}]}",
            "{a: 1}",
        ),
        ("{not: {type: string}}", "1"),
        ("{type: string, minLength: 2, maxLength: 2}", "éé"),
        ("{type: integer, minimum: 1, exclusiveMaximum: 2}", "1"),
        // What is read-only isn't sent.
        (pet, "{name: Rex, secret: s}"),
        (
            pet,
            "{name: Rex, secret: s, mother: {name: Lassie, secret: t}}",
        ),
        (
            r##"{$ref: "#/components/schemas/Tree"}"##,
            "[[], [[], [[]]]]",
        ),
    ] {
        assert_eq!(
            complaint(schema, value, "application/json"),
            None,
            "{schema} {value}"
        );
    }
}

#[test]
fn does_not_fit() {
    let pet = r##"{$ref: "#/components/schemas/Pet"}"##;
    for (schema, value, message) in [
        (
            "{type: string}",
            "1",
            "it must be a string, but is a number",
        ),
        (
            "{type: integer}",
            "5.5",
            "it must be an integer, but is a number",
        ),
        (
            "{type: [string, integer]}",
            "null",
            "it must be a string or an integer, but is null",
        ),
        ("false", "1", "it is not allowed"),
        ("{enum: [a, b]}", "c", r#"it must be one of "a", "b""#),
        ("{const: 1}", "2", "it must be one of 1"),
        (
            "{type: array, items: {type: integer}}",
            "[1, a]",
            "an item must be an integer, but is a string",
        ),
        (
            "{additionalProperties: false}",
            "{a: 1}",
            "the schema has no property `a`",
        ),
        (
            "{additionalProperties: {type: integer}}",
            "{a: b}",
            "`a` must be an integer, but is a string",
        ),
        (
            "{oneOf: [{type: integer}, {type: string}]}",
            "[]",
            "it matches none of the 2 alternatives",
        ),
        (
            "{anyOf: [{type: integer}]}",
            "[]",
            "it must be an integer, but is an array",
        ),
        (
            "{allOf: [{type: object}, {required: [a]}]}",
            "{}",
            "`a` is missing",
        ),
        (
            "{not: {type: integer}}",
            "1",
            "it matches the schema of `not`",
        ),
        ("{minLength: 2}", "é", "it must have at least 2 characters"),
        ("{maxItems: 1}", "[1, 2]", "it must have at most 1 items"),
        (
            "{minProperties: 1}",
            "{}",
            "it must have at least 1 members",
        ),
        ("{exclusiveMinimum: 1}", "1", "it must be more than 1"),
        (pet, "{secret: s}", "`name` is missing"),
        (pet, "{name: Rex}", "`secret` is missing"),
        (
            pet,
            "{name: Rex, secret: s, mother: {name: 1, secret: t}}",
            "`name` must be a string, but is a number",
        ),
    ] {
        assert_eq!(
            complaint(schema, value, "application/json").as_deref(),
            Some(message),
            "{schema} {value}"
        );
    }
}

#[test]
fn only_json_is_looked_at() {
    assert!(
        complaint(
            "{type: object}",
            "text",
            "application/problem+json; charset=utf-8"
        )
        .is_some()
    );
    assert!(complaint("{type: object}", "text", "application/xml").is_none());
}
