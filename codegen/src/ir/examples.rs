//! Examples of responses, for mocks; and values of what is sent, for documentation.

use std::collections::BTreeMap;

use crate::source::tree::NodeId;

/// The examples of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples {
    /// One per content of a successful response, or one where it has none.
    pub success: Vec<Example>,
    /// One per error code.
    pub failures: Vec<FailureExample>,
}

/// An example of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The status: one of them where the document declares a class.
    pub status: u16,
    /// None where the response has no content.
    pub media_type: Option<String>,
    /// The body as it is sent, where the document has an example.
    pub body: Option<String>,
}

impl Example {
    /// Returns whether the example is complete.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.media_type.is_none() || self.body.is_some()
    }
}

/// An example of an error response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureExample {
    pub status: u16,
    /// The meaning of the code.
    pub message: String,
    /// A complete example with the code.
    pub example: Option<Example>,
}

/// Values that the document shows of what is sent, by the node of what they are values of: a parameter, the content of a
/// request body, a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples(BTreeMap<NodeId, serde_json::Value>);

impl Samples {
    /// Adds a value, if there is one.
    pub(crate) fn add(&mut self, at: NodeId, value: Option<serde_json::Value>) {
        if let Some(value) = value {
            self.0.entry(at).or_insert(value);
        }
    }

    /// Returns the value that is shown of a node.
    #[must_use]
    pub fn of(&self, at: NodeId) -> Option<&serde_json::Value> {
        self.0.get(&at)
    }
}
