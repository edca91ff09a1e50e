//! The intermediate representation: what is generated, as structs, enums, unions and operations.
//!
//! Data only. Types are rows of one table and are referred to by [`TypeId`]. Nothing here knows the syntax of
//! documents, the spelling of Rust, or tokens. Every item has an [`Origin`]: the segments of its name, and the node
//! for diagnostics.

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
pub use enums::{failures_need_enum, responses_need_enum};
pub use examples::*;
pub use operation::*;
pub use origin::*;
pub use pagination::*;
pub use server::*;
pub use types::*;
