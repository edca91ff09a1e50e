//! Generates the types that the target `values` reads.

fn main() -> Result<(), openapi_bindgen::Error> {
    openapi_bindgen::Builder::new("values.yaml").flat(true).build()
}
