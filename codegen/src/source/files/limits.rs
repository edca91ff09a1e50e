//! How many files are read.

/// How many files are read, the root document included.
pub(super) const MOST_FILES: usize = 10_000;
/// How many files the shortest way from the root document to another may lead through.
pub(super) const MOST_DEPTH: usize = 256;
