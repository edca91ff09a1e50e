//! error[E0277]: the options of an update are none of an onboarding
use stripe_account_links::{AccountUpdate, UpdateConfiguration, UseCase};

fn main() {
    let _ = UseCase::account_onboarding(AccountUpdate::new(
        [UpdateConfiguration::Recipient],
        "https://example.com",
    ));
}
