//! What an error of a streamed body reports: the call, and the head of its response.

use std::fmt;
use std::time::Instant;

use super::bounds::TimeBounds;
use crate::client::CallRecord;
use crate::error::{Error, ErrorContext, ErrorKind};
use crate::transport::{TransportError, TransportErrorKind};
use crate::wire::RawResponse;

/// What an error of a streamed body reports.
pub(super) struct StreamContext {
    head: RawResponse,
    call: CallRecord,
    started: Option<Instant>,
    pub(super) bounds: TimeBounds,
}

impl StreamContext {
    pub(super) fn new(
        head: RawResponse,
        call: CallRecord,
        bounds: TimeBounds,
        now: Instant,
    ) -> Self {
        Self {
            started: now.checked_sub(call.elapsed),
            head,
            call,
            bounds,
        }
    }

    /// Returns the error of the call for an error of its body.
    pub(super) fn error(&self, error: TransportError, now: Instant) -> Error {
        let mut call = self.call.clone();
        if let Some(started) = self.started {
            call.elapsed = now.saturating_duration_since(started);
        }
        let is_deadline = error.kind() == TransportErrorKind::Timeout && self.bounds.is_over(now);
        let error = error.with_head(self.head.status(), self.head.headers().clone());
        let mut context = ErrorContext::transport(call, error);
        if is_deadline {
            context.kind = ErrorKind::Deadline;
        }
        Error::of_stream(context)
    }

    pub(super) fn shown(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("operation", &self.call.operation.id)
            .field("status", &self.head.status())
            .finish_non_exhaustive()
    }
}
