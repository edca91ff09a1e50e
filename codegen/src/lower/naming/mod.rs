//! Names' raw material: the segments that lead to a schema, the names of types of their own, and the names that are
//! asked for.
//!
//! Takes the facts about schemas and gives [`Origin`]s, from which identifiers are made later.

mod origins;
mod variant_names;

pub(super) use origins::Naming;
pub(super) use variant_names::VariantNames;
