//! What is made and what is judged, without a generated crate.

use std::collections::BTreeSet;

use openapi_bindgen::Builder;
use serde_json::{Value, json};

use super::cases::Plan;
use super::compare::{Compare, Normalisation};
use super::driver::Answer;
use super::judge::judge;
use super::make::Maker;
use super::report::Report;
use super::schema::Schemas;
use super::validity::{Validity, without_bounds};

/// The definitions of a document of these schemas, and where `S` stands.
fn definitions(version: &str, schemas: &Value) -> (Value, String) {
    let document = json!({"openapi": version, "components": {"schemas": schemas}});
    let mut all = Schemas::of(&document);
    let place = all.add("/components/schemas/S").unwrap();
    (all.definitions(), place)
}

/// The values made for `S` that fit it.
fn made(schemas: &Value) -> Vec<Value> {
    let (definitions, place) = definitions("3.1.0", schemas);
    let validity = Validity::of(&definitions).unwrap();
    let values = Maker::of(&definitions).values(&json!({"$ref": place}), 40);
    let fits = |value: &Value| validity.fits(&place, value) == Some(true);
    values.into_iter().filter(fits).collect()
}

fn fits(version: &str, schemas: &Value, value: &Value) -> bool {
    let (definitions, place) = definitions(version, schemas);
    let validity = Validity::of(&definitions).unwrap();
    validity.fits(&place, value).unwrap()
}

#[test]
fn openapi_3_0_has_words_of_its_own() {
    let schemas = json!({"S": {"type": "object", "properties": {
        "a": {"type": "integer", "nullable": true},
        "b": {"type": "number", "minimum": 1, "exclusiveMinimum": true},
        "c": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/C"}]},
        "d": {"type": "integer", "format": "int32"},
        "e": {"nullable": true, "$ref": "#/components/schemas/C"},
    }}, "C": {"type": "string"}});
    let fits = |value: Value| fits("3.0.3", &schemas, &value);
    assert!(fits(json!({"a": null, "b": 1.5, "c": null, "d": 7})));
    assert!(fits(json!({"a": 1, "c": "text"})));
    assert!(!fits(json!({"b": 1})));
    assert!(!fits(json!({"c": 1})));
    assert!(!fits(json!({"e": null})));
    assert!(!fits(json!({"d": 2_147_483_648_u64})));
}

#[test]
fn a_dynamic_reference_is_what_the_outermost_schema_says() {
    let mut schemas = json!({
        "Page": {
            "type": "object", "required": ["items"],
            "properties": {"items": {"type": "array", "items": {"$dynamicRef": "#item"}}},
            "$defs": {"item": {"$dynamicAnchor": "item", "not": {}}},
        },
        "Names": {"$ref": "#/components/schemas/Page", "$defs": {"item": {"$dynamicAnchor": "item", "type": "string"}}},
        "Tree": {
            "$id": "https://example.com/tree", "$dynamicAnchor": "node", "type": "object",
            "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
        },
        "Strict": {"$id": "strict", "$dynamicAnchor": "node", "$ref": "https://example.com/tree", "required": ["label"]},
    });
    let mut fits_as = |name: &str, value: Value| {
        schemas["S"] = json!({"anyOf": [{"$ref": format!("#/components/schemas/{name}")}]});
        fits("3.1.0", &schemas, &value)
    };
    assert!(fits_as("Names", json!({"items": ["a"]})));
    assert!(!fits_as("Names", json!({"items": [1]})));
    assert!(fits_as("Page", json!({"items": []})) && !fits_as("Page", json!({"items": ["a"]})));
    assert!(fits_as("Tree", json!({"children": [{"children": []}]})));
    assert!(!fits_as("Tree", json!({"children": [1]})));
    assert!(fits_as(
        "Strict",
        json!({"label": 1, "children": [{"label": 2}]})
    ));
    assert!(!fits_as("Strict", json!({"label": 1, "children": [{}]})));
}

