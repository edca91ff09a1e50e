//! What hooks see of calls, and what they don't.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::sync::{Arc, Mutex};

use common::transports::Fate::{Fails, Reply};
use common::transports::{BlockingScript, Fate, Script};
use common::{OK, SECRET, create};
use openapi_bindgen_runtime::{AfterAttempt, BeforeAttempt, Hook, TransportErrorKind};

/// Keeps lines of text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Hook for Log {
    fn before(&self, attempt: &mut BeforeAttempt<'_>) {
        let number = attempt.number();
        attempt
            .add_header("traceparent", &format!("attempt-{number}"))
            .unwrap();
        for taken in [
            "authorization",
            "idempotency-key",
            "content-length",
            "bad name",
        ] {
            assert!(attempt.add_header(taken, "changed").is_err(), "{taken}");
        }
        let (method, path) = (attempt.method(), attempt.path());
        self.add(format!(
            "{number} {method} {path} {:?}",
            attempt.idempotency_key()
        ));
    }

    fn after(&self, attempt: &AfterAttempt<'_>) {
        let status = attempt.status().map(|status| status.as_u16());
        let error = attempt.error().map(ToString::to_string);
        let retries = attempt.retry_in().is_some();
        self.add(format!(
            "{} {status:?} {:?} {error:?} {retries}",
            attempt.number(),
            attempt.request_id()
        ));
    }
}

const FATES: [Fate; 3] = [
    Fails(TransportErrorKind::Io),
    Reply(503, &[("request-id", "req_2")], ""),
    Reply(200, &[("request-id", "req_3")], OK),
];

#[test]
fn a_hook_sees_every_attempt() {
    let log = Log::default();
    let script = Script::at_once(FATES);
    let client = common::client(script.clone(), "http://localhost").hook(log.clone());
    common::block_on_paused(
        client
            .call(create())
            .with_idempotency_key("k")
            .into_future(),
    )
    .unwrap();
    let expected = [
        "1 POST /widgets/{id} Some(\"k\")",
        "1 None None Some(\"the connection broke before a response\") true",
        "2 POST /widgets/{id} Some(\"k\")",
        "2 Some(503) Some(\"req_2\") None true",
        "3 POST /widgets/{id} Some(\"k\")",
        "3 Some(200) Some(\"req_3\") None false",
    ];
    assert_eq!(log.take(), expected);
    let added: Vec<_> = script
        .sent()
        .iter()
        .map(|sent| sent.headers()["traceparent"].clone())
        .collect();
    assert_eq!(added, ["attempt-1", "attempt-2", "attempt-3"]);
    assert!(
        script
            .sent()
            .iter()
            .all(|sent| sent.headers()["idempotency-key"] == "k")
    );

    let client = common::client(BlockingScript(Script::at_once(FATES)), "http://localhost");
    client
        .hook(log.clone())
        .call(create())
        .with_idempotency_key("k")
        .call()
        .unwrap();
    assert_eq!(log.take(), expected);
}

#[test]
fn what_a_hook_is_shown_can_be_logged() {
    struct Debugs(Log);
    impl Hook for Debugs {
        fn before(&self, attempt: &mut BeforeAttempt<'_>) {
            self.0.add(format!("{attempt:?}"));
        }

        fn after(&self, attempt: &AfterAttempt<'_>) {
            self.0.add(format!("{attempt:?}"));
        }
    }
    let log = Log::default();
    let client =
        common::client(Script::at_once(FATES), "http://localhost").hook(Debugs(log.clone()));
    common::block_on_paused(client.call(create()).into_future()).unwrap();
    let text = log.take().join("\n");
    assert!(text.contains("req_3"), "{text}");
    for hidden in [SECRET, "secret-link", "w 1", "w%201"] {
        assert!(!text.contains(hidden), "{text}");
    }
}
