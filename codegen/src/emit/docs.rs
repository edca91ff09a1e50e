//! The documentation of generated items.
//!
//! An item carries its description. Without one, it says what is known: its constraints, or else where the document has
//! it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::paths;
use crate::analyze::Place;
use crate::ir::{Docs, Operation, TypeId};
use crate::names::{Name, OperationNames};
use crate::rustdoc;

/// Writes the description and the constraints as attributes, or the fallback where there are none.
pub(super) fn docs(docs: &Docs, fallback: &str) -> TokenStream {
    let text = text(docs, fallback);
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#text #deprecated)
}

/// Writes the description and the constraints as attributes, whether or not the item is deprecated.
pub(super) fn text(docs: &Docs, fallback: &str) -> TokenStream {
    let mut lines = rustdoc::rustdoc(docs.text.as_deref().unwrap_or_default());
    add_notes(&mut lines, docs);
    with_fallback(lines, fallback)
}

/// The documentation of a field and of its setter. Both are of one text, which is read once.
pub(super) struct FieldDocs {
    /// The description and the constraints.
    pub(super) text: TokenStream,
    /// The first paragraph of the description, or else the constraints.
    pub(super) summary: TokenStream,
}

/// Writes the documentation of a field as attributes, or the fallback where there is none.
pub(super) fn field(docs: &Docs, fallback: impl Fn() -> String) -> FieldDocs {
    let description = rustdoc::Description::read(docs.text.as_deref().unwrap_or_default());
    let mut text = description.lines();
    add_notes(&mut text, docs);
    if text.is_empty() {
        let text = attributes(rustdoc::rustdoc(&fallback()));
        let summary = text.clone();
        return FieldDocs { text, summary };
    }
    let mut summary = description.first_paragraph();
    if summary.is_empty() {
        add_notes(&mut summary, docs);
    }
    let summary = match summary.is_empty() {
        true => attributes(rustdoc::rustdoc(&fallback())),
        false => attributes(summary),
    };
    let text = attributes(text);
    FieldDocs { text, summary }
}

/// Writes a description below other text, if there is one.
pub(super) fn below(description: Option<&String>) -> TokenStream {
    let lines = rustdoc::rustdoc(description.map_or("", String::as_str));
    match lines.is_empty() {
        true => TokenStream::new(),
        false => attributes(std::iter::once(String::new()).chain(lines)),
    }
}

fn add_notes(lines: &mut Vec<String>, docs: &Docs) {
    if docs.notes.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(rustdoc::rustdoc(&docs.notes.join(" ")));
}

fn with_fallback(lines: Vec<String>, fallback: &str) -> TokenStream {
    match lines.is_empty() {
        true => attributes(rustdoc::rustdoc(fallback)),
        false => attributes(lines),
    }
}

/// Writes lines as attributes, as they are.
pub(super) fn verbatim(lines: impl IntoIterator<Item = String>) -> TokenStream {
    attributes(lines)
}

fn attributes(lines: impl IntoIterator<Item = String>) -> TokenStream {
    let lines = lines.into_iter().map(|line| match line.is_empty() {
        true => raw_string(""),
        false => raw_string(&format!(" {line}")),
    });
    quote!(#(#[doc = #lines])*)
}

/// Writes a text as a raw string literal if it can be one. Escapes are worked out character by character, here and in the
/// formatter: for the documentation of a large API they would cost a tenth of the time.
fn raw_string(text: &str) -> Literal {
    const MOST_HASHES: usize = 4;
    let fences = (0..MOST_HASHES).map(|count| "#".repeat(count));
    let fence = fences
        .into_iter()
        .find(|fence| !text.contains(&format!("\"{fence}")));
    let raw = fence.and_then(|fence| format!("r{fence}\"{text}\"{fence}").parse().ok());
    raw.unwrap_or_else(|| Literal::string(text))
}

/// Says where the document has the schema of a type.
pub(super) fn place(cx: Context<'_>, id: TypeId) -> String {
    let Place { schema, .. } = cx.facts.places.get(id);
    format!("The schema at `{}`.", inline(schema))
}

/// Returns a line of documentation.
pub(super) fn line(text: &str) -> Literal {
    raw_string(&format!(" {}", rustdoc::visible_line(text)))
}

/// Returns text for a code span, without what would end the span.
pub(super) fn inline(text: &str) -> String {
    rustdoc::visible_line(text).replace('`', "")
}

/// Returns the name of an operation's item as its callers call it, with the operation's module.
pub(super) fn shown(names: &OperationNames, item: &Name) -> String {
    match names.module.last() {
        Some(module) => format!("{module}::{item}"),
        None => item.to_string(),
    }
}

/// Returns a link to the method of an operation. Rustdoc takes the `#` of a raw identifier for an anchor.
pub(super) fn method_link(cx: Context<'_>, names: &OperationNames) -> String {
    let (shown, method) = (&names.method, names.method.unraw());
    format!("[`{shown}`]({}::{method})", method_owner(cx, names))
}

/// Returns the path to the type with the method of an operation, for a link.
pub(super) fn method_owner(cx: Context<'_>, names: &OperationNames) -> String {
    match paths::resource(cx, names) {
        Some(resource) => paths::link(cx, &resource.module, &resource.ty),
        None => format!("{}Client", cx.here.to_root()),
    }
}

/// Returns the method and the path of an operation, as a line of documentation.
pub(super) fn method_and_path(operation: &Operation) -> String {
    let path = inline(&operation.template);
    format!(" `{} {path}`", operation.method.name())
}
