//! Any bytes, read as far as they can be read: a tree or an error, a report, and no panic.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use openapi_bindgen::diagnostic::{self, Diagnostics};
use openapi_bindgen::{check, document, resolve};

fuzz_target!(|text: &str| {
    let mut diagnostics = Diagnostics::new();
    let tree = document::load(text, None, &mut diagnostics);
    assert!(
        tree.is_some() || diagnostics.has_errors(),
        "no tree and no error"
    );
    if let Some(tree) = &tree
        && let Some(document) = document::read(tree, BTreeMap::new(), &mut diagnostics)
    {
        let resolved = resolve::resolve(tree, document, &mut diagnostics);
        check::document(tree, &resolved, &mut diagnostics);
    }
    let report = diagnostic::render(&diagnostics, tree.as_ref(), "fuzz", text, false);
    assert_eq!(report.is_empty(), diagnostics.is_empty());
});
