//! Creates an account link, and shows what is sent and what comes back.
//!
//! ```sh
//! cargo run -p create_account_link                                   # a server in this process answers
//! STRIPE_API_KEY=sk_test_… cargo run -p create_account_link acct_…   # Stripe answers
//! ```

use std::error::Error;

use stripe_account_links::mock::Mock;
use stripe_account_links::{
    AccountOnboarding, Client, CreateAccountLink, CreateAccountLinkErrorCode,
    OnboardingConfiguration, SecretKey, UseCase,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // Without a key, a server on loopback answers as the examples in the API's description say.
    let mock = Mock::start()?;
    let client = match std::env::var("STRIPE_API_KEY") {
        Ok(key) => Client::new(SecretKey::from(key)),
        Err(_) => mock.client(),
    };

    let account = std::env::args().nth(1);
    let call = client.create_account_link(CreateAccountLink::new(
        account.as_deref().unwrap_or("acct_123"),
        UseCase::account_onboarding(
            AccountOnboarding::new(
                [OnboardingConfiguration::Recipient],
                "https://example.com/reauth",
            )
            .return_url("https://example.com/return"),
        ),
    ));

    // The request can be had without sending it. `Debug` hides the key: its header is marked as sensitive.
    let request = call.to_request()?;
    println!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        println!("{name}: {value:?}");
    }
    let body: serde_json::Value = serde_json::from_slice(request.body())?;
    println!("\n{body:#}\n");

    // `call.await` gives the link alone; `send` gives it with how it came.
    match call.send().await {
        Ok(response) => {
            let request_id = response.request_id().unwrap_or("without an ID");
            println!("{}, request {request_id}", response.status());
            println!("{:#?}", response.value());
            Ok(())
        }
        Err(error) if matches!(error.code(), Some(CreateAccountLinkErrorCode::NotFound)) => {
            Err(format!("there is no such account ({error})").into())
        }
        Err(error) => Err(error.into()),
    }
}
