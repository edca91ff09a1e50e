//! Facts derived from the IR, one a file, kept beside it.

mod boxed;
pub(crate) mod mocked;
mod places;
mod recursion;
mod size;
mod tags;
mod uses;

pub use boxed::Boxed;
pub use places::{Place, Places};
pub use tags::{FeatureSet, Tags};
pub use uses::Uses;

use crate::ir::Api;
use crate::reach::Directions;
use crate::source::tree::Tree;

/// What emission needs to know of a type and can't see in its item.
#[derive(Clone, Debug)]
pub struct Facts {
    pub boxed: Boxed,
    pub directions: Directions,
    pub places: Places,
    pub tags: Tags,
    pub uses: Uses,
}

/// What stands behind features: only then the facts about it are worked out.
#[derive(Clone, Copy, Debug, Default)]
pub struct FeatureOptions {
    /// Each operation stands behind the features of its tags.
    pub tags: bool,
    /// What no operation needs of a type stands behind the features of those who do.
    pub uses: bool,
}

/// Works out all facts.
#[must_use]
pub(crate) fn analyze(
    api: &Api,
    directions: Directions,
    tree: &Tree,
    options: FeatureOptions,
) -> Facts {
    Facts {
        boxed: Boxed::of(api),
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
