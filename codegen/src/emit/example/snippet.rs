//! The example of an operation as lines.

use quote::quote;

use super::arguments::arguments;
use super::call::method_call;
use super::layout;
use super::outcome::outcome;
use super::scope::{Scope, root};
use crate::emit::context::Context;
use crate::emit::snippets::Snippet;
use crate::ir::Operation;
use crate::names::OperationNames;

/// A call that is longer than this is a statement of its own.
const LONG: usize = 70;

/// Returns the example of an operation.
pub(super) fn snippet(cx: Context<'_>, index: usize) -> Option<&Snippet> {
    let (operation, names) = cx.operation(index)?;
    cx.snippets
        .get_or_make(index, || make(cx, operation, names))
}

/// Returns an example between fences, as documentation has it: compiled where the path of the crate is known, and otherwise
/// text, which costs those who test the crate around nothing.
pub(super) fn doc_lines(cx: Context<'_>, snippet: &Snippet) -> Vec<String> {
    let (before, after) = &snippet.around;
    let hidden = |lines: &[String]| -> Vec<String> {
        lines.iter().map(|line| format!("# {line}")).collect()
    };
    let fence = |word: &str| vec![format!("```{word}")];
    let end = vec!["```".to_owned()];
    match cx.info.crate_path.is_some() {
        true => [
            fence("no_run"),
            hidden(before),
            snippet.lines(),
            hidden(after),
            end,
        ]
        .concat(),
        false => [fence("text"), snippet.lines(), end].concat(),
    }
}

fn make(cx: Context<'_>, operation: &Operation, names: &OperationNames) -> Snippet {
    let mut scope = Scope::new(cx);
    scope.note(&operation.docs);
    let arguments = arguments(&mut scope, operation, names);
    let call = method_call(cx, names, &arguments);
    let before = &arguments.before;
    let statements = if call.to_string().len() > LONG {
        let outcome = outcome(&mut scope, operation, names, &quote!(call));
        quote!(#before let call = #call; #outcome)
    } else {
        let outcome = outcome(&mut scope, operation, names, &call);
        quote!(#before #outcome)
    };
    Snippet {
        imports: scope.imports().map(layout::items).unwrap_or_default(),
        statements: layout::statements(&statements),
        around: around(&scope),
        stands_alone: scope.given.is_empty() && !scope.deprecated,
    }
}

/// Returns the function around an example. It takes a client over any transport, so that it compiles with any features.
fn around(scope: &Scope<'_>) -> (Vec<String>, Vec<String>) {
    let root = root(scope.cx).to_string().replace(' ', "");
    let given: String = scope
        .given
        .iter()
        .map(|(name, ty)| format!(", {name}: {ty}"))
        .collect();
    let mut before = Vec::new();
    if !scope.given.is_empty() {
        before.push(format!("use {root}::*;"));
    }
    if scope.deprecated {
        before.push("#[allow(deprecated)]".to_owned());
    }
    before.push(format!(
        "async fn example(client: &{root}::Client<impl {root}::runtime::Transport + Clone>{given}) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    (before, vec!["Ok(())".to_owned(), "}".to_owned()])
}
