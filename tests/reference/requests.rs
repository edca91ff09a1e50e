//! All that the reference allows to be sent.

use serde_json::{Value, json};
use stripe_account_links::runtime::{DefaultTransport, SecretKey};
use stripe_account_links::{
    AccountOnboarding, AccountUpdate, Client, CreateAccountLink, OnboardingConfiguration,
    UpdateConfiguration, UseCase,
};

use super::{example, read, written};

const REFRESH: &str = "https://example.com/reauth";
const RETURN: &str = "https://example.com/return";

/// The options of a use case: those of the reference, more than it lists, and none.
const CONFIGURATIONS: [&[&str]; 4] = [
    &["recipient"],
    &[],
    &["merchant"],
    &["recipient", "a new one"],
];

fn options(configurations: &[&str], return_url: Option<&str>) -> Value {
    let mut options = json!({"configurations": configurations, "refresh_url": REFRESH});
    if let Some(url) = return_url {
        options["return_url"] = json!(url);
    }
    options
}

fn onboarding(configurations: &[&str], return_url: Option<&str>) -> AccountOnboarding {
    let configurations = configurations
        .iter()
        .map(|text| OnboardingConfiguration::from(*text));
    let onboarding = AccountOnboarding::new(configurations.collect::<Vec<_>>(), REFRESH);
    match return_url {
        Some(url) => onboarding.return_url(url),
        None => onboarding,
    }
}

fn update(configurations: &[&str], return_url: Option<&str>) -> AccountUpdate {
    let configurations = configurations
        .iter()
        .map(|text| UpdateConfiguration::from(*text));
    let update = AccountUpdate::new(configurations.collect::<Vec<_>>(), REFRESH);
    match return_url {
        Some(url) => update.return_url(url),
        None => update,
    }
}

/// The use case goes out as that JSON, and comes back from it.
fn check(use_case: UseCase, json: Value) {
    let request = CreateAccountLink::new("acct_123", use_case);
    let json = json!({"account": "acct_123", "use_case": json});
    assert_eq!(written(&request), json);
    assert_eq!(
        read::<CreateAccountLink>(&json).expect("what was sent can be read"),
        request
    );
}

#[test]
fn every_use_case_with_every_option() {
    for configurations in CONFIGURATIONS {
        for return_url in [None, Some(RETURN)] {
            let content = options(configurations, return_url);
            check(
                UseCase::account_onboarding(onboarding(configurations, return_url)),
                json!({"type": "account_onboarding", "account_onboarding": content}),
            );
            check(
                UseCase::account_update(update(configurations, return_url)),
                json!({"type": "account_update", "account_update": content}),
            );
        }
    }
}

/// The reference calls both siblings optional.
#[test]
fn a_use_case_without_options() {
    check(
        UseCase::account_onboarding(None),
        json!({"type": "account_onboarding"}),
    );
    check(
        UseCase::account_update(None),
        json!({"type": "account_update"}),
    );
}

#[test]
fn the_reference_s_own_request() {
    let request = CreateAccountLink::new(
        "{{ACCOUNT_ID}}",
        UseCase::account_onboarding(
            AccountOnboarding::new([OnboardingConfiguration::Recipient], REFRESH)
                .return_url(RETURN),
        ),
    );
    let example = example("requestBody");
    assert_eq!(written(&request), example);
    assert_eq!(
        read::<CreateAccountLink>(&example).expect("the example is a request"),
        request
    );
}

/// What a caller took from a response is sent again as it was.
#[test]
fn an_id_is_sent_as_it_is() {
    let id = "acct_ü/\"?\n";
    let request = CreateAccountLink::new(id, UseCase::account_update(None));
    assert_eq!(written(&request)["account"], id);
    assert_eq!(request.account, *id);
}

#[test]
fn the_request_of_the_reference_without_a_network() {
    let client = Client::new(SecretKey::from("sk_test_123".to_owned()));
    let request =
        read::<CreateAccountLink>(&example("requestBody")).expect("the example is a request");
    let call = client
        .create_account_link(request)
        .idempotency_key("order-42");
    let sent = call.to_request().expect("the call can be sent");
    assert_eq!(
        (sent.method().as_str(), sent.uri().path()),
        ("POST", "/v2/core/account_links")
    );
    let body: Value = serde_json::from_slice(sent.body()).expect("the body is JSON");
    assert_eq!(body, example("requestBody"));
    let _: &Client<DefaultTransport> = &client;
}
