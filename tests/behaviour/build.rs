//! Generates a client for each of the descriptions.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

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
            .flat(true)
            .package("behaviour", "1.0.0")
            .mock(true)
            .write_to(out.join(folder))?;
    }
    generate_resources(&out)?;
    generate_values(&out)
}

/// A client whose operations are methods of resources.
fn generate_resources(out: &Path) -> Result<(), openapi_bindgen::Error> {
    println!("cargo::rerun-if-changed=resources.yaml");
    openapi_bindgen::Builder::new("resources.yaml")
        .package("behaviour", "1.0.0")
        .mock(true)
        .write_to(out.join("resources"))?;
    Ok(())
}

/// One client per document of `values/`, each in a module of the document's name.
fn generate_values(out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=values");
    let mut documents: Vec<PathBuf> = std::fs::read_dir("values")?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    documents.sort();
    let mut modules = String::new();
    for document in documents {
        let Some(name) = document.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        openapi_bindgen::Builder::new(&document)
            .flat(true)
            .package("values", "1.0.0")
            .write_to(out.join("values").join(name))?;
        writeln!(
            modules,
            "/// From `values/{name}.yaml`.\n#[allow(deprecated)]\npub mod {name} {{\n    \
             include!(concat!(env!(\"OUT_DIR\"), \"/values/{name}/lib.rs\"));\n}}"
        )?;
    }
    std::fs::write(out.join("values.rs"), modules)?;
    Ok(())
}
