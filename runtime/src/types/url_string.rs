//! URLs as text.

/// A URL, byte for byte as it was written.
///
/// It is not checked: servers put templates and other things that no parser
/// takes where their descriptions promise a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlString(String);

crate::string_newtype!(UrlString);
