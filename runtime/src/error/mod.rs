//! What a call fails with.

mod any;
mod context;
mod details;
mod kind;
mod page;

use std::fmt;
use std::ops::Deref;

pub use any::AnyError;
pub(crate) use context::ErrorContext;
pub(crate) use details::ErrorDetails;
pub use kind::ErrorKind;
pub use page::{PageError, PageErrorKind};

use crate::client::Operation;

/// What a call fails with. `C` are the error codes of the operation, `B` is the body of its errors.
///
/// It dereferences to an [`AnyError`], which has what errors of all operations have: [`kind`](AnyError::kind),
/// [`status`](AnyError::status), [`message`](AnyError::message) and so on. `?` converts it into one.
///
/// ```
/// use openapi_bindgen_runtime::{Error, ErrorKind};
///
/// fn report(error: &Error) {
///     match error.kind() {
///         ErrorKind::Status => println!("{:?}: {:?}", error.code(), error.message()),
///         ErrorKind::Decode => println!("{:#}", error.decode_error().unwrap()),
///         _ if error.is_retryable() => println!("try later, with key {:?}", error.idempotency_key()),
///         _ => println!("{error}"),
///     }
/// }
/// ```
pub struct Error<C = String, B = ()>(Box<Inner<C, B>>);

struct Inner<C, B> {
    any: AnyError,
    code: Option<C>,
    body: Option<B>,
}

impl Error {
    /// Creates an error of a body that is read as it arrives.
    pub(crate) fn of_stream(context: Box<ErrorContext>) -> Self {
        Self(Box::new(Inner {
            any: AnyError::new(context),
            code: None,
            body: None,
        }))
    }
}

impl<C, B> Error<C, B> {
    /// Decodes what the operation knows of its errors.
    pub(crate) fn of<O>(mut context: Box<ErrorContext>) -> Self
    where
        O: Operation<ErrorCode = C, ErrorBody = B>,
        C: for<'a> From<&'a str>,
    {
        context.read_details();
        let body = context.error_response().and_then(O::error_body);
        let code = context.details.code.as_deref().map(C::from);
        Self(Box::new(Inner {
            any: AnyError::new(context),
            code,
            body,
        }))
    }

    /// Returns the decoded body of the response, if it matches the document.
    pub fn body(&self) -> Option<&B> {
        self.0.body.as_ref()
    }

    /// Returns the error code, if the body has one.
    pub fn code(&self) -> Option<&C> {
        self.0.code.as_ref()
    }
}

impl<C, B> Deref for Error<C, B> {
    type Target = AnyError;

    /// Returns what doesn't depend on the operation.
    fn deref(&self) -> &AnyError {
        &self.0.any
    }
}

impl<C, B> From<Error<C, B>> for AnyError {
    fn from(error: Error<C, B>) -> Self {
        error.0.any
    }
}

impl<C, B> fmt::Display for Error<C, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.any, f)
    }
}

impl<C, B> fmt::Debug for Error<C, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.any, f)
    }
}

impl<C, B> std::error::Error for Error<C, B> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.any.source()
    }
}
