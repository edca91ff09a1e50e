//! Documents that are short and ask for much, or long and ask for little: an output or an error with its place, without
//! running out of stack. What took time or memory that grows with the square of the document would never end here.

use openapi_bindgen::Generated;
use serde_json::{Value, json};

use super::{Case, is_located};

fn document(schemas: impl IntoIterator<Item = (String, Value)>) -> String {
    let schemas: serde_json::Map<String, Value> = schemas.into_iter().collect();
    json!({"openapi": "3.1.0", "info": {"title": "Bounds", "version": "1"}, "paths": {}, "components": {"schemas": schemas}}).to_string()
}

fn reference(name: impl std::fmt::Display) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// Schemas each of which says something of the next.
fn chain(length: usize, link: impl Fn(Value, usize) -> Value) -> String {
    let links = (0..length).map(|at| {
        (
            format!("A{at}"),
            link(reference(format!("A{}", at + 1)), at),
        )
    });
    let end = json!({"type": "object", "properties": {"end": {"type": "string"}}});
    document(links.chain([(format!("A{length}"), end)]))
}

#[track_caller]
fn generate(name: &str, text: &str) -> Result<Generated, String> {
    let [flat, tree] = Case::each(name).map(|case| case.generate(text));
    assert_eq!(flat.is_ok(), tree.is_ok(), "{name} in both layouts");
    tree
}

#[track_caller]
fn passes(name: &str, text: &str) -> Generated {
    generate(name, text).unwrap_or_else(|report| panic!("{name}: {report:.2000}"))
}

#[track_caller]
fn is_refused(name: &str, text: &str, kind: &str) {
    let report = generate(name, text)
        .err()
        .unwrap_or_else(|| panic!("{name} passes"));
    assert!(
        report.contains(&format!("error[{kind}]")) && is_located(&report),
        "{name}: {report:.2000}"
    );
}

/// One step inside the other, each takes some kilobytes of stack in a debug build.
#[test]
fn chains_end_in_an_output_or_an_error() {
    let structs = chain(
        1_500,
        |next, _| json!({"type": "object", "properties": {"next": next}}),
    );
    assert_eq!(passes("structs", &structs).types, 1_501);
    is_refused("references", &chain(20_000, |next, _| next), "too-deep");
    is_refused(
        "unions",
        &chain(
            20_000,
            |next, _| json!({"oneOf": [next, {"type": "integer"}]}),
        ),
        "too-deep",
    );
    is_refused(
        "lists",
        &chain(20_000, |next, _| json!({"type": "array", "items": next})),
        "too-deep",
    );
    is_refused(
        "parts",
        &chain(
            20_000,
            |next, _| json!({"allOf": [next, {"description": "a"}]}),
        ),
        "too-deep",
    );
    let parts = chain(
        3_000,
        |next, at| json!({"allOf": [next, {"properties": {format!("p{at}"): {"type": "string"}}}]}),
    );
    is_refused("members", &parts, "too-large");
}

/// Unions on a circle have the alternatives of all: as many as the square of the circle.
#[test]
fn circles_of_unions_are_bounded() {
    let circle = |length: usize| {
        document((0..length).map(|at| {
            let leaf = json!({"type": "object", "required": [format!("p{at}")], "properties": {format!("p{at}"): {"type": "string"}}});
            let next = reference(format!("A{}", (at + 1) % length));
            (format!("A{at}"), json!({"oneOf": [next, leaf]}))
        }))
    };
    let small = passes("small-circle", &circle(3));
    assert!(
        small.warnings.contains("warning[endless-type]"),
        "{}",
        small.warnings
    );
    is_refused("circle", &circle(2_000), "too-large");
}

