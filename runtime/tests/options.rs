//! What clients and calls can be set to, and what is refused before anything
//! is sent.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use common::transports::{BlockingScript, Fate, Script};
use common::{API, Client, Create, Either, Get, Notify, OK, Open, SECRET, create};
use openapi_bindgen_runtime::{DefaultTransport, ErrorKind, Operation, SecretKey};

/// A client that only builds requests.
fn client() -> Client {
    Client::with_transport(DefaultTransport::new()).credential("bearer", SECRET)
}

fn header<O: Operation, T>(call: &common::Call<O, T>, name: &str) -> Option<String> {
    let request = call.to_request().unwrap();
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
}

fn refusal<O: Operation, T>(call: &common::Call<O, T>) -> String {
    call.to_request().unwrap_err().to_string()
}

#[test]
fn the_call_wins_over_the_client_and_the_client_over_the_api() {
    let version = |call: &_| header::<Create, DefaultTransport>(call, "widgets-version").unwrap();
    assert_eq!(version(&client().call(create())), "2025-01-01");
    let later = client().header("Widgets-Version", "client");
    assert_eq!(version(&later.call(create())), "client");
    assert_eq!(
        version(&later.call(create()).header("widgets-version", "call")),
        "call"
    );
    assert_eq!(version(&client().call(create())), "2025-01-01");
}

#[test]
fn parameters_win_over_the_clients_headers() {
    let client = client()
        .header("x-trace", "client")
        .header("content-type", "text/plain");
    let mut call = client.call(create());
    assert_eq!(header(&call, "x-trace").unwrap(), "client");
    assert_eq!(header(&call, "content-type").unwrap(), "application/json");
    call.operation_mut().trace = Some("parameter".to_owned());
    assert_eq!(header(&call, "x-trace").unwrap(), "parameter");
    assert_eq!(
        header(&call.header("x-trace", "call"), "x-trace").unwrap(),
        "call"
    );
}

#[test]
fn a_key_is_made_once_a_call() {
    let call = client().call(create());
    let key = header(&call, "idempotency-key").unwrap();
    assert_eq!(header(&call, "idempotency-key").unwrap(), key);
    assert_ne!(
        header(&client().call(create()), "idempotency-key").unwrap(),
        key
    );
    assert_eq!(key.len(), 36);
}

#[test]
fn an_empty_key_counts_as_none() {
    let key = |call: common::Call<Create>| header(&call, "idempotency-key").unwrap();
    assert_eq!(
        key(client().call(create()).with_idempotency_key("mine")),
        "mine"
    );
    assert_eq!(
        key(client().call(create()).with_idempotency_key("")).len(),
        36
    );
    assert_eq!(
        key(client().call(create()).header("Idempotency-Key", "by hand")),
        "by hand"
    );
    assert_eq!(
        key(client().call(create()).header("Idempotency-Key", "")).len(),
        36
    );
}

#[test]
fn operations_without_a_key_send_none() {
    assert_eq!(header(&client().call(Get::new()), "idempotency-key"), None);
    let call = client().call(Notify::new()).with_idempotency_key("x");
    assert_eq!(
        refusal(&call),
        "idempotency key isn't supported by this operation"
    );
}

#[test]
fn base_urls() {
    let uri = |call: common::Call<Get>| call.to_request().unwrap().uri().to_string();
    assert_eq!(
        uri(client().call(Get::new())),
        "https://widgets.example/base/widgets/w%201"
    );
    let client = client().base_url("http://localhost:8080/");
    assert_eq!(
        uri(client.call(Get::new())),
        "http://localhost:8080/widgets/w%201"
    );
    let call = client
        .call(Get::new())
        .base_url("https://eu.widgets.example");
    assert_eq!(uri(call), "https://eu.widgets.example/widgets/w%201");
}

#[test]
fn credentials_go_where_their_scheme_says() {
    let client: Client = Client::with_transport(DefaultTransport::new());
    assert_eq!(header(&client.call(Open::new()), "authorization"), None);
    assert_eq!(
        refusal(&client.call(Get::new())),
        "credential `bearer` is missing"
    );
    assert_eq!(
        refusal(&client.call(Either::new())),
        "credential `basic` or `header` is missing"
    );
    let basic = client
        .call(Either::new())
        .credential("basic", SecretKey::basic("user", "pass"));
    assert_eq!(
        header(&basic, "authorization").unwrap(),
        "Basic dXNlcjpwYXNz"
    );
    let keys = client
        .credential("header", "k 1")
        .credential("query", "k&2")
        .credential("cookie", "k3");
    let call = keys.call(Either::new());
    let request = call.to_request().unwrap();
    assert_eq!(request.headers()["x-key"], "k 1");
    assert_eq!(request.headers()["cookie"], "session=k3");
    assert_eq!(request.uri().query(), Some("key=k%262"));
    assert!(
        request.headers()["x-key"].is_sensitive() && request.headers()["cookie"].is_sensitive()
    );
}

