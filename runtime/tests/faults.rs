//! What servers and networks do wrong, over real connections, awaited and
//! blocking: how many requests go out, that they are equal, and the outcome.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;
use std::task::Poll;
use std::time::Duration;

use common::server::{Server, Step, refusing_url};
use common::transports::NoWait;
use common::{Call, Client, Create, Delete, Get, Notify, OK, SECRET, create};
use openapi_bindgen_runtime::{
    CallResult, ErrorKind, Operation, OperationError, ReqwestTransport, UreqTransport,
};

/// What a case expects of a call.
#[derive(Debug, PartialEq)]
enum Expected {
    Value,
    Error(ErrorKind, Option<u16>),
}

struct Case {
    name: &'static str,
    script: Vec<Step>,
    attempts: usize,
    expected: Expected,
}

fn case(name: &'static str, script: Vec<Step>, attempts: usize, expected: Expected) -> Case {
    Case {
        name,
        script,
        attempts,
        expected,
    }
}

fn status(code: u16) -> Expected {
    Expected::Error(ErrorKind::Status, Some(code))
}

fn fails(kind: ErrorKind) -> Expected {
    Expected::Error(kind, None)
}

const ERROR: &str = r#"{"error":{"code":"not_found","message":"none"}}"#;

/// The table of decisions, for a call with an idempotency key.
fn decisions() -> Vec<Case> {
    let says = |code, advice| vec![Step::reply(code, ERROR).with("should-retry", advice)];
    let mut cases: Vec<Case> = [400, 401, 402, 403, 404, 422, 429]
        .map(|code| case("refused", vec![Step::reply(code, ERROR)], 1, status(code)))
        .into();
    cases.extend([409, 500, 502, 503, 504].map(|code| {
        case(
            "busy or broken",
            vec![Step::reply(code, ERROR)],
            3,
            status(code),
        )
    }));
    cases.extend([
        case("409 final", says(409, "false"), 1, status(409)),
        case("500 final", says(500, "false"), 1, status(500)),
        case("400 transient", says(400, "true"), 3, status(400)),
        case("429 transient", says(429, "true"), 3, status(429)),
        case(
            "a success is never retried",
            vec![Step::reply(200, OK).with("should-retry", "true")],
            1,
            Expected::Value,
        ),
        case(
            "recovers",
            vec![Step::reply(503, ERROR), Step::reply(200, OK)],
            2,
            Expected::Value,
        ),
        case(
            "recovers late",
            vec![
                Step::RawThenReset(String::new()),
                Step::reply(409, ""),
                Step::reply(200, OK),
            ],
            3,
            Expected::Value,
        ),
    ]);
    cases
}

/// Connections and messages that break, and bodies that are not what they
/// should be.
fn breakage() -> Vec<Case> {
    let head = |length: usize, body: &str| {
        format!("HTTP/1.1 200 OK\r\nrequest-id: req_1\r\ncontent-length: {length}\r\n\r\n{body}")
    };
    let broken = || Expected::Error(ErrorKind::Io, Some(200));
    let unreadable = || Expected::Error(ErrorKind::Decode, Some(200));
    let body = |text: &str| vec![Step::reply(200, text.to_owned())];
    vec![
        case(
            "closed without a response",
            vec![Step::Raw(String::new())],
            3,
            fails(ErrorKind::Io),
        ),
        case(
            "reset without a response",
            vec![Step::RawThenReset(String::new())],
            3,
            fails(ErrorKind::Io),
        ),
        case(
            "half a status line",
            vec![Step::Raw("HTTP/1.1 20".into())],
            3,
            fails(ErrorKind::Io),
        ),
        case(
            "no HTTP",
            vec![Step::Raw("nonsense\r\n\r\n".into())],
            3,
            fails(ErrorKind::Io),
        ),
        case(
            "reset in the body",
            vec![Step::RawThenReset(head(99, "{\"id\""))],
            3,
            broken(),
        ),
        case(
            "closed in the body",
            vec![Step::Raw(head(99, OK))],
            3,
            broken(),
        ),
        case(
            "a body longer than it says",
            vec![Step::Raw(head(3, OK))],
            1,
            unreadable(),
        ),
        case(
            "headers stall",
            vec![Step::RawThenStall(String::new())],
            3,
            fails(ErrorKind::Timeout),
        ),
        case("truncated JSON", body("{\"id\":"), 1, unreadable()),
        case("HTML", body("<html><h1>hello</h1></html>"), 1, unreadable()),
        case("nothing", body(""), 1, unreadable()),
        case("null", body("null"), 1, unreadable()),
        case("a bare string", body("\"w 1\""), 1, unreadable()),
        case("an array", body("[{\"id\":\"w 1\"}]"), 1, unreadable()),
        case("a missing field", body("{}"), 1, unreadable()),
        case(
            "no content",
            vec![Step::reply(204, "")],
            1,
            Expected::Error(ErrorKind::Decode, Some(204)),
        ),
        case(
            "a body over the bound",
            body(&format!("{{\"id\":\"{}\"}}", "x".repeat(5000))),
            1,
            Expected::Error(ErrorKind::TooLarge, Some(200)),
        ),
        case(
            "302",
            vec![Step::reply(302, "").with("location", "/elsewhere")],
            1,
            Expected::Error(ErrorKind::Redirect, Some(302)),
        ),
        case(
            "307",
            vec![Step::reply(307, "").with("location", "/elsewhere")],
            1,
            Expected::Error(ErrorKind::Redirect, Some(307)),
        ),
        case(
            "307 that says to retry",
            vec![Step::reply(307, "").with("should-retry", "true")],
            1,
            Expected::Error(ErrorKind::Redirect, Some(307)),
        ),
    ]
}

