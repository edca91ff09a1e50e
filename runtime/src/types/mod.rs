//! What generated types are made of.

use crate::json::{DecodeError, Json};

mod base64;
mod constant;
mod date_time;
mod decimal;
mod duration;
mod file;
mod literal;
mod maybe;
mod secret;
mod sensitive;
mod unknown;
mod url;

pub use base64::Base64;
pub use constant::{False, Null, True};
pub use date_time::{AnyDateTime, NoDateTime};
pub(crate) use date_time::{parse_civil, parse_timestamp, timestamp_text};
pub use decimal::{Decimal, NoDecimal};
pub use duration::Duration;
pub use file::File;
pub use literal::Literal;
pub(crate) use literal::whole;
pub use maybe::Maybe;
pub use secret::SecretKey;
pub(crate) use secret::secret_bytes;
pub use sensitive::Sensitive;
pub use unknown::{Unknown, UnknownInteger, UnknownValue, UnknownVariant};
pub use url::Url;

/// A value that is written as a string; of a string that does not parse the
/// error says only that.
pub(crate) fn parsed<T: std::str::FromStr>(
    json: &Json<'_>,
    expected: &'static str,
) -> Result<T, DecodeError> {
    let Json::String(text) = json else {
        return Err(DecodeError::expected(expected, json));
    };
    text.parse()
        .map_err(|_| DecodeError::mismatch(expected, "another string"))
}

/// A type that is text and takes any text: what wrappers of it take literals
/// by. Coherence wants a trait of this crate for it.
pub trait TextType: for<'a> From<&'a str> {}

impl TextType for String {}
