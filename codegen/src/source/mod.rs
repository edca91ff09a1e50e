//! Text to a [`tree`]: the values of all files as written, each with its place.
//!
//! Takes the text of the root document and [`Files`], which finds the others. Gives a [`tree::Tree`], and where the nodes of it
//! stand in the text. Knows JSON and YAML, and nothing of OpenAPI.

mod build;
pub(crate) mod files;
pub mod id;
pub(crate) mod load;
pub(crate) mod locate;
mod syntax;
pub mod tree;

pub use files::{Absent, Files, load_all};
pub(crate) use load::MAX_BYTES;
pub use load::load;
pub(crate) use locate::spellings;
