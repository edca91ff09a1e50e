//! Analysis: facts derived from the IR, one per file, kept beside it.
//!
//! Takes the IR and the tree, and gives [`Facts`]. It knows nothing of identifiers or tokens.

mod boxed;
mod constructors;
pub(crate) mod mocked;
mod places;
mod recursion;
mod size;
mod tags;
mod uses;

pub use boxed::Boxed;
pub use constructors::{Constructors, Made};
pub use places::{Place, Places};
pub use tags::{FeatureSet, Tags};
pub use uses::Uses;

use crate::ir::Api;
use crate::reach::Directions;
use crate::source::tree::Tree;

/// What emission needs to know beyond the items themselves.
#[derive(Clone, Debug)]
pub struct Facts {
    pub boxed: Boxed,
    pub constructors: Constructors,
    pub directions: Directions,
    pub places: Places,
    pub tags: Tags,
    pub uses: Uses,
}

/// What Cargo features switch on. The facts are worked out only where they are needed.
#[derive(Clone, Copy, Debug, Default)]
pub struct FeatureOptions {
    /// Whether the features of its tags switch an operation on.
    pub tags: bool,
    /// Whether features switch on what no operation needs of a type.
    pub uses: bool,
    /// Whether a feature switches on a mock.
    pub mock: bool,
}

impl FeatureOptions {
    /// Returns when values of a type that is only received are made.
    const fn received(self) -> Made {
        match self {
            Self { uses: true, .. } => Made::ForBothWays,
            Self { mock: true, .. } => Made::ForMock,
            _ => Made::Never,
        }
    }
}

/// Works out all facts about an API.
#[must_use]
pub(crate) fn analyze(
    api: &Api,
    directions: Directions,
    tree: &Tree,
    options: FeatureOptions,
) -> Facts {
    Facts {
        boxed: Boxed::of(api),
        constructors: Constructors::of(api, &directions, options.received()),
        places: Places::of(api, tree),
        tags: match options.tags {
            true => tags::tags(api),
            false => Tags::default(),
        },
        uses: match options.uses {
            true => Uses::of(api, &directions),
            false => Uses::default(),
        },
        directions,
    }
}
