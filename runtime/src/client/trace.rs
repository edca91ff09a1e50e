//! One span per call and one event per attempt, with the feature `tracing`; nothing without it. Paths keep their
//! placeholders: no parameter shows.

#[cfg(feature = "tracing")]
pub(crate) use on::{attempt, call, mismatched, within};

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{attempt, call, mismatched, within};

#[cfg(feature = "tracing")]
mod on {
    use tracing::{Instrument as _, Span, debug, info_span, warn};

    use crate::client::CallRecord;
    use crate::client::hook::{AfterAttempt, Mismatched};

    pub(crate) fn call(call: &CallRecord) -> Span {
        let operation = call.operation;
        info_span!(
            "call",
            api = call.api.name,
            operation = operation.id,
            method = operation.method.as_str(),
            path = operation.path,
        )
    }

    pub(crate) fn within<T>(span: Span, call: impl Future<Output = T>) -> impl Future<Output = T> {
        call.instrument(span)
    }

    pub(crate) fn attempt(attempt: &AfterAttempt<'_>) {
        debug!(
            attempt = attempt.number(),
            status = attempt.status().map(|status| status.as_u16()),
            request_id = attempt.request_id(),
            error = attempt.error().map(tracing::field::display),
            elapsed_ms = millis(attempt.elapsed()),
            retry_in_ms = attempt.retry_in().map(millis),
            "attempt"
        );
    }

    pub(crate) fn mismatched(response: &Mismatched<'_>) {
        for mismatch in response.mismatches() {
            warn!(
                operation = response.operation(),
                mismatch = format!("{mismatch:#}"),
                "a field doesn't match its schema and decodes as absent"
            );
        }
    }

    fn millis(duration: std::time::Duration) -> u64 {
        u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::client::CallRecord;
    use crate::client::hook::{AfterAttempt, Mismatched};

    pub(crate) struct Span;

    impl Span {
        pub(crate) const fn entered(self) -> Self {
            self
        }
    }

    pub(crate) const fn call(_: &CallRecord) -> Span {
        Span
    }

    pub(crate) fn within<F: Future>(_: Span, call: F) -> F {
        call
    }

    pub(crate) const fn attempt(_: &AfterAttempt<'_>) {}

    pub(crate) const fn mismatched(_: &Mismatched<'_>) {}
}
