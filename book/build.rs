//! Generates the client that the guides call.

fn main() -> Result<(), openapi_bindgen::Error> {
    openapi_bindgen::Builder::new("documents/rental.yaml")
        .strict(true)
        .mock(true)
        .build()
}
