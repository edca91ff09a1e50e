//! Client for Stripe's v2 Account Links, generated from `spec/account_link.yaml` at build time.
//!
//! An account link is a single-use URL that a merchant redirects their user to, to onboard a recipient or to update
//! what was collected before.
//!
//! ```no_run
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

include!(concat!(env!("OUT_DIR"), "/lib.rs"));
