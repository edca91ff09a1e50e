//! The mock of the account links, over awaited and blocking calls: what it answers, and what it says it was called with.

#[path = "support/transports.rs"]
mod transports;

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use stripe_account_links::mock::Mock;
use stripe_account_links::runtime::{ErrorKind, FromJson, Json};
use stripe_account_links::{
    AccountLink, AccountOnboarding, CreateAccountLink, CreateAccountLinkError,
    CreateAccountLinkErrorCode, OnboardingConfiguration, UseCase,
};

use self::transports::{Quick, QuickBlocking};

/// More than a test takes: whoever waits for it fails.
const FOREVER: Duration = Duration::from_secs(3600);

fn onboarding(account: &str) -> CreateAccountLink {
    let options = AccountOnboarding::new(
        [OnboardingConfiguration::Recipient],
        "https://example.com/reauth",
    );
    CreateAccountLink::new(account, UseCase::account_onboarding(options))
}

fn link(account: &str) -> AccountLink {
    let text = format!(
        r#"{{"object": "v2.core.account_link", "account": "{account}", "created": "2025-03-27T17:15:18Z",
            "expires_at": "2025-03-27T17:25:18Z", "url": "https://example.com/secret",
            "use_case": {{"type": "account_onboarding"}}}}"#
    );
    AccountLink::from_json(Json::parse(text.as_bytes()).unwrap()).unwrap()
}

type Answer = Result<AccountLink, CreateAccountLinkError>;

/// The same calls, awaited and on the thread.
#[derive(Clone, Copy, Debug)]
enum Way {
    Awaited,
    Blocking,
}

const WAYS: [Way; 2] = [Way::Awaited, Way::Blocking];

