//! The call as one writes it for one program: reqwest, serde, and no more.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::KEY;

const PATH: &str = "/v2/core/account_links";
const USER_AGENT: &str = "by-hand/0.1.0";
const VERSION: &str = "2025-04-30.preview";

#[derive(Serialize)]
struct CreateAccountLink<'a> {
    account: &'a str,
    use_case: UseCase,
}

#[derive(Serialize)]
struct UseCase {
    r#type: &'static str,
    account_onboarding: Onboarding,
}

#[derive(Serialize, Deserialize)]
pub struct Onboarding {
    pub configurations: Vec<String>,
    pub refresh_url: String,
    pub return_url: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read for what the reading costs")]
pub struct AccountLink {
    pub object: String,
    pub account: String,
    pub created: Timestamp,
    pub expires_at: Timestamp,
    pub livemode: Option<bool>,
    pub url: String,
    pub use_case: LinkUseCase,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read for what the reading costs")]
pub struct LinkUseCase {
    pub r#type: String,
    pub account_onboarding: Option<Onboarding>,
    pub account_update: Option<Onboarding>,
}

fn parameters(account: &str) -> CreateAccountLink<'_> {
    CreateAccountLink {
        account,
        use_case: UseCase {
            r#type: "account_onboarding",
            account_onboarding: Onboarding {
                configurations: vec!["recipient".to_owned()],
                refresh_url: "https://example.com/reauth".to_owned(),
                return_url: Some("https://example.com/return".to_owned()),
            },
        },
    }
}

pub struct Client {
    http: reqwest::Client,
    url: String,
}

impl Client {
    pub fn new(base_url: &str) -> Result<Self, reqwest::Error> {
        // reqwest takes the process's default; there may be one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert("Stripe-Version", HeaderValue::from_static(VERSION));
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .default_headers(headers)
            .timeout(Duration::from_secs(80))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let url = format!("{base_url}{PATH}");
        Ok(Self { http, url })
    }

    pub async fn create(&self, account: &str) -> Result<AccountLink, reqwest::Error> {
        let request = self
            .http
            .post(&self.url)
            .bearer_auth(KEY)
            .header("Idempotency-Key", Uuid::new_v4().to_string())
            .json(&parameters(account));
        request.send().await?.error_for_status()?.json().await
    }
}

/// The same without a network: the request as data, and the answer read.
pub fn from_memory(account: &str, answer: &str) -> Result<AccountLink, Box<dyn std::error::Error>> {
    let request = http::Request::post(format!("https://api.stripe.com{PATH}"))
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/json")
        .header("User-Agent", USER_AGENT)
        .header("Stripe-Version", VERSION)
        .header("Idempotency-Key", Uuid::new_v4().to_string())
        .header("Authorization", format!("Bearer {KEY}"))
        .body(serde_json::to_vec(&parameters(account))?)?;
    divan::black_box(request);
    Ok(serde_json::from_str(divan::black_box(answer))?)
}
