//! The arguments of a call: the required ones, and one that is optional.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice;
use super::scope::Scope;
use super::secrets;
use super::wish::Wish;
use crate::emit::context::Context;
use crate::ir::{Body, BodyContent, ItemKind, Location, Operation, Parameter, SecurityKind, Type};
use crate::names::{Name, OperationNames};

/// A statement with a longer value before the call is easier to read than the value in the call.
const LONG: usize = 60;

/// What a call is given.
#[derive(Default)]
pub(super) struct Arguments {
    /// The statements before the call.
    pub(super) before: TokenStream,
    pub(super) required: Vec<TokenStream>,
    /// The setter of what is optional, with its dot.
    pub(super) optional: Option<TokenStream>,
}

/// Returns the arguments of a call.
pub(super) fn arguments(
    scope: &mut Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Arguments {
    let mut arguments = Arguments::default();
    for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.required {
            let made = parameter_value(scope, parameter);
            let made = made.unwrap_or_else(|| scope.give(name, &parameter.ty));
            scope.note(&parameter.docs);
            arguments.required.push(made);
        }
    }
    match &operation.body {
        Some(body) if body.required => {
            let made = body_value(scope, body, names, false);
            let made = made.unwrap_or_else(|| give_body(scope, body, names));
            arguments.add_body(made, &names.body);
            arguments.optional = optional_parameter(scope, operation, names);
        }
        Some(body) => {
            arguments.optional = optional_parameter(scope, operation, names);
            if arguments.optional.is_none() && says_something(scope.cx, body) {
                let made = body_value(scope, body, names, true);
                arguments.optional = made.map(|body| quote!(.body(#body)));
            }
        }
        None => arguments.optional = optional_parameter(scope, operation, names),
    }
    arguments
}

impl Arguments {
    /// Adds the body: a variable where it is long.
    fn add_body(&mut self, body: TokenStream, name: &Name) {
        if body.to_string().len() <= LONG {
            self.required.push(body);
            return;
        }
        self.before = quote!(let #name = #body;);
        self.required.push(quote!(#name));
    }
}

fn optional_parameter(
    scope: &mut Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Option<TokenStream> {
    let (index, name) = choice::parameter(scope.cx, operation, names)?;
    let parameter = operation.parameters.get(index)?;
    let value = parameter_value(scope, parameter)?;
    Some(quote!(.#name(#value)))
}

fn parameter_value(scope: &mut Scope<'_>, parameter: &Parameter) -> Option<TokenStream> {
    let sample = scope.cx.api.samples.of(parameter.origin.at);
    let secret = is_credential(scope.cx, parameter);
    let wish = Wish {
        secret,
        ..Wish::argument(&parameter.wire, sample)
    };
    scope.value(&parameter.ty, wish)
}

/// Returns whether a parameter carries what a security scheme carries too.
fn is_credential(cx: Context<'_>, parameter: &Parameter) -> bool {
    let wire = &parameter.wire;
    let mut schemes = cx.api.security_schemes.iter();
    let is_authorization = parameter.location == Location::Header
        && wire.to_ascii_lowercase().ends_with("authorization");
    is_authorization
        || secrets::is_name(wire)
        || schemes.any(|scheme| match &scheme.kind {
            SecurityKind::ApiKeyHeader(name)
            | SecurityKind::ApiKeyQuery(name)
            | SecurityKind::ApiKeyCookie(name) => name.eq_ignore_ascii_case(wire),
            _ => false,
        })
}

/// Returns the value of a body. An argument that names a type takes nothing else; a setter takes what converts.
fn body_value(
    scope: &mut Scope<'_>,
    body: &Body,
    names: &OperationNames,
    converts: bool,
) -> Option<TokenStream> {
    let content = body.contents.first()?;
    let wish = Wish::argument("body", scope.cx.api.samples.of(content.origin.at));
    if body.needs_enum() {
        let inner = scope.value(&content.ty, wish.exact())?;
        let variant = names.sent_variants.first()?;
        let path = scope.item(&names.module, &names.sent);
        return Some(quote!(#path::#variant(#inner)));
    }
    match content.ty {
        Type::Named(_) if !converts => scope.value(&content.ty, wish.exact()),
        _ => scope.value(&content.ty, wish),
    }
}

/// Returns whether a body has a member or a value of its own.
fn says_something(cx: Context<'_>, body: &Body) -> bool {
    let content = body.contents.first();
    let ty = content.map(|content| cx.api.resolve_aliases(&content.ty));
    match ty {
        Some(Type::Named(id)) => match &cx.api.item(*id).kind {
            ItemKind::Struct(object) => choice::has_something_to_set(cx, object),
            _ => true,
        },
        _ => ty.is_some(),
    }
}

/// Takes the body from outside.
fn give_body(scope: &mut Scope<'_>, body: &Body, names: &OperationNames) -> TokenStream {
    let content: Option<&BodyContent> = body.contents.first();
    let ty = content.map_or(&Type::Json, |content| &content.ty);
    scope.give(&names.body, ty)
}
