//! How long a build script takes to regenerate the account links client: the whole pipeline, nothing written.
//!
//! - `cargo bench --bench regenerate`: the generator as a release build makes it.
//! - `cargo bench --bench regenerate --profile dev`: as `cargo build` makes it.

use openapi_bindgen::{Builder, Generated};

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/account_link.yaml");

fn main() {
    divan::main();
}

#[divan::bench]
fn account_links() -> Generated {
    Builder::new(SPEC)
        .flat(true)
        .strict(true)
        .generate()
        .expect("the description is sound")
}
