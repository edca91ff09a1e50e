//! The client of the guides, from `documents/rental.yaml`, and the code of the book for `cargo test` to compile.
//!
//! Each page with Rust in it is the documentation of a module here, so that its blocks are doctests. A page that is
//! missing from the list fails `tests/book.rs`.

/// Makes the documentation of one module per page.
macro_rules! pages {
    ($($name:ident: $page:literal,)*) => {
        $(#[cfg(doctest)] #[doc = include_str!($page)] mod $name {})*
    };
}

pages! {
    of_the_client: "../../generated/README.md",
    of_the_generator: "../../codegen/README.md",
    page_account_links: "../src/account-links.md",
    page_calls: "../src/guides/calls.md",
    page_errors: "../src/guides/errors.md",
    page_files: "../src/guides/files.md",
    page_formats: "../src/reference/formats.md",
    page_generating: "../src/guides/generating.md",
    page_introduction: "../src/introduction.md",
    page_large_documents: "../src/guides/large-documents.md",
    page_pagination: "../src/guides/pagination.md",
    page_readme: "../../README.md",
    page_retries: "../src/guides/retries.md",
    page_several_files: "../src/guides/several-files.md",
    page_stripe: "../src/from/stripe.md",
    page_testing: "../src/guides/testing.md",
    page_transports: "../src/guides/transports.md",
    page_tutorial: "../src/tutorial.md",
}

include!(concat!(env!("OUT_DIR"), "/lib.rs"));
