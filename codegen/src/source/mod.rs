//! From text to a [`tree`]: the values of all files as written, and where they stand in the text.
//!
//! Takes the text of the root document and [`Files`], which finds the others. Gives a [`tree::Tree`], and the spans of
//! its nodes on demand. Knows JSON and YAML, and nothing of OpenAPI: a caller says which texts refer to files.

mod build;
pub(crate) mod file_error;
pub(crate) mod files;
pub(crate) mod lines;
pub(crate) mod load;
pub(crate) mod locate;
mod syntax;
pub mod tree;

pub use file_error::FileError;
pub use files::{FileReference, Files, load_all};
pub(crate) use load::MAX_BYTES;
pub use load::load;
pub(crate) use locate::spellings;
