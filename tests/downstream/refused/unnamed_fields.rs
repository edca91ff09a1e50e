//! error[E0061]: more than three required fields can't be mixed up by their places
use bank::types::CreateTransfer;

fn main() {
    let _ = CreateTransfer::new("acct_123", 5, "eur", "rent");
}
