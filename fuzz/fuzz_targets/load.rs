//! Any bytes, read as far as they can be read: a tree or an error, a report, and no panic.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use openapi_bindgen::internals;

fuzz_target!(|text: &str| {
    let mut read = internals::read(text, "fuzz", None, BTreeMap::new());
    assert!(
        read.tree.is_some() || read.diagnostics.has_errors(),
        "no tree and no error"
    );
    read.lint();
    let report = read.report("fuzz", text);
    assert_eq!(report.is_empty(), read.diagnostics.is_empty());
});
