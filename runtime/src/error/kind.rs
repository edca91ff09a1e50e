//! The kinds of failures of a call.

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request can't be sent as it is; nothing was sent.
    Request,
    /// There was no connection.
    Connect,
    /// The connection broke.
    Io,
    /// An attempt took longer than it may.
    Timeout,
    /// The call took longer than it may.
    Deadline,
    /// The response is larger than it may be.
    TooLarge,
    /// The server wants the request elsewhere (3xx). It is not followed: the
    /// request holds credentials.
    Redirect,
    /// The server answered with an error: a status that is neither a success
    /// (2xx) nor a redirect, and 304 too, where nothing has changed.
    Status,
    /// The server answered with a success that can't be read.
    Decode,
    /// The page came, and the one after it can't be asked for: see
    /// [`Error::page_error`].
    Page,
}
