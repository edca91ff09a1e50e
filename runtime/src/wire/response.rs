//! A whole response as it came: status, headers and body, and the ways to read its body.

use super::media;
use crate::json::{self, DecodeError, FromJson, Json};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::fmt;

/// What a server answered, as an operation reads it.
///
/// `Debug` shows neither headers nor body.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl RawResponse {
    /// A reply out of its parts.
    pub const fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// The status.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it was received (and decompressed).
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The media type of the body in lower case, without parameters.
    pub fn media_type(&self) -> Option<String> {
        let value = self.header(header::CONTENT_TYPE.as_str())?;
        Some(value.split(';').next()?.trim().to_ascii_lowercase())
    }

    /// The one of these media types or ranges that the body is of, by its
    /// `Content-Type` without regard to case and parameters (RFC 9110 §8.3);
    /// the first where it is of none of them or doesn't say.
    pub fn media_type_among<'a>(&self, declared: &[&'a str]) -> &'a str {
        media::among(self.header(header::CONTENT_TYPE.as_str()), declared)
    }

    /// A header's value, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// When the body is no JSON or does not fit `T`.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        T::from_json(Json::parse(&self.body).map_err(|error| self.no_json(error))?)
    }

    /// Says what a body is that is no JSON, where its `Content-Type` says it.
    #[cold]
    fn no_json(&self, error: DecodeError) -> DecodeError {
        match self.media_type() {
            Some(media_type) if !media::is_json(&media_type) && !self.body.is_empty() => {
                DecodeError::mismatch("JSON", media::shown(&media_type))
            }
            _ => error,
        }
    }

    /// Reads the body as text in UTF-8.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(DecodeError::mismatch("text in UTF-8", "other bytes")),
        }
    }

    /// Reads the body as the text of one value: a string, a number, a boolean.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8, or its text is none of `T`.
    pub fn text_value<T: FromJson>(&self) -> Result<T, DecodeError> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => json::from_text(text),
            Err(_) => Err(DecodeError::mismatch("text in UTF-8", "other bytes")),
        }
    }

    /// Reads the body as what its `Content-Type` says: as JSON, or else as the
    /// text of one value. Without a `Content-Type`, it is JSON where that fits.
    /// Of JSON, no body at all is `null`.
    ///
    /// # Errors
    ///
    /// When the body is not what its `Content-Type` says, or does not fit `T`.
    pub fn any<T: FromJson>(&self) -> Result<T, DecodeError> {
        let as_json = || match self.body.is_empty() {
            true => T::from_json(Json::Null),
            false => self.json(),
        };
        match self.media_type() {
            Some(media_type) if media::is_json(&media_type) => as_json(),
            None => as_json().or_else(|error| self.text_value().map_err(|_| error)),
            Some(_) => self.text_value(),
        }
    }

    /// Reads the body as it is.
    ///
    /// # Errors
    ///
    /// None: every body is bytes. It reads like the other ways to read.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        Ok(self.body.clone())
    }
}

impl From<http::Response<Bytes>> for RawResponse {
    fn from(response: http::Response<Bytes>) -> Self {
        let (head, body) = response.into_parts();
        Self::new(head.status, head.headers, body)
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
