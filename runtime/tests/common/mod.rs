//! A small API, written as the generator would, and what its tests share.

#![allow(dead_code, unreachable_pub, missing_docs)]

pub mod server;
pub mod transports;

use openapi_bindgen_runtime as runtime;
use runtime::{FromJson, Operation, OperationInfo, ToJson};

pub static API: runtime::Api = runtime::Api {
    name: "widgets",
    version: "1",
    base_url: "https://widgets.example/base",
    user_agent: "widgets/1.0",
    headers: &[("widgets-version", "2025-01-01")],
    request_id: Some("request-id"),
    retry_advice: Some("should-retry"),
    error_code: &["error", "code"],
    error_message: &["error", "message"],
    usual_error_message: true,
    unsaid_security: false,
    security_schemes: &[
        scheme("bearer", runtime::SecurityKind::Bearer),
        scheme("basic", runtime::SecurityKind::Basic),
        scheme("header", runtime::SecurityKind::ApiKeyHeader("x-key")),
        scheme("query", runtime::SecurityKind::ApiKeyQuery("key")),
        scheme("cookie", runtime::SecurityKind::ApiKeyCookie("session")),
    ],
};

const fn scheme(name: &'static str, kind: runtime::SecurityKind) -> runtime::SecurityScheme {
    runtime::SecurityScheme { name, kind }
}

runtime::client!(API);

pub const SECRET: &str = "sk_very_secret";

/// A client of a server on this machine.
pub fn client<T>(transport: T, base_url: &str) -> Client<T> {
    Client::with_transport(transport)
        .credential("bearer", SECRET)
        .base_url(base_url)
}

#[derive(Clone, Debug, PartialEq)]
pub struct Widget {
    pub id: String,
    pub link: Option<runtime::Sensitive<runtime::UrlString>>,
}

impl FromJson for Widget {
    fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
        let mut fields = json.into_fields()?;
        match (fields.required("id"), fields.optional("link")) {
            (Some(id), link) => fields.finish(Self { id, link }),
            _ => Err(fields.into_error()),
        }
    }
}

impl ToJson for Widget {
    fn to_json(&self) -> runtime::Json<'_> {
        let mut object = runtime::Object::new();
        object.required("id", &self.id);
        object.optional("link", &self.link);
        object.into()
    }
}

#[derive(Clone, Debug)]
pub enum ErrorCode {
    NotFound,
    Other(String),
}
impl ErrorCode {
    pub fn as_str(&self) -> &str {
        match self {
            Self::NotFound => "not_found",
            Self::Other(other) => other,
        }
    }

    fn listed(text: &str) -> Option<Self> {
        (text == "not_found").then_some(Self::NotFound)
    }
}
runtime::enumeration!(ErrorCode, string, unknown = allow);

#[derive(Clone, Debug)]
pub struct ErrorBody {
    pub hint: String,
}

impl FromJson for ErrorBody {
    fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
        let mut fields = json.into_fields()?;
        match fields.required("hint") {
            Some(hint) => Ok(Self { hint }),
            None => Err(fields.into_error()),
        }
    }
}

/// Declares an operation on `/widgets/{id}` with a JSON body where it has one.
macro_rules! operation {
    ($name:ident, $method:ident, key: $key:expr, security: $security:expr) => {
        #[derive(Clone, Debug)]
        pub struct $name {
            pub id: &'static str,
            pub body: Option<Widget>,
            pub trace: Option<String>,
        }

        impl $name {
            pub fn new() -> Self {
                Self {
                    id: "w 1",
                    body: None,
                    trace: None,
                }
            }
        }

        impl Operation for $name {
            type Output = Widget;
            type ErrorCode = ErrorCode;
            type ErrorBody = ErrorBody;
            const INFO: &'static OperationInfo = &OperationInfo {
                id: stringify!($name),
                method: runtime::Method::$method,
                path: "/widgets/{id}",
                idempotency_key: $key,
                security: $security,
                server: None,
            };

            fn request(&self) -> Result<runtime::RequestParts, runtime::RequestError> {
                let mut request = runtime::RequestBuilder::new(Self::INFO.method.clone());
                request.path_literal("/widgets/");
                request.path("id", &self.id, runtime::PathStyle::Simple, false);
                request.header("x-trace", &self.trace);
                if let Some(body) = &self.body {
                    request.json_body("application/json", body);
                }
                request.finish()
            }

            fn output(reply: &runtime::RawResponse) -> Result<Widget, runtime::DecodeError> {
                reply.json()
            }

            fn error_body(reply: &runtime::RawResponse) -> Option<ErrorBody> {
                reply.json().ok()
            }
        }
    };
}

const KEY: Option<&str> = Some("idempotency-key");
operation!(Get, GET, key: None, security: &[&["bearer"]]);
operation!(Create, POST, key: KEY, security: &[&["bearer"]]);
operation!(Delete, DELETE, key: KEY, security: &[&["bearer"]]);
operation!(Notify, POST, key: None, security: &[&["bearer"]]);
operation!(Open, GET, key: None, security: &[]);
operation!(Either, GET, key: None, security: &[&["basic"], &["header", "query", "cookie"]]);

/// `Create` with a body.
pub fn create() -> Create {
    let body = Widget {
        id: "w 1".to_owned(),
        link: None,
    };
    Create {
        body: Some(body),
        ..Create::new()
    }
}

pub const OK: &str = r#"{"id":"w 1","link":"https://example.com/secret-link"}"#;

pub fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// A runtime whose clock jumps to the next timer when all else waits.
pub fn block_on_paused<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap()
        .block_on(future)
}
