use openapi_bindgen_behaviour::values::headers::runtime::{
    CallResult, ErrorKind, Mismatch, Response, Sensitive, TypedHeaders,
};
use openapi_bindgen_behaviour::values::headers::{
    Client, DifferHeaders, Error, Info, ListErrorHeaders, ListHeaders, ListOperation,
    ListResponseXColor, OneHeaders, TwoHeaders,
};

use super::answer_with;
use crate::server::{Received, Server};

const REMAINING: (&str, &str) = ("x-ratelimit-remaining", "7");
const JSON: (&str, &str) = ("content-type", "application/json");

fn listed(headers: &[(&str, &str)]) -> Response<Vec<String>> {
    let all = [&[JSON], headers].concat();
    let read = Client::new()
        .list()
        .read_response(answer_with(200, &all, r#"["a"]"#));
    let response = read.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(response.value(), &["a"], "a header never costs the value");
    response
}

fn headers(headers: &[(&str, &str)]) -> TypedHeaders<ListHeaders> {
    listed(headers).typed_headers()
}

fn told(mismatches: &[Mismatch]) -> Vec<String> {
    mismatches.iter().map(Mismatch::to_string).collect()
}

#[test]
#[allow(deprecated, reason = "a header may be")]
fn declared_headers_are_values() {
    let read = headers(&[
        REMAINING,
        ("x-tags", "a, b ,,c"),
        ("x-numbers", "1,2"),
        ("x-color", "blue"),
        ("x-since", "2026-01-02T03:04:05Z"),
        ("x-fresh", "true"),
        ("x-token", "9"),
        ("x-info", r#"{"n":1}"#),
        ("x-plain", "3"),
        ("x-object", "n,1"),
        ("x-bare", "anything, at all"),
        ("etag", "\"é\""),
        ("x-request-id", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    ]);
    assert_eq!(told(read.mismatches()), [""; 0]);
    assert_eq!(read.x_rate_limit_remaining, Some(7));
    assert_eq!(
        read.x_tags.as_deref(),
        Some(&["a", "b", "c"].map(str::to_owned)[..])
    );
    assert_eq!(read.x_numbers, Some(vec![1, 2]));
    assert!(matches!(read.x_color, Some(ListResponseXColor::Blue)));
    assert_eq!(
        read.x_since.map(|time| time.as_second()),
        Some(1_767_323_045)
    );
    assert_eq!(read.x_fresh, Some(true));
    assert_eq!(read.x_token, Some(Sensitive::new(9)));
    assert_eq!(read.x_info.as_ref().and_then(|info: &Info| info.n), Some(1));
    assert_eq!(read.x_plain, Some(3));
    assert_eq!(read.x_object.as_deref(), Some("n,1"));
    assert_eq!(read.x_bare.as_deref(), Some("anything, at all"));
    assert_eq!(read.e_tag.as_deref(), Some("\"é\""));
    assert_eq!(read.x_old, None);
    assert!(read.x_request_id.is_some());
    let response = listed(&[("x-request-id", "req_1")]);
    assert_eq!(
        response.request_id(),
        Some("req_1"),
        "a role stays what it is"
    );
}

#[test]
fn a_header_that_is_not_as_declared_is_told_and_shows_no_value() {
    let read = headers(&[
        ("x-numbers", "1,SECRET"),
        ("x-since", "SECRET"),
        ("x-token", "SECRET"),
        ("x-info", "SECRET"),
        ("x-tags", "kept"),
    ]);
    assert_eq!(read.x_rate_limit_remaining, None);
    assert_eq!(read.x_numbers, None);
    assert_eq!(read.x_tags, Some(vec!["kept".to_owned()]));
    assert_eq!(
        told(read.mismatches()),
        [
            "at `X-RateLimit-Remaining`: missing",
            "at `X-Numbers[1]`: expected an integer, found a string",
            "at `X-Since`: expected an RFC 3339 timestamp, found another string",
            "at `X-Token`: expected an integer, found a string",
            "at `X-Info`: not JSON: expected value at line 1 column 1",
        ]
    );
    assert!(!format!("{read:?}").contains("SECRET"));
}

#[test]
fn lines_of_one_name_are_one_list_but_for_cookies() {
    let read = headers(&[
        REMAINING,
        ("x-tags", "a"),
        ("x-tags", "b, c"),
        ("x-bare", "a"),
        ("x-bare", "b"),
        (
            "set-cookie",
            "a=SECRET; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
        ),
        ("set-cookie", "b=2"),
    ]);
    assert_eq!(read.x_tags.as_deref().map(<[_]>::len), Some(3));
    assert_eq!(read.x_bare.as_deref(), Some("a, b"));
    let cookies = read.set_cookie.as_ref().map(|lines| lines.expose().len());
    assert_eq!(cookies, Some(2));
    assert!(!format!("{read:?}").contains("SECRET"));
}

#[test]
fn equal_headers_are_one_type_and_different_ones_are_text() {
    let client = Client::new();
    let etag = || answer_with(200, &[("ETag", "1")], "");
    let one: TypedHeaders<OneHeaders> = client.one().read_response(etag()).unwrap().typed_headers();
    let two: TypedHeaders<TwoHeaders> = client.two().read_response(etag()).unwrap().typed_headers();
    assert_eq!(one.into_inner(), two.into_inner());
    let count = answer_with(201, &[("x-count", "many")], "");
    let differ = client.differ().read_response(count).unwrap();
    let headers = differ.typed_headers::<DifferHeaders>();
    assert_eq!(headers.x_count.as_deref(), Some("many"));
    let none = client.differ().read_response(answer_with(200, &[], ""));
    let headers = none.unwrap().typed_headers::<DifferHeaders>();
    assert_eq!(told(headers.mismatches()), ["at `X-Count`: missing"]);
}

#[test]
fn errors_have_headers_too() {
    let busy = answer_with(429, &[JSON, ("Retry-After", "3")], r#"{"message":"m"}"#);
    let error = Client::new().list().read_response(busy).unwrap_err();
    let headers = error.typed_headers::<ListErrorHeaders>().unwrap();
    assert_eq!((headers.retry_after, &headers.x_until), (Some(3), &None));
    assert_eq!(
        told(headers.mismatches()),
        [""; 0],
        "only one status requires `X-Until`"
    );
    let error = Error::from(error);
    let headers = error.typed_headers::<ListErrorHeaders>();
    assert_eq!(headers.and_then(|headers| headers.retry_after), Some(3));
}

/// Says one page that leads to another.
fn page(request: &Received) -> Vec<u8> {
    let (link, left) = match request.target.as_str() {
        "/pets" => ("link: </pets?page=2>; rel=\"next\"\r\n", 2),
        _ => ("", 1),
    };
    format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n{link}\
         X-RateLimit-Remaining: {left}\r\ncontent-length: 5\r\n\r\n[\"a\"]"
    )
    .into_bytes()
}

fn remaining(response: Option<CallResult<ListOperation>>) -> Option<i64> {
    let response = response?.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(response.value(), &["a"]);
    response
        .typed_headers::<ListHeaders>()
        .x_rate_limit_remaining
}

#[tokio::test]
async fn every_way_to_call_has_the_headers() {
    let server = Server::saying(page);
    let client = Client::new().base_url(server.url());
    assert_eq!(remaining(Some(client.list().send().await)), Some(2));
    assert_eq!(remaining(Some(client.list().send_blocking())), Some(2));
    let mut pages = client.list().pages();
    assert_eq!(remaining(pages.next_response().await), Some(2));
    assert_eq!(remaining(pages.next_response().await), Some(1));
    assert_eq!(remaining(pages.next_response().await), None);
    let mut pages = client.list().pages_blocking();
    assert_eq!(remaining(pages.next_response()), Some(2));
    assert_eq!(pages.next().unwrap().unwrap(), ["a"]);
    assert_eq!(remaining(pages.next_response()), None);
}

/// Calls of two operations, whose errors have different types.
async fn both(client: &Client) -> Result<Vec<String>, Error> {
    client.one().await?;
    Ok(client.list().await?)
}

#[tokio::test]
async fn one_error_is_for_all_operations() {
    let server = Server::saying(|request| {
        let (status, body) = match request.method.as_str() {
            "HEAD" => ("200 OK", ""),
            _ => ("429 Too Many Requests", r#"{"message":"Slower."}"#),
        };
        format!(
            "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: application/json\r\nx-request-id: r1\r\n\
             retry-after: 3\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    });
    let client = Client::new().base_url(server.url()).retries(0);
    let error = both(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    assert_eq!(error.message(), Some("Slower."));
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.operation(), "list");
    let own = client.list().await.unwrap_err();
    assert_eq!(error.is_retryable(), own.is_retryable());
    assert_eq!(error.to_string(), own.to_string());
    assert_eq!(
        error.to_string(),
        "GET /pets: the server responded with an error: 429 Too Many Requests: Slower. (request r1)"
    );
    let offline = Client::new().base_url("http://127.0.0.1:1").retries(0);
    let error: Error = offline.one().await.unwrap_err().into();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert!(source.is_some_and(|text| !text.is_empty()));
}
