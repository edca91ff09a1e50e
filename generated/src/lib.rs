//! Client for Stripe's v2 Account Links, generated from `spec/account_link.yaml` at build time.
//!
//! An account link is a single-use URL that a merchant redirects their user to, to onboard a recipient or to update
//! what was collected before.
//!
#![cfg_attr(feature = "reqwest", doc = "```no_run")]
#![cfg_attr(not(feature = "reqwest"), doc = "```ignore")]
//! use stripe_account_links::{
//!     AccountOnboarding, Client, CreateAccountLink, OnboardingConfiguration, SecretKey, UseCase,
//! };
//!
//! # async fn run(key: String) -> Result<(), stripe_account_links::CreateAccountLinkError> {
//! let client = Client::new(SecretKey::from(key));
//! let link = client
//!     .create_account_link(CreateAccountLink::new(
//!         "acct_123",
//!         UseCase::account_onboarding(
//!             AccountOnboarding::new([OnboardingConfiguration::Recipient], "https://example.com/reauth")
//!                 .return_url("https://example.com/return"),
//!         ),
//!     ))
//!     .idempotency_key("order-42")
//!     .await?;
//! redirect(link.url.expose().as_str());
//! # Ok(())
//! # }
//! # fn redirect(_: &str) {}
//! ```
//!
//! The URL is a credential: it is [`Sensitive`](runtime::Sensitive), so that neither logs nor errors show it.
//!
//! # Features
//!
//! - `reqwest` (default): the transport. Without default features, the crate is types and operations that do no I/O.
//! - `mock`: a server in place of the API, for the tests of programs that call it.
//!
//! # Testing your code
//!
//! With the feature `mock` (`[dev-dependencies]` is the place for it), a `Mock` is a server on loopback in your test's
//! process. It answers with the description's own example until it is told something else, and keeps what it was called
//! with. It needs no asynchronous runtime of yours, so blocking calls reach it too.
//!
//! ```
//! # #[cfg(all(feature = "mock", feature = "reqwest"))]
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use stripe_account_links::mock::Mock;
//! use stripe_account_links::{CreateAccountLink, CreateAccountLinkErrorCode, UseCase};
//!
//! let mock = Mock::start()?;
//! mock.create_account_link()
//!     .drops_connection() // the first attempt
//!     .then()
//!     .fails_with(503, "<h1>Busy</h1>") // the second one
//!     .delays(Duration::from_millis(50))
//!     .then()
//!     .replies_with_example() // the third one, and with it the call
//!     .then()
//!     .fails(CreateAccountLinkErrorCode::NotFound); // every call from here on
//!
//! let client = mock.client();
//! let wanted = CreateAccountLink::new("acct_123", UseCase::account_onboarding(None));
//! let link = client.create_account_link(wanted.clone()).idempotency_key("order-42").await?;
//! assert_eq!(link.account, "acct_1Nv0FGQ9RKHgCVdK");
//!
//! let calls = mock.create_account_link().calls();
//! assert_eq!(calls.len(), 3);
//! assert!(calls.iter().all(|call| call.body == wanted));
//! assert!(calls.iter().all(|call| call.idempotency_key.as_deref() == Some("order-42")));
//! assert!(mock.unexpected().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! - `replies(link)` and `replies_with_example()` answer with a success; `fails(code)` with an error of the API,
//!   `fails_with(status, body)` with anything; `drops_connection()` with nothing.
//! - `delays(duration)`, `with_status(status)`, `with_header(name, value)` and `times(number)` say more of that answer.
//!   `then()` goes on to the next one; the last one stays.
//! - `client_over(transport)` is `client()` over a transport of your own.
//! - `calls()` gives bodies, parameters and keys as values, and each `request` as it arrived; `unexpected()` gives what
//!   reached no operation.

include!(concat!(env!("OUT_DIR"), "/lib.rs"));
