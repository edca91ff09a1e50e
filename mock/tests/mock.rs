//! What the mock makes of requests: routes by template, parameters of every place, bodies of every kind.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::time::Duration;

use openapi_bindgen_mock::{self as mock, Example, Examples, HasExample, Mocked, Unreadable, mock};
use openapi_bindgen_runtime::{
    Api, AsJson, Bytes, DecodeError, Method, Operation, OperationInfo, PathStyle, QueryStyle,
    RawResponse, RequestBuilder, RequestError, RequestParts, SecurityKind, SecurityScheme,
    UreqTransport, Value, client,
};

static API: Api = Api {
    name: "test",
    version: "1",
    base_url: "https://api.example/v1",
    user_agent: "test/1",
    headers: &[],
    request_id: None,
    retry_advice: None,
    error_code: &["fault", "code"],
    error_message: &["fault", "text"],
    usual_error_message: true,
    unsaid_security: false,
    security_schemes: &[SecurityScheme {
        name: "login",
        kind: SecurityKind::Basic,
    }],
};

const fn info(id: &'static str, method: Method, path: &'static str) -> OperationInfo {
    OperationInfo {
        id,
        method,
        path,
        server: None,
        idempotency_key: None,
        security: &[&["login"]],
    }
}

client!(API);
// The most general route first: the order has no say.
mock!(API, Client, [User, Upload, Full, Me]);

impl Mock {
    fn endpoint<O: Mocked>(&self) -> mock::Endpoint<'_, O> {
        self.0.endpoint()
    }

    fn call<O: Operation>(&self, operation: O) -> Result<O::Output, String> {
        let client = self.client_over(UreqTransport::new()).retries(0);
        let answer = client.call(operation).call();
        answer.map_err(|error| match error.raw_body() {
            Some(body) => String::from_utf8_lossy(body).trim().to_owned(),
            None => error.to_string(),
        })
    }
}

/// A user by ID, with parameters of every place.
#[derive(Clone, Debug, Default, PartialEq)]
struct User {
    id: String,
    limit: Option<i64>,
    tags: Option<Vec<String>>,
    sorts: Option<Vec<i64>>,
    filter: Option<Value>,
    flags: Option<Vec<String>>,
    session: Option<String>,
}

impl User {
    fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..Self::default()
        }
    }
}

impl Operation for User {
    type Output = String;
    type ErrorCode = String;
    type ErrorBody = ();
    const INFO: &'static OperationInfo = &info("user", Method::GET, "/users/{id}");

    fn request(&self) -> Result<RequestParts, RequestError> {
        let mut request = RequestBuilder::new(Self::INFO.method.clone());
        request.path_literal("/users/");
        request.path("id", &self.id, PathStyle::Simple, false);
        request.query("limit", &self.limit, QueryStyle::Form, true);
        request.query("tags", &self.tags, QueryStyle::Form, true);
        request.query("sorts", &self.sorts, QueryStyle::PipeDelimited, false);
        request.query("filter", &AsJson(&self.filter), QueryStyle::Form, false);
        request.header("X-Flags", &self.flags);
        request.cookie("session", &self.session, true);
        request.finish()
    }

    fn output(reply: &RawResponse) -> Result<String, DecodeError> {
        reply.text()
    }

    fn error_body(_: &RawResponse) -> Option<()> {
        None
    }
}

impl Mocked for User {
    type Received = Self;
    const EXAMPLES: Examples = Examples {
        success: None,
        errors: &[mock::ErrorExample {
            code: "gone",
            status: 410,
            message: "There was one.",
            example: None,
        }],
    };

    fn received(request: &mock::Request) -> Result<Self, Unreadable> {
        Ok(Self {
            id: request.path_parameter("id").required(mock::value)?,
            limit: request.query_parameter("limit").optional(mock::value)?,
            tags: request.query_parameter("tags").optional(mock::list(None))?,
            sorts: request
                .query_parameter("sorts")
                .optional(mock::list(Some('|')))?,
            filter: request.query_parameter("filter").optional(mock::json)?,
            flags: request
                .header_parameter("X-Flags")
                .optional(mock::list(Some(',')))?,
            session: request.cookie_parameter("session").optional(mock::value)?,
        })
    }

    fn response(output: &String) -> mock::MockResponse {
        mock::MockResponse::bytes(200, "text/plain", output.clone())
    }

    fn code(code: &String) -> &str {
        code
    }
}

