//! What traces hold of calls, and what they don't. One test: `tracing` keeps
//! who listens for the whole process.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use common::transports::Fate::{Fails, Reply};
use common::transports::{BlockingScript, Fate, Script};
use common::{Create, OK, SECRET, create};
use openapi_bindgen_runtime::TransportErrorKind;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const FATES: [Fate; 3] = [
    Fails(TransportErrorKind::Io),
    Reply(503, &[("request-id", "req_2")], ""),
    Reply(200, &[("request-id", "req_3")], OK),
];

/// Lines of text.
type Log = Arc<Mutex<Vec<String>>>;

/// Writes spans and events of this crate into a log.
struct Traces {
    log: Log,
    next: AtomicU64,
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Traces {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("openapi_bindgen_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(format!("span {}", span.metadata().name()));
        span.record(&mut fields);
        self.log.lock().unwrap().push(fields.0);
        Id::from_u64(self.next.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields("event".to_owned());
        event.record(&mut fields);
        self.log.lock().unwrap().push(fields.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_call_is_a_span_and_an_attempt_an_event() {
    let log = Log::default();
    let traces = Traces {
        log: log.clone(),
        next: AtomicU64::new(1),
    };
    tracing::subscriber::with_default(traces, || {
        let client = common::client(Script::at_once(FATES), "http://localhost");
        common::block_on_paused(client.call(create()).into_future()).unwrap();
        check_traces(&std::mem::take(&mut *log.lock().unwrap()));
        let client = common::client(BlockingScript(Script::at_once(FATES)), "http://localhost");
        client.call(Create::new()).call().unwrap();
        check_traces(&std::mem::take(&mut *log.lock().unwrap()));
    });
}

fn check_traces(lines: &[String]) {
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert_eq!(
        lines[0],
        "span call api=\"widgets\" operation=\"Create\" method=\"POST\" path=\"/widgets/{id}\""
    );
    assert!(
        lines[1].contains("error=the connection broke before a response"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].contains("attempt=2 status=503 request_id=\"req_2\""),
        "{}",
        lines[2]
    );
    assert!(lines[2].contains("retry_in_ms="), "{}", lines[2]);
    assert!(
        lines[3].contains("status=200") && !lines[3].contains("retry_in_ms"),
        "{}",
        lines[3]
    );
    let text = lines.join("\n");
    for hidden in [SECRET, "secret-link", "w 1", "w%201"] {
        assert!(!text.contains(hidden), "{text}");
    }
}