/// Made once: to load the certificates that the system trusts takes a while.
static REQWEST: LazyLock<ReqwestTransport> = LazyLock::new(ReqwestTransport::new);
static UREQ: LazyLock<UreqTransport> = LazyLock::new(UreqTransport::new);

/// A server that stalls is waited for this long.
const STALL: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(60);

fn set<O: Operation, T>(call: Call<O, T>, timeout: Duration) -> Call<O, T> {
    call.timeout(timeout).max_response_size(4096)
}

fn awaited<O: Operation>(url: &str, timeout: Duration, operation: O) -> CallResult<O> {
    let client: Client<_> = common::client(NoWait::over(REQWEST.clone()), url);
    common::block_on(set(client.call(operation), timeout).send())
}

fn blocking<O: Operation>(url: &str, timeout: Duration, operation: O) -> CallResult<O> {
    let client: Client<_> = common::client(NoWait::over(UREQ.clone()), url);
    set(client.call(operation), timeout).send_blocking()
}

fn outcome<O: Operation>(result: &CallResult<O>) -> Expected {
    match result {
        Ok(_) => Expected::Value,
        Err(error) => Expected::Error(error.kind(), error.status().map(|status| status.as_u16())),
    }
}

type Send<O> = fn(&str, Duration, O) -> CallResult<O>;

fn check<O: Operation + Clone + std::marker::Send>(cases: Vec<Case>, operation: &O) {
    let both: [(&str, Send<O>); 2] = [("awaited", awaited::<O>), ("blocking", blocking::<O>)];
    std::thread::scope(|scope| {
        for case in &cases {
            for (how, send) in both {
                let operation = operation.clone();
                scope.spawn(move || check_one(case, how, send, operation));
            }
        }
    });
}

fn check_one<O: Operation>(case: &Case, how: &str, send: Send<O>, operation: O) {
    let name = format!("{} {} ({how})", O::INFO.id, case.name);
    let server = Server::start(case.script.clone());
    let stalls = case
        .script
        .iter()
        .any(|step| matches!(step, Step::RawThenStall(_)));
    let timeout = if stalls { STALL } else { LONG };
    let result = send(&server.url, timeout, operation);
    let requests = server.requests();
    assert_eq!(
        outcome::<O>(&result),
        case.expected,
        "{name}: {:?}",
        result.err()
    );
    assert_eq!(requests.len(), case.attempts, "{name}");
    for request in &requests {
        assert_eq!(request, &requests[0], "{name}");
        let key = request.header("idempotency-key");
        assert_eq!(
            key.is_some_and(|key| !key.is_empty()),
            O::INFO.idempotency_key.is_some(),
            "{name}"
        );
    }
    match result {
        Ok(response) => assert_eq!(response.attempts() as usize, case.attempts, "{name}"),
        Err(error) => check_error::<O>(&name, case, &error, requests[0].header("idempotency-key")),
    }
}

fn check_error<O: Operation>(
    name: &str,
    case: &Case,
    error: &OperationError<O>,
    key: Option<&str>,
) {
    assert_eq!(error.attempts() as usize, case.attempts, "{name}");
    assert_eq!(error.idempotency_key(), key, "{name}");
    if error.status().is_some() {
        assert_eq!(error.request_id(), Some("req_1"), "{name}");
    }
    let source = std::error::Error::source(error).map(|source| format!("{source:?} {source}"));
    let text = format!("{error} {error:?} {}", source.unwrap_or_default());
    for secret in [SECRET, "secret-link", "127.0.0.1", "html"] {
        assert!(!text.contains(secret), "{name}: {text}");
    }
    assert!(!error.to_string().contains('\n'), "{name}: {error}");
}

#[test]
fn a_call_with_a_key_is_retried_with_the_same_key_and_bytes() {
    check(decisions(), &create());
}

#[test]
fn every_breakage_is_a_typed_error() {
    check(breakage(), &create());
}

