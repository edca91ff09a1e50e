//! Diagnostics on texts that exceed a limit.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::build::Exceeded;

/// Returns the diagnostic on a text that has more values than are read.
pub(crate) fn too_large(exceeded: Exceeded, place: Place) -> Diagnostic {
    let help = match exceeded {
        Exceeded::Values => "leave out what no operation needs, such as large examples",
        Exceeded::Text => {
            "write out fewer copies: keep shared parts in `components` and refer to them with `$ref`"
        }
    };
    Diagnostic::error("too-large", place, exceeded.message())
        .label("the limit is reached here")
        .help(help)
}

/// Returns the diagnostic on a text whose values are nested deeper than its reader goes.
pub(super) fn too_deep(place: Place) -> Diagnostic {
    let message = "the document is nested deeper than 128 levels";
    Diagnostic::error("too-deep", place, message)
        .label("too deep here")
        .help("move inner schemas to `components.schemas` and refer to them with `$ref`")
}
