//! What the root of a document says of the API as a whole.

use crate::source::tree::NodeId;

/// `info`.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `title`.
    pub title: String,
    /// `version`, of the API rather than of the specification.
    pub version: String,
    /// `description`.
    pub description: Option<String>,
}

/// A server, its variables still in braces.
#[derive(Clone, Debug)]
pub struct Server {
    /// The node.
    pub at: NodeId,
    /// `url`.
    pub url: String,
    /// `name`, of OpenAPI 3.2.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `variables`, by name.
    pub variables: Vec<(String, ServerVariable)>,
}

impl Server {
    /// Returns the URL with every variable at its default. A name in braces without a variable stays as it is.
    pub(crate) fn url_by_default(&self) -> String {
        let mut url = String::with_capacity(self.url.len());
        let mut rest = self.url.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            url.push_str(before);
            let named = after.split_once('}').and_then(|(name, after)| {
                let (_, variable) = self.variables.iter().find(|(known, _)| known == name)?;
                Some((variable, after))
            });
            match named {
                Some((variable, after)) => {
                    url.push_str(&variable.default);
                    rest = after;
                }
                None => {
                    url.push('{');
                    rest = after;
                }
            }
        }
        url.push_str(rest);
        url
    }
}

/// One variable of a server URL.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// The node.
    pub at: NodeId,
    /// `default`.
    pub default: String,
    /// `enum`; empty where every value is allowed.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}

/// A tag of the root.
#[derive(Clone, Debug)]
pub struct Tag {
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// `parent`, of OpenAPI 3.2, and its node.
    pub parent: Option<(String, NodeId)>,
    /// `x-bindgen-group`: the groups of its operations, outermost first.
    pub group: Option<Vec<String>>,
}
