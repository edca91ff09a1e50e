//! What counts against a variant while a union tries to read a value as it.

use super::value::Json;
use std::cell::Cell;

/// What speaks against a variant, the weightiest first: of two variants the one of less weight fits better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    /// Values that contradict a constant of the variant.
    constants: usize,
    /// Members that don't fit and count as absent, where decoding is lenient.
    mismatches: usize,
    /// Members that a closed object doesn't allow.
    foreign: usize,
    /// Values that a closed enum or an inner union doesn't list: they are kept.
    unlisted: usize,
    /// Nulls that are read as absent where the variant's schema has none.
    nulls: usize,
    /// Values that the variant has no place for.
    lost: usize,
    /// Values that an open enum doesn't list: its schema allows them, and another one may say more of them.
    unnamed: usize,
}

impl Weight {
    /// Whether the value contradicts a constant.
    pub(super) const fn contradicts(self) -> bool {
        self.constants > 0
    }

    /// Whether the value is one that the variant's schema allows, as far as types say it.
    pub(super) const fn is_clean(self) -> bool {
        self.constants == 0 && self.mismatches == 0 && self.foreign == 0 && self.unlisted == 0
    }

    /// Whether the value has members that the variant's schema doesn't allow, and that would be lost.
    pub(super) const fn has_foreign(self) -> bool {
        self.foreign > 0
    }

    /// Whether some of the value would be lost.
    pub(super) const fn loses(self) -> bool {
        self.lost > 0
    }

    /// Whether nothing speaks against the variant.
    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Adds what speaks against a variant inside this one.
    const fn add(&mut self, inner: Self) {
        self.constants = self.constants.saturating_add(inner.constants);
        self.mismatches = self.mismatches.saturating_add(inner.mismatches);
        self.foreign = self.foreign.saturating_add(inner.foreign);
        self.unlisted = self.unlisted.saturating_add(inner.unlisted);
        self.nulls = self.nulls.saturating_add(inner.nulls);
        self.unnamed = self.unnamed.saturating_add(inner.unnamed);
        self.lost = self.lost.saturating_add(inner.lost);
    }
}

/// A variant that is being tried.
#[derive(Clone, Copy)]
struct Attempt {
    weight: Weight,
    /// How many values may still be looked at for the union that is being decided.
    budget: usize,
}

thread_local! {
    /// `None` outside of a union that is told by shape.
    static ATTEMPT: Cell<Option<Attempt>> = const { Cell::new(None) };
}

/// Whether a union is trying a variant.
pub(super) fn is_trying() -> bool {
    ATTEMPT.get().is_some()
}

fn count(weight: impl FnOnce(&mut Weight)) {
    if let Some(mut attempt) = ATTEMPT.get() {
        weight(&mut attempt.weight);
        ATTEMPT.set(Some(attempt));
    }
}

/// Counts a value that isn't the constant that a schema asks for.
#[cold]
pub(crate) fn count_contradiction() {
    count(|weight| weight.constants = weight.constants.saturating_add(1));
}

/// Counts a value that no variant of a closed enum, or of a union, stands for.
#[cold]
pub(crate) fn count_unlisted() {
    count(|weight| weight.unlisted = weight.unlisted.saturating_add(1));
}

/// Counts a null that is read as absent.
#[cold]
pub(super) fn count_null() {
    count(|weight| weight.nulls = weight.nulls.saturating_add(1));
}

/// Counts a value that an open enum doesn't name.
#[cold]
pub(crate) fn count_unnamed() {
    count(|weight| weight.unnamed = weight.unnamed.saturating_add(1));
}

/// Counts a member that is read as absent because it doesn't fit.
pub(super) fn count_mismatch() {
    count(|weight| weight.mismatches = weight.mismatches.saturating_add(1));
}

/// Counts values that a type has no place for; they break the schema of a closed object.
pub(crate) fn count_lost(is_closed: bool, values: impl FnOnce() -> usize) {
    count(|weight| {
        let values = values();
        weight.lost = weight.lost.saturating_add(values);
        if is_closed {
            weight.foreign = weight.foreign.saturating_add(values);
        }
    });
}

/// Counts what speaks against the variant that an inner union is read as.
pub(super) fn count_inner(inner: Weight) {
    count(|weight| weight.add(inner));
}

/// Tries a variant and weighs it, unless too much was tried already.
///
/// Where unions stand inside each other, every level tries all its variants for each of those of the level above: without
/// a bound, a server could keep a client busy forever with a few hundred bytes. What is not tried stays raw.
pub(super) fn attempt<T>(size: usize, read: impl FnOnce() -> T) -> Option<(T, Weight)> {
    const BASE: usize = 100_000;
    const PER_VALUE: usize = 64;
    let outer = ATTEMPT.get();
    let budget = match outer {
        Some(outer) => outer.budget,
        None => size.saturating_mul(PER_VALUE).saturating_add(BASE),
    };
    ATTEMPT.set(Some(Attempt {
        weight: Weight::default(),
        budget: budget.checked_sub(size)?,
    }));
    let value = read();
    let inner = ATTEMPT.replace(outer)?;
    if let Some(outer) = outer {
        ATTEMPT.set(Some(Attempt {
            budget: inner.budget,
            ..outer
        }));
    }
    Some((value, inner.weight))
}

/// Returns how many values there are in a value.
pub(super) fn size(json: &Json<'_>) -> usize {
    match json {
        Json::Array(items) => items.iter().map(size).sum::<usize>().saturating_add(1),
        Json::Object(object) => object
            .iter()
            .map(|(_, value)| size(value))
            .sum::<usize>()
            .saturating_add(1),
        _ => 1,
    }
}
