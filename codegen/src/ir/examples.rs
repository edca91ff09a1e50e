//! What the document shows of the answers: what stands in for a server says it.

/// Of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples {
    /// By the operation's replies of success: by their contents, or one where there is none.
    pub success: Vec<Example>,
    /// By the operation's error codes.
    pub failures: Vec<FailureExample>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// One status, also where the document declares a class of them.
    pub status: u16,
    /// None where there is no content.
    pub media_type: Option<String>,
    /// The content as it goes over the wire, where the document shows any.
    pub body: Option<String>,
}

impl Example {
    /// Whether nothing is missing to send it.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.media_type.is_none() || self.body.is_some()
    }
}

/// The answer with an error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureExample {
    pub status: u16,
    /// What the code means.
    pub message: String,
    /// A whole answer that carries the code.
    pub example: Option<Example>,
}
