//! The kinds of errors of a call.

/// The kind of an [`Error`](crate::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request can't be sent; nothing was sent.
    Request,
    /// No connection could be made.
    Connect,
    /// The connection broke.
    Io,
    /// The last attempt exceeded its timeout.
    Timeout,
    /// The call exceeded its deadline.
    Deadline,
    /// The response is larger than allowed.
    TooLarge,
    /// The server redirects the request (3xx). Redirects aren't followed, since the request holds credentials.
    Redirect,
    /// The server responded with an error: a status that is neither a success (2xx) nor a redirect. 304 is one too.
    Status,
    /// The server responded with a success that can't be decoded.
    Decode,
    /// A page arrived, and the next one can't be requested: see [`Error::page_error`](crate::AnyError::page_error).
    Page,
}
