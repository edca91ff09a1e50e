//! Compressed answers, and their bound.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use common::server::{Server, Step};
use common::{Create, create};
use openapi_bindgen_runtime::{CallResult, DefaultTransport, ErrorKind};

/// `{"id":"w 1"}`, by gzip.
const SMALL: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 76, 81, 178, 82, 42, 87, 48, 84, 170, 5, 0, 124,
    70, 203, 102, 12, 0, 0, 0,
];

/// An object with 200,000 letters, by gzip.
const BOMB: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 65, 13, 0, 48, 8, 4, 48, 47, 39, 3, 61, 251, 204,
    193, 18, 50, 239, 104, 224, 223, 182, 115, 79, 42, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 88, 203, 31, 163, 11, 97, 64, 73,
    13, 3, 0,
];

fn answers(body: &[u8], check: impl Fn(&str, CallResult<Create>)) {
    let server = Server::start(vec![
        Step::reply(200, body).with("content-encoding", "gzip"),
    ]);
    let client = common::client(DefaultTransport::new(), &server.url).max_response_size(100_000);
    check("awaited", common::block_on(client.call(create()).send()));
    check("blocking", client.call(create()).send_blocking());
    for request in server.requests() {
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
    }
}

#[test]
fn compressed_answers_are_read() {
    answers(SMALL, |how, result| {
        assert_eq!(result.unwrap().value().id, "w 1", "{how}")
    });
}

#[test]
fn the_bound_is_on_what_comes_out() {
    assert!(BOMB.len() < 1000);
    answers(BOMB, |how, result| {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{how}");
        assert_eq!(error.request_id(), Some("req_1"), "{how}");
        assert_eq!(error.attempts(), 1, "{how}");
    });
}
