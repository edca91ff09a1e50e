//! Checks path templates against the parameters that fill them: it takes an operation, and gives it a parameter for each
//! name that lacks one.

use super::model::{Location, Operation, Parameter, ParameterShape, Style};
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::NodeId;

/// Returns whether braces come in pairs, each around a name (OpenAPI 3.1.0, section 4.8.8.1).
pub(super) fn has_sound_braces(reader: &mut Reader<'_>, path: &str, path_at: NodeId) -> bool {
    let errors = reader.diagnostics.error_attempts();
    check_braces(reader, path, path_at);
    reader.diagnostics.error_attempts() == errors
}

/// Reports braces that don't come in pairs.
fn check_braces(reader: &mut Reader<'_>, path: &str, path_at: NodeId) {
    let mut is_open = false;
    for brace in path.chars().filter(|c| matches!(c, '{' | '}')) {
        if is_open == (brace == '{') {
            return report_unbalanced(reader, path, path_at);
        }
        is_open = brace == '{';
    }
    if is_open {
        report_unbalanced(reader, path, path_at);
    }
}

/// Reports braces without a name in them.
fn report_nameless(reader: &mut Reader<'_>, path: &str, path_at: NodeId) {
    let message = format!("`{{}}` in the path `{path}` has no name");
    let error = Diagnostic::error("path-parameter", Place::Key(path_at), message);
    let help = "write the name of a parameter into the braces";
    reader.diagnostics.push(error.label("no name").help(help));
}

/// Reports a brace without its counterpart.
fn report_unbalanced(reader: &mut Reader<'_>, path: &str, path_at: NodeId) {
    let message = format!("the braces in the path `{path}` don't match");
    let error = Diagnostic::error("path-parameter", Place::Key(path_at), message);
    reader
        .diagnostics
        .push(error.label("a brace is missing or superfluous").help(
            "write `{name}` for each parameter, and `%7B` and `%7D` for braces of the path itself",
        ));
}

/// Checks that each `{name}` has a parameter and each parameter in the path a `{name}` (OpenAPI 3.1.0, section
/// 4.8.2). A name without a parameter gets one: it can only be a string.
pub(super) fn match_parameters(reader: &mut Reader<'_>, operation: &mut Operation) {
    let (path, path_at) = (operation.path.as_str(), operation.path_at);
    let in_path = |parameter: &&Parameter| parameter.location == Location::Path;
    let parameters: Vec<&Parameter> = operation.parameters.iter().filter(in_path).collect();
    let names: Vec<&str> = names(path).collect();
    let is_declared = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
    let mut undeclared: Vec<&str> = Vec::new();
    for name in &names {
        if !is_declared(name) && !undeclared.contains(name) {
            undeclared.push(name);
        }
    }
    let strange = parameters.iter();
    let strange = strange.filter(|parameter| !names.contains(&parameter.name.as_str()));
    let strange: Vec<Parameter> = strange.map(|parameter| (*parameter).clone()).collect();
    for parameter in &strange {
        report_not_in_path(reader, parameter, &undeclared, path_at);
    }
    // A parameter of another name may be for any of them.
    if strange.is_empty() {
        if undeclared.contains(&"") {
            return report_nameless(reader, path, path_at);
        }
        for (position, name) in undeclared.into_iter().enumerate() {
            let parameter = make_parameter(reader, name, path_at, operation.at);
            // First, as the path comes first.
            operation.parameters.insert(position, parameter);
        }
    }
}

/// Reports a parameter whose name the path doesn't have.
fn report_not_in_path(
    reader: &mut Reader<'_>,
    parameter: &Parameter,
    undeclared: &[&str],
    path_at: NodeId,
) {
    let name = &parameter.name;
    let message =
        format!("the parameter `{name}` is in the path, but the path has no `{{{name}}}`");
    let help = match undeclared {
        [] => "add it to the path, or change its location: `in: query`".to_owned(),
        [only] => format!("name it as the path does: `{only}`"),
        several => format!(
            "name it as the path does: one of `{}` has no parameter",
            several.join("`, `")
        ),
    };
    let error = Diagnostic::error("path-parameter", Place::Value(parameter.at), message)
        .label("not in the path")
        .help(help)
        .related(Place::Key(path_at), "the path");
    reader.diagnostics.push(error);
}

/// Makes the parameter for a name in the path that has none, with a warning.
fn make_parameter(
    reader: &mut Reader<'_>,
    name: &str,
    path_at: NodeId,
    operation: NodeId,
) -> Parameter {
    let message = format!(
        "`{{{name}}}` in the path has no parameter in this operation; it is treated as a string"
    );
    let warning = Diagnostic::warning("path-parameter", Place::Key(operation), message)
        .label(format!("has no parameter `{name}` in the path"))
        .help(format!(
            "add `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}`"
        ))
        .related(Place::Key(path_at), "the path");
    reader.diagnostics.push(warning);
    Parameter {
        at: path_at,
        component: None,
        name: name.to_owned(),
        location: Location::Path,
        description: None,
        required: true,
        deprecated: false,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        shape: ParameterShape::Schema(reader.schemas.add_string(path_at)),
        examples: Vec::new(),
        role: None,
    }
}

/// Returns the names in braces.
pub(super) fn names(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(name, _)| name)
}
