//! error[E0639]: new fields don't break callers, so that structs aren't written member by member
use stripe_account_links::{AccountId, CreateAccountLink, UseCase};

fn main() {
    let _ = CreateAccountLink {
        account: AccountId::from("acct_123"),
        use_case: UseCase::account_update(None),
    };
}
