//! Lenient decoding: whether it is on, and which mismatches were read as absent so far.
//!
//! Both are of the thread: a value is read on one.

use super::error::{DecodeError, MOST};
use super::mismatch::Mismatch;
use std::cell::{Cell, RefCell};

thread_local! {
    static LENIENT: Cell<bool> = const { Cell::new(false) };

    /// What was read as absent so far, each with its path from the value that is being read.
    static TOLERATED: RefCell<Vec<Mismatch>> = const { RefCell::new(Vec::new()) };
}

/// Whether members that don't fit and aren't required count as absent.
pub(super) fn is_on() -> bool {
    LENIENT.get()
}

/// Reads decode_leniently, and returns what was read as absent beside what was read.
pub(crate) fn decode_leniently<T>(read: impl FnOnce() -> T) -> (T, Vec<Mismatch>) {
    let outer = LENIENT.replace(true);
    let mark = mark();
    let value = read();
    LENIENT.set(outer);
    (value, take_since(mark))
}

/// Keeps why a member is read as absent.
pub(super) fn tolerate(error: DecodeError) {
    TOLERATED.with_borrow_mut(|tolerated| {
        for mismatch in error.into_mismatches() {
            if tolerated.len() < MOST {
                tolerated.push(mismatch);
            }
        }
    });
}

/// How much was read as absent so far.
pub(super) fn mark() -> usize {
    if LENIENT.get() {
        TOLERATED.with_borrow(Vec::len)
    } else {
        0
    }
}

/// Takes out what was read as absent since a mark.
pub(super) fn take_since(mark: usize) -> Vec<Mismatch> {
    TOLERATED.with_borrow_mut(|tolerated| {
        if mark < tolerated.len() {
            tolerated.split_off(mark)
        } else {
            Vec::new()
        }
    })
}

/// Puts back what a union took out while it tried its variants.
pub(super) fn put_back(mismatches: Vec<Mismatch>) {
    if !mismatches.is_empty() {
        TOLERATED.with_borrow_mut(|tolerated| tolerated.extend(mismatches));
    }
}

/// Changes what was read as absent since a mark: it is seen from a level further out.
pub(super) fn update_since(mark: usize, update: impl Fn(&mut Mismatch)) {
    TOLERATED.with_borrow_mut(|tolerated| {
        tolerated.iter_mut().skip(mark).for_each(update);
    });
}
