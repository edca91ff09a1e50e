//! The `match` on what a call gives.

use heck::ToSnakeCase;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::scope::Scope;
use crate::ir::{Operation, ResponseEncoding, StatusRange, Type, Value, responses_need_enum};
use crate::names::{Name, OperationNames};

/// The statuses that callers handle, the most usual first, and what they mean.
const WORTH: [(u16, &str); 8] = [
    (404, "not found"),
    (409, "conflict"),
    (422, "not accepted"),
    (402, "payment required"),
    (403, "not allowed"),
    (400, "not accepted"),
    (410, "gone"),
    (429, "too many requests"),
];

/// Words of error codes that callers handle.
const USUAL: [&str; 4] = ["not found", "exists", "conflict", "declined"];

/// How many error codes an example names.
const CODES: usize = 2;

/// Returns the `match` on a call.
pub(super) fn outcome(
    scope: &mut Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
    call: &TokenStream,
) -> TokenStream {
    let success = success(scope, operation);
    let failure = failure(scope, operation, names);
    quote! {
        match #call.await {
            #success
            #failure
        }
    }
}

/// Emits the arm of a success.
fn success(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let content = operation.success.first();
    let content = content.and_then(|response| response.contents.first());
    match content {
        _ if responses_need_enum(&operation.success) => {
            quote!(Ok(response) => println!("{response:?}"),)
        }
        None => quote!(Ok(()) => println!("done"),),
        Some(content) if content.encoding == ResponseEncoding::Bytes => {
            quote!(Ok(bytes) => println!("{} bytes", bytes.len()),)
        }
        Some(content) => {
            let name = variable(scope, &content.ty);
            let shown = format!("{{{name}:?}}");
            let name = format_ident!("{name}");
            quote!(Ok(#name) => println!(#shown),)
        }
    }
}

/// Returns the name of a variable for a value of a type.
fn variable(scope: &Scope<'_>, ty: &Type) -> String {
    const LONGEST: usize = 24;
    let named = match ty {
        Type::Named(id) => scope.cx.names.ty(*id).unraw().to_snake_case(),
        _ => String::new(),
    };
    let is_usable = (1..=LONGEST).contains(&named.len())
        && !["client", "error", "body", "runtime"].contains(&named.as_str())
        && syn::parse_str::<proc_macro2::Ident>(&named).is_ok();
    match is_usable {
        true => named,
        false => "response".to_owned(),
    }
}

/// Emits the arms of what a caller handles, and of all other errors.
fn failure(scope: &mut Scope<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    if !operation.error_codes.is_empty() {
        return codes(scope, operation, names);
    }
    let declared = |status: u16| {
        let mut failures = operation.failure.iter();
        failures.any(|response| response.status == StatusRange::Exact(status))
    };
    let worth = WORTH.iter().find(|(status, _)| declared(*status));
    let Some((status, meaning)) = worth else {
        return quote! {
            Err(error) if error.is_retryable() => println!("try again later: {error}"),
            Err(error) => return Err(error.into()),
        };
    };
    let shown = format!("{meaning}: {{error}}");
    let status = Literal::u16_unsuffixed(*status);
    quote! {
        Err(error) if error.status().is_some_and(|status| status == #status) => println!(#shown),
        Err(error) => return Err(error.into()),
    }
}

/// Emits the arms of error codes: those that a caller handles the most often, or else the first.
fn codes(scope: &mut Scope<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let path = scope.item(&names.module, &names.code);
    let listed = operation.error_codes.iter().zip(&names.code_values);
    let mut listed: Vec<(String, &Name)> = listed.map(|(code, name)| (words(code), name)).collect();
    listed.sort_by_key(|(words, _)| !USUAL.iter().any(|usual| words.contains(usual)));
    let arms = listed.iter().take(CODES).map(|(words, name)| {
        let shown = format!("{words}: {{error}}");
        quote!(Err(error) if error.code() == Some(&#path::#name) => println!(#shown),)
    });
    quote! {
        #(#arms)*
        Err(error) => return Err(error.into()),
    }
}

/// Returns the words of an error code.
fn words(code: &Value) -> String {
    code.wire.text().to_snake_case().replace('_', " ")
}
