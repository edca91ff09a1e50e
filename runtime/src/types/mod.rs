//! What generated types are made of.

mod base64;
mod file;
mod literal;
mod maybe;
mod secret;
mod sensitive;
mod unknown;
mod url;

pub use base64::Base64;
pub use file::File;
pub use literal::Literal;
pub(crate) use literal::whole;
pub use maybe::Maybe;
pub use secret::SecretKey;
pub use sensitive::Sensitive;
pub use unknown::{Unknown, UnknownInteger, UnknownValue, UnknownVariant};
pub use url::Url;

/// A type that is text and takes any text: what wrappers of it take literals
/// by. Coherence wants a trait of this crate for it.
pub trait TextType: for<'a> From<&'a str> {}

impl TextType for String {}
