//! error[E0063]: where required fields are named, none can be left out
use bank::types::{CreateTransfer, CreateTransferRequired};

fn main() {
    let _ = CreateTransfer::new(CreateTransferRequired {
        account: "acct_123",
        amount: 5,
        currency: "eur",
    });
}
