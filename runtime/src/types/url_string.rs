//! URLs as text.

/// A URL, byte for byte as it was written.
///
/// It isn't checked: where documents promise a URL, servers send templates and other text that no parser accepts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlString(String);

crate::string_newtype!(UrlString);
