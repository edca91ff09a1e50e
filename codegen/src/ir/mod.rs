//! What will be generated, in the words of the output's domain: structs, enums, unions, operations.
//!
//! Data only. Types stand in one table and are named by [`TypeId`]; nothing here knows of documents' syntax, of Rust's
//! spelling or of tokens. Every item carries its [`Origin`]: the words that its name is made of, and the place to point at.

mod api;
mod enums;
mod examples;
mod operation;
mod origin;
mod pagination;
mod server;
mod types;
mod visit;

pub use crate::http::SecurityKind;
pub use api::*;
pub use enums::responses_need_enum;
pub use examples::*;
pub use operation::*;
pub use origin::*;
pub use pagination::*;
pub use server::*;
pub use types::*;