#[test]
fn a_stalled_body_is_a_timeout() {
    let head = "HTTP/1.1 200 OK\r\nrequest-id: req_1\r\ncontent-length: 99\r\n\r\n{\"id\"";
    for (how, send) in [
        ("awaited", awaited::<Create> as Send<Create>),
        ("blocking", blocking),
    ] {
        let server = Server::start(vec![Step::RawThenStall(head.to_owned())]);
        let error = send(&server.url, STALL, create()).unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Timeout, 3),
            "{how}"
        );
        assert_eq!(server.requests().len(), 3, "{how}");
    }
}

#[test]
fn gets_and_deletes_are_retried() {
    let cases = || vec![case("503", vec![Step::reply(503, "")], 3, status(503))];
    check(cases(), &Get::new());
    check(cases(), &Delete::new());
}

#[test]
fn a_post_without_a_key_is_not_sent_twice() {
    let cases = vec![
        case("503", vec![Step::reply(503, "")], 1, status(503)),
        case("409", vec![Step::reply(409, "")], 1, status(409)),
        case(
            "reset",
            vec![Step::RawThenReset(String::new())],
            1,
            fails(ErrorKind::Io),
        ),
        case(
            "stall",
            vec![Step::RawThenStall(String::new())],
            1,
            fails(ErrorKind::Timeout),
        ),
    ];
    check(cases, &Notify::new());
}

#[test]
fn a_refused_connection_is_retried() {
    for (how, send) in [
        ("awaited", awaited::<Notify> as Send<Notify>),
        ("blocking", blocking),
    ] {
        let error = send(&refusing_url(), LONG, Notify::new()).unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Connect, 3),
            "{how}"
        );
        assert!(error.is_retryable(), "{how}");
    }
}

/// A transport whose TLS can't be set up would fail as a request.
#[test]
fn both_transports_have_tls() {
    for (how, send) in [
        ("awaited", awaited::<Create> as Send<Create>),
        ("blocking", blocking),
    ] {
        let error = send(&refusing_url().replace("http", "https"), LONG, create()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{how}");
        let server = Server::start(vec![Step::reply(200, OK)]);
        let error = send(&server.url.replace("http", "https"), LONG, create()).unwrap_err();
        assert_ne!(error.kind(), ErrorKind::Request, "{how}");
    }
}

#[test]
fn connections_are_reused() {
    for blocking in [false, true] {
        let server = Server::start(vec![Step::reply(200, OK)]);
        let client = common::client(
            openapi_bindgen_runtime::DefaultTransport::new(),
            &server.url,
        );
        if blocking {
            for _ in 0..3 {
                client.call(create()).call().unwrap();
            }
        } else {
            common::block_on(async {
                for _ in 0..3 {
                    client.clone().call(create()).await.unwrap();
                }
            });
        }
        assert_eq!(
            (server.requests().len(), server.connections()),
            (3, 1),
            "{blocking}"
        );
    }
}

#[test]
fn the_request_on_the_wire() {
    for send in [awaited::<Create> as Send<Create>, blocking] {
        let server = Server::start(vec![Step::reply(200, OK)]);
        let response = send(&server.url, LONG, create()).unwrap();
        let request = &server.requests()[0];
        assert_eq!(request.line, "POST /widgets/w%201 HTTP/1.1");
        assert_eq!(request.body, r#"{"id":"w 1"}"#);
        let expected = [
            ("accept", "application/json"),
            ("authorization", "Bearer sk_very_secret"),
            ("content-type", "application/json"),
            ("user-agent", "widgets/1.0"),
            ("widgets-version", "2025-01-01"),
        ];
        for (name, value) in expected {
            assert_eq!(request.header(name), Some(value));
        }
        assert_eq!(
            response.idempotency_key(),
            request.header("idempotency-key")
        );
        assert_eq!(
            (response.status().as_u16(), response.request_id()),
            (200, Some("req_1"))
        );
    }
}

#[test]
fn a_dropped_call_sends_nothing_more() {
    let server = Server::start(vec![Step::RawThenStall(String::new())]);
    let client = common::client(NoWait::over(REQWEST.clone()), &server.url);
    common::block_on(async {
        let mut call = client.call(create()).into_future();
        let seen = std::future::poll_fn(|context| {
            assert!(call.as_mut().poll(context).is_pending());
            context.waker().wake_by_ref();
            if server.requests().is_empty() {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        });
        seen.await;
    });
    assert_eq!(server.requests().len(), 1);
}

/// However full the request's map of headers is.
#[test]
fn a_call_asks_for_one_media_type() {
    for accept in ["application/json", "text/csv"] {
        for more in 0..14 {
            let server = Server::start(vec![Step::reply(200, OK)]);
            let client = common::client(ReqwestTransport::new(), &server.url);
            let mut call = client.header("accept", accept).call(create());
            for number in 0..more {
                call = call.header(format!("x-{number}"), "x");
            }
            common::block_on(call.send()).unwrap();
            let request = &server.requests()[0];
            let names = request.headers.iter().map(|(name, _)| name);
            assert_eq!(names.filter(|name| *name == "accept").count(), 1);
            assert_eq!(request.header("accept"), Some(accept), "{more}");
        }
    }
}
