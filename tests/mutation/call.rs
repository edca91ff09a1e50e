//! Changes of what is said, and of how the operation is called.

use serde_json::{Value, json};

use super::Change;
use super::changes::{OPERATION, SCHEMAS, change, components, properties};

/// Each thing said is said in the code.
pub fn descriptions(document: &Value) -> Vec<Change> {
    let say = |text: &mut Value| *text = json!("Something else.");
    let mut changes = Vec::new();
    for property in properties(document) {
        let place = format!("{}/description", property.place());
        let own = format!("types.rs {}Object", property.schema);
        let items = [property.item(), own];
        let count = if property.is_constant { 2 } else { 1 };
        let items: Vec<&str> = items.iter().take(count).map(String::as_str).collect();
        changes.push(change(document, &place, "describe", &items, say));
    }
    for (name, _) in components(document) {
        let place = format!("{SCHEMAS}/{name}/description");
        changes.push(change(
            document,
            &place,
            "describe",
            &[&format!("types.rs {name}")],
            say,
        ));
    }
    for name in ["StripeVersion", "StripeAccount", "StripeContext"] {
        let place = format!("/components/parameters/{name}/description");
        changes.push(change(
            document,
            &place,
            "describe",
            &["client.rs Client", "operations.rs Call"],
            say,
        ));
    }
    for name in ["summary", "description"] {
        changes.push(change(
            document,
            &format!("{OPERATION}/{name}"),
            "describe",
            &["operations.rs Client"],
            say,
        ));
    }
    let scheme = "/components/securitySchemes/bearerAuth/description";
    changes.push(change(
        document,
        scheme,
        "describe",
        &["client.rs Client"],
        say,
    ));
    changes
}

/// How the request is sent, and which part of an answer means what.
pub fn call(document: &Value) -> Vec<Change> {
    let api = ["client.rs API"];
    let operation = ["operations.rs CreateAccountLinkOperation"];
    let route = ["operations.rs Client", operation[0]];
    // A header without a role is a field.
    let headers = [
        api[0],
        "operations.rs Client",
        "types.rs CreateAccountLinkHeaders",
        "types.rs CreateAccountLinkErrorHeaders",
    ];
    let set = |place: &str, what: &str, items: &[&str], to: Value| {
        change(document, place, what, items, |value| *value = to)
    };
    let without = |place: &str, name: &str, items: &[&str]| {
        change(document, place, &format!("no {name}"), items, |value| {
            value.as_object_mut().expect("an object").remove(name);
        })
    };
    let spoken = [
        "client.rs Client",
        "operations.rs Call",
        "operations.rs Client",
        operation[0],
    ];
    let moved = |from: &'static str, to: &'static str, place: &'static str| {
        change(
            document,
            place,
            &format!("{to} for {from}"),
            &route,
            |parent| {
                let members = parent.as_object_mut().expect("an object");
                let value = members.remove(from).expect("it is there");
                members.insert(to.to_owned(), value);
            },
        )
    };
    vec![
        set(
            "/components/parameters/StripeVersion/schema/const",
            "another version",
            &api,
            json!("2026-01-01"),
        ),
        set(
            "/info/version",
            "another version",
            &api,
            json!("2026-01-01"),
        ),
        set(
            "/servers/0/url",
            "another server",
            &api,
            json!("https://example.com"),
        ),
        set("/security", "no security", &operation, json!([])),
        set(
            "/components/securitySchemes/bearerAuth/scheme",
            "basic",
            &["client.rs API", "client.rs Client"],
            json!("basic"),
        ),
        moved("/v2/core/account_links", "/v2/core/links", "/paths"),
        moved("post", "put", "/paths/~1v2~1core~1account_links"),
        without(
            "/components/parameters/IdempotencyKey",
            "x-bindgen-role",
            &spoken,
        ),
        without("/components/headers/RequestId", "x-bindgen-role", &headers),
        without(
            "/components/headers/StripeShouldRetry",
            "x-bindgen-role",
            &headers,
        ),
        without(
            "/components/schemas/ErrorDetail/properties/code",
            "x-bindgen-role",
            &api,
        ),
        without(
            "/components/schemas/ErrorDetail/properties/message",
            "x-bindgen-role",
            &api,
        ),
    ]
}
