//! What goes over the wire: method, path, headers and body, as a server on loopback sees them.

#[path = "support/recorder.rs"]
mod recorder;

use serde_json::{Value, json};
use stripe_account_links::runtime::ErrorKind;
use stripe_account_links::{
    AccountUpdate, Call, Client, CreateAccountLink, CreateAccountLinkOperation,
    OnboardingConfiguration, UpdateConfiguration, UseCase,
};
use wiremock::{Request, ResponseTemplate};

use self::recorder::{KEY, Recorder, onboarding};

const PATH: &str = "/v2/core/account_links";

/// What the transport adds.
const OF_THE_TRANSPORT: [&str; 3] = ["host", "content-length", "accept-encoding"];

/// All headers of a request, but for what the transport adds.
fn headers(request: &Request) -> Vec<(&str, &str)> {
    let mut headers: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .filter(|(name, _)| !OF_THE_TRANSPORT.contains(name))
        .collect();
    headers.sort_unstable();
    headers
}

fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request
        .headers
        .get(name)
        .map(|value| value.to_str().unwrap())
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

/// Makes a call against a recorder and gives the request that arrived.
async fn sent(call: impl FnOnce(&Client) -> Call<CreateAccountLinkOperation>) -> Request {
    let server = Recorder::start().await;
    call(&server.client()).await.unwrap();
    server.request().await
}

async fn sent_body(use_case: UseCase) -> Value {
    let body_of =
        |client: &Client| client.create_account_link(CreateAccountLink::new("acct_123", use_case));
    body(&sent(body_of).await)
}

#[tokio::test]
async fn the_request_of_the_reference() {
    let request = sent(|client| {
        client
            .create_account_link(onboarding())
            .idempotency_key("order-42")
    })
    .await;

    assert_eq!(request.method, "POST");
    assert_eq!(request.url.path(), PATH);
    assert_eq!(request.url.query(), None);
    assert_eq!(
        headers(&request),
        [
            ("accept", "application/json"),
            ("authorization", "Bearer sk_test_123"),
            ("content-type", "application/json"),
            ("idempotency-key", "order-42"),
            ("stripe-version", "2025-04-30.preview"),
            ("user-agent", "stripe-account-links/0.1.0"),
        ]
    );
    let expected = json!({
        "account": "acct_123",
        "use_case": {
            "type": "account_onboarding",
            "account_onboarding": {
                "configurations": ["recipient"],
                "refresh_url": "https://example.com/reauth",
                "return_url": "https://example.com/return",
            },
        },
    });
    assert_eq!(body(&request), expected);
}

#[tokio::test]
async fn an_update() {
    let options = AccountUpdate::new(
        [UpdateConfiguration::Recipient],
        "https://example.com/reauth",
    );
    let expected = json!({
        "account": "acct_123",
        "use_case": {
            "type": "account_update",
            "account_update": {
                "configurations": ["recipient"],
                "refresh_url": "https://example.com/reauth",
            },
        },
    });
    assert_eq!(sent_body(UseCase::account_update(options)).await, expected);
}

#[tokio::test]
async fn use_cases_without_their_options() {
    for (use_case, name) in [
        (UseCase::account_onboarding(None), "account_onboarding"),
        (UseCase::account_update(None), "account_update"),
    ] {
        let expected = json!({"account": "acct_123", "use_case": {"type": name}});
        assert_eq!(sent_body(use_case).await, expected);
    }
}

#[tokio::test]
async fn a_configuration_that_the_description_does_not_list_can_be_asked_for() {
    let options = AccountUpdate::new(
        [UpdateConfiguration::Other("merchant".to_owned())],
        "https://example.com/reauth",
    );
    let body = sent_body(UseCase::account_update(options)).await;
    assert_eq!(
        body["use_case"]["account_update"]["configurations"],
        json!(["merchant"])
    );
    assert_eq!(
        OnboardingConfiguration::from("recipient"),
        OnboardingConfiguration::Recipient
    );
}

/// A version 4 UUID (RFC 9562 §5.4) as text: its hyphens, version and variant.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => b"89ab".contains(&byte),
            _ => byte.is_ascii_hexdigit(),
        })
}