/// An operation without parameters, whose answer is its example.
macro_rules! plain {
    ($name:ident, $id:literal, $method:ident, $path:literal, $sent:literal) => {
        #[derive(Clone, Debug)]
        struct $name;

        impl Operation for $name {
            type Output = Bytes;
            type ErrorCode = String;
            type ErrorBody = ();
            const INFO: &'static OperationInfo = &info($id, Method::$method, $path);

            fn request(&self) -> Result<RequestParts, RequestError> {
                let mut request = RequestBuilder::new(Self::INFO.method.clone());
                request.path_literal($sent);
                request.bytes_body("application/octet-stream", &b"\0\xff"[..]);
                request.finish()
            }

            fn output(reply: &RawResponse) -> Result<Bytes, DecodeError> {
                reply.bytes()
            }

            fn error_body(_: &RawResponse) -> Option<()> {
                None
            }
        }

        impl Mocked for $name {
            type Received = Option<Bytes>;
            const EXAMPLES: Examples = Examples {
                success: Some(Example {
                    status: 200,
                    content_type: "text/plain",
                    body: $id,
                }),
                errors: &[],
            };

            fn received(request: &mock::Request) -> Result<Option<Bytes>, Unreadable> {
                request.optional_body(mock::Request::bytes_body)
            }

            fn response(output: &Bytes) -> mock::MockResponse {
                mock::MockResponse::bytes(200, "application/octet-stream", output.clone())
            }

            fn code(code: &String) -> &str {
                code
            }
        }

        impl HasExample for $name {}
    };
}

plain!(Me, "me", PUT, "/users/me#mine", "/users/me");
plain!(
    Full,
    "full",
    GET,
    "/users/{id}?view=full",
    "/users/5?view=full"
);
plain!(Upload, "upload", PUT, "/users/{id}.png", "/users/a%20b.png");

#[test]
fn parameters_come_back_as_they_were_sent() {
    let mock = Mock::start().unwrap();
    mock.endpoint::<User>().replies("a user".to_owned());
    let all = User {
        id: "a/b c?".to_owned(),
        limit: Some(-3),
        tags: Some(vec!["x&y".to_owned(), "5".to_owned()]),
        sorts: Some(vec![1, 2]),
        filter: Some(serde_json::json!({"name": ["é"]})),
        flags: Some(vec!["on".to_owned(), "off".to_owned()]),
        session: Some("a;b".to_owned()),
    };
    for user in [User::new("1"), all] {
        assert_eq!(mock.call(user.clone()).unwrap(), "a user");
        assert_eq!(mock.endpoint::<User>().calls().last(), Some(&user));
    }
    assert!(mock.unexpected().is_empty());
}

#[test]
fn the_route_that_says_the_most_is_taken() {
    let mock = Mock::start().unwrap();
    for _ in 0..2 {
        assert_eq!(mock.call(Me).unwrap(), "me");
        assert_eq!(mock.call(Full).unwrap(), "full");
        assert_eq!(mock.call(Upload).unwrap(), "upload");
    }
    let operations: Vec<_> = mock
        .requests()
        .iter()
        .map(mock::Request::operation)
        .collect();
    let wanted = ["me", "full", "upload", "me", "full", "upload"].map(Some);
    assert_eq!(operations, wanted);
    let uploaded = Some(Bytes::from_static(b"\0\xff"));
    assert_eq!(
        mock.endpoint::<Upload>().calls(),
        [uploaded.clone(), uploaded]
    );
}

#[test]
fn without_an_example_an_answer_has_to_be_said() {
    let mock = Mock::start().unwrap();
    let reason = "the document has no example of a response to `user`: configure one";
    assert_eq!(mock.call(User::new("1")).unwrap_err(), reason);
    assert_eq!(
        mock.unexpected()[0].to_string(),
        format!("GET /users/1: {reason}")
    );
    assert_eq!(mock.endpoint::<User>().calls(), [User::new("1")]);
}

#[test]
fn codes_stand_where_the_api_has_them() {
    let mock = Mock::start().unwrap();
    let endpoint = mock.endpoint::<User>();
    endpoint.fails("gone").then().fails("other");
    assert_eq!(
        mock.call(User::new("1")).unwrap_err(),
        r#"{"fault":{"code":"gone","text":"There was one."}}"#
    );
    assert_eq!(
        mock.call(User::new("1")).unwrap_err(),
        r#"{"fault":{"code":"other","text":"other"}}"#
    );
}

#[test]
fn credentials_are_made_up_for_every_scheme() {
    let mock = Mock::start().unwrap();
    mock.call(Me).unwrap();
    let header = mock.requests()[0]
        .header("authorization")
        .map(str::to_owned);
    // `mock_user:mock_password`
    assert_eq!(
        header.as_deref(),
        Some("Basic bW9ja191c2VyOm1vY2tfcGFzc3dvcmQ=")
    );
}

#[test]
fn what_is_said_while_it_runs_counts_for_the_next_call() {
    let mock = Mock::start().unwrap();
    let endpoint = mock.endpoint::<Me>();
    assert_eq!(mock.call(Me).unwrap(), "me");
    endpoint.replies(Bytes::from_static(b"1"));
    assert_eq!(mock.call(Me).unwrap(), "1");
    assert_eq!(mock.call(Me).unwrap(), "1");
    endpoint
        .replies_with_example()
        .with_status(201)
        .delays(Duration::from_millis(1));
    assert_eq!(mock.call(Me).unwrap(), "me");
}
