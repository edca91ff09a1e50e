//! error[E0061]: a required field can't be left out
use stripe_account_links::CreateAccountLink;

fn main() {
    let _ = CreateAccountLink::new("acct_123");
}
