//! Decides whether and when to retry. It does no I/O and has no clock, so that async and blocking calls decide alike.

use std::time::{Duration, Instant};

use http::header;

use crate::client::{advised, wants_retry};
use crate::transport::{TransportError, TransportErrorKind};
use crate::wire::RawResponse;

/// What limits the attempts of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    /// The maximum number of retries.
    pub(crate) retries: u32,
    /// The time limit of an attempt, including the body.
    pub(crate) timeout: Duration,
    /// The time limit of the call, including waits.
    pub(crate) deadline: Option<Duration>,
    /// The longest `Retry-After` to wait for in full.
    pub(crate) retry_after_cap: Duration,
    /// Whether sending the request twice has the effect of sending it once, by its key or its method.
    pub(crate) repeatable: bool,
    /// The response header that says whether to retry.
    pub(crate) advice: Option<&'static str>,
}

/// The attempts of one call.
#[derive(Debug)]
pub(crate) struct Attempts<'a> {
    policy: &'a Policy,
    started: Instant,
    /// `None` also if it is later than the clock can represent.
    deadline: Option<Instant>,
    count: u32,
}

/// One attempt to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    pub(crate) number: u32,
    pub(crate) timeout: Duration,
    /// The time that is left for the call, if it has a deadline.
    pub(crate) total: Option<Duration>,
    /// Whether the timeout is what is left of the call's time.
    pub(crate) is_last_moment: bool,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(policy: &'a Policy, now: Instant) -> Self {
        let deadline = policy.deadline.and_then(|time| now.checked_add(time));
        Self {
            policy,
            started: now,
            deadline,
            count: 0,
        }
    }

    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn elapsed(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.started)
    }

    /// Returns the next attempt; `None` if the deadline has passed.
    pub(crate) fn next(&mut self, now: Instant) -> Option<Attempt> {
        let left = self
            .deadline
            .map(|deadline| deadline.saturating_duration_since(now));
        if left == Some(Duration::ZERO) {
            return None;
        }
        self.count = self.count.saturating_add(1);
        let timeout = left.map_or(self.policy.timeout, |left| left.min(self.policy.timeout));
        let is_last_moment = left.is_some_and(|left| left <= self.policy.timeout);
        Some(Attempt {
            number: self.count,
            timeout,
            total: left,
            is_last_moment,
        })
    }

    /// Returns how long to wait before the next attempt; `None` if this outcome is final. `random` is uniform in [0,
    /// 1).
    ///
    /// A wait that would outlast the deadline doesn't start.
    pub(crate) fn wait(
        &self,
        outcome: Result<&RawResponse, &TransportError>,
        now: Instant,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        if self.count > self.policy.retries || !self.is_worth_a_retry(outcome) {
            return None;
        }
        let response = outcome.map_or_else(TransportError::head, Some);
        let floor = response.and_then(retry_after).unwrap_or_default();
        let wait = backoff(self.count, random()).max(floor.min(self.policy.retry_after_cap));
        match self.deadline {
            Some(deadline) if deadline.saturating_duration_since(now) <= wait => None,
            _ => Some(wait),
        }
    }

    fn is_worth_a_retry(&self, outcome: Result<&RawResponse, &TransportError>) -> bool {
        let Policy {
            repeatable, advice, ..
        } = *self.policy;
        let by_status = |response| {
            wants_retry(advice, response) && (repeatable || advised(advice, response) == Some(true))
        };
        match outcome {
            Ok(response) => by_status(response),
            Err(error) => match (error.kind(), error.head()) {
                (TransportErrorKind::Request | TransportErrorKind::TooLarge, _) => false,
                (TransportErrorKind::Connect, _) => true,
                // A success that breaks off isn't a response yet.
                (_, Some(head)) if !head.status().is_success() => by_status(head),
                _ => repeatable,
            },
        }
    }
}

/// Returns half a second, doubled with every retry up to five seconds. Up to half of it is taken off at random, but never
/// so much that less than half a second is left.
fn backoff(retry: u32, random: f64) -> Duration {
    const FIRST: f64 = 0.5;
    const MAX: f64 = 5.0;
    let doubled = FIRST * 2f64.powi(retry.saturating_sub(1).min(16) as i32);
    let jittered = doubled.min(MAX) * (0.5 + random.clamp(0.0, 1.0) / 2.0);
    Duration::from_secs_f64(jittered.max(FIRST))
}