/// Each alternative takes in what stands beside it: a long list beside many members would ask for their product.
#[test]
fn members_beside_alternatives_are_bounded() {
    let object = |members: usize, alternatives: usize| {
        let member = |at: usize| (format!("p{at}"), json!({"type": "string"}));
        let mut members: serde_json::Map<String, Value> = (0..members).map(member).collect();
        members.insert("kind".to_owned(), json!({"type": "string"}));
        let alternative = |at: usize| json!({"title": format!("A{at}"), "properties": {"kind": {"const": format!("k{at}")}}});
        let alternatives: Vec<Value> = (0..alternatives).map(alternative).collect();
        json!({"required": ["kind"], "properties": members, "oneOf": alternatives})
    };
    let objects = |count: usize, members: usize, alternatives: usize| {
        let object = |at: usize| (format!("O{at}"), object(members, alternatives));
        document((0..count).map(object))
    };
    let few = passes("few-alternatives", &objects(1, 3, 3));
    assert_eq!((few.types, few.warnings.as_str()), (4, ""));
    let product = passes("product", &objects(1, 300, 400));
    assert_eq!(product.types, 2);
    let said = "these alternatives and the members beside them are too many";
    assert!(product.warnings.contains(said), "{}", product.warnings);
    let all = passes("all-alternatives", &objects(3_400, 1, 3));
    let said = "more than 10000 alternatives stand beside the members of objects";
    assert!(all.warnings.contains(said), "{:.2000}", all.warnings);
}

/// References to inline schemas nest types that no reference of a component would.
#[test]
fn nested_types_are_bounded() {
    let links = (0..300).map(|at| {
        let next = json!({"$ref": format!("#/components/schemas/A{}/properties/p", at + 1)});
        (
            format!("A{at}"),
            json!({"type": "object", "properties": {"p": {"type": "array", "items": next}}}),
        )
    });
    let end = json!({"type": "object", "properties": {"p": {"type": "string"}}});
    let generated = passes("inline", &document(links.chain([("A300".to_owned(), end)])));
    assert!(
        generated.warnings.contains("warning[deep-type]"),
        "{}",
        generated.warnings
    );
    let lists = generated
        .files
        .iter()
        .map(|file| file.text.matches("Vec<").count());
    assert!(lists.sum::<usize>() > 1_000, "the lists are there");
    // So do lists that have names: to the compiler they are one type.
    let named = chain(2_000, |next, _| json!({"type": "array", "items": next}));
    let generated = passes("named", &named);
    let deep = "warning[deep-type]: lists and maps are nested more than 64 deep here";
    let cut = |cuts: u32| {
        generated
            .warnings
            .ends_with(&format!("\n{cuts} warnings\n"))
    };
    assert!(
        generated.warnings.contains(deep) && (cut(30) || cut(31)),
        "{}",
        generated.warnings
    );
    for depth in [40, 115] {
        let nested = (0..depth).fold(
            json!({"type": "string"}),
            |inner, _| json!({"type": "array", "items": inner}),
        );
        passes("nested", &document([("A".to_owned(), nested)]));
    }
    let nested = (0..50).fold(
        json!({"type": "string"}),
        |inner, _| json!({"type": "object", "properties": {"a": inner}}),
    );
    assert_eq!(
        passes("objects", &document([("A".to_owned(), nested)])).types,
        50
    );
    let nested = (0..200).fold(json!({}), |inner, _| json!({"items": inner}));
    is_refused(
        "too-deep",
        &document([("A".to_owned(), nested)]),
        "too-deep",
    );
}

/// What tells equal names apart is not a multiple of them.
#[test]
fn names_are_no_longer_than_what_they_name() {
    let values: Vec<String> = (1..400)
        .map(|signs| format!("a{}", "-".repeat(signs)))
        .collect();
    let text = document([("A".to_owned(), json!({"enum": values}))]);
    let generated = passes("names", &text);
    let longest = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.map(str::len).max().unwrap_or_default()
    };
    let longest = generated.files.iter().map(|file| longest(&file.text)).max();
    assert!(longest.is_some_and(|longest| longest <= 200), "{longest:?}");
}

/// Each step doubles what there is to look at, where it is looked at again and again.
#[test]
fn doubled_ways_are_gone_once() {
    for combination in ["allOf", "anyOf", "oneOf"] {
        let doubled = chain(60, |next, _| json!({combination: [next, next]}));
        passes(combination, &doubled);
        let with_default = chain(
            60,
            |next, _| json!({combination: [next, next], "default": 5}),
        );
        passes(combination, &with_default);
    }
    let members = |at: usize| {
        (0..40).map(move |member| {
            (
                format!("p{member}"),
                reference(format!("B{}", (at * 7 + member) % 40)),
            )
        })
    };
    let schemas = (0..40).map(|at| {
        let properties: serde_json::Map<String, Value> = members(at).collect();
        (
            format!("B{at}"),
            json!({"type": "object", "properties": properties}),
        )
    });
    passes("many-members", &document(schemas));
}

