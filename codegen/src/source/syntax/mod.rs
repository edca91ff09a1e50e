//! The errors of the JSON and YAML readers as diagnostics: what is wrong, where, and what to do.
//!
//! The place and the message are the reader's. The help comes from the text at that place.

mod json;
mod limits;
mod scan;
mod yaml;

pub(super) use json::json;
pub(super) use limits::too_large;
pub(super) use yaml::yaml;
