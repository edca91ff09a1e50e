//! The document as OpenAPI knows it.
//!
//! It takes the tree of values and gives the [`model`]: flat lists and ids, with every `$ref` followed, and everything
//! filled in that is inherited or has a default. What the versions of OpenAPI say, what keywords mean and what
//! extensions are called is known here alone. It never knows what is generated.
//!
//! All files are in the tree before anything is read, so that a reference to an object is followed where it is met;
//! those of schemas, which lead in circles, are followed once all schemas are read.

mod components;
mod example;
mod extensions;
mod file_references;
mod follow;
mod header;
pub(crate) mod identity;
mod incomplete;
mod info;
mod kinds;
mod media;
mod memos;
pub(crate) mod model;
mod object;
mod operation;
mod parameter;
mod path_item;
mod paths;
mod reader;
mod reference;
mod root;
mod schema;
mod schema_table;
mod schemes;
mod search;
mod security;
mod server;
mod slips;
mod tags;
pub(crate) mod targets;
mod template;
mod version;
mod vocabulary;
mod written;

pub(crate) use extensions::read_rules;
pub(crate) use file_references::file_references;
pub(crate) use incomplete::incomplete;
pub(crate) use root::read;
pub(crate) use written::keep_spellings;
