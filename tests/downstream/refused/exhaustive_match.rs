//! error[E0004]: new codes don't break callers, so that a match has an arm for them
use stripe_account_links::CreateAccountLinkErrorCode;

fn main() {
    let code = CreateAccountLinkErrorCode::NotFound;
    match code {
        CreateAccountLinkErrorCode::NotFound => {}
        CreateAccountLinkErrorCode::Other(_) => {}
    }
}
