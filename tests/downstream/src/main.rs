//! Makes an account link, and says what went wrong if it can't.

use std::error::Error;

use stripe_account_links::{
    AccountLink, AccountOnboarding, Client, CreateAccountLink, CreateAccountLinkErrorCode,
    OnboardingConfiguration, SecretKey, UseCase,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(SecretKey::from(std::env::var("STRIPE_API_KEY")?));
    let account = std::env::args().nth(1).ok_or("which account?")?;
    let link = onboard(&client, &account).await?;
    println!("{} until {}", link.url.expose(), link.expires_at);
    Ok(())
}

async fn onboard(client: &Client, account: &str) -> Result<AccountLink, Box<dyn Error>> {
    let link = client
        .create_account_link(CreateAccountLink::new(
            account,
            UseCase::account_onboarding(
                AccountOnboarding::new(
                    [OnboardingConfiguration::Recipient],
                    "https://example.com/reauth",
                )
                .return_url("https://example.com/return"),
            ),
        ))
        .idempotency_key("order-42")
        .await;
    link.map_err(|error| match error.code() {
        Some(CreateAccountLinkErrorCode::NotFound) => {
            format!("there is no account {account}").into()
        }
        Some(CreateAccountLinkErrorCode::Other(code)) => format!("{code}: {error}").into(),
        _ => error.into(),
    })
}
