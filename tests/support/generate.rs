//! Generating from a document, without writing anything.
// Each test uses its part.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use openapi_bindgen::{Builder, Generated};

/// The path of something in the workspace.
pub fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of one of the generated files.
pub fn text<'g>(generated: &'g Generated, path: &str) -> &'g str {
    let file = generated.files.iter().find(|file| file.path == path);
    file.map_or_else(|| panic!("no `{path}` is generated"), |file| &file.text)
}

/// The generator for the account links, as the crate's build script calls it.
pub fn account_links(spec: impl Into<PathBuf>) -> Builder {
    Builder::new(spec)
        .flat(true)
        .strict(true)
        .package("stripe-account-links", "0.1.0")
}
