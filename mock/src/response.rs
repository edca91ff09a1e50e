//! What a request is answered with.

use std::fmt;

use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

use super::examples::{ErrorExample, Example};
use openapi_bindgen_runtime::__private as runtime;
use openapi_bindgen_runtime::{Api, ToJson, to_vec};

/// What a request is answered with.
///
/// A response that can't be given (a status that is none, a header with a line
/// break) is kept as that: the server then says so in a 500.
#[derive(Clone)]
pub struct MockResponse {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) problem: Option<String>,
}

impl MockResponse {
    /// A status without content.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            problem: None,
        }
    }

    /// Content of a media type.
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let response = Self {
            body: body.into(),
            ..Self::empty(status)
        };
        response.with_header(header::CONTENT_TYPE.as_str(), content_type)
    }

    /// A value as JSON.
    pub fn json(status: u16, content_type: &str, value: &dyn ToJson) -> Self {
        match to_vec(value) {
            Ok(text) => Self::bytes(status, content_type, text),
            Err(error) => Self {
                problem: Some(format!("a value that JSON can't hold: {error}")),
                ..Self::empty(status)
            },
        }
    }

    /// A value as the text that it is: a string, a number, a boolean.
    pub fn text(status: u16, content_type: &str, value: &dyn ToJson) -> Self {
        match runtime::value_text(value) {
            Ok(text) => Self::bytes(status, content_type, text),
            Err(problem) => Self {
                problem: Some(format!("the value {problem}")),
                ..Self::empty(status)
            },
        }
    }

    /// A body as it is; its media type is JSON where it is that, else text.
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

    /// The failure with a code: the description's own body, or one with code
    /// and message where the API has them.
    pub(super) fn error(api: &Api, errors: &[ErrorExample], code: &str) -> Self {
        /// For codes that the description doesn't list.
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

    /// Adds a header unless it is there.
    pub(super) fn or_header(&mut self, name: &str, value: &str) {
        if let (false, Ok(value)) = (
            self.headers.contains_key(name),
            HeaderValue::try_from(value),
        ) && let Ok(name) = header::HeaderName::try_from(name)
        {
            self.headers.insert(name, value);
        }
    }

    /// The status, where the response can be given.
    pub(super) fn checked(&self) -> Result<StatusCode, String> {
        if let Some(problem) = &self.problem {
            return Err(format!("the response can't be sent: {problem}"));
        }
        match StatusCode::from_u16(self.status) {
            Ok(status) if !status.is_informational() => Ok(status),
            _ => Err(format!(
                "the response can't be sent: {} is no status that ends a request",
                self.status
            )),
        }
    }
}

/// Writes a text into the place that names lead to.
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
