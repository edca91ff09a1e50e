//! The README, the book and the other pages: their links lead somewhere, their tables are those of the code, and their
//! commands print what the page shows.
//!
//! Where a page is made from the code (`book/src/reference/diagnostics.md`), `INSTA_UPDATE=always` writes it anew.

#[path = "book/diagnostics.rs"]
mod diagnostics;
#[path = "support/generate.rs"]
mod generate;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;
#[path = "book/links.rs"]
mod links;
#[path = "book/pages.rs"]
mod pages;
#[path = "book/play.rs"]
mod play;
#[path = "book/tables.rs"]
mod tables;
