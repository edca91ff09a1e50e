//! What a generated call costs beside the same call written by hand on reqwest and serde.
//!
//!   cargo bench --bench calls
//!
//! Both make the same request and read the same answer into the same kinds of types; over loopback, and from memory
//! alone. They take turns, a short round each, so that both meet the same machine: the ratio is the median of the
//! rounds' ratios.

use std::time::{Duration, Instant};

use stripe_account_links::runtime::{Bytes, Limits, Transport, TransportError};
use stripe_account_links::{
    AccountOnboarding, Client, CreateAccountLink, OnboardingConfiguration, UseCase,
};

#[path = "support/by_hand.rs"]
mod by_hand;
#[path = "support/server.rs"]
mod server;

const KEY: &str = "sk_test_123";
const ANSWER: &str = r#"{"object":"v2.core.account_link","account":"acct_1Nv0FGQ9RKHgCVdK","created":"2025-03-27T17:15:18.000Z","expires_at":"2025-03-27T17:25:18.000Z","url":"https://accounts.stripe.com/r/acct_1Nv0FGQ9RKHgCVdK#alu_test_61SGhyomRuz7xsw5216SGhyj0ASQdCLwMKdRUF3mi3H6","use_case":{"account_onboarding":{"configurations":["recipient"],"refresh_url":"https://example.com/reauth","return_url":"https://example.com/return"},"type":"account_onboarding"}}"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        println!("|          | generated  | by hand    | ratio |");
        println!("| -------- | ---------: | ---------: | ----: |");
        let url = server::start(ANSWER).await?;
        let ours = Client::new(KEY).base_url(&url);
        let theirs = by_hand::Client::new(&url)?;
        compare(
            "loopback",
            50,
            async || {
                drop(
                    ours.create_account_link(parameters())
                        .await
                        .expect("a link"),
                )
            },
            async || drop(theirs.create("acct_123").await.expect("a link")),
        )
        .await;

        let ours = Client::with_transport(Memory).credential("bearerAuth", KEY);
        compare(
            "memory",
            500,
            async || {
                drop(
                    ours.create_account_link(parameters())
                        .await
                        .expect("a link"),
                )
            },
            async || drop(by_hand::from_memory("acct_123", ANSWER).expect("a link")),
        )
        .await;
        Ok(())
    })
}

/// Prints calls a second of both, and the ratio.
async fn compare(name: &str, calls: u32, ours: impl AsyncFn(), theirs: impl AsyncFn()) {
    const ROUNDS: usize = 400;
    time(calls, &ours).await;
    time(calls, &theirs).await;
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        // Who goes first takes turns as well.
        let (ours, theirs) = if round % 2 == 0 {
            let ours = time(calls, &ours).await;
            (ours, time(calls, &theirs).await)
        } else {
            let theirs = time(calls, &theirs).await;
            (time(calls, &ours).await, theirs)
        };
        rounds.push((ours, theirs));
    }
    let calls_a_second = |times: Vec<f64>| f64::from(calls) / median(times);
    let ours = calls_a_second(rounds.iter().map(|(ours, _)| *ours).collect());
    let theirs = calls_a_second(rounds.iter().map(|(_, theirs)| *theirs).collect());
    let ratio = median(rounds.iter().map(|(ours, theirs)| theirs / ours).collect());
    println!("| {name:8} | {ours:8.0}/s | {theirs:8.0}/s | {ratio:5.3} |");
}

async fn time(calls: u32, call: &impl AsyncFn()) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        call().await;
    }
    start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn parameters() -> CreateAccountLink {
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

/// Answers without a network.
#[derive(Clone)]
struct Memory;

impl Transport for Memory {
    async fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        Ok(http::Response::new(Bytes::from_static(ANSWER.as_bytes())))
    }

    async fn sleep(&self, _: Duration) {}
}
