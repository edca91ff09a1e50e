//! Changes of enums, error codes, unions and constants.

use serde_json::{Value, json};

use super::Change;
use super::changes::{OPERATION, SCHEMAS, change, components, refused};

/// The items that are made of an enum: its own, and the unions that it tells apart.
fn items_of(name: &str) -> Vec<&str> {
    match name {
        "UseCaseType" => vec![
            "types.rs UseCaseType",
            "types.rs UseCase",
            "types.rs AccountLinkUseCase",
        ],
        "OnboardingConfiguration" => vec!["types.rs OnboardingConfiguration"],
        "UpdateConfiguration" => vec!["types.rs UpdateConfiguration"],
        other => panic!("an enum that this test doesn't know: {other}"),
    }
}

fn enums(document: &Value) -> Vec<(&str, &Value)> {
    components(document)
        .filter(|(_, schema)| schema.get("enum").is_some())
        .collect()
}

pub fn open(document: &Value) -> Vec<Change> {
    let flip = |(name, schema): (&str, &Value)| {
        let place = format!("{SCHEMAS}/{name}/x-stripeEnum/kind");
        let other = if schema["x-stripeEnum"]["kind"] == "open" {
            "closed"
        } else {
            "open"
        };
        let mut items = items_of(name);
        // A text converts into an open enum alone, and so does a list of texts: the constructor takes another list.
        match name {
            "OnboardingConfiguration" => items.push("types.rs AccountOnboarding"),
            "UpdateConfiguration" => items.push("types.rs AccountUpdate"),
            _ => {}
        }
        let flip = change(document, &place, other, &items, |kind| *kind = json!(other));
        if name == "UseCaseType" {
            refused(flip, "open-union")
        } else {
            flip
        }
    };
    let constant = change(
        document,
        &format!("{SCHEMAS}/AccountLink/properties/object"),
        "open",
        // The struct is only received: no constructor names the constant.
        &["types.rs AccountLinkObject"],
        |object| object["x-stripeEnum"] = json!({"kind": "open"}),
    );
    enums(document)
        .into_iter()
        .map(flip)
        .chain([constant])
        .collect()
}

pub fn values(document: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    for (name, schema) in enums(document) {
        let place = format!("{SCHEMAS}/{name}");
        let items = items_of(name);
        let is_tag = name == "UseCaseType";
        changes.push(change(document, &place, "add a value", &items, |schema| {
            schema["enum"]
                .as_array_mut()
                .expect("a list")
                .push(json!("added"));
            schema["x-stripeEnum"]["values"]
                .as_array_mut()
                .expect("a list")
                .push(json!({"value": "added"}));
        }));
        for at in 0..schema["enum"].as_array().map_or(0, Vec::len) {
            let rename = change(
                document,
                &place,
                &format!("rename value {at}"),
                &items,
                |schema| {
                    schema["enum"][at] = json!("renamed");
                    schema["x-stripeEnum"]["values"][at]["value"] = json!("renamed");
                },
            );
            let remove = change(
                document,
                &place,
                &format!("remove value {at}"),
                &items,
                |schema| {
                    schema["enum"].as_array_mut().expect("a list").remove(at);
                    // An enum of nothing is no enum.
                    schema["enum"]
                        .as_array_mut()
                        .expect("a list")
                        .push(json!("other_than_before"));
                    schema["x-stripeEnum"]["values"][at]["value"] = json!("other_than_before");
                },
            );
            changes.push(if is_tag {
                refused(rename, "union-member")
            } else {
                rename
            });
            changes.push(if is_tag {
                refused(remove, "union-member")
            } else {
                remove
            });
            changes.push(change(
                document,
                &place,
                &format!("describe value {at}"),
                &items,
                |schema| {
                    schema["x-stripeEnum"]["values"][at]["description"] = json!("Something else.");
                },
            ));
        }
    }
    changes
}

pub fn error_codes(document: &Value) -> Vec<Change> {
    let place = format!("{OPERATION}/x-stripeErrors");
    let codes = ["operations.rs CreateAccountLinkErrorCode"];
    let none = [
        codes[0],
        "operations.rs CreateAccountLinkError",
        "operations.rs CreateAccountLinkOperation",
    ];
    vec![
        change(document, &place, "rename", &codes, |errors| {
            errors[0]["code"] = json!("gone")
        }),
        change(document, &place, "describe", &codes, |errors| {
            errors[0]["description"] = json!("It is gone.")
        }),
        change(document, &place, "another status", &codes, |errors| {
            errors[0]["httpStatusCode"] = json!(410)
        }),
        change(document, &place, "add", &codes, |errors| {
            errors
                .as_array_mut()
                .expect("a list")
                .push(json!({"code": "added"}));
        }),
        change(document, &place, "remove", &none, |errors| {
            *errors = json!([])
        }),
    ]
}

pub fn unions(document: &Value) -> Vec<Change> {
    let plain = |name: &str| {
        change(
            document,
            &format!("{SCHEMAS}/{name}"),
            "no union",
            &[&format!("types.rs {name}")],
            |schema| {
                schema
                    .as_object_mut()
                    .expect("a schema is an object")
                    .remove("x-bindgen-union");
            },
        )
    };
    let object = format!("{SCHEMAS}/AccountLink/properties/object/const");
    let constant = ["types.rs AccountLinkObject"];
    let another = |name: &str| {
        let change = change(
            document,
            &format!("{SCHEMAS}/{name}/x-bindgen-union"),
            "another tag",
            &[],
            |tag| {
                *tag = json!("account_update");
            },
        );
        refused(change, "union-tag")
    };
    vec![
        plain("UseCase"),
        plain("AccountLinkUseCase"),
        another("UseCase"),
        another("AccountLinkUseCase"),
        change(document, &object, "another value", &constant, |value| {
            *value = json!("v3.core.account_link")
        }),
    ]
}
