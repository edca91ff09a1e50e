//! Stage 1: the document as it is written. The tree becomes the structs of [`model`].
//!
//! What is known of the editions of OpenAPI is known here; what extensions are called is known in `extensions` only.

mod components;
mod extensions;
mod file_references;
pub(crate) mod identity;
mod info;
pub mod model;
mod operation;
mod parameter;
mod reader;
mod reference;
mod root;
mod schema;
mod security;
mod written;

pub(crate) use root::read;

pub(crate) use components::Component;
pub(crate) use extensions::read_rules;
pub(crate) use file_references::file_references;
pub(crate) use reader::Reader;
pub(crate) use written::keep_spellings;
