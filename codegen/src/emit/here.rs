//! Where code stands.

use crate::modules::Standing;
use crate::names::Name;

/// Where code stands: what the path to another item depends on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here<'a> {
    /// The public module around the code.
    pub(super) module: &'a [Name],
    /// How many modules of this path the file itself stands in, where its own module is private.
    pub(super) private_below: Option<usize>,
    /// How many modules below the crate's root the code stands that are none of its tree, as those of the mock.
    pub(super) beside: usize,
}

impl<'a> Here<'a> {
    /// Returns where the code of a file stands.
    pub(crate) fn in_file(standing: &'a Standing) -> Self {
        let depth = standing.module.len();
        Self {
            module: &standing.module,
            private_below: standing.is_private.then_some(depth),
            beside: 0,
        }
    }

    /// Returns where the code of a module in the same file stands.
    pub(crate) fn nested(self, standing: &'a Standing) -> Self {
        Self {
            module: &standing.module,
            ..self
        }
    }

    /// Returns the path to where the client is in scope.
    pub(super) fn to_root(self) -> String {
        "super::".repeat(self.beside)
    }

    /// Returns where code stands so many modules below the crate's root, beside its tree.
    pub(super) const fn beside(depth: usize) -> Self {
        Self {
            module: &[],
            private_below: None,
            beside: depth,
        }
    }
}
