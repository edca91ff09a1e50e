//! Values through types: what a document allows comes out as it went in, and what it doesn't allow is refused.

mod beside;
mod calls;
mod circles;
mod credentials;
mod errors;
mod forms;
mod headers;
mod identities;
mod inheritance;
mod kinds;
mod lenient;
mod lists;
mod media;
mod members;
mod narrow;
mod one_reading;
mod places;
mod statuses;
mod tuples;
mod unions;

use openapi_bindgen_runtime::__private::http::{Request, Response};
use openapi_bindgen_runtime::{Bytes, FromJson, ToJson, from_slice, to_vec};
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

/// A response of a media type; none where that is empty.
fn answer(status: u16, content_type: &str, body: impl Into<Bytes>) -> Response<Bytes> {
    let content_type = ("content-type", content_type);
    let headers = [content_type];
    answer_with(
        status,
        if content_type.1.is_empty() {
            &[]
        } else {
            &headers
        },
        body,
    )
}

/// A response with headers.
fn answer_with(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Response<Bytes> {
    let start = Response::builder().status(status);
    let builder = headers.iter().fold(start, |builder, (name, value)| {
        builder.header(*name, *value)
    });
    builder.body(body.into()).expect("the headers can be sent")
}

/// Returns the text of a header that a request has.
fn header<'r>(request: &'r Request<Bytes>, name: &str) -> &'r str {
    let value = request.headers().get(name);
    let value = value.unwrap_or_else(|| panic!("there is no header {name}"));
    value.to_str().expect("the header is text")
}
