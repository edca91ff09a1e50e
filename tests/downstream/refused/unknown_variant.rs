//! error[E0277]: nor a use case of another type
use stripe_account_links::UseCase;

fn main() {
    let _ = UseCase::Unknown("account_deletion".into());
}