#[test]
fn a_client_that_has_made_calls_may_get_another_credential_and_base() {
    let sent = |client: &Client| {
        let request = client.call(create()).to_request().unwrap();
        let authorization = request.headers()["authorization"].clone();
        assert!(authorization.is_sensitive());
        (
            authorization.to_str().unwrap().to_owned(),
            request.uri().to_string(),
        )
    };
    let first = client().base_url("http://a.example");
    let before = sent(&first);
    assert_eq!(sent(&first), before);
    let second = first
        .clone()
        .credential("bearer", "other")
        .base_url("http://b.example/v1/");
    let (authorization, uri) = sent(&second);
    assert_eq!(authorization, "Bearer other");
    assert!(uri.starts_with("http://b.example/v1/"), "{uri}");
    assert_eq!(sent(&first), before);
}

#[test]
fn a_call_may_have_its_own_credential() {
    let call = client().call(Get::new()).credential("bearer", "other");
    assert_eq!(header(&call, "authorization").unwrap(), "Bearer other");
    let call = client()
        .call(Get::new())
        .header("Authorization", "Custom x");
    assert_eq!(header(&call, "authorization").unwrap(), "Custom x");
    assert!(call.to_request().unwrap().headers()["authorization"].is_sensitive());
}

#[test]
fn what_cannot_be_sent_is_refused_and_nothing_is_sent() {
    type Refused = (
        &'static str,
        fn(Client<Script>) -> common::Call<Create, Script>,
    );
    let long = || Create {
        id: Box::leak("x".repeat(70_000).into_boxed_str()),
        ..create()
    };
    let _: fn() -> Create = long;
    let table: &[Refused] = &[
        (
            "header `x-a` holds a line break or another control character",
            |client| client.header("x-a", "secret\r\nx-b: 1").call(create()),
        ),
        (
            "header `x-a` holds a line break or another control character",
            |client| client.call(create()).header("x-a", "secret\n"),
        ),
        ("header `secret a` has an invalid name", |client| {
            client.call(create()).header("secret a", "1")
        }),
        (
            "header `content-length` can only be set by the transport",
            |client| client.call(create()).header("Content-Length", "3"),
        ),
        (
            "header `idempotency-key` holds a line break or another control character",
            |client| client.call(create()).with_idempotency_key("secret\n"),
        ),
        (
            "credential `bearer` contains a character that headers don't allow",
            |client| client.credential("bearer", "secret\n").call(create()),
        ),
        ("credential `bearer` is empty", |client| {
            client.credential("bearer", "").call(create())
        }),
        ("base URL has a query or fragment", |client| {
            client.base_url("https://a.example?secret").call(create())
        }),
        ("path has a segment `.` or `..`", |client| {
            client.call(Create {
                id: "..",
                ..create()
            })
        }),
        ("path has a segment `.` or `..`", |client| {
            client.call(Create {
                id: ".",
                ..create()
            })
        }),
        ("path parameter `id` is empty", |client| {
            client.call(Create { id: "", ..create() })
        }),
        (
            "header `x-trace` holds a line break or another control character",
            |client| {
                client.call(Create {
                    trace: Some("a\rb".into()),
                    ..create()
                })
            },
        ),
    ];
    for (expected, make) in table {
        let script = Script::at_once([Fate::Reply(200, &[], OK)]);
        let call = make(common::client(script.clone(), "http://localhost"));
        assert_eq!(refusal(&call), *expected);
        let error = common::block_on_paused(call.send()).unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Request, 0),
            "{expected}"
        );
        assert_eq!(
            std::error::Error::source(&error).unwrap().to_string(),
            *expected
        );
        assert!(!error.is_retryable());
        assert!(script.sent().is_empty(), "{expected}");
    }
    let call = client().call(long());
    assert_eq!(refusal(&call), "URL is too long or malformed");
}

#[test]
fn clients_and_calls_show_no_secrets() {
    let client = client().header("x-token", "hidden");
    let call = client
        .call(create())
        .credential("bearer", "hidden")
        .header("x-other", "hidden");
    let text = format!("{client:?} {call:?} {:?}", SecretKey::from("hidden"));
    assert!(!text.contains(SECRET) && !text.contains("hidden"), "{text}");
    assert!(
        text.contains("x-token") && text.contains("widgets"),
        "{text}"
    );
    let request = call.to_request().unwrap();
    assert!(!format!("{:?}", request.headers()["authorization"]).contains("hidden"));
}

#[test]
fn clients_are_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    fn sent<T: Send + 'static>(value: T) -> T {
        value
    }
    let script = Script::at_once([Fate::Reply(200, &[], OK)]);
    let client = common::client(script, "http://localhost");
    shared(&client);
    shared(&API.name);
    let widget = common::block_on_paused(sent(client.call(create()).into_future())).unwrap();
    assert_eq!(widget.id, "w 1");
    let blocking = BlockingScript(Script::at_once([Fate::Reply(200, &[], OK)]));
    let blocking = common::client(blocking, "http://localhost");
    shared(&blocking);
    assert_eq!(blocking.call(create()).call().unwrap(), widget);
}
