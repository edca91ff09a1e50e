//! Any document, all the way: files or a report, and no panic. Emission can't fail, whatever the document.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use openapi_bindgen::Builder;

static DOCUMENT: LazyLock<PathBuf> = LazyLock::new(|| {
    std::env::temp_dir().join(format!("openapi-bindgen-fuzz-{}", std::process::id()))
});

fuzz_target!(|text: &str| {
    std::fs::write(&*DOCUMENT, text).expect("the document can be written");
    let builder = Builder::new(&*DOCUMENT)
        .package("fuzz", "0.0.0")
        .keep_going(true);
    match builder.generate() {
        Ok(generated) => assert!(!generated.files.is_empty(), "no files"),
        Err(error) => {
            let report = error.to_string();
            // What the generator says of its own defects.
            assert!(!report.contains("please report"), "{report}");
        }
    }
});
