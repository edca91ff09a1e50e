//! The operations as a reference lists them, and the program that a first reader starts with.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout;
use super::scope::root;
use super::snippet::snippet;
use crate::emit::context::Context;
use crate::emit::docs::inline;
use crate::emit::paths;
use crate::ir::{Operation, SecurityKind, SecurityScheme};
use crate::names::{Name, OperationNames};
use crate::rustdoc::{self, Description};

/// The group of operations of which nothing says one.
const OTHERS: &str = "Operations";

/// An operation as a reference lists it. Its texts are Markdown that shows text alone.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The resource, or else the first tag or the first word of the path.
    pub group: String,
    /// How the method is reached from the client: `accounts().list`.
    pub method: String,
    /// The method and the path: `GET /pets`.
    pub route: String,
    /// The first paragraph of the description.
    pub summary: Vec<String>,
    /// The lines of the example.
    pub lines: Vec<String>,
}

/// Returns the operations in the document's order.
pub fn entries(cx: Context<'_>) -> Vec<Entry> {
    let operations = cx.api.operations.iter().enumerate();
    let entry = |(index, operation): (usize, &Operation)| {
        let (_, names) = cx.operation(index)?;
        let snippet = snippet(cx, index)?;
        let route = format!(
            "{} {}",
            operation.method.name(),
            inline(&operation.template)
        );
        Some(Entry {
            group: group(cx, operation, names),
            method: method(cx, names),
            route,
            summary: summary(operation),
            lines: snippet.lines(),
        })
    };
    operations.filter_map(entry).collect()
}

fn summary(operation: &Operation) -> Vec<String> {
    let text = operation.docs.text.as_deref();
    text.map(|text| Description::read(text).first_paragraph())
        .unwrap_or_default()
}

/// Returns how the method of an operation is reached from the client.
fn method(cx: Context<'_>, names: &OperationNames) -> String {
    let resource = paths::resource(cx, names);
    let accessors = resource.iter().flat_map(|resource| &resource.module);
    let accessors: String = accessors
        .map(|accessor| format!("{}().", accessor.unraw()))
        .collect();
    accessors + names.method.unraw()
}

fn group(cx: Context<'_>, operation: &Operation, names: &OperationNames) -> String {
    if let Some(resource) = paths::resource(cx, names) {
        let modules: Vec<&str> = resource.module.iter().map(Name::unraw).collect();
        return modules.join(".");
    }
    let is_word = |part: &&str| !part.is_empty() && !part.starts_with('{');
    let of_path = || operation.template.split('/').find(is_word);
    let word = operation.tags.first().map(String::as_str).or_else(of_path);
    let lines = rustdoc::rustdoc(word.unwrap_or(OTHERS)).into_iter();
    lines
        .take(1)
        .find(|line| !line.is_empty())
        .unwrap_or_else(|| OTHERS.to_owned())
}

/// Returns a program that makes a client and calls the operation that asks the least; none where none can be shown.
pub fn first_program(cx: Context<'_>) -> Option<Vec<String>> {
    let operations = cx.api.operations.iter().enumerate();
    let asks = |operation: &Operation| {
        let parameters = operation.parameters.iter();
        let required = parameters.filter(|parameter| parameter.required).count();
        let is_read = operation.method.name() == "GET";
        let has_body = operation.body.is_some();
        (operation.docs.deprecated, !is_read, has_body, required)
    };
    let shown = operations.filter_map(|(index, operation)| {
        let snippet = snippet(cx, index)?;
        snippet.stands_alone.then_some((operation, snippet))
    });
    let (operation, snippet) = shown.min_by_key(|(operation, _)| asks(operation))?;
    let client = layout::statements(&client(cx, operation));
    let root = root(cx);
    let mut lines = layout::items(quote!(use #root::Client;));
    lines.extend_from_slice(&snippet.imports);
    lines.push(String::new());
    lines.push("async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    let inside = client.iter().chain(&snippet.statements);
    lines.extend(inside.map(|line| match line.is_empty() {
        true => String::new(),
        false => format!("    {line}"),
    }));
    lines.extend(["    Ok(())", "}"].map(str::to_owned));
    Some(lines)
}

/// Returns the statement that makes a client with the credentials that an operation needs.
fn client(cx: Context<'_>, operation: &Operation) -> TokenStream {
    let schemes = cx.api.security_schemes.as_slice();
    if let [only] = schemes {
        let arguments = credential(only);
        return quote!(let client = Client::new(#arguments););
    }
    let needed = operation.security.first();
    let named = schemes.iter().zip(&cx.names.client().schemes);
    let setters = named.filter(|(scheme, _)| needed.is_some_and(|set| set.contains(&scheme.name)));
    let setters = setters.map(|(scheme, method)| {
        let arguments = credential(scheme);
        quote!(.#method(#arguments))
    });
    quote!(let client = Client::new() #(#setters)*;)
}

/// Returns the arguments for a credential: from the environment, where it belongs.
fn credential(scheme: &SecurityScheme) -> TokenStream {
    match scheme.kind {
        SecurityKind::Basic => {
            quote!(std::env::var("API_USER")?, std::env::var("API_PASSWORD")?)
        }
        _ => quote!(std::env::var("API_KEY")?),
    }
}
