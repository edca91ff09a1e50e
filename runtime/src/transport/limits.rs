//! What bounds one attempt.

use std::time::Duration;

/// The longest time that is waited for: thirty years. Clocks and timers of
/// some systems can't tell what lies further ahead, and panic.
pub(crate) const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// What bounds one attempt. No time is longer than thirty years, however long
/// the caller's is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// How long the attempt may take, body included.
    pub timeout: Duration,
    /// How many bytes of (decompressed) body may be read.
    pub max_body: usize,
    /// How long all that is left of the call may take, where that is bounded:
    /// for a body that is read as it arrives.
    pub total: Option<Duration>,
}
