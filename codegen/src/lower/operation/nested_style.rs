//! What parameters and forms can't write: styles know a value, a list of values, and an object of values (OpenAPI 3.1
//! §4.8.12.3). For what stands deeper, the specification defines no text.

use crate::lower::facts::{self, Facts, Nesting, code};
use crate::lower::report::Report;
use crate::openapi::model::{SchemaId, Style};
use crate::source::tree::NodeId;

/// How many schemas inside one another are asked what values are.
const MOST_PARTS: usize = 4;

/// Says what a style leaves undefined of the values of a schema.
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
            "a list in an object becomes a pair an item"
        }
        Nesting::ListInside => "a list in an object is refused when it is sent",
        Nesting::Deep => "what stands deeper is refused when it is sent",
    };
    let message = format!(
        "{what} holds lists or objects inside of another, which the style {} doesn't define: {outcome}",
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
