//! Responses whose body is read as it arrives, awaited or not.

mod attempt;
mod awaited;
mod blocking;
mod bounds;
mod context;

pub(crate) use attempt::{OpenBody, StreamedResponse};
pub use awaited::ByteStream;
pub use blocking::ByteReader;
