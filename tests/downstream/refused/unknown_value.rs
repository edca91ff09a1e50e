//! error[E0423]: callers can't make up a value of a closed enum
use stripe_account_links::AccountLinkObject;
use stripe_account_links::runtime::Unknown;

fn main() {
    let _ = AccountLinkObject::Unknown(Unknown("v3.core.account_link".to_owned()));
}
