//! A server on loopback that gives one answer and keeps what it is sent.

#![allow(dead_code, reason = "no test program uses all of it")]

use stripe_account_links::{
    AccountOnboarding, Client, CreateAccountLink, OnboardingConfiguration, UseCase,
};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers};

/// Stands in every request, and must stand in no text that is shown.
pub const KEY: &str = "sk_test_123";

/// An answer as short as the description lets it be.
pub const LINK: &str = r#"{
    "object": "v2.core.account_link",
    "account": "acct_123",
    "created": "2025-03-27T17:15:18.000Z",
    "expires_at": "2025-03-27T17:25:18.000Z",
    "url": "https://accounts.stripe.com/r/acct_123#alu_test_secret",
    "use_case": {"type": "account_onboarding"}
}"#;

pub struct Recorder(MockServer);

impl Recorder {
    /// Answers every request with `answer`.
    pub async fn answering(answer: ResponseTemplate) -> Self {
        let server = MockServer::start().await;
        Mock::given(matchers::any())
            .respond_with(answer)
            .mount(&server)
            .await;
        Self(server)
    }

    /// Answers every request with a link.
    pub async fn start() -> Self {
        let answer = ResponseTemplate::new(200)
            .insert_header("Request-Id", "req_1")
            .set_body_raw(LINK, "application/json");
        Self::answering(answer).await
    }

    pub fn url(&self) -> String {
        self.0.uri()
    }

    /// A client of this server, authenticated with [`KEY`].
    pub fn client(&self) -> Client {
        Client::new(KEY).base_url(self.url())
    }

    /// Everything that was sent, in order.
    pub async fn requests(&self) -> Vec<Request> {
        self.0
            .received_requests()
            .await
            .expect("recording is on unless it is switched off")
    }

    /// The one request that was sent.
    pub async fn request(&self) -> Request {
        let mut requests = self.requests().await;
        assert_eq!(requests.len(), 1, "requests on the wire");
        requests.remove(0)
    }
}

/// The parameters of the reference's example.
pub fn onboarding() -> CreateAccountLink {
    CreateAccountLink::new(
        "acct_123",
        UseCase::account_onboarding(
            AccountOnboarding::new(
                [OnboardingConfiguration::Recipient],
                "https://example.com/reauth",
            )
            .return_url("https://example.com/return"),
        ),
    )
}
