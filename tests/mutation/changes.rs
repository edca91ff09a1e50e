//! Changes of properties, made by walking the description; with each, what it should do.

use serde_json::{Value, json};

use super::{Change, Effect};

pub const SCHEMAS: &str = "/components/schemas";
pub const OPERATION: &str = "/paths/~1v2~1core~1account_links/post";

/// A change of what stands at a place, and the items that should differ after it.
pub fn change(
    document: &Value,
    place: &str,
    what: &str,
    items: &[&str],
    by: impl FnOnce(&mut Value),
) -> Change {
    let mut changed = document.clone();
    by(changed
        .pointer_mut(place)
        .unwrap_or_else(|| panic!("there is nothing at {place}")));
    assert_ne!(&changed, document, "{what} at {place} changes nothing");
    Change {
        what: format!("{what} at {place}"),
        document: changed,
        expected: Effect::Items(items.iter().map(|item| (*item).to_owned()).collect()),
    }
}

pub fn refused(mut change: Change, kind: &'static str) -> Change {
    change.expected = Effect::Refused(kind);
    change
}

/// A property of a component.
pub struct Property<'d> {
    pub schema: &'d str,
    pub name: &'d str,
    pub value: &'d Value,
    /// Whether it tells the variants of a union apart.
    pub is_tag: bool,
    /// Whether a type of its own is made of it.
    pub is_constant: bool,
}

impl Property<'_> {
    pub fn place(&self) -> String {
        format!("{SCHEMAS}/{}/properties/{}", self.schema, self.name)
    }

    pub fn item(&self) -> String {
        format!("types.rs {}", self.schema)
    }

    fn change(&self, document: &Value, what: &str, by: impl FnOnce(&mut Value)) -> Change {
        change(document, &self.place(), what, &[&self.item()], by)
    }
}

pub fn components(document: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let schemas = document
        .pointer(SCHEMAS)
        .and_then(Value::as_object)
        .expect("there are schemas");
    schemas.iter().map(|(name, schema)| (name.as_str(), schema))
}

pub fn properties(document: &Value) -> Vec<Property<'_>> {
    let all = components(document).flat_map(|(schema, value)| {
        let members = value["properties"].as_object().into_iter().flatten();
        members.map(move |(name, property)| Property {
            schema,
            name,
            value: property,
            is_tag: value["x-bindgen-union"] == name.as_str(),
            is_constant: property.get("const").is_some(),
        })
    });
    all.collect()
}

pub fn required(document: &Value) -> Vec<Change> {
    let flip = |property: &Property<'_>| {
        let place = format!("{SCHEMAS}/{}", property.schema);
        let (item, required) = (property.item(), format!("{}Required", property.item()));
        let mut items = vec![item.as_str()];
        // With two URLs, what is sent names its arguments.
        if property.name == "return_url" && !property.schema.starts_with("AccountLink") {
            items.push(&required);
        }
        let flip = change(
            document,
            &place,
            &format!("flip `{}`", property.name),
            &items,
            |schema| {
                let mut names = schema["required"].as_array().cloned().unwrap_or_default();
                match names.iter().position(|name| name == property.name) {
                    Some(at) => drop(names.remove(at)),
                    None => names.push(json!(property.name)),
                }
                schema["required"] = names.into();
            },
        );
        if property.is_tag {
            refused(flip, "union-tag")
        } else {
            flip
        }
    };
    let parameters = ["StripeAccount", "StripeContext"].map(|name| {
        let items = [
            "client.rs Client",
            "operations.rs Call",
            "operations.rs Client",
            "operations.rs CreateAccountLinkOperation",
        ];
        let place = format!("/components/parameters/{name}/required");
        change(document, &place, "require", &items, |required| {
            *required = json!(true)
        })
    });
    let body = change(
        document,
        &format!("{OPERATION}/requestBody/required"),
        "don't require",
        &[
            "operations.rs Call",
            "operations.rs Client",
            "operations.rs CreateAccountLinkOperation",
        ],
        |required| *required = json!(false),
    );
    properties(document)
        .iter()
        .map(flip)
        .chain(parameters)
        .chain([body])
        .collect()
}

/// Takes null in, or out.
fn flip_null(schema: &mut Value) {
    if let Some(types) = schema["type"].as_array() {
        let first = types[0].clone();
        schema["type"] = first;
    } else if schema.get("oneOf").is_some() {
        let alternatives = schema["oneOf"].take();
        let object = schema.as_object_mut().expect("a schema is an object");
        object.remove("oneOf");
        object.insert("$ref".to_owned(), alternatives[0]["$ref"].clone());
    } else if schema.get("$ref").is_some() {
        let object = schema.as_object_mut().expect("a schema is an object");
        let target = object.remove("$ref");
        object.insert(
            "oneOf".to_owned(),
            json!([{"$ref": target}, {"type": "null"}]),
        );
    } else {
        schema["type"] = json!([schema["type"], "null"]);
    }
}

pub fn nullable(document: &Value) -> Vec<Change> {
    let flip = |property: &Property<'_>| {
        let flip = property.change(document, "flip null", flip_null);
        if property.is_tag {
            refused(flip, "union-tag")
        } else {
            flip
        }
    };
    let lists = properties(document);
    let lists = lists
        .iter()
        .filter(|property| property.value.get("items").is_some());
    let elements = lists.map(|list| {
        list.change(document, "flip null of the items", |list| {
            flip_null(&mut list["items"])
        })
    });
    properties(document)
        .iter()
        .map(flip)
        .chain(elements)
        .collect()
}

pub fn sensitive(document: &Value) -> Vec<Change> {
    let all = properties(document);
    let flip = |property: &Property<'_>| {
        property.change(document, "flip sensitive", |schema| {
            let sensitive = schema["x-bindgen-sensitive"] == true;
            schema["x-bindgen-sensitive"] = json!(!sensitive);
        })
    };
    all.iter()
        .filter(|property| !property.is_tag)
        .map(flip)
        .collect()
}

pub fn formats(document: &Value) -> Vec<Change> {
    let all = properties(document);
    let formats = all
        .iter()
        .filter(|property| property.value.get("format").is_some());
    let without = |property: &Property<'_>| {
        property.change(document, "no format", |schema| {
            schema
                .as_object_mut()
                .expect("a schema is an object")
                .remove("format");
        })
    };
    let typed = all.iter().filter(|property| {
        let plain = property.value["type"].is_string() && property.value.get("items").is_none();
        plain && !property.is_constant && property.value.get("x-bindgen-role").is_none()
    });
    let number = |property: &Property<'_>| {
        property.change(document, "a number", |schema| {
            *schema = json!({"type": "number", "description": schema["description"]})
        })
    };
    formats.map(without).chain(typed.map(number)).collect()
}
