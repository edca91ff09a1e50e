//! What counts against a variant while an untagged union tries to decode it.

use std::cell::Cell;

use super::value::Json;

/// What counts against a variant, the most important first. The variant with the smallest weight matches best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    /// Values that contradict a constant.
    constants: usize,
    /// Members that don't match and decode as absent, in lenient decoding.
    mismatches: usize,
    /// Members that a closed object doesn't allow.
    foreign: usize,
    /// Values that an enum or an inner union doesn't list.
    unlisted: usize,
    /// Nulls that decode as absent although the schema has none.
    nulls: usize,
    /// Values that the variant drops.
    lost: usize,
    /// Values that an enum with an `Other` variant doesn't list: its schema allows them, and another one may describe
    /// them better.
    unnamed: usize,
}

impl Weight {
    /// Returns whether the value contradicts a constant.
    pub(super) const fn contradicts(self) -> bool {
        self.constants > 0
    }

    /// Returns whether the variant's schema allows the value, as far as types can tell.
    pub(super) const fn is_clean(self) -> bool {
        self.constants == 0 && self.mismatches == 0 && self.foreign == 0 && self.unlisted == 0
    }

    /// Returns whether the variant would drop members that its schema doesn't allow.
    pub(super) const fn has_foreign(self) -> bool {
        self.foreign > 0
    }

    /// Returns whether the variant drops a part of the value.
    pub(super) const fn loses(self) -> bool {
        self.lost > 0
    }

    /// Returns whether nothing counts against the variant.
    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Adds the weight of an inner variant.
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
    /// How many more values the union may look at.
    budget: usize,
}

thread_local! {
    /// `None` outside of untagged unions.
    static ATTEMPT: Cell<Option<Attempt>> = const { Cell::new(None) };
}

/// Returns whether an untagged union is trying a variant.
pub(super) fn is_trying() -> bool {
    ATTEMPT.get().is_some()
}

fn count(weight: impl FnOnce(&mut Weight)) {
    if let Some(mut attempt) = ATTEMPT.get() {
        weight(&mut attempt.weight);
        ATTEMPT.set(Some(attempt));
    }
}

/// Counts a value that contradicts a constant.
#[cold]
pub(crate) fn count_contradiction() {
    count(|weight| weight.constants = weight.constants.saturating_add(1));
}

/// Counts a value that an enum or a union doesn't list.
#[cold]
pub(crate) fn count_unlisted() {
    count(|weight| weight.unlisted = weight.unlisted.saturating_add(1));
}

/// Counts a null that decodes as absent.
#[cold]
pub(super) fn count_null() {
    count(|weight| weight.nulls = weight.nulls.saturating_add(1));
}

/// Counts a value that an enum with an `Other` variant doesn't list.
#[cold]
pub(crate) fn count_unnamed() {
    count(|weight| weight.unnamed = weight.unnamed.saturating_add(1));
}

/// Counts a member that decodes as absent because it doesn't match.
pub(super) fn count_mismatch() {
    count(|weight| weight.mismatches = weight.mismatches.saturating_add(1));
}

/// Counts values that a type drops. A closed object doesn't allow them.
pub(crate) fn count_lost(is_closed: bool, values: impl FnOnce() -> usize) {
    count(|weight| {
        let values = values();
        weight.lost = weight.lost.saturating_add(values);
        if is_closed {
            weight.foreign = weight.foreign.saturating_add(values);
        }
    });
}

/// Counts the weight of the variant that an inner union picked.
pub(super) fn count_inner(inner: Weight) {
    count(|weight| weight.add(inner));
}

/// Tries a variant and weighs it, unless the budget is used up.
///
/// With unions inside of unions, every level tries all of its variants for each variant of the level above. Without a
/// budget, a server could keep a client busy forever with a few hundred bytes. What isn't tried stays unknown.
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

/// Returns how many values a value consists of.
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
