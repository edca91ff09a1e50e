//! error[E0061]: there is one of the siblings, not both
use stripe_account_links::{
    AccountOnboarding, AccountUpdate, OnboardingConfiguration, UpdateConfiguration, UseCase,
};

fn main() {
    let _ = UseCase::AccountOnboarding(
        Some(AccountOnboarding::new(
            [OnboardingConfiguration::Recipient],
            "https://example.com",
        )),
        Some(AccountUpdate::new(
            [UpdateConfiguration::Recipient],
            "https://example.com",
        )),
    );
}
