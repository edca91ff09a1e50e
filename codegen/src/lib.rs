//! Reads an OpenAPI document (3.0, 3.1 or 3.2) and writes the Rust client for its API.
//!
//! Use [`Builder`] from a build script, or the `openapi-bindgen` command. Internally it is a pipeline with one module per
//! stage; ARCHITECTURE.md in the repository draws it.

mod acronyms;
mod analyze;
mod builder;
mod defect;
mod diagnostic;
mod digest;
mod disk;
mod emit;
mod error;
mod expand;
mod folder;
mod formats;
mod generated;
mod graph;
mod group;
mod guide;
mod http;
mod ids;
mod inspect;
#[doc(hidden)]
pub mod internals;
mod ir;
mod lint;
mod lower;
mod manifest;
mod modules;
mod names;
mod openapi;
mod output;
mod package;
mod paginate;
mod pipeline;
mod plurals;
mod reach;
mod report;
mod rustdoc;
mod schema_types;
mod settings;
mod share;
mod source;
mod suggest;
mod table;

pub use builder::Builder;
pub use error::Error;
pub use folder::{Difference, DifferenceKind};
pub use generated::Generated;
pub use inspect::{InspectedOperation, InspectedType, Inspection};
pub use output::File;
pub use package::Package;
pub use report::MessageFormat;
pub use schema_types::{SchemaType, SchemaVariant};
pub use settings::{FormatTarget, Primitive, Settings};
