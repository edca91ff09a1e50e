//! What touches the outside: the network and time.
//!
//! A transport sends one request and returns its response. It doesn't know about operations, retries or credentials.

mod attempt;
mod body;
mod default;
mod error;
mod limits;
#[cfg(feature = "_internal-reqwest")]
mod reqwest;
#[cfg(all(
    feature = "_internal-reqwest",
    feature = "rustls",
    not(feature = "native-tls")
))]
mod tls;
mod traits;
#[cfg(feature = "_internal-ureq")]
mod ureq;

#[cfg(feature = "_internal-reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "_internal-ureq")]
pub use self::ureq::UreqTransport;
pub(crate) use attempt::{AttemptOutput, BlockingAttemptOutput};
pub use body::{BodyReader, BodyStream};
pub(crate) use body::{collect, read_error, read_within};
pub use default::DefaultTransport;
pub use error::{TransportError, TransportErrorKind};
pub(crate) use limits::LONGEST;
pub use limits::Limits;
pub use traits::{BlockingTransport, Transport};
