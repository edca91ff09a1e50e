//! Operations: parameters, request bodies, responses and servers.
//!
//! Takes the document's operations and gives those of the IR. The schema lowerer makes the types of their schemas.

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
mod part;
mod response_headers;
mod responses;
mod samples;
mod servers;

pub(super) use api::{ApiParts, api};
pub(super) use examples::examples;
pub(super) use lowerer::OperationLowerer;
pub(super) use samples::samples;
