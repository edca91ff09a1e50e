//! Creates an account link, and shows what is sent and what comes back.
//!
//! ```sh
//! cargo run --example create_account_link                                # a server in this process answers
//! STRIPE_API_KEY=sk_test_… cargo run --example create_account_link acct_…  # Stripe answers
//! ```

use std::error::Error;

use stripe_account_links::{
    AccountOnboarding, Client, CreateAccountLink, CreateAccountLinkErrorCode,
    OnboardingConfiguration, SecretKey, UseCase,
};

use self::spec_server::SpecServer;

#[path = "support/spec_server.rs"]
mod spec_server;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (client, _server) = connect().await?;
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

    // The request can be had without sending it. `Debug` hides the key: the header is marked as sensitive.
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
            println!("{}, {:?}", response.status(), response.request_id());
            println!("{:#?}", response.value());
            Ok(())
        }
        Err(error) if matches!(error.code(), Some(CreateAccountLinkErrorCode::NotFound)) => {
            Err(format!("there is no such account ({error})").into())
        }
        Err(error) => Err(error.into()),
    }
}

/// To Stripe where there is a key, else to a server that answers as the description's examples say.
async fn connect() -> Result<(Client, Option<SpecServer>), Box<dyn Error>> {
    if let Ok(key) = std::env::var("STRIPE_API_KEY") {
        return Ok((Client::new(SecretKey::from(key)), None));
    }
    let server = SpecServer::start().await?;
    let client = Client::new("sk_test_123").base_url(server.url());
    Ok((client, Some(server)))
}
