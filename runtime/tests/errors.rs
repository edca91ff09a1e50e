//! What callers can read from answers that are no successes.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use common::transports::{Fate, Script};
use common::{Create, ErrorCode, create};
use http::Response;
use openapi_bindgen_runtime::{Bytes, CallResult, ErrorKind};

type Error = openapi_bindgen_runtime::Error<ErrorCode, common::ErrorBody>;

/// The error that an answer is read as, without any I/O.
fn read(status: u16, headers: &[(&str, &str)], body: &str) -> CallResult<Create> {
    let client = common::client((), "http://localhost");
    let mut response = Response::builder()
        .status(status)
        .header("Request-Id", "req_1");
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let response = response
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap();
    client.call(create()).read_response(response)
}

fn error(status: u16, headers: &[(&str, &str)], body: &str) -> Error {
    read(status, headers, body).map(|_| ()).unwrap_err()
}

#[test]
fn codes_and_messages_are_read_where_the_api_says_and_from_strings_alone() {
    let both = r#"{"error":{"code":"c","message":"m","code2":1}}"#;
    let table: &[(u16, &str, Option<&str>, Option<&str>)] = &[
        (400, both, Some("c"), Some("m")),
        (401, both, Some("c"), Some("m")),
        (403, both, Some("c"), Some("m")),
        (409, both, Some("c"), Some("m")),
        (429, both, Some("c"), Some("m")),
        (500, both, Some("c"), Some("m")),
        (400, r#"{"error":{"message":"m"}}"#, None, Some("m")),
        (400, r#"{"error":{"code":3,"message":null}}"#, None, None),
        (502, "<html><h1>502</h1></html>", None, None),
        (500, "", None, None),
        (400, r#"{"message":"m"}"#, None, None),
        (400, r#"{"error":"denied"}"#, None, None),
        (400, r#"{"error":null}"#, None, None),
        (400, r#"{"error":["a"]}"#, None, None),
        (400, r#"["a"]"#, None, None),
        (400, "null", None, None),
        (400, "\"text\"", None, None),
    ];
    for (status, body, code, message) in table {
        let error = error(*status, &[], body);
        assert_eq!(error.kind(), ErrorKind::Status, "{body}");
        assert_eq!(error.status().unwrap().as_u16(), *status);
        assert_eq!(error.code().map(ErrorCode::as_str), *code, "{body}");
        assert_eq!(error.message(), *message, "{body}");
        assert_eq!(error.request_id(), Some("req_1"));
        assert_eq!(error.raw_body().unwrap(), body);
        assert_eq!(error.headers().unwrap()["request-id"], "req_1");
    }
}

#[test]
fn codes_and_bodies_are_typed() {
    let error = error(
        404,
        &[],
        r#"{"error":{"code":"not_found"},"hint":"look elsewhere"}"#,
    );
    assert!(matches!(error.code(), Some(ErrorCode::NotFound)));
    assert_eq!(error.body().unwrap().hint, "look elsewhere");
    assert!(!error.is_retryable());
}

#[test]
fn successes_that_cannot_be_read_are_errors() {
    for (status, body) in [
        (204, ""),
        (200, "{\"a\":"),
        (200, "null"),
        (200, "[]"),
        (201, "{}"),
    ] {
        let error = error(status, &[], body);
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.request_id(), Some("req_1"));
        assert_eq!(error.raw_body().unwrap(), body);
        assert!(error.code().is_none() && error.message().is_none() && error.body().is_none());
        assert!(!error.is_retryable());
    }
    let error = error(200, &[], r#"{"id":7}"#);
    assert_eq!(error.decode_error().unwrap().path(), "id");
}

#[test]
fn redirects_name_the_location() {
    let error = error(307, &[("location", "/elsewhere?token=secret")], "");
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(error.location(), Some("/elsewhere?token=secret"));
    let text = error.to_string();
    assert!(
        text.contains("to /elsewhere") && !text.contains("secret"),
        "{text}"
    );
}

#[test]
fn advice_of_the_server_decides_what_is_worth_a_retry() {
    let is_retryable =
        |status, advice| error(status, &[("should-retry", advice)], "").is_retryable();
    assert!(is_retryable(503, "") && is_retryable(409, "") && is_retryable(429, "true"));
    assert!(!is_retryable(503, "false") && !is_retryable(429, "") && !is_retryable(307, "true"));
}

#[test]
fn errors_read_as_one_line() {
    let body = r#"{"error":{"code":"not_found","message":"No such\nwidget"}}"#;
    assert_eq!(
        error(404, &[], body).to_string(),
        "POST /widgets/{id}: the server responded with an error: 404 Not Found, not_found: \
         No such widget (request req_1)"
    );
    let long = format!(r#"{{"error":{{"message":"{}"}}}}"#, "é".repeat(5000));
    assert!(error(400, &[], &long).to_string().chars().count() < 450);
    let script = Script::at_once([Fate::Reply(503, &[], "")]);
    let call = common::client(script, "http://localhost").call(create());
    let error = common::block_on_paused(call.into_future()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "POST /widgets/{id}: the server responded with an error: 503 Service Unavailable \
         after 3 attempts"
    );
}

#[test]
fn neither_debug_nor_display_shows_bodies_or_headers() {
    let body = r#"{"error":{"code":"c"},"hint":"hidden","id":["hidden"]}"#;
    for status in [200, 302, 400] {
        let error = error(status, &[("x-token", "hidden")], body);
        let source = std::error::Error::source(&error).map(|source| format!("{source} {source:?}"));
        let text = format!("{error} {error:?} {error:#?} {source:?}");
        assert!(!text.contains("hidden"), "{text}");
    }
    let link = r#"{"id":"w 1","link":"https://example.com/hidden"}"#;
    let response = read(200, &[("x-token", "hidden")], link).unwrap();
    assert!(!format!("{response:?}").contains("hidden"));
    assert_eq!(
        response.value().link.as_ref().unwrap().expose(),
        &"https://example.com/hidden"
    );
}
