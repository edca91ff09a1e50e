//! What a document shows of an operation's responses.

/// What a description shows of an operation's answers.
#[derive(Clone, Copy, Debug)]
pub struct Examples {
    /// The success.
    pub success: Option<Example>,
    /// The error codes that the description lists.
    pub errors: &'static [ErrorExample],
}

/// An answer of the description.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The status.
    pub status: u16,
    /// The media type; empty where there is no content.
    pub content_type: &'static str,
    /// The content.
    pub body: &'static str,
}

/// An error code of the description.
#[derive(Clone, Copy, Debug)]
pub struct ErrorExample {
    /// As the API writes it.
    pub code: &'static str,
    /// The status that it comes with.
    pub status: u16,
    /// What it says, for people.
    pub message: &'static str,
    /// The description's own body with this code.
    pub example: Option<Example>,
}
