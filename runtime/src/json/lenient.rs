//! Lenient decoding: whether it is on, and which mismatches decoded as absent so far.
//!
//! Both belong to the thread, since a value decodes on one.

use std::cell::{Cell, RefCell};

use super::error::{DecodeError, MOST};
use super::mismatch::Mismatch;

thread_local! {
    static LENIENT: Cell<bool> = const { Cell::new(false) };

    /// The mismatches so far, with their paths from the value that is decoding.
    static TOLERATED: RefCell<Vec<Mismatch>> = const { RefCell::new(Vec::new()) };
}

/// Returns whether optional members that don't match decode as absent.
pub(super) fn is_on() -> bool {
    LENIENT.get()
}

/// Decodes leniently, and also returns what decoded as absent.
pub(crate) fn decode_leniently<T>(read: impl FnOnce() -> T) -> (T, Vec<Mismatch>) {
    let outer = LENIENT.replace(true);
    let mark = mark();
    let value = read();
    LENIENT.set(outer);
    (value, take_since(mark))
}

/// Keeps why a member decodes as absent.
pub(super) fn tolerate(error: DecodeError) {
    TOLERATED.with_borrow_mut(|tolerated| {
        for mismatch in error.into_mismatches() {
            if tolerated.len() < MOST {
                tolerated.push(mismatch);
            }
        }
    });
}

/// Returns how many mismatches there are so far.
pub(super) fn mark() -> usize {
    if LENIENT.get() {
        TOLERATED.with_borrow(Vec::len)
    } else {
        0
    }
}

/// Takes the mismatches since a mark.
pub(super) fn take_since(mark: usize) -> Vec<Mismatch> {
    TOLERATED.with_borrow_mut(|tolerated| {
        if mark < tolerated.len() {
            tolerated.split_off(mark)
        } else {
            Vec::new()
        }
    })
}

/// Puts back what a union took while it tried its variants.
pub(super) fn put_back(mismatches: Vec<Mismatch>) {
    if !mismatches.is_empty() {
        TOLERATED.with_borrow_mut(|tolerated| tolerated.extend(mismatches));
    }
}

/// Updates the mismatches since a mark, for a level further out.
pub(super) fn update_since(mark: usize, update: impl Fn(&mut Mismatch)) {
    TOLERATED.with_borrow_mut(|tolerated| {
        tolerated.iter_mut().skip(mark).for_each(update);
    });
}
