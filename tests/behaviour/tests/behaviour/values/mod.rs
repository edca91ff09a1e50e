//! Values through types: what a document allows comes out as it went in, and what it doesn't allow is refused.

mod identities;
mod lists;
mod one_reading;

use openapi_bindgen_runtime::{FromJson, ToJson, from_slice, to_vec};
use serde_json::Value;

/// Reads JSON as a type.
fn read<T: FromJson>(text: &str) -> T {
    from_slice(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Writes a value as JSON.
fn written(value: &dyn ToJson) -> Value {
    let text = to_vec(value).expect("JSON can hold the value");
    serde_json::from_slice(&text).expect("what is written is JSON")
}

/// Reads JSON as a type, and expects the same JSON when the value is written.
fn keeps<T: FromJson + ToJson>(text: &str) -> T {
    let value: T = read(text);
    let expected: Value = serde_json::from_str(text).expect("the test has JSON");
    assert_eq!(written(&value), expected, "{text}");
    value
}

/// Returns why JSON can't be read as a type.
fn refused<T: FromJson>(text: &str) -> String {
    match from_slice::<T>(text.as_bytes()) {
        Ok(_) => panic!("{text} is read"),
        Err(error) => error.to_string(),
    }
}