/// Reads `Retry-After` in seconds or as a date (RFC 9110 §10.2.3). A date is relative to the server's own clock, if it
/// sends one.
fn retry_after(response: &RawResponse) -> Option<Duration> {
    let value = response.header(header::RETRY_AFTER.as_str())?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = |text: &str| {
        jiff::fmt::rfc2822::parse(text)
            .ok()
            .map(|date| date.timestamp())
    };
    let now = response
        .header(header::DATE.as_str())
        .and_then(date)
        .unwrap_or_else(jiff::Timestamp::now);
    date(value)?.duration_since(now).try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, StatusCode};

    const POLICY: Policy = Policy {
        retries: 2,
        timeout: Duration::from_secs(80),
        deadline: None,
        retry_after_cap: Duration::from_secs(60),
        repeatable: true,
        advice: Some("should-retry"),
    };

    fn response(status: u16, headers: &[(&'static str, &str)]) -> RawResponse {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_str(value).unwrap());
        }
        RawResponse::new(StatusCode::from_u16(status).unwrap(), map, Bytes::new())
    }

    /// Returns how many attempts a server sees that always responds alike.
    fn attempts(policy: Policy, outcome: Result<&RawResponse, &TransportError>) -> u32 {
        let now = Instant::now();
        let mut attempts = Attempts::new(&policy, now);
        while attempts.next(now).is_some() && attempts.wait(outcome, now, || 0.5).is_some() {}
        attempts.count()
    }

    #[test]
    fn statuses_and_advice() {
        let table: &[(u16, &str, u32)] = &[
            (200, "", 1),
            (200, "true", 1),
            (204, "true", 1),
            (302, "true", 1),
            (400, "", 1),
            (404, "", 1),
            (429, "", 1),
            (409, "", 3),
            (500, "", 3),
            (502, "", 3),
            (503, "", 3),
            (504, "", 3),
            (409, "false", 1),
            (500, "false", 1),
            (503, "false", 1),
            (400, "true", 3),
            (429, "true", 3),
            (500, "maybe", 3),
        ];
        for (status, advice, expected) in table {
            let response = response(*status, &[("should-retry", advice)]);
            assert_eq!(
                attempts(POLICY, Ok(&response)),
                *expected,
                "{status} {advice}"
            );
        }
    }

    #[test]
    fn failures_of_the_transport() {
        use TransportErrorKind::{Connect, Io, Request, Timeout, TooLarge};
        for (kind, with_key, without) in [
            (Connect, 3, 3),
            (Io, 3, 1),
            (Timeout, 3, 1),
            (Request, 1, 1),
            (TooLarge, 1, 1),
        ] {
            let error = TransportError::new(kind, "test");
            assert_eq!(attempts(POLICY, Err(&error)), with_key, "{kind:?}");
            let policy = Policy {
                repeatable: false,
                ..POLICY
            };
            assert_eq!(
                attempts(policy, Err(&error)),
                without,
                "{kind:?} without key"
            );
        }
    }

    #[test]
    fn a_body_that_broke_off_goes_by_its_status() {
        for (status, expected) in [(200, 3), (400, 1), (503, 3), (307, 1)] {
            let error = TransportError::new(TransportErrorKind::Io, "test")
                .with_head(StatusCode::from_u16(status).unwrap(), HeaderMap::new());
            assert_eq!(attempts(POLICY, Err(&error)), expected, "{status}");
        }
    }

    #[test]
    fn nothing_is_sent_twice_without_key_unless_the_server_says_so() {
        let policy = Policy {
            repeatable: false,
            ..POLICY
        };
        assert_eq!(attempts(policy, Ok(&response(503, &[]))), 1);
        assert_eq!(
            attempts(policy, Ok(&response(503, &[("should-retry", "true")]))),
            3
        );
    }

    #[test]
    fn the_advice_is_of_the_api() {
        let policy = Policy {
            advice: None,
            ..POLICY
        };
        assert_eq!(
            attempts(policy, Ok(&response(500, &[("should-retry", "false")]))),
            3
        );
    }

    #[test]
    fn waits_double_up_to_five_seconds() {
        let millis = |retry, random| backoff(retry, random).as_millis();
        assert_eq!(
            [1, 2, 3, 4, 5, 6, u32::MAX].map(|n| millis(n, 0.0)),
            [500, 500, 1000, 2000, 2500, 2500, 2500]
        );
        assert_eq!(
            [1, 2, 3, 4, 5, 6].map(|n| millis(n, 0.5)),
            [500, 750, 1500, 3000, 3750, 3750]
        );
        assert!(millis(9, 0.999_999) < 5000);
    }

    #[test]
    fn retry_after_is_a_floor_with_a_cap() {
        let now = Instant::now();
        let wait = |value: &str| {
            let mut attempts = Attempts::new(&POLICY, now);
            attempts.next(now).unwrap();
            let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
            attempts
                .wait(
                    Ok(&response(503, &[("retry-after", value), date])),
                    now,
                    || 0.0,
                )
                .unwrap()
        };
        for (value, expected) in [
            ("7", 7_000),
            (" 7 ", 7_000),
            ("0", 500),
            ("86400", 60_000),
            ("99999999999999999999999", 500),
            ("-3", 500),
            ("soon", 500),
            ("Sun, 06 Nov 1994 08:49:47 GMT", 10_000),
            ("Sun, 06 Nov 1994 08:49:27 GMT", 500),
            ("Mon, 07 Nov 1994 08:49:37 GMT", 60_000),
        ] {
            assert_eq!(wait(value).as_millis(), expected, "{value}");
        }
    }

    #[test]
    fn the_deadline_cuts_attempts_and_forbids_waits_beyond_it() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let policy = Policy {
            deadline: Some(Duration::from_secs(100)),
            ..POLICY
        };
        let mut attempts = Attempts::new(&policy, start);
        let first = attempts.next(start).unwrap();
        assert_eq!((first.timeout.as_secs(), first.is_last_moment), (80, false));
        let busy = response(503, &[]);
        assert!(attempts.wait(Ok(&busy), at(90_000), || 0.0).is_some());
        let second = attempts.next(at(90_500)).unwrap();
        assert_eq!(
            (second.timeout.as_millis(), second.is_last_moment),
            (9_500, true)
        );
        assert_eq!(attempts.wait(Ok(&busy), at(99_500), || 0.0), None);
        assert_eq!(attempts.next(at(100_000)), None);
        assert_eq!(attempts.count(), 2);
    }
}
