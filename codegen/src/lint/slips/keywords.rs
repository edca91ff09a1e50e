//! Limits that exclude each other, and misspelt formats.

use super::warning::{Words, warn};
use crate::diagnostic::Diagnostics;
use crate::formats::Formats;
use crate::openapi::model::Schema;
use crate::source::tree::Tree;
use crate::suggest::is_slip;

/// Formats that are known without having a type of their own.
const OTHER_FORMATS: [&str; 19] = [
    "time",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "uri-reference",
    "uri-template",
    "iri",
    "iri-reference",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "password",
    "binary",
    "urn",
    "uint",
    "int",
    "guid",
    "double-int",
];

/// Warns about limits that no value is within.
pub(super) fn limits(tree: &Tree, schema: &Schema, diagnostics: &mut Diagnostics) {
    let limits = &schema.limits;
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    #[allow(clippy::cast_precision_loss)]
    let count = |count: Option<u64>| count.map(|count| count as f64);
    let pairs = [
        ("minimum", number(&limits.minimum)),
        ("maximum", number(&limits.maximum)),
        ("minLength", count(limits.min_length)),
        ("maxLength", count(limits.max_length)),
        ("minItems", count(limits.min_items)),
        ("maxItems", count(limits.max_items)),
        ("minProperties", count(limits.min_properties)),
        ("maxProperties", count(limits.max_properties)),
    ];
    for pair in pairs.chunks_exact(2) {
        if let [(least, Some(low)), (most, Some(high))] = pair
            && low > high
        {
            let words = Words {
                message: &format!("`{least}` is above `{most}`: no value is within both"),
                label: "above the other",
                help: "swap the two",
            };
            let at = tree.get(schema.at, least).unwrap_or(schema.at);
            warn(at, "limits", &words, diagnostics);
        }
    }
}

/// Warns about a format that is spelled almost as one with a type of its own.
pub(super) fn format(
    tree: &Tree,
    formats: &Formats,
    schema: &Schema,
    diagnostics: &mut Diagnostics,
) {
    let Some(format) = schema.format.as_deref() else {
        return;
    };
    if formats.is_known(format) || OTHER_FORMATS.contains(&format) {
        return;
    }
    let lower = format.to_ascii_lowercase().replace(['_', ' '], "-");
    let mut names = formats.names();
    let Some(close) = names.find(|name| *name == lower || is_slip(&lower, name)) else {
        return;
    };
    let words = Words {
        message: &format!("the format `{format}` has no type of its own"),
        label: "has no effect",
        help: &format!("did you mean `{close}`?"),
    };
    let at = tree.get(schema.at, "format").unwrap_or(schema.at);
    warn(at, "format", &words, diagnostics);
}
