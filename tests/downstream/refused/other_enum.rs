//! error[E0277]: what one use case can be configured for is not what the other can
use stripe_account_links::{AccountOnboarding, UpdateConfiguration};

fn main() {
    let _ = AccountOnboarding::new([UpdateConfiguration::Recipient], "https://example.com");
}
