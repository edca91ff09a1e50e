//! Values that parameters and forms can't encode: styles define scalars, lists of scalars, and objects of scalars
//! (OpenAPI 3.1 §4.8.12.3), and no text for deeper values.

use crate::lower::facts::{self, Facts, Nesting, code};
use crate::lower::report::Report;
use crate::openapi::model::{SchemaId, Style};
use crate::source::tree::NodeId;

/// How deep schemas are searched for the kind of their values.
const MOST_PARTS: usize = 4;

/// Reports values of a schema for which a style defines no text.
pub(crate) fn warn_nested(
    facts: &Facts<'_>,
    report: &Report,
    schema: SchemaId,
    at: NodeId,
    what: &str,
    (style, explode): (Style, bool),
) {
    if style == Style::DeepObject {
        return;
    }
    let outcome = match facts::nesting(facts, schema, MOST_PARTS) {
        Nesting::Flat => return,
        Nesting::ListInside if style == Style::Form && explode => {
            "a list in an object becomes one pair per item"
        }
        Nesting::ListInside => "sending a list in an object is an error",
        Nesting::Deep => "sending deeper values is an error",
    };
    let message = format!(
        "{what} has nested lists or objects, which the style {} doesn't define: {outcome}",
        code(name(style))
    );
    let help = "use the style `deepObject` for objects, or `content` with a media type of JSON";
    report.warn("nested-style", at, message, help);
}

const fn name(style: Style) -> &'static str {
    match style {
        Style::Matrix => "matrix",
        Style::Label => "label",
        Style::Simple => "simple",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
    }
}
