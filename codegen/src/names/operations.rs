//! Operations: their method, their items in the crate's root, their parameters.

use super::media;
use super::name::Name;

use super::reserved::{
    is_reserved_method, is_reserved_setter, is_reserved_setter_of_pages, is_reserved_variant,
};
use super::scope::{JOINT, Scope, Wanted};
use super::spelling::{snake, upper_camel};
use super::wanted;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Body, Operation, Response};

/// The identifiers of one operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The client's method.
    pub method: Name,
    /// The operation as data.
    pub operation: Name,
    /// What a call fails with.
    pub error: Name,
    /// The enum of error codes, where the document lists some.
    pub code: Name,
    pub code_values: Vec<Name>,
    /// The enum of successes, where there are several.
    pub output: Name,
    /// Its variants, by reply and content.
    pub output_variants: Vec<Vec<Name>>,
    /// The enum of error bodies, where there are several.
    pub failure: Name,
    /// Its variants, by reply and content.
    pub failure_variants: Vec<Vec<Name>>,
    /// The enum of bodies, where there are several.
    pub sent: Name,
    /// Its variants, by content.
    pub sent_variants: Vec<Name>,
    /// Setters and fields, in the IR's order.
    pub parameters: Vec<Name>,
    /// The argument or setter of the body; no parameter is called so.
    pub body: Name,
    /// The mock's method.
    pub mock: Name,
    /// A call as the mock reads it back.
    pub received: Name,
}

/// The client's methods beside the operations.
#[derive(Clone, Debug)]
pub struct ClientNames {
    /// Those that set a header for all calls, in the IR's order.
    pub headers: Vec<Name>,
    /// Those that set a credential, in the IR's order.
    pub schemes: Vec<Name>,
}

/// Which of an operation's items there are.
pub(super) struct TypesWanted {
    code: bool,
    output: bool,
    failure: bool,
    sent: bool,
}

/// Replies that carry different things need an enum.
#[must_use]
pub(crate) fn needs_enum(replies: &[Response]) -> bool {
    let differ =
        |(one, next): (&Response, &Response)| match (one.contents.first(), next.contents.first()) {
            (Some(one), Some(next)) => !one.is_read_like(next),
            (one, next) => one.is_some() != next.is_some(),
        };
    replies.iter().any(|reply| reply.contents.len() > 1)
        || replies.iter().zip(replies.iter().skip(1)).any(differ)
}

/// A body that may be sent in different ways needs an enum.
#[must_use]
pub(crate) fn needs_body_enum(body: &Body) -> bool {
    body.contents.len() > 1
}

/// Asks the crate's root for the operations' items.
pub(super) fn want_types(api: &Api, root: &mut Scope) -> Vec<TypesWanted> {
    let want = |operation: &Operation| {
        let wants = TypesWanted {
            code: !operation.error_codes.is_empty(),
            output: needs_enum(&operation.success),
            failure: needs_enum(&operation.failure),
            sent: operation.body.as_ref().is_some_and(needs_body_enum),
        };
        let suffixes = [
            (true, "Operation"),
            (true, "Error"),
            (wants.code, "ErrorCode"),
            (wants.output, "Output"),
            (wants.failure, "ErrorBody"),
            (wants.sent, "Body"),
        ];
        for (_, suffix) in suffixes.iter().filter(|(wanted, _)| *wanted) {
            root.want(Wanted {
                spelled: format!("{}{suffix}", upper_camel(&operation.origin.segments)),
                raw: format!("{}{JOINT}{suffix}", operation.origin.segments.join(JOINT)),
                kind: None,
                at: operation.origin.at,
                wish: None,
            });
        }
        wants
    };
    api.operations.iter().map(want).collect()
}

/// Hands out what the root gave, and names methods, parameters and codes; beside them the client's other methods.
pub(super) fn assign(
    api: &Api,
    wants: &[TypesWanted],
    roots: &[Name],
    diagnostics: &mut Diagnostics,
) -> (Vec<OperationNames>, ClientNames, Option<Name>) {
    let mut methods = Scope::new("the client", is_reserved_method, "operation");
    api.operations
        .iter()
        .for_each(|operation| methods.want(wanted(&operation.origin, snake)));
    for header in &api.client_headers {
        methods.want(wanted(&header.origin, snake));
    }
    for scheme in &api.security_schemes {
        let mut wanted = wanted(&scheme.origin, snake);
        wanted.spelled = format!("with_{}", wanted.spelled);
        methods.want(wanted);
    }
    super::servers::want_method(api, &mut methods);
    let mut methods = methods.assign(diagnostics);
    let mut headers = methods.split_off(api.operations.len().min(methods.len()));
    let mut schemes = headers.split_off(api.client_headers.len().min(headers.len()));
    let server = schemes.split_off(api.security_schemes.len().min(schemes.len()));
    let mocks = super::mock::methods(&api.operations, &methods);
    let mut roots = roots.iter();
    let mut next = |wanted: bool| {
        let given = if wanted { roots.next().cloned() } else { None };
        given.unwrap_or_else(|| super::spelling::ident("Nothing"))
    };
    let mut named = Vec::new();
    let methods = methods.into_iter().zip(mocks);
    for ((operation, wants), (method, mock)) in api.operations.iter().zip(wants).zip(methods) {
        let name = next(true);
        named.push(OperationNames {
            method,
            mock,
            received: super::mock::received(&name),
            operation: name,
            error: next(true),
            code: next(wants.code),
            output: next(wants.output),
            failure: next(wants.failure),
            sent: next(wants.sent),
            output_variants: media::replies(&operation.success, diagnostics),
            failure_variants: media::replies(&operation.failure, diagnostics),
            sent_variants: media::bodies(operation.body.as_ref(), diagnostics),
            code_values: code_values(operation, diagnostics),
            parameters: parameters(operation, diagnostics),
            body: super::spelling::ident("body"),
        });
    }
    let server = server.into_iter().next();
    (named, ClientNames { headers, schemes }, server)
}

fn code_values(operation: &Operation, diagnostics: &mut Diagnostics) -> Vec<Name> {
    let mut scope = Scope::new("the error codes", is_reserved_variant, "Value");
    operation
        .error_codes
        .iter()
        .for_each(|code| scope.want(wanted(&code.origin, upper_camel)));
    scope.assign(diagnostics)
}

/// Parameters of one name in several places are told apart by the place.
fn parameters(operation: &Operation, diagnostics: &mut Diagnostics) -> Vec<Name> {
    let is_reserved = match operation.pagination {
        Some(_) => is_reserved_setter_of_pages,
        None => is_reserved_setter,
    };
    let mut scope = Scope::new("the operation", is_reserved, "parameter");
    for parameter in &operation.parameters {
        let mut wanted = wanted(&parameter.origin, snake);
        wanted.raw = format!("{}{JOINT}{}", wanted.raw, parameter.location.name());
        wanted.kind = Some(parameter.location.name());
        scope.want(wanted);
    }
    scope.assign(diagnostics)
}
