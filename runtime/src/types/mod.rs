//! Types that fields of generated types have, each read from JSON and written to it.

mod base64;
mod constant;
mod date_time;
mod decimal;
mod duration;
mod file;
mod formats;
mod parse;
mod secret;
mod sensitive;
mod url;

pub use base64::Base64;
pub use constant::{False, Null, True};
pub use date_time::{AnyDateTime, NoDateTime};
pub use decimal::{Decimal, NoDecimal};
pub use duration::Duration;
pub use file::File;
pub use secret::SecretKey;
pub(crate) use secret::secret_bytes;
pub use sensitive::Sensitive;
pub use url::Url;
