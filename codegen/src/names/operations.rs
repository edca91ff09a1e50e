//! Names of operations: the method, the items in the crate's root, the parameters.

use super::media;
use super::name::Name;

use super::reserved::{
    is_reserved_method, is_reserved_setter, is_reserved_setter_of_pages, is_reserved_variant,
};
use super::scope::{JOINT, NameRequest, Scope, name_request};
use super::spelling::{snake, upper_camel};
use crate::defect::Certain as _;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Body, Operation, responses_need_enum};

/// The identifiers of one operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The client's method.
    pub method: Name,
    /// The request as a struct.
    pub operation: Name,
    /// The error of a call.
    pub error: Name,
    /// The enum of error codes, if the document lists some.
    pub code: Name,
    pub code_values: Vec<Name>,
    /// The enum of successful responses, if there are several.
    pub output: Name,
    /// Its variants, by response and content.
    pub output_variants: Vec<Vec<Name>>,
    /// The enum of error bodies, if there are several.
    pub failure: Name,
    /// Its variants, by response and content.
    pub failure_variants: Vec<Vec<Name>>,
    /// The enum of request bodies, if there are several.
    pub sent: Name,
    /// Its variants, by content.
    pub sent_variants: Vec<Name>,
    /// Setters and fields, in the IR's order.
    pub parameters: Vec<Name>,
    /// The argument or setter of the body. No parameter has this name.
    pub body: Name,
    /// The mock's method.
    pub mock: Name,
    /// A call as the mock received it.
    pub received: Name,
}

impl OperationNames {
    /// Returns the names of the items in the crate's root.
    pub(super) fn items(&self) -> impl Iterator<Item = &Name> {
        let names = [&self.operation, &self.error, &self.code];
        names
            .into_iter()
            .chain([&self.output, &self.failure, &self.sent])
    }

    /// Returns what stands for names that a defect lost.
    pub(super) fn nameless() -> Self {
        Self {
            method: nameless(),
            operation: nameless(),
            error: nameless(),
            code: nameless(),
            code_values: Vec::new(),
            output: nameless(),
            output_variants: Vec::new(),
            failure: nameless(),
            failure_variants: Vec::new(),
            sent: nameless(),
            sent_variants: Vec::new(),
            parameters: Vec::new(),
            body: nameless(),
            mock: nameless(),
            received: nameless(),
        }
    }
}

/// The name of an item that isn't generated.
fn nameless() -> Name {
    super::spelling::ident("Nameless")
}

/// The client's methods beside the operations.
#[derive(Clone, Debug)]
pub struct ClientNames {
    /// The methods that set a header for all calls, in the IR's order.
    pub headers: Vec<Name>,
    /// The methods that set a credential, in the IR's order.
    pub schemes: Vec<Name>,
}

/// Which items of an operation are generated.
pub(super) struct RequestedTypes {
    code: bool,
    output: bool,
    failure: bool,
    sent: bool,
}

/// Requests the operations' items of the crate's root.
pub(super) fn request_types(api: &Api, root: &mut Scope) -> Vec<RequestedTypes> {
    let request = |operation: &Operation| {
        let requested = RequestedTypes {
            code: !operation.error_codes.is_empty(),
            output: responses_need_enum(&operation.success),
            failure: responses_need_enum(&operation.failure),
            sent: operation.body.as_ref().is_some_and(Body::needs_enum),
        };
        let suffixes = [
            (true, "Operation"),
            (true, "Error"),
            (requested.code, "ErrorCode"),
            (requested.output, "Output"),
            (requested.failure, "ErrorBody"),
            (requested.sent, "Body"),
        ];
        for (_, suffix) in suffixes.iter().filter(|(is_requested, _)| *is_requested) {
            root.request(NameRequest {
                spelled: format!("{}{suffix}", upper_camel(&operation.origin.segments)),
                raw: format!("{}{JOINT}{suffix}", operation.origin.segments.join(JOINT)),
                kind: None,
                at: operation.origin.at,
                name_override: None,
            });
        }
        requested
    };
    api.operations.iter().map(request).collect()
}

/// Distributes the names of the root, and names methods, parameters, codes and the client's other methods.
pub(super) fn assign(
    api: &Api,
    requested: &[RequestedTypes],
    roots: &[Name],
    diagnostics: &mut Diagnostics,
) -> (Vec<OperationNames>, ClientNames, Option<Name>) {
    let mut methods = Scope::new("the client", is_reserved_method, "operation");
    api.operations
        .iter()
        .for_each(|operation| methods.request(name_request(&operation.origin, snake)));
    for header in &api.client_headers {
        methods.request(name_request(&header.origin, snake));
    }
    for scheme in &api.security_schemes {
        let mut request = name_request(&scheme.origin, snake);
        request.spelled = format!("with_{}", request.spelled);
        methods.request(request);
    }
    super::servers::request_method(api, &mut methods);
    let mut methods = methods.assign(diagnostics);
    let mut headers = methods.split_off(api.operations.len().min(methods.len()));
    let mut schemes = headers.split_off(api.client_headers.len().min(headers.len()));
    let server = schemes.split_off(api.security_schemes.len().min(schemes.len()));
    let mocks = super::mock::methods(&api.operations, &methods);
    let mut roots = roots.iter();
    let mut next = |is_requested: bool| match is_requested {
        true => roots
            .next()
            .cloned()
            .certain_or("each requested type has a name", nameless()),
        false => nameless(),
    };
    let mut named = Vec::new();
    let methods = methods.into_iter().zip(mocks);
    for ((operation, requested), (method, mock)) in
        api.operations.iter().zip(requested).zip(methods)
    {
        let name = next(true);
        named.push(OperationNames {
            method,
            mock,
            received: super::mock::received(&name),
            operation: name,
            error: next(true),
            code: next(requested.code),
            output: next(requested.output),
            failure: next(requested.failure),
            sent: next(requested.sent),
            output_variants: media::responses(&operation.success, diagnostics),
            failure_variants: media::responses(&operation.failure, diagnostics),
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
        .for_each(|code| scope.request(name_request(&code.origin, upper_camel)));
    scope.assign(diagnostics)
}

/// Parameters of one name in several locations get the location as a suffix.
fn parameters(operation: &Operation, diagnostics: &mut Diagnostics) -> Vec<Name> {
    let is_reserved = match operation.pagination {
        Some(_) => is_reserved_setter_of_pages,
        None => is_reserved_setter,
    };
    let mut scope = Scope::new("the operation", is_reserved, "parameter");
    for parameter in &operation.parameters {
        let mut request = name_request(&parameter.origin, snake);
        request.raw = format!("{}{JOINT}{}", request.raw, parameter.location.name());
        request.kind = Some(parameter.location.name());
        scope.request(request);
    }
    scope.assign(diagnostics)
}
