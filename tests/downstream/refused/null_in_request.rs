//! error[E0277]: what may only be left out can't be null
use stripe_account_links::runtime::Patch;
use stripe_account_links::{AccountOnboarding, OnboardingConfiguration};

fn main() {
    let onboarding =
        AccountOnboarding::new([OnboardingConfiguration::Recipient], "https://example.com");
    let _ = onboarding.return_url(Patch::Null);
}