#[test]
fn references_begin_at_the_schema_that_has_an_id() {
    let schemas = json!({"S": {
        "$id": "https://example.com/a/folder", "type": "object",
        "properties": {
            "leaf": {"$ref": "#/$defs/Leaf"}, "inner": {"$ref": "#"}, "file": {"$ref": "../b/file#name"},
            "component": {"$ref": "#/components/schemas/Text"}, "tag": {"oneOf": [{"$ref": "#leaf"}]},
        },
        "$defs": {"Leaf": {"$anchor": "leaf", "type": "boolean"}},
    }, "File": {
        "$id": "https://example.com/b/file", "$defs": {"name": {"$anchor": "name", "type": "integer"}},
    }, "Text": {"type": "string"}});
    let fits = |value: Value| fits("3.1.0", &schemas, &value);
    assert!(fits(
        json!({"leaf": true, "inner": {"leaf": false}, "file": 1, "component": "a", "tag": true})
    ));
    for wrong in [
        json!({"leaf": 1}),
        json!({"inner": {"leaf": 1}}),
        json!({"file": "a"}),
        json!({"component": 1}),
        json!({"tag": 1}),
    ] {
        assert!(!fits(wrong.clone()), "{wrong}");
    }
}

#[test]
fn a_discriminator_decides() {
    let schemas = json!({
        "S": {
            "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
            "discriminator": {"propertyName": "t", "mapping": {"1": "#/components/schemas/A"}},
        },
        "A": {"type": "object"},
        "B": {"type": "object"},
    });
    let fits = |value: Value| fits("3.0.3", &schemas, &value);
    assert!(fits(json!({"t": 1})) && fits(json!({"t": "1"})) && fits(json!({"t": "B"})));
    assert!(!fits(json!({"t": "A"})) && !fits(json!({})));
}

#[test]
fn a_parent_with_a_discriminator_is_its_children() {
    let schemas = json!({
        "S": {"type": "object", "properties": {"t": {"type": "string"}}, "discriminator": {"propertyName": "t"}},
        "Child": {"allOf": [{"$ref": "#/components/schemas/S"}, {"type": "object", "required": ["c"]}]},
    });
    let fits = |value: Value| fits("3.0.3", &schemas, &value);
    assert!(fits(json!({"t": "Child", "c": 1})) && fits(json!({"t": "S"})));
    assert!(!fits(json!({"t": "Child"})) && !fits(json!({"t": "other"})));
}

#[test]
fn each_alternative_and_each_value_is_made() {
    let values = made(&json!({"S": {"oneOf": [
        {"type": "integer", "minimum": 3, "maximum": 9},
        {"type": "array", "minItems": 2, "items": {"enum": ["a", "b"]}},
        {"type": "object", "required": ["x"], "properties": {
            "x": {"type": ["string", "null"], "pattern": r"^v\d+$"},
            "y": {"anyOf": [{"type": "boolean"}, {"type": "object"}]},
        }},
    ]}}));
    let has = |value: Value| assert!(values.contains(&value), "{value} in {values:?}");
    has(json!(3));
    has(json!(9));
    has(json!(["a", "b"]));
    assert!(
        values
            .iter()
            .any(|value| value.get("x") == Some(&Value::Null))
    );
    let kinds: BTreeSet<String> = values
        .iter()
        .filter_map(|value| value.get("y"))
        .map(|y| y.to_string().chars().take(1).collect())
        .collect();
    assert_eq!(kinds.into_iter().collect::<String>(), "ft{");
}

#[test]
fn values_are_the_same_on_every_run() {
    let schemas = json!({"S": {"type": "object", "properties": {
        "a": {"$ref": "#/components/schemas/S"}, "b": {"type": "array", "items": {"type": "number"}},
    }}});
    assert_eq!(made(&schemas), made(&schemas));
}

/// What changed between two values of `S`.
fn compared(schemas: &Value, is_valid: bool, before: Value, after: Value) -> Vec<String> {
    let (definitions, place) = definitions("3.1.0", schemas);
    let validity = Validity::of(&definitions).unwrap();
    let without_bounds = Validity::of(&without_bounds(&definitions)).unwrap();
    let compare = Compare {
        definitions: &definitions,
        validity: &validity,
        without_bounds: &without_bounds,
        is_valid,
    };
    let found = compare.run(&place, &before, &after);
    let differences = found
        .differences
        .iter()
        .map(|(what, at)| format!("{what} {at}"));
    let normalised = found.normalisations.iter().map(|one| format!("{one:?}"));
    differences.chain(normalised).collect()
}

