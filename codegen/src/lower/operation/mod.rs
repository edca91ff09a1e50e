//! Operations: parameters, request bodies, responses and servers.
//!
//! Takes the document's operations and gives the IR's; the types of their schemas are the schema lowerer's to make.

mod api;
mod base_url;
mod body;
mod errors;
mod examples;
mod headers;
mod lowerer;
mod media;
mod nested_style;
mod operations;
mod parameters;
mod responses;
mod servers;

pub(super) use api::{ApiParts, api};
pub(super) use examples::examples;
pub(super) use lowerer::OperationLowerer;
