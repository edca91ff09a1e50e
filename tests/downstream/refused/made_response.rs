//! error[E0599]: only a mock and storage make what is only received
use bank::types::Transfer;

fn main() {
    let _ = Transfer::new();
}
