//! error[E0061]: neither can one of the options
use stripe_account_links::{AccountOnboarding, OnboardingConfiguration};

fn main() {
    let _ = AccountOnboarding::new([OnboardingConfiguration::Recipient]);
}
