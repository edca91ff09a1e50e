//! Generates a client for each of the descriptions.

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    let descriptions = [
        ("openapi.yaml", "current"),
        ("openapi_3_0.yaml", "earlier"),
        ("pages.yaml", "pages"),
        ("servers.yaml", "servers"),
        ("unplaced.yaml", "unplaced"),
    ];
    for (description, folder) in descriptions {
        println!("cargo::rerun-if-changed={description}");
        // Warnings are left to other tests: names collide here on purpose.
        openapi_bindgen::Builder::new(description)
            .package("behaviour", "1.0.0")
            .mock(true)
            .write_to(out.join(folder))?;
    }
    Ok(())
}
