//! error[E0308]: nor by the variant's own name
use stripe_account_links::{AccountUpdate, UpdateConfiguration, UseCase};

fn main() {
    let _ = UseCase::AccountOnboarding(Some(AccountUpdate::new(
        [UpdateConfiguration::Recipient],
        "https://example.com",
    )));
}
