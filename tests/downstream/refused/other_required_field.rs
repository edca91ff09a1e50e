//! error[E0277]: a named field takes what converts into its type
use bank::types::{CreateTransfer, CreateTransferRequired};

fn main() {
    let _ = CreateTransfer::new(CreateTransferRequired {
        account: 5,
        amount: 5,
        currency: "eur",
        memo: "rent",
    });
}
