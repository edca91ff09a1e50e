//! Files in multipart bodies.

use std::fmt;

use bytes::Bytes;

use crate::json::{DecodeError, Foreign, FromJson, Json, ToJson};

/// A file in a multipart body (RFC 7578): its bytes, name and media type.
///
/// `Debug` shows the name and the number of bytes. JSON can't represent a file.
///
/// ```
/// use openapi_bindgen_runtime::File;
///
/// let photo = File::new(&b"\xff\xd8"[..]).name("rex.jpg").content_type("image/jpeg");
/// # drop(photo);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct File {
    bytes: Bytes,
    name: Option<String>,
    content_type: Option<String>,
}

impl File {
    /// Creates a file without a name.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            name: None,
            content_type: None,
        }
    }

    /// Sets the file name that is sent. Many servers take a part for a file only if it has one.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type (default: `application/octet-stream`).
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Returns the bytes.
    pub const fn as_bytes(&self) -> &Bytes {
        &self.bytes
    }

    pub(crate) fn sent_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(crate) fn sent_content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl<T: Into<Bytes>> From<T> for File {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "File({:?}, {} bytes)",
            self.name.as_deref().unwrap_or_default(),
            self.bytes.len()
        )
    }
}

/// A string decodes as the file's text.
impl FromJson for File {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::String(text) => Ok(Self::new(text.into_owned())),
            other => Err(DecodeError::expected("a string", &other)),
        }
    }
}

impl Foreign for File {
    fn what(&self) -> &'static str {
        "a file"
    }
}

impl ToJson for File {
    fn to_json(&self) -> Json<'_> {
        Json::Foreign(self)
    }
}

crate::serde_bridge!(File);
