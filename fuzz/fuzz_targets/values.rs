//! Any JSON, read into the types of a document full of unions: refused, or a value that is written and reads the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use openapi_bindgen_runtime::{from_slice, to_vec};

/// From `values.yaml`.
mod api {
    #![allow(dead_code, unused_imports)]
    include!(concat!(env!("OUT_DIR"), "/lib.rs"));
}

use api::Everything;

fuzz_target!(|text: &[u8]| {
    let Ok(value) = from_slice::<Everything>(text) else {
        return;
    };
    let written = to_vec(&value).expect("what was read can be written");
    let again: Everything = from_slice(&written).expect("what was written can be read");
    assert_eq!(again, value);
    let written_again = to_vec(&again).expect("what was read can be written");
    assert_eq!(
        String::from_utf8(written_again),
        String::from_utf8(written),
        "what is written stays the same"
    );
});
