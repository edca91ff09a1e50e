//! Reading and writing JSON through the generated types, beside serde_json's own tree of the same text.

use divan::{Bencher, black_box};
use openapi_bindgen_runtime as runtime;
use stripe_account_links::{
    AccountLink, AccountOnboarding, CreateAccountLink, OnboardingConfiguration, UseCase,
};

/// The answer of the reference's example.
const LINK: &[u8] = br#"{"object":"v2.core.account_link","account":"acct_1Nv0FGQ9RKHgCVdK","created":"2025-03-27T17:15:18.000Z","expires_at":"2025-03-27T17:25:18.000Z","url":"https://accounts.stripe.com/r/acct_1Nv0FGQ9RKHgCVdK#alu_test_61SGhyomRuz7xsw5216SGhyj0ASQdCLwMKdRUF3mi3H6","use_case":{"account_onboarding":{"configurations":["recipient"],"refresh_url":"https://example.com/reauth","return_url":"https://example.com/return"},"type":"account_onboarding"}}"#;

fn main() {
    divan::main();
}

/// The request of the reference's example.
fn request() -> CreateAccountLink {
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

#[divan::bench]
fn decode_link() -> AccountLink {
    runtime::from_slice(black_box(LINK)).expect("the example is a link")
}

#[divan::bench]
fn decode_tree() -> serde_json::Value {
    serde_json::from_slice(black_box(LINK)).expect("the example is JSON")
}

#[divan::bench]
fn encode_request(bencher: Bencher) {
    let request = request();
    bencher.bench(|| runtime::to_vec(black_box(&request)));
}

#[divan::bench]
fn encode_tree(bencher: Bencher) {
    let tree = serde_json::to_value(request()).expect("the request is JSON");
    bencher.bench(|| serde_json::to_vec(black_box(&tree)).expect("a tree is JSON"));
}
