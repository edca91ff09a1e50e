//! What calls leave behind: nothing.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use common::{Create, Widget, create};
use http::{Request, Response};
use openapi_bindgen_runtime::{Bytes, Limits, Transport, TransportError, TransportErrorKind};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const CALLS: usize = 1000;
const ROUNDS: usize = 8;

/// More than the allocator's own bookkeeping, and far less than a byte a call and round would come to if it were kept.
const SLACK_BYTES: usize = 4096;

/// Answers from memory, a fifth of the time with a fault, and doesn't wait.
#[derive(Clone)]
struct FromMemory(Arc<AtomicUsize>);

impl Transport for FromMemory {
    async fn send(
        &self,
        request: Request<Bytes>,
        _: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        let body = request.into_body();
        let answer = |status: u16| Response::builder().status(status).body(body).unwrap();
        match self.0.fetch_add(1, Ordering::Relaxed) % 10 {
            3 => Err(TransportError::new(TransportErrorKind::Io, "reset")),
            7 => Ok(answer(500)),
            _ => Ok(answer(200)),
        }
    }

    async fn sleep(&self, _: Duration) {
        tokio::task::yield_now().await;
    }
}

#[test]
fn a_round_of_calls_takes_no_more_memory_than_the_round_before() {
    let client = common::client(FromMemory(Arc::default()), "http://memory.example");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let round = || {
        runtime.block_on(async {
            let start = |number: usize| {
                let body = Widget {
                    id: format!("widget {number:04}"),
                    link: None,
                };
                let call = client.call(Create {
                    body: Some(body),
                    ..create()
                });
                let local = call.header("x-number", format!("{number:04}"));
                tokio::spawn(local.send())
            };
            let started: Vec<_> = (0..CALLS).map(start).collect();
            for call in started {
                let _outcome = call.await.unwrap();
            }
        });
        ALLOCATOR.current_usage()
    };
    // The first round fills what is kept on purpose: tables, buffers of the runtime.
    round();
    let used: Vec<usize> = (0..ROUNDS).map(|_| round()).collect();
    let growth = used[ROUNDS - 1].saturating_sub(used[0]);
    assert!(
        growth <= SLACK_BYTES,
        "{growth} bytes more after {ROUNDS} rounds: {used:?}"
    );
}
