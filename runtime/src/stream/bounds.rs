//! The time limits for reading a body.

use std::time::{Duration, Instant};

use crate::transport::Limits;

/// The time limits for reading a body.
#[derive(Clone, Copy)]
pub(super) struct TimeBounds {
    /// How long a chunk may take.
    pub(super) timeout: Duration,
    pub(super) deadline: Option<Instant>,
}

impl TimeBounds {
    pub(super) fn new(limits: Limits, now: Instant) -> Self {
        Self {
            timeout: limits.timeout,
            deadline: limits.total.and_then(|total| now.checked_add(total)),
        }
    }

    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// Returns how long the next chunk may take.
    pub(super) fn patience(&self, now: Instant) -> Duration {
        let left = |deadline: Instant| deadline.saturating_duration_since(now);
        let left = self.deadline.map(left);
        left.map_or(self.timeout, |left| left.min(self.timeout))
    }
}
