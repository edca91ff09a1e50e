//! Decodes generated types from JSON and encodes them to JSON, without derive macros.
//!
//! Text is parsed once, into a [`Json`] tree that borrows from it. Types decode from the tree ([`FromJson`]), and
//! encode to a tree that borrows from them ([`ToJson`]). The room knows no HTTP, and no types but those of the standard
//! library.

mod error;
mod fields;
mod foreign;
mod from_json;
mod lenient;
mod literal;
mod members;
mod mismatch;
mod nullable;
mod parse;
mod patch;
mod place;
mod read;
mod serde;
mod take;
mod text_type;
mod to_json;
mod tuples;
mod unknown;
mod untagged;
mod value;
mod weight;
mod write;

pub use error::DecodeError;
pub use fields::Fields;
pub use foreign::Foreign;
pub use from_json::FromJson;
pub(crate) use lenient::decode_leniently;
pub use literal::Literal;
pub use mismatch::Mismatch;
pub use nullable::Nullable;
pub use parse::{from_slice, from_text};
pub use patch::Patch;
pub use place::SchemaPlace;
pub use text_type::TextType;
pub use to_json::{ToJson, to_vec};
pub use unknown::{Unknown, UnknownInteger, UnknownValue, UnknownVariant};
pub use untagged::UntaggedDecoder;
pub use value::{Json, Kind, Object};
pub(crate) use weight::{count_contradiction, count_lost, count_unlisted, count_unnamed};
pub use write::AsJson;
