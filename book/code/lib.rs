//! The code of the book, for `cargo test` to compile.
//!
//! Each page with Rust in it is the documentation of a module here, so that its blocks are doctests. A page that is
//! missing from the list fails `tests/book.rs`.

/// The client of the guides, from `documents/rental.yaml`.
pub mod rental {
    include!(concat!(env!("OUT_DIR"), "/lib.rs"));
}

/// Makes the documentation of one module per page.
macro_rules! pages {
    ($($name:ident: $page:literal,)*) => {
        $(#[cfg(doctest)] #[doc = include_str!($page)] mod $name {})*
    };
}

pages! {
    account_links: "../src/account-links.md",
    calls: "../src/guides/calls.md",
    errors: "../src/guides/errors.md",
    files: "../src/guides/files.md",
    formats: "../src/reference/formats.md",
    generating: "../src/guides/generating.md",
    introduction: "../src/introduction.md",
    large_documents: "../src/guides/large-documents.md",
    pagination: "../src/guides/pagination.md",
    retries: "../src/guides/retries.md",
    several_files: "../src/guides/several-files.md",
    stripe: "../src/from/stripe.md",
    testing: "../src/guides/testing.md",
    transports: "../src/guides/transports.md",
    tutorial: "../src/tutorial.md",
}
