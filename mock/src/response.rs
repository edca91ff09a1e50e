//! The response to a request.

use std::fmt;

use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::{HeaderMap, StatusCode};
use openapi_bindgen_runtime::__private as runtime;
use openapi_bindgen_runtime::{Api, ToJson, to_vec};
use serde_json::{Map, Value};

use super::examples::{ErrorExample, Example};

/// The response to a request.
///
/// A response that can't be sent (an invalid status, a header with a line break) stays one: the server reports the
/// problem with a 500.
#[derive(Clone)]
pub struct MockResponse {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) problem: Option<String>,
}

impl MockResponse {
    /// Creates a response without content.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            problem: None,
        }
    }

    /// Creates a response with content of a media type.
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let response = Self {
            body: body.into(),
            ..Self::empty(status)
        };
        response.with_header(header::CONTENT_TYPE.as_str(), content_type)
    }

    /// Creates a response with a value as JSON.
    pub fn json(status: u16, content_type: &str, value: &dyn ToJson) -> Self {
        match to_vec(value) {
            Ok(text) => Self::bytes(status, content_type, text),
            Err(error) => Self {
                problem: Some(format!("a value that can't be encoded: {error}")),
                ..Self::empty(status)
            },
        }
    }

    /// Creates a response with the text of a value: a string, a number or a boolean.
    pub fn text(status: u16, content_type: &str, value: &dyn ToJson) -> Self {
        match runtime::value_text(value) {
            Ok(text) => Self::bytes(status, content_type, text),
            Err(problem) => Self {
                problem: Some(format!("the value {problem}")),
                ..Self::empty(status)
            },
        }
    }

    /// Creates a response with a body as it is. Its media type is JSON if the body is JSON, else plain text.
    pub(super) fn raw(status: u16, body: Vec<u8>) -> Self {
        if body.is_empty() {
            return Self::empty(status);
        }
        let content_type = match serde_json::from_slice::<serde::de::IgnoredAny>(&body) {
            Ok(_) => "application/json",
            Err(_) => "text/plain; charset=utf-8",
        };
        Self::bytes(status, content_type, body)
    }

    pub(super) fn example(example: &Example) -> Self {
        if example.content_type.is_empty() {
            return Self::empty(example.status);
        }
        let body = Bytes::from_static(example.body.as_bytes());
        Self::bytes(example.status, example.content_type, body)
    }

    /// Creates the response with an error code: the document's own body, or one with the code and its meaning where the
    /// API has them.
    pub(super) fn error(api: &Api, errors: &[ErrorExample], code: &str) -> Self {
        /// The status of codes that the document doesn't list.
        const STATUS: u16 = 400;
        let listed = errors.iter().find(|example| example.code == code);
        if let Some(example) = listed.and_then(|example| example.example.as_ref()) {
            return Self::example(example);
        }
        let status = listed.map_or(STATUS, |example| example.status);
        let message = listed.map_or(code, |example| example.message);
        let mut body = Value::Null;
        set(&mut body, api.error_code, code);
        set(&mut body, api.error_message, message);
        match body {
            Value::Null => Self::empty(status),
            body => Self::json(status, "application/json", &body),
        }
    }

    pub(super) fn with_header(mut self, name: &str, value: &str) -> Self {
        match runtime::header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(error) => self.problem = Some(error.to_string()),
        }
        self
    }

    /// Adds a header unless the response has it.
    pub(super) fn or_header(&mut self, name: &str, value: &str) {
        if let (false, Ok(value)) = (
            self.headers.contains_key(name),
            HeaderValue::try_from(value),
        ) && let Ok(name) = header::HeaderName::try_from(name)
        {
            self.headers.insert(name, value);
        }
    }

    /// Returns the status, if the response can be sent.
    pub(super) fn checked(&self) -> Result<StatusCode, String> {
        if let Some(problem) = &self.problem {
            return Err(format!("the response can't be sent: {problem}"));
        }
        match StatusCode::from_u16(self.status) {
            Ok(status) if !status.is_informational() => Ok(status),
            _ => Err(format!(
                "the response can't be sent: {} isn't a final status",
                self.status
            )),
        }
    }
}

/// Writes a text to the member at a path.
fn set(body: &mut Value, names: &[&str], text: &str) {
    if names.is_empty() {
        return;
    }
    let mut place = body;
    for name in names {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        match place {
            Value::Object(members) => {
                place = members.entry(*name).or_insert(Value::Null);
            }
            _ => return,
        }
    }
    *place = text.into();
}

impl fmt::Debug for MockResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockResponse")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