#[test]
fn long_lists_take_no_longer_than_they_are() {
    let values = |count: usize| {
        (0..count)
            .map(|at| json!(format!("value {at}")))
            .collect::<Vec<_>>()
    };
    passes(
        "enum",
        &document([(
            "E".to_owned(),
            json!({"type": "string", "enum": values(8_000)}),
        )]),
    );
    let integers: Vec<usize> = (0..100_000).collect();
    passes(
        "integers",
        &document([("E".to_owned(), json!({"type": "integer", "enum": integers}))]),
    );
    let same: Vec<Value> = (0..1_500)
        .map(|at| json!({"title": "same", "type": "object", "properties": {format!("p{at}"): {}}}))
        .collect();
    passes(
        "titles",
        &document([("U".to_owned(), json!({"oneOf": same}))]),
    );
    let properties: serde_json::Map<String, Value> = (0..3_000)
        .map(|at| (format!("p{at}"), json!({"type": "string"})))
        .collect();
    let required: Vec<String> = properties.keys().cloned().collect();
    passes(
        "properties",
        &document([(
            "S".to_owned(),
            json!({"type": "object", "properties": properties, "required": required}),
        )]),
    );
}

/// Signs without a name leave the same letters, more often than short digests can tell apart.
#[test]
fn names_that_are_all_alike_are_told_apart() {
    let sign = |number: u32| char::from_u32(0x2190 + number % 64).expect("an arrow");
    let values: Vec<String> = (0..4_000)
        .map(|at| format!("a{}{}", sign(at), sign(at / 64)))
        .collect();
    let generated = passes(
        "alike",
        &document([("E".to_owned(), json!({"type": "string", "enum": values}))]),
    );
    let declared = syn::parse_file(
        &generated
            .files
            .iter()
            .find(|file| file.path == "types.rs")
            .expect("types")
            .text,
    );
    let names = declared
        .expect("the output is Rust")
        .items
        .into_iter()
        .find_map(|item| match item {
            syn::Item::Enum(item) => Some(
                item.variants
                    .into_iter()
                    .map(|variant| variant.ident.to_string()),
            ),
            _ => None,
        });
    let names: std::collections::BTreeSet<String> = names.expect("an enum").collect();
    assert_eq!(names.len(), 4_001);
}

#[test]
fn many_faults_are_counted() {
    let report = generate(
        "faults",
        &document((0..3_000).map(|at| (format!("A{at}"), reference(format!("Missing{at}"))))),
    );
    let report = report.expect_err("nothing is there");
    assert!(
        report.contains("3000 errors (the first 100 are shown)") && is_located(&report),
        "{report:.2000}"
    );
}

/// Each alias stands for ten of the one before.
#[test]
fn aliases_cant_multiply() {
    let mut text =
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\nx-0: &a0 {type: string}\n".to_owned();
    for level in 1..10 {
        let ten = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("x-{level}: &a{level} [{ten}]\n"));
    }
    is_refused("laughs", &text, "too-large");
}

#[test]
fn numbers_may_be_huge() {
    let text = document([(
        "N".to_owned(),
        json!({"type": "integer", "minimum": -1e308, "maximum": 1e308, "enum": [u64::MAX, i64::MIN, 1e300], "default": 1e300, "multipleOf": 5e-324}),
    )]);
    passes("numbers", &text);
    is_refused("beyond", &text.replace("5e-324", "1e999"), "syntax");
    let counts = document([(
        "S".to_owned(),
        json!({"type": "string", "minLength": 1e300, "maxLength": -1, "maxItems": 0.5}),
    )]);
    is_refused("counts", &counts, "wrong-type");
}

/// As long as the longest documents that are in use.
#[test]
fn twenty_megabytes_pass() {
    let description = "A description of some length. ".repeat(70);
    let schemas = (0..100).map(|at| {
        let properties: serde_json::Map<String, Value> = (0..100)
            .map(|member| {
                (
                    format!("p{member}"),
                    json!({"type": "string", "x-description": description}),
                )
            })
            .collect();
        (
            format!("S{at}"),
            json!({"type": "object", "properties": properties}),
        )
    });
    let text = document(schemas);
    assert!(text.len() > 20 << 20, "{}", text.len());
    assert_eq!(passes("megabytes", &text).types, 100);
}
