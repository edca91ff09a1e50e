//! The result of a run: the files, and what is told about them.

use crate::guide::Guide;
use crate::output::File;

/// The generated files, not yet written.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files, the root first.
    pub files: Vec<File>,
    /// The warnings about the document as text, empty if there are none.
    pub warnings: String,
    /// The warnings about the output folder.
    pub notes: Vec<String>,
    /// How many operations of the document are not generated.
    pub left_out: usize,
    /// These operations: `GET /pets`, or the path alone if it can't be read. The warnings say why.
    pub missing: Vec<String>,
    /// The operations that [`Builder::keep_going`](crate::Builder::keep_going) generated without a part of their types, because of an error.
    pub incomplete: Vec<String>,
    /// How many errors are among the warnings, with [`Builder::keep_going`](crate::Builder::keep_going).
    pub errors: usize,
    /// How many operations are generated.
    pub operations: usize,
    /// How many types are generated.
    pub types: usize,
    /// How many properties the reachable schemas declare.
    pub declared_properties: usize,
    /// How many of these properties are generated. The warnings report the others.
    pub properties: usize,
    /// The Cargo features of the tags, in the document's order, with [`Builder::tag_features`](crate::Builder::tag_features).
    pub features: Vec<String>,
    /// What the guides of a crate are made from.
    pub(crate) guide: Guide,
    /// The paths of the further files that were read.
    pub(crate) reads: Vec<String>,
    /// The text of the document.
    pub(crate) text: String,
}
