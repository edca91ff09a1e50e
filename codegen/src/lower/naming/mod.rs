//! Naming: the segments that lead to a schema, the names of types of their own, and name overrides.
//!
//! Takes the facts about schemas and gives origins, from which identifiers are made later. It knows nothing of Rust's
//! spelling.

mod combined_names;
mod origins;
mod variant_names;

pub(super) use combined_names::Inside;
pub(super) use origins::Naming;
pub(super) use variant_names::VariantNames;
