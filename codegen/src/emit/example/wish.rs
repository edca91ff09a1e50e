//! What is wanted of a value.

use serde_json::Value;

/// How deep values of examples are in each other at most.
const MOST_DEPTH: usize = 7;

/// What is wanted of a value: where it stands, and what the document shows there.
#[derive(Clone, Copy)]
pub(super) struct Wish<'v> {
    /// The name of the parameter or the property, as the document writes it.
    pub(super) name: &'v str,
    /// The value that the document shows.
    pub(super) sample: Option<&'v Value>,
    /// Whether the place takes whatever converts into its type.
    pub(super) converts: bool,
    /// Whether the type of a number has to show: it is converted.
    pub(super) suffix: bool,
    /// Whether nobody may see a value of the document.
    pub(super) secret: bool,
    /// How many values are around it.
    pub(super) depth: usize,
}

impl<'v> Wish<'v> {
    /// Returns the wish for an argument.
    pub(super) const fn argument(name: &'v str, sample: Option<&'v Value>) -> Self {
        Self {
            name,
            sample,
            converts: true,
            suffix: false,
            secret: false,
            depth: 0,
        }
    }

    /// Returns the wish for the same value where only its own type is taken.
    pub(super) const fn exact(self) -> Self {
        Self {
            converts: false,
            suffix: false,
            ..self
        }
    }

    /// Returns the wish for a value inside; none where it would be too deep.
    pub(super) fn inside(self, name: &'v str, sample: Option<&'v Value>) -> Option<Self> {
        (self.depth < MOST_DEPTH).then_some(Self {
            name,
            sample,
            converts: true,
            suffix: false,
            depth: self.depth + 1,
            ..self
        })
    }

    /// Returns the wish with a value of the document where there is none yet.
    pub(super) fn or_sample(self, sample: Option<&'v Value>) -> Self {
        Self {
            sample: self.sample.or(sample),
            ..self
        }
    }

    /// Returns whether the value stands directly in an argument of the call.
    pub(super) const fn is_outermost(&self) -> bool {
        self.depth == 0
    }
}
