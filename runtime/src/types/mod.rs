//! The types of fields that aren't generated, with their decoding and encoding.

mod base64;
mod constant;
mod date_time;
mod decimal;
mod file;
mod formats;
mod iso_duration;
mod parse;
mod secret;
mod sensitive;
mod url_string;

pub use base64::Base64;
pub use constant::{False, Null, True};
pub use date_time::{AnyDateTime, ParseDateTimeError};
pub use decimal::{Decimal, ParseDecimalError};
pub use file::File;
pub use iso_duration::IsoDuration;
pub use secret::SecretKey;
pub(crate) use secret::secret_bytes;
pub use sensitive::Sensitive;
pub use url_string::UrlString;
