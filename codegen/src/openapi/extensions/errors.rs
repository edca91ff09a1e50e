//! Reads `x-bindgen-errors`: the error codes of an operation.

use crate::openapi::model::ErrorCode;
use crate::openapi::reader::{Reader, members};
use crate::openapi::vocabulary::{ERRORS, misuse};
use crate::source::tree::{NodeId, Value};

/// Reads a list of error codes, and adds them.
pub(super) fn read_all(reader: &mut Reader<'_>, at: NodeId, errors: &mut Vec<ErrorCode>) {
    let Value::Array(items) = reader.tree.value(at) else {
        reader.diagnostics.push(misuse(
            at,
            ERRORS,
            "a list of error codes: `- code: not_found`",
        ));
        return;
    };
    errors.extend(items.iter().filter_map(|item| read(reader, *item)));
}

/// Reads an error code.
fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<ErrorCode> {
    let mut code = None;
    let mut error = ErrorCode {
        at,
        code: String::new(),
        description: None,
        status: None,
        family: None,
    };
    members!(reader, at, "an entry of `x-bindgen-errors`", |value| {
        "code" => code = reader.string(value),
        "description" => error.description = reader.string(value),
        "httpStatusCode" => {
            error.status = reader.count(value).and_then(|status| u16::try_from(status).ok());
            if !error.status.is_some_and(|status| (100..600).contains(&status)) {
                reader.diagnostics.push(misuse(value, ERRORS, "an HTTP status of three digits"));
            }
        },
        "type" => error.family = reader.string(value),
    });
    if code.is_none() {
        reader.missing(at, "code", "an entry of `x-bindgen-errors`");
    }
    error.code = code?;
    Some(error)
}