#[tokio::test]
async fn a_call_without_a_key_gets_one_of_its_own() {
    let server = Recorder::start().await;
    let client = server.client();
    client.create_account_link(onboarding()).await.unwrap();
    let without_retries = client.create_account_link(onboarding()).retries(0);
    without_retries.await.unwrap();
    let empty = client.create_account_link(onboarding()).idempotency_key("");
    empty.await.unwrap();

    let requests = server.requests().await;
    let mut keys: Vec<_> = requests
        .iter()
        .map(|request| header(request, "idempotency-key").unwrap())
        .collect();
    assert!(keys.iter().all(|key| is_uuid(key)), "{keys:?}");
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 3, "{keys:?}");
}

#[tokio::test]
async fn the_answer_tells_what_was_sent() {
    let server = Recorder::start().await;
    let call = server.client().create_account_link(onboarding());
    let response = call.send().await.unwrap();
    let request = server.request().await;
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.attempts(), 1);
    assert_eq!(
        response.idempotency_key(),
        header(&request, "idempotency-key")
    );
}

#[tokio::test]
async fn headers_of_the_client_and_of_the_call() {
    let server = Recorder::start().await;
    let client = server
        .client()
        .stripe_account("acct_client")
        .stripe_context("ctx_client")
        .stripe_version("2025-05-28.preview");
    client.create_account_link(onboarding()).await.unwrap();
    let of_its_own = client
        .create_account_link(onboarding())
        .stripe_account("acct_call")
        .stripe_context("ctx_call")
        .stripe_version("2025-06-30.preview")
        .header("X-Own", "own")
        .credential("bearerAuth", "sk_test_call");
    of_its_own.await.unwrap();

    let names = [
        "stripe-account",
        "stripe-context",
        "stripe-version",
        "x-own",
        "authorization",
    ];
    let requests = server.requests().await;
    let values = |request| names.map(|name| header(request, name));
    assert_eq!(
        values(&requests[0]),
        [
            Some("acct_client"),
            Some("ctx_client"),
            Some("2025-05-28.preview"),
            None,
            Some("Bearer sk_test_123"),
        ]
    );
    assert_eq!(
        values(&requests[1]),
        [
            Some("acct_call"),
            Some("ctx_call"),
            Some("2025-06-30.preview"),
            Some("own"),
            Some("Bearer sk_test_call"),
        ]
    );
}

#[tokio::test]
async fn a_base_url_with_a_path_keeps_it() {
    let server = Recorder::start().await;
    let client = server.client().base_url(format!("{}/proxy/", server.url()));
    client.create_account_link(onboarding()).await.unwrap();
    let path = server.request().await.url.path().to_owned();
    assert_eq!(path, format!("/proxy{PATH}"));
}

#[tokio::test]
async fn the_same_request_without_a_network() {
    let server = Recorder::start().await;
    let call = server.client().create_account_link(onboarding());
    let request = call.to_request().unwrap();
    call.await.unwrap();

    let arrived = server.request().await;
    assert_eq!(request.method(), arrived.method);
    assert_eq!(request.uri().path(), arrived.url.path());
    assert_eq!(request.body().as_ref(), arrived.body);
    let mut data: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    data.sort_unstable();
    assert_eq!(data, headers(&arrived));
    assert!(!format!("{request:?}").contains(KEY));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Recorder::start().await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}{PATH}?token=secret", elsewhere.url());
        let answer = ResponseTemplate::new(status).insert_header("Location", &*location);
        let server = Recorder::answering(answer).await;
        let error = server
            .client()
            .create_account_link(onboarding())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Redirect, "{status}");
        assert_eq!(error.location(), Some(&*location));
        assert!(!error.to_string().contains("secret"), "{error}");
        server.request().await;
    }
    assert!(elsewhere.requests().await.is_empty());
}

#[tokio::test]
async fn what_can_not_be_sent_is_not_sent() {
    let server = Recorder::start().await;
    let client = server.client();
    let call = || client.create_account_link(onboarding());
    for (name, call) in [
        ("line break", call().header("X-Own", "a\r\nX-Other: b")),
        ("key", call().idempotency_key("a\nb")),
        ("typed header", call().stripe_account("acct_\n1")),
        ("credential", call().credential("bearerAuth", "sk\n")),
        ("framing", call().header("Content-Length", "1")),
        ("base URL", call().base_url("file:///etc/hosts")),
    ] {
        assert!(call.to_request().is_err(), "{name}");
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{name}");
        assert_eq!(error.attempts(), 0, "{name}");
        assert!(!error.is_retryable(), "{name}");
    }
    assert!(server.requests().await.is_empty());
}
