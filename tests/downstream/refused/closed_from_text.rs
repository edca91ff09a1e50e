//! error[E0308]: nor turn any text into one
use stripe_account_links::AccountLinkObject;

fn main() {
    let _ = AccountLinkObject::from("v3.core.account_link");
}
