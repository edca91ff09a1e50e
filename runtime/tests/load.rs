//! Many calls at a time over one client, with a fifth of the answers at fault.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use common::server::{Recorded, Server, Step};
use common::{Create, Widget, create};
use http::{Request, Response};
use openapi_bindgen_runtime::{
    Bytes, CallResult, ErrorKind, Limits, ReqwestTransport, Transport, TransportError,
};

const CALLS: usize = 1000;

/// Waits for timeouts, and not between attempts.
#[derive(Clone)]
struct Impatient(ReqwestTransport);

impl Transport for Impatient {
    async fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.0.send(request, limits).await
    }

    async fn sleep(&self, duration: Duration) {
        if duration >= TIMEOUT {
            self.0.sleep(duration).await;
        }
    }
}

const TIMEOUT: Duration = Duration::from_secs(60);

/// Every fifth answer is one of the faults; the others give back what came.
fn answer(count: usize, request: &Recorded) -> Step {
    match count % 25 {
        4 => Step::RawThenReset(String::new()),
        9 => Step::reply(500, "<html>"),
        14 => Step::reply(409, r#"{"error":{"code":"busy"}}"#),
        19 => Step::Raw("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_owned()),
        24 => Step::reply(400, r#"{"error":{"code":"bad"}}"#),
        _ => Step::reply(200, request.body.clone()),
    }
}

#[test]
fn a_thousand_calls_share_a_client_and_nothing_else() {
    let server = Server::answering(answer);
    let client = common::client(Impatient(ReqwestTransport::new()), &server.url).timeout(TIMEOUT);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap();
    let results: Vec<(String, CallResult<Create>)> = runtime.block_on(async {
        let start = |number: u32| {
            let id = format!("widget {number}");
            let body = Widget {
                id: id.clone(),
                link: None,
            };
            let call = client.call(Create {
                body: Some(body),
                ..create()
            });
            let call = call
                .retries(number % 4)
                .header("x-number", number.to_string());
            (id, tokio::spawn(call.send()))
        };
        let started: Vec<_> = (0..CALLS as u32).map(start).collect();
        let mut results = Vec::new();
        for (id, call) in started {
            results.push((id, call.await.unwrap()));
        }
        results
    });
    check_keys(&server.requests());
    let mut keys = BTreeSet::new();
    let mut sent = 0;
    for (id, result) in results {
        let (key, attempts) = match &result {
            Ok(response) => {
                assert_eq!(response.value().id, id);
                (response.idempotency_key(), response.attempts())
            }
            Err(error) => {
                assert!(
                    matches!(error.kind(), ErrorKind::Status | ErrorKind::Io),
                    "{error:?}"
                );
                (error.idempotency_key(), error.attempts())
            }
        };
        assert!(
            keys.insert(key.unwrap().to_owned()),
            "{id} has the key of another call"
        );
        sent += attempts as usize;
    }
    assert_eq!(server.requests().len(), sent);
}

/// A key goes with one body and one set of options only.
fn check_keys(requests: &[Recorded]) {
    let mut calls = BTreeMap::new();
    for request in requests {
        let key = request.header("idempotency-key").unwrap();
        let call = (request.body.as_str(), request.header("x-number"));
        assert_eq!(*calls.entry(key).or_insert(call), call, "{key}");
    }
    assert_eq!(calls.len(), CALLS);
}
