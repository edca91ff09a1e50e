//! Reads a description of an HTTP API (OpenAPI 3.0, 3.1 or 3.2) and writes the Rust client for it.
//!
//! The face is [`Builder`], for build scripts; the same as a program is the `openapi-bindgen` command. Inside is a
//! pipeline, a folder a stage, each taking the data of the one before:
//!
//! | stage | from | to |
//! | --- | --- | --- |
//! | [`source`] | text, and the files it refers to | a tree of values, with the place of everything |
//! | [`openapi`] | tree | the document, with the references followed: flat lists and ids |
//! | `expand` | resolved | resolved: unions that stand between the lines are written out |
//! | `lower` | resolved | `ir`: what will be generated |
//! | `share` | IR | IR: types that are equal and have no name of their own are one |
//! | `analyze` | IR | facts beside it |
//! | `names` | IR | every identifier |
//! | `modules` | IR, facts, names | the files, and what each holds |
//! | `emit` | IR, facts, names, modules | tokens |
//! | `output` | tokens | formatted files |
//! | `folder` | files | what stands on disk |
//!
//! What is wrong with a document is collected in [`diagnostic`] as the stages go; emission can't fail.

mod analyze;
mod builder;
#[allow(dead_code, reason = "the stages take to it one by one")]
mod defect;
mod diagnostic;
mod disk;
mod emit;
mod error;
mod expand;
mod folder;
mod formats;
mod graph;
mod http;
mod ids;
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
mod reach;
mod report;
mod rustdoc;
mod schema_types;
mod settings;
mod share;
mod source;
mod suggest;
#[allow(dead_code, reason = "the stages take to it one by one")]
mod table;

pub use builder::{Builder, Generated};
pub use error::Error;
pub use output::File;
pub use package::Package;
pub use schema_types::{SchemaType, SchemaVariant};
pub use settings::{FormatTarget, Primitive, Settings};
