//! Regenerates the client whenever the description changes.

fn main() -> Result<(), openapi_bindgen::Error> {
    openapi_bindgen::Builder::new("../spec/account_link.yaml")
        .flat(true)
        .strict(true)
        .mock(true)
        .minimal_impls(true)
        .crate_path("stripe_account_links")
        .build()
}
