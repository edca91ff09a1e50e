//! What a document shows of an operation's responses.

/// What a document shows of an operation's responses.
#[derive(Clone, Copy, Debug)]
pub struct Examples {
    /// The success.
    pub success: Option<Example>,
    /// The error codes that the document lists.
    pub errors: &'static [ErrorExample],
}

/// A response that the document shows.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The status.
    pub status: u16,
    /// The media type; empty if there is no content.
    pub content_type: &'static str,
    /// The content.
    pub body: &'static str,
}

/// An error code that the document lists.
#[derive(Clone, Copy, Debug)]
pub struct ErrorExample {
    /// The code as the API writes it.
    pub code: &'static str,
    /// The status of responses with this code.
    pub status: u16,
    /// What the code means.
    pub message: &'static str,
    /// The document's own body with this code.
    pub example: Option<Example>,
}
