//! A whole response as it arrived: status, headers and body, and the ways to decode its body.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use super::media;
use crate::json::{self, DecodeError, FromJson, Json};

/// A response as the server sent it, for operations to decode.
///
/// `Debug` shows neither headers nor body.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl RawResponse {
    /// Creates a response from its parts.
    pub const fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// Returns the status.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body as received, after decompression.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the media type of the body in lower case, without parameters.
    pub fn media_type(&self) -> Option<String> {
        let value = self.header(header::CONTENT_TYPE.as_str())?;
        Some(value.split(';').next()?.trim().to_ascii_lowercase())
    }

    /// Returns the one of these media types or ranges that the `Content-Type` matches, ignoring case and parameters
    /// (RFC 9110 §8.3); the first if it matches none or is missing.
    pub fn media_type_among<'a>(&self, declared: &[&'a str]) -> &'a str {
        media::among(self.header(header::CONTENT_TYPE.as_str()), declared)
    }

    /// Returns a header's value, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't JSON or doesn't match `T`.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        T::from_json(Json::parse(&self.body).map_err(|error| self.no_json(error))?)
    }

    /// Adds what a body is that isn't JSON, if its `Content-Type` says so.
    #[cold]
    fn no_json(&self, error: DecodeError) -> DecodeError {
        match self.media_type() {
            Some(media_type) if !media::is_json(&media_type) && !self.body.is_empty() => {
                DecodeError::mismatch("JSON", media::shown(&media_type))
            }
            _ => error,
        }
    }

    /// Decodes the body as text in UTF-8.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(DecodeError::mismatch("text in UTF-8", "other bytes")),
        }
    }

    /// Decodes the body as the text of one value: a string, a number or a boolean.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't UTF-8, or its text doesn't match `T`.
    pub fn text_value<T: FromJson>(&self) -> Result<T, DecodeError> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => json::from_text(text),
            Err(_) => Err(DecodeError::mismatch("text in UTF-8", "other bytes")),
        }
    }

    /// Decodes the body by its `Content-Type`: as JSON, or else as the text of one value. Without a `Content-Type`, it
    /// is JSON if that matches. An empty JSON body is `null`.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't what its `Content-Type` says, or doesn't match `T`.
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

    /// Returns the body as it is.
    ///
    /// # Errors
    ///
    /// Never. The signature is that of the other methods.
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
