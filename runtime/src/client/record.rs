//! What is known of a call, whether it succeeds or not.

use std::time::Duration;

use http::HeaderValue;

use super::api::Api;
use super::operation::OperationInfo;

/// What is known of a call, whether it succeeds or not.
#[derive(Clone, Debug)]
pub(crate) struct CallRecord {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static OperationInfo,
    pub(crate) idempotency_key: Option<HeaderValue>,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    /// Whether optional fields that don't match their schema decode as absent.
    pub(crate) lenient: bool,
}

impl CallRecord {
    pub(crate) fn idempotency_key(&self) -> Option<&str> {
        std::str::from_utf8(self.idempotency_key.as_ref()?.as_bytes()).ok()
    }
}
