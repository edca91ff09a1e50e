//! Broken invariants: what can't happen, unless this crate has a defect.
//!
//! A stage that meets one records it here and goes on with a placeholder. The pipeline takes what was recorded and
//! reports it as `internal` errors, so that nothing is generated from a placeholder. It is kept per thread, since the stages that
//! meet it (look-ups in tables, emission) have no list of diagnostics at hand.

use std::cell::RefCell;
use std::panic::Location;

thread_local! {
    static FOUND: RefCell<Vec<Defect>> = const { RefCell::new(Vec::new()) };
}

/// How many are kept: one is enough to know that the output is wrong.
const KEPT: usize = 10;

/// A broken invariant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Defect {
    /// The invariant that doesn't hold.
    pub(crate) what: &'static str,
    /// Where in this crate it was noticed.
    pub(crate) location: &'static Location<'static>,
}

/// Records that an invariant doesn't hold.
#[track_caller]
pub(crate) fn record(what: &'static str) {
    let location = Location::caller();
    FOUND.with_borrow_mut(|found| {
        if found.len() < KEPT {
            found.push(Defect { what, location });
        }
    });
}

/// Takes what this thread has recorded.
pub(crate) fn take() -> Vec<Defect> {
    FOUND.take()
}

/// Adds what another thread has recorded.
pub(crate) fn add(defects: Vec<Defect>) {
    FOUND.with_borrow_mut(|found| {
        let room = KEPT.saturating_sub(found.len());
        found.extend(defects.into_iter().take(room));
    });
}

/// Values that are always there.
pub(crate) trait Certain<T> {
    /// Returns the value. If there is none, records that `what` doesn't hold and returns the placeholder.
    #[track_caller]
    fn certain_or(self, what: &'static str, placeholder: T) -> T;

    /// Returns the value. If there is none, records that `what` doesn't hold and returns the default.
    #[track_caller]
    fn certain(self, what: &'static str) -> T
    where
        T: Default;
}

impl<T> Certain<T> for Option<T> {
    fn certain_or(self, what: &'static str, placeholder: T) -> T {
        match self {
            Some(value) => value,
            None => {
                record(what);
                placeholder
            }
        }
    }

    fn certain(self, what: &'static str) -> T
    where
        T: Default,
    {
        match self {
            Some(value) => value,
            None => {
                record(what);
                T::default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Certain, take};

    #[test]
    fn what_is_missing_is_recorded_once_with_its_place() {
        assert_eq!(Some(1).certain("a number"), 1);
        assert!(take().is_empty());
        assert_eq!(None::<u8>.certain("a number"), 0);
        let line = line!() - 1;
        let found = take();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what, "a number");
        assert_eq!(found[0].location.line(), line);
        assert!(take().is_empty());
    }
}