#[test]
fn a_lost_member_is_a_difference_where_a_schema_in_force_speaks_of_it() {
    let schemas = json!({"S": {"oneOf": [
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
        {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}, "additionalProperties": false},
    ]}});
    let lost = |before, after| compared(&schemas, true, before, after);
    assert_eq!(
        lost(json!({"a": 1, "c": 2}), json!({"a": 1})),
        ["UnknownMember"]
    );
    assert_eq!(lost(json!({"b": 1}), json!({})), ["a member lost /b"]);
    assert_eq!(
        lost(json!({"a": 1}), json!({"a": 1, "d": 1})),
        ["a member added /d"]
    );
    assert_eq!(lost(json!({"a": 1.0}), json!({"a": 1})), ["NumberSpelling"]);
    assert_eq!(
        lost(json!({"a": 1}), json!({"a": 2})),
        ["a number changed /a"]
    );
}

#[test]
fn an_object_of_anything_keeps_all_its_members() {
    let lost = |schemas: Value| compared(&schemas, true, json!({"c": 1}), json!({}));
    let object = json!({"type": "object"});
    assert_eq!(lost(json!({"S": object})), ["a member lost /c"]);
    let parts = json!([{"type": "object", "properties": {"a": {}}}, object]);
    assert_eq!(lost(json!({"S": {"allOf": parts}})), ["UnknownMember"]);
}

#[test]
fn a_null_is_absent_only_where_the_schema_has_none() {
    let schemas =
        json!({"S": {"type": "object", "properties": {"a": {"type": "integer"}, "b": {}}}});
    let lost = |is_valid, before| compared(&schemas, is_valid, before, json!({}));
    assert_eq!(lost(false, json!({"a": null})), ["NullAsAbsent"]);
    assert_eq!(lost(true, json!({"b": null})), ["a null lost /b"]);
}

#[test]
fn forms_of_one_thing_are_read_as_one_of_them() {
    let of = |constant: &str| {
        json!({"S": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]},
        "A": {"type": "object", "properties": {"is": {"const": "a"}, "a": {"type": "integer"}}},
        "B": {"type": "object", "properties": {"is": {"enum": [constant]}, "b": {"type": "integer"}, "c": {}}}})
    };
    let lost = |schemas: &Value, after| {
        let before = json!({"is": "a", "a": 1, "b": 2, "c": 3});
        compared(schemas, true, before, after)
    };
    let forms = of("a");
    assert_eq!(
        lost(&forms, json!({"is": "a", "a": 1})),
        ["UnknownMember", "OtherForm"]
    );
    assert_eq!(
        lost(&forms, json!({"is": "a", "b": 2})),
        ["a member lost /a", "a member lost /c"]
    );
    // And where the forms are alternatives of unions.
    let mut nested = forms.clone();
    nested["S"] = json!({"anyOf": [
        {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "string"}]},
        {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/B"}]},
    ]});
    assert_eq!(
        lost(&nested, json!({"is": "a", "a": 1})),
        ["UnknownMember", "OtherForm"]
    );
    let others = of("z");
    let before = json!({"a": 1, "b": 2});
    assert_eq!(
        compared(&others, true, before, json!({"a": 1})),
        ["a member lost /b"]
    );
}

#[test]
fn what_only_a_bound_excludes_is_in_force() {
    let schemas = json!({"S": {"oneOf": [
        {"type": "object", "properties": {"a": {"minimum": 1, "type": "integer"}}},
        {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}},
    ]}});
    let lost = |before| compared(&schemas, false, before, json!({"a": 0}));
    assert_eq!(lost(json!({"a": 0, "b": 1})), ["UnknownMember"]);
}

#[test]
fn a_constant_says_which_alternative_was_meant() {
    let schemas = json!({"S": {"oneOf": [
        {"type": "object", "properties": {"is": {"const": 1}, "a": {"type": "integer"}}},
        {"type": "object", "properties": {"is": {"const": 2}, "a": {"type": "integer"}, "b": {"type": "string"}}},
    ]}});
    let lost = |is| {
        let (before, after) = (
            json!({"is": is, "a": "x", "b": "y"}),
            json!({"is": is, "a": "x"}),
        );
        compared(&schemas, false, before, after)
    };
    assert_eq!(lost(1), ["UnknownMember"]);
    assert_eq!(lost(2), ["a member lost /b"]);
}

#[test]
fn what_only_a_null_excludes_is_in_force() {
    let schemas = json!({"S": {"anyOf": [
        {"type": "object", "properties": {"a": {"type": "string"}}},
        {"type": "object", "properties": {"a": {"type": ["string", "null"]}, "b": {"type": "string"}}},
    ]}});
    let before = json!({"a": null, "b": 1});
    let lost = compared(&schemas, false, before, json!({}));
    assert_eq!(lost, ["UnknownMember", "NullAsAbsent"]);
}

