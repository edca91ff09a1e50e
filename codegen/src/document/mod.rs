//! Stage 1: the document as it is written. Text becomes a [`tree`], the tree becomes the structs of [`model`].
//!
//! What is known of the editions of OpenAPI is known here; what extensions are called is known in `extensions` only.

mod build;
mod components;
mod extensions;
pub(crate) mod files;
mod identity;
mod info;
mod load;
pub mod model;
mod operation;
mod parameter;
mod reader;
mod reference;
mod root;
mod schema;
mod security;
mod syntax;
pub mod tree;
mod written;

pub use files::{Absent, Files, load_all};
pub(crate) use load::MAX_BYTES;
pub use load::load;
pub use root::read;

pub(crate) use components::Component;
pub(crate) use extensions::read_rules;
pub(crate) use reader::{Reader, closest, is_slip};
pub(crate) use written::keep_spellings;
