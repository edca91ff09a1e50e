//! The template of a path and the parameters that fill it.

use super::Resolver;
use super::model::{Location, Operation, Parameter};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::tree::NodeId;

impl Resolver<'_> {
    /// Each `{name}` has a parameter, and each parameter in the path a `{name}` (OpenAPI 3.1.0, section 4.8.2).
    pub(super) fn check_path_parameters(
        &mut self,
        path: &str,
        path_at: NodeId,
        operation: &Operation,
    ) {
        let in_path = |parameter: &&Parameter| parameter.location == Location::Path;
        let parameters: Vec<&Parameter> = operation.parameters.iter().filter(in_path).collect();
        let names: Vec<&str> = template_names(path).collect();
        for name in &names {
            if !parameters.iter().any(|parameter| parameter.name == *name) {
                let message =
                    format!("`{{{name}}}` in the path has no parameter in this operation");
                let error = Diagnostic::error("path-parameter", Place::Key(operation.at), message)
                    .label(format!("has no parameter `{name}` in the path"))
                    .help(format!("add `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}`"))
                    .related(Place::Key(path_at), "the path");
                self.diagnostics.push(error);
            }
        }
        for parameter in parameters {
            if !names.contains(&parameter.name.as_str()) {
                let name = &parameter.name;
                let message = format!(
                    "the parameter `{name}` is in the path, but the path has no `{{{name}}}`"
                );
                let error =
                    Diagnostic::error("path-parameter", Place::Value(parameter.at), message)
                        .label("not in the path")
                        .help("add it to the path, or say where the parameter goes: `in: query`")
                        .related(Place::Key(path_at), "the path");
                self.diagnostics.push(error);
            }
        }
    }
}

/// What stands in braces.
pub(super) fn template_names(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(name, _)| name)
}