#[test]
fn a_number_may_be_read_as_a_decimal() {
    let schemas = json!({"S": {"type": "object", "properties": {
        "a": {"type": "string", "format": "decimal"}, "b": {"type": "string"},
    }}});
    let read = |before, after| compared(&schemas, false, before, after);
    assert_eq!(
        read(json!({"a": 7}), json!({"a": "7"})),
        ["NumberAsDecimal"]
    );
    assert_eq!(
        read(json!({"b": 7}), json!({"b": "7"})),
        ["a value of another kind /b"]
    );
}

/// Judges a union of `{kind: a}` and `{kind: b}` whose type answers all values in one way.
fn judged(answer: impl Fn(&Value) -> Answer) -> Report {
    let document = "{openapi: 3.1.0, info: {title: T, version: '1'}, paths: {}, components: {schemas: {U: {oneOf: [\
        {type: object, required: [kind], properties: {kind: {const: a}}},\
        {type: object, required: [kind], properties: {kind: {const: b}}}]}}}}";
    let path = std::env::temp_dir().join(format!(
        "openapi-bindgen-judged-{}.yaml",
        std::process::id()
    ));
    std::fs::write(&path, document).unwrap();
    let types = Builder::new(&path).schema_types().unwrap();
    let types: Vec<_> = types.into_iter().filter(|ty| ty.named).collect();
    let document = super::read(&path).unwrap();
    let plan = Plan::of(&document, &types).unwrap();
    let answers: Vec<Answer> = plan
        .questions()
        .iter()
        .map(|(_, value)| answer(value))
        .collect();
    let mut report = Report::default();
    judge(&plan, &answers, &mut report);
    report
}

fn read_as(variant: &str, written: &Value) -> Answer {
    Answer::Read {
        variant: variant.to_owned(),
        has_unknown: false,
        written: written.clone(),
    }
}

fn causes(report: &Report) -> Vec<&str> {
    report.differences.keys().map(String::as_str).collect()
}

#[test]
fn a_union_has_to_pick_the_variant_that_a_value_fits() {
    let fine = judged(|value| match value.get("kind").and_then(Value::as_str) {
        Some("a") => read_as("A", value),
        Some("b") => read_as("B", value),
        _ => Answer::Refused("no".to_owned()),
    });
    assert!(
        fine.is_fine() && fine.variants > 0 && fine.refused > 0,
        "{fine:?}"
    );
    let first = judged(|value| read_as("A", value));
    assert_eq!(causes(&first), ["another variant of a union"]);
    let nothing = judged(|_| read_as("A", &json!({"kind": "a"})));
    assert!(causes(&nothing).contains(&"what doesn't fit is read: a text changed"));
    let refused = judged(|_| Answer::Refused("at `kind`: no".to_owned()));
    assert_eq!(causes(&refused), ["refused: no"]);
}

#[test]
fn bounds_are_what_types_dont_check() {
    let schemas = json!({"S": {"oneOf": [
        {"type": "integer", "maximum": 3},
        {"type": "array", "maxItems": 1, "items": {"type": "string", "pattern": "^a$"}},
        {"type": "object", "properties": {"maximum": {"const": 1}}},
    ]}});
    let (definitions, place) = definitions("3.1.0", &schemas);
    let validity = Validity::of(&without_bounds(&definitions)).unwrap();
    let fits = |value: Value| validity.fits(&place, &value) == Some(true);
    assert!(fits(json!(9)) && fits(json!(["b", "c"])) && fits(json!({"maximum": 1})));
    assert!(!fits(json!({"maximum": 2})) && !fits(json!([1])));
}

#[test]
fn a_document_that_was_not_tried_is_not_fine() {
    assert!(Report::default().is_fine());
    let skipped = Report {
        skipped: Some("it doesn't compile".to_owned()),
        ..Report::default()
    };
    assert!(!skipped.is_fine());
}

#[test]
fn each_normalisation_is_documented_once() {
    let documented: BTreeSet<Normalisation> =
        Normalisation::ALL.iter().map(|(one, _)| *one).collect();
    assert_eq!(documented.len(), Normalisation::ALL.len());
    assert!(documented.contains(&Normalisation::NullAsAbsent));
}
