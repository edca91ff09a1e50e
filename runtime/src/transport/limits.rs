//! The limits of one attempt.

use std::time::Duration;

/// The longest time to wait: thirty years. Clocks and timers of some systems panic beyond that.
pub(crate) const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// The limits of one attempt. No time exceeds thirty years, whatever the caller sets.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// How long the attempt may take, including the body.
    pub timeout: Duration,
    /// The maximum size of the decompressed body, in bytes.
    pub max_body: usize,
    /// How long the rest of the call may take, if it has a deadline: for streamed bodies.
    pub total: Option<Duration>,
}
