//! What calls leave behind: nothing. What answers take: a multiple of their size that no server decides.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{Create, Widget, create};
use http::{Request, Response};
use openapi_bindgen_runtime::{
    Bytes, DecodeError, FromJson, Json, Limits, Transport, TransportError, TransportErrorKind,
    Value,
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The allocator counts for all threads.
static ALONE: Mutex<()> = Mutex::new(());

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
    let _alone = ALONE.lock();
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

/// What a text takes while it is read, in bytes a byte of the text.
fn multiple<T>(text: &str, read: impl Fn(&[u8]) -> T) -> f64 {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    drop(read(text.as_bytes()));
    ALLOCATOR.peak_usage().saturating_sub(before) as f64 / text.len() as f64
}

fn tree(text: &[u8]) -> usize {
    match Json::parse(text).unwrap() {
        Json::Array(items) => items.len(),
        _ => 0,
    }
}

/// As many of these, with commas between, as come to half a megabyte.
fn many(item: &str) -> String {
    vec![item; 512 * 1024 / (item.len() + 1)].join(",")
}

#[test]
fn no_text_takes_a_large_multiple_of_its_size() {
    let _alone = ALONE.lock();
    let nine = r#"{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0}"#;
    for item in [
        "0",
        "{}",
        "[]",
        "[0]",
        r#"{"":0}"#,
        r#"{"":{"":0}}"#,
        r#"[{"":0}]"#,
        nine,
        &format!(r#"{{"":0}},{nine}"#),
        &nine.replace(['b', 'c', 'd'], "a"),
    ] {
        let taken = multiple(&format!("[{}]", many(item)), tree);
        assert!(taken <= 28.0, "{item}: {taken}");
    }
    let taken = multiple(&format!("{{{}}}", many(r#""a":0"#)), tree);
    assert!(taken <= 28.0, "members of one name: {taken}");
}

#[test]
fn no_list_of_empty_objects_takes_a_large_multiple_of_its_size() {
    /// As small as it may be.
    struct Kid;

    impl FromJson for Kid {
        fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
            json.into_fields()?.finish(Self)
        }
    }

    let _alone = ALONE.lock();
    let text = format!("[{}]", many("{}"));
    let kids = |text: &[u8]| openapi_bindgen_runtime::from_slice::<Vec<Kid>>(text).unwrap();
    let taken = multiple(&text, kids);
    assert!(taken <= 28.0, "as objects: {taken}");
    let value = |text: &[u8]| openapi_bindgen_runtime::from_slice::<Value>(text).unwrap();
    let taken = multiple(&text, value);
    assert!(taken <= 28.0, "as what they are: {taken}");
}

/// The map of `serde_json` takes room for eleven members at once, whatever its object has.
#[test]
fn raw_json_takes_a_bounded_multiple_of_its_size() {
    let _alone = ALONE.lock();
    let value = |text: &[u8]| openapi_bindgen_runtime::from_slice::<Value>(text).unwrap();
    for item in [r#"{"":0}"#, r#"{"":{"":0}}"#, r#"[{"":0}]"#] {
        let taken = multiple(&format!("[{}]", many(item)), value);
        assert!(taken <= 128.0, "{item}: {taken}");
    }
}