impl Way {
    /// A call that waits for nothing between its attempts.
    fn call(self, mock: &Mock, retries: u32) -> Answer {
        match self {
            Self::Awaited => {
                let client = mock.client_over(Quick::default()).retries(retries);
                let call = client.create_account_link(onboarding("acct_123"));
                runtime().block_on(async { call.await })
            }
            Self::Blocking => {
                let client = mock.client_over(QuickBlocking::default()).retries(retries);
                client.create_account_link(onboarding("acct_123")).call()
            }
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

#[test]
fn nothing_said_it_answers_with_the_example_of_the_description() {
    for way in WAYS {
        let mock = Mock::start().unwrap();
        let link = way.call(&mock, 0).unwrap();
        assert_eq!(link.account, "acct_1Nv0FGQ9RKHgCVdK", "{way:?}");
        assert!(mock.unexpected().is_empty());
    }
}

#[test]
fn what_is_said_is_answered_in_order_and_the_last_stays() {
    for way in WAYS {
        let mock = Mock::start().unwrap();
        let endpoint = mock.create_account_link();
        endpoint.replies(link("acct_1")).times(2);
        endpoint.replies_with_example();
        endpoint.replies(link("acct_3"));
        let accounts: Vec<String> = (0..5)
            .map(|_| way.call(&mock, 0).unwrap().account.to_string())
            .collect();
        let wanted = [
            "acct_1",
            "acct_1",
            "acct_1Nv0FGQ9RKHgCVdK",
            "acct_3",
            "acct_3",
        ];
        assert_eq!(accounts, wanted, "{way:?}");
    }
}

#[test]
fn a_listed_error_code_comes_as_the_description_shows_it() {
    for way in WAYS {
        let mock = Mock::start().unwrap();
        mock.create_account_link()
            .fails(CreateAccountLinkErrorCode::NotFound);
        let error = way.call(&mock, 2).unwrap_err();
        assert_eq!(error.status().unwrap(), 404, "{way:?}");
        assert!(matches!(
            error.code(),
            Some(CreateAccountLinkErrorCode::NotFound)
        ));
        assert_eq!(error.message(), Some("No such account"));
        assert_eq!(error.request_id(), Some("mock_1"));
        assert!(error.body().is_some());
        assert_eq!(error.attempts(), 1);
    }
}

#[test]
fn an_error_code_that_is_not_listed_stands_where_codes_stand() {
    for way in WAYS {
        let mock = Mock::start().unwrap();
        mock.create_account_link()
            .fails("rate_limit")
            .with_status(429)
            .with_header("Stripe-Should-Retry", "false");
        let error = way.call(&mock, 2).unwrap_err();
        assert_eq!(error.status().unwrap(), 429, "{way:?}");
        assert_eq!(error.code().unwrap().as_str(), "rate_limit");
        assert_eq!(error.attempts(), 1);
        assert!(!error.is_retryable());
    }
}

#[test]
fn attempts_of_one_call_carry_one_key() {
    for way in WAYS {
        let mock = Mock::start().unwrap();
        mock.create_account_link()
            .fails_with(503, "<h1>Busy</h1>")
            .then()
            .drops_connection()
            .then()
            .replies(link("acct_123"));
        assert_eq!(way.call(&mock, 2).unwrap().account, "acct_123", "{way:?}");
        let calls = mock.create_account_link().calls();
        assert_eq!(calls.len(), 3, "{way:?}");
        let keys: BTreeSet<_> = calls.iter().map(|call| &call.idempotency_key).collect();
        assert_eq!(keys.len(), 1, "{keys:?}");
        assert!(calls.iter().all(|call| call.idempotency_key.is_some()));
        assert_eq!(calls[0].body, calls[2].body);
    }
}

#[test]
fn any_status_and_body() {
    for way in WAYS {
        let mock = Mock::start().unwrap();
        let endpoint = mock.create_account_link();
        endpoint
            .fails_with(502, "<h1>Bad gateway</h1>")
            .then()
            .fails_with(200, r#"{"account": 1}"#);
        let error = way.call(&mock, 0).unwrap_err();
        assert_eq!(error.status().unwrap(), 502, "{way:?}");
        assert_eq!(error.raw_body().unwrap(), "<h1>Bad gateway</h1>");
        assert_eq!(
            error.headers().unwrap()["content-type"],
            "text/plain; charset=utf-8"
        );
        let error = way.call(&mock, 0).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{way:?}");
        assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    }
}

#[test]
fn a_dropped_connection_is_no_answer() {
    for way in WAYS {
        let mock = Mock::start().unwrap();
        mock.create_account_link().drops_connection();
        let error = way.call(&mock, 0).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io, "{way:?}: {error}");
        assert_eq!(error.status(), None);
        assert_eq!(mock.create_account_link().calls().len(), 1);
    }
}

#[test]
fn an_answer_that_is_delayed_does_not_delay_the_next() {
    let mock = Mock::start().unwrap();
    mock.create_account_link()
        .delays(FOREVER)
        .then()
        .replies(link("acct_2"));
    runtime().block_on(async {
        let call = || mock.client().create_account_link(onboarding("acct_123"));
        let first = tokio::spawn(call().into_future());
        while mock.create_account_link().calls().is_empty() {
            tokio::task::yield_now().await;
        }
        assert_eq!(call().await.unwrap().account, "acct_2");
        assert!(!first.is_finished());
    });
}

#[test]
fn a_delay_runs_into_the_timeout_of_the_call() {
    let mock = Mock::start().unwrap();
    mock.create_account_link()
        .replies(link("acct_123"))
        .delays(FOREVER);
    let client = mock.client_over(QuickBlocking::default()).retries(0);
    let call = client.create_account_link(onboarding("acct_123"));
    let error = call.timeout(Duration::from_millis(20)).call().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[test]
fn calls_are_read_back_as_values() {
    let mock = Mock::start().unwrap();
    let client = mock.client_over(QuickBlocking::default());
    let call = client
        .stripe_account("acct_client")
        .create_account_link(onboarding("acct_123"))
        .idempotency_key("order-42")
        .stripe_context("a/b")
        .header("X-Own", "own");
    call.call().unwrap();

    let calls = mock.create_account_link().calls();
    let [call] = calls.as_slice() else {
        panic!("{calls:?}");
    };
    assert_eq!(call.body, onboarding("acct_123"));
    assert_eq!(call.idempotency_key.as_deref(), Some("order-42"));
    assert_eq!(call.stripe_account.as_deref(), Some("acct_client"));
    assert_eq!(call.stripe_context.as_deref(), Some("a/b"));
    assert_eq!(call.stripe_version.as_deref(), Some("2025-04-30.preview"));
    assert_eq!(call.request.header("x-own"), Some("own"));
    assert_eq!(
        call.request.header("authorization"),
        Some("Bearer mock_key")
    );
    assert_eq!(call.request.method(), "POST");
    assert_eq!(call.request.path(), "/v2/core/account_links");
    assert_eq!(mock.requests().len(), 1);
}

#[test]
fn what_is_no_call_is_told_apart() {
    let mock = Mock::start().unwrap();
    let client = mock
        .client_over(QuickBlocking::default())
        .base_url(format!("{}/proxy", mock.url()));
    let error = client
        .create_account_link(onboarding("acct_123"))
        .call()
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    let unexpected = mock.unexpected();
    assert_eq!(
        unexpected[0].to_string(),
        "POST /proxy/v2/core/account_links: no operation has this method and path; there are \
         POST /v2/core/account_links"
    );
    let reason = format!("{}\n", unexpected[0].reason());
    assert_eq!(error.raw_body().unwrap(), reason.as_bytes());
    assert!(mock.requests().is_empty());
}

#[test]
fn a_body_that_is_none_of_the_operation_is_no_call() {
    let mock = Mock::start().unwrap();
    let body = r#"{"account": 17}"#;
    let request = format!(
        "POST /v2/core/account_links HTTP/1.1\r\nhost: mock\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let address = mock.url().replace("http://", "");
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert!(mock.create_account_link().calls().is_empty());
    assert_eq!(
        mock.unexpected()[0].to_string(),
        "POST /v2/core/account_links: body: at `account`: expected a string, found a number; at `use_case`: missing"
    );
}

#[test]
fn an_answer_that_can_not_be_sent_says_so() {
    let mock = Mock::start().unwrap();
    mock.create_account_link()
        .fails_with(99, "")
        .then()
        .replies_with_example()
        .with_header("X-Bad", "a\nb");
    for reason in [
        "the response can't be sent: 99 isn't a final status",
        "the response can't be sent: header `X-Bad` holds a line break or another control character",
    ] {
        let error = Way::Blocking.call(&mock, 0).unwrap_err();
        assert_eq!(error.status().unwrap(), 500);
        assert_eq!(mock.unexpected().last().unwrap().reason(), reason);
    }
}

#[test]
fn mocks_side_by_side_know_nothing_of_each_other() {
    std::thread::scope(|scope| {
        for number in 0..8 {
            scope.spawn(move || {
                let account = format!("acct_{number}");
                let mock = Mock::start().unwrap();
                mock.create_account_link().replies(link(&account));
                for way in WAYS {
                    assert_eq!(way.call(&mock, 0).unwrap().account, account.as_str());
                }
                assert_eq!(mock.create_account_link().calls().len(), 2);
            });
        }
    });
}

#[test]
fn a_thousand_calls_at_a_time() {
    const CALLS: usize = 1000;
    let mock = Mock::start().unwrap();
    for _ in 0..CALLS / 5 {
        let endpoint = mock.create_account_link();
        endpoint
            .fails_with(503, "")
            .then()
            .replies_with_example()
            .times(4);
    }
    let client = mock.client_over(Quick::default());
    runtime().block_on(async {
        let call = |number| client.create_account_link(onboarding(&format!("acct_{number}")));
        let calls: Vec<_> = (0..CALLS)
            .map(|number| tokio::spawn(call(number).into_future()))
            .collect();
        for call in calls {
            match call.await.unwrap() {
                Ok(_) => {}
                Err(error) => assert_eq!(error.attempts(), 3, "{error}"),
            }
        }
    });
    let calls = mock.create_account_link().calls();
    assert!(calls.len() > CALLS);
    let keys: BTreeSet<_> = calls.iter().map(|call| &call.idempotency_key).collect();
    assert_eq!(keys.len(), CALLS);
    assert!(mock.unexpected().is_empty());
}

#[test]
fn it_ends_when_it_is_dropped() {
    let mock = Mock::start().unwrap();
    let client = mock.client_over(QuickBlocking::default()).retries(0);
    client.create_account_link(onboarding("a")).call().unwrap();
    drop(mock);
    let error = client
        .create_account_link(onboarding("a"))
        .call()
        .unwrap_err();
    // The connection that was kept breaks; a new one is refused.
    assert!(
        matches!(error.kind(), ErrorKind::Connect | ErrorKind::Io),
        "{error}"
    );
}

#[test]
fn debug_shows_neither_keys_nor_bodies() {
    let mock = Mock::start().unwrap();
    let configured = mock.create_account_link().replies(link("acct_123"));
    let shown = format!("{configured:?}");
    Way::Blocking.call(&mock, 0).unwrap();
    let calls = mock.create_account_link().calls();
    let text = format!(
        "{shown} {mock:?} {:?} {:?}",
        calls[0].request,
        mock.requests()
    );
    for secret in ["mock_key", "Bearer", "secret", "acct_123"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert!(text.contains("idempotency-key"), "{text}");
}
