//! Names of operations: the method, the items in the crate's root, the parameters.

use std::collections::BTreeMap;

use super::media;
use super::mock::Mocked;
use super::name::Name;
use super::place::ModulePath;
use super::reserved::{
    is_reserved_method, is_reserved_setter, is_reserved_setter_of_pages, is_reserved_variant,
};
use super::resources::Resources;
use super::scope::{JOINT, NameRequest, Scope, name_request};
use super::scopes::{Assigned, Scopes, Ticket};
use super::spelling::{ident, snake, upper_camel};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Body, Operation, Origin, responses_need_enum};

/// The identifiers of one operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The method of the client or of the resource.
    pub method: Name,
    /// The module of the operation's items, from the crate's root; empty where they are in the root.
    pub module: Vec<Name>,
    /// The resource with the method; none where the client has it.
    pub resource: Option<usize>,
    /// The request as a struct.
    pub operation: Name,
    /// The error of a call.
    pub error: Name,
    /// The enum of error codes, if the document lists some.
    pub code: Name,
    pub code_values: Vec<Name>,
    /// The enum of successful responses, if there are several.
    pub output: Name,
    /// Its variants: per response one per content, or one.
    pub output_variants: Vec<Name>,
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
        names.into_iter().chain([&self.output, &self.sent])
    }

    /// Returns what stands for names that a defect lost.
    pub(super) fn nameless() -> Self {
        Self {
            method: nameless(),
            module: Vec::new(),
            resource: None,
            operation: nameless(),
            error: nameless(),
            code: nameless(),
            code_values: Vec::new(),
            output: nameless(),
            output_variants: Vec::new(),
            sent: nameless(),
            sent_variants: Vec::new(),
            parameters: Vec::new(),
            body: nameless(),
            mock: nameless(),
            received: nameless(),
        }
    }
}

/// Returns the name of an item that isn't generated.
fn nameless() -> Name {
    ident("Nameless")
}

/// The client's methods beside the operations.
#[derive(Clone, Debug)]
pub struct ClientNames {
    /// The methods that set a header for all calls, in the IR's order.
    pub headers: Vec<Name>,
    /// The methods that set a credential, in the IR's order.
    pub schemes: Vec<Name>,
}

/// The client's methods, and those of the resources.
pub(super) struct Methods {
    /// Per operation.
    pub(super) operations: Vec<Name>,
    pub(super) client: ClientNames,
    /// The method that takes a server.
    pub(super) server: Option<Name>,
}

/// Names the methods: of the client, or of the resources that group them.
pub(super) fn methods(
    api: &Api,
    resources: Option<&Resources>,
    diagnostics: &mut Diagnostics,
) -> Methods {
    let mut scopes: BTreeMap<Option<usize>, (Scope<'_>, Vec<usize>)> = BTreeMap::new();
    let new = |resource: Option<usize>| match resource {
        None => Scope::new("the client", is_reserved_method, "operation"),
        Some(_) => Scope::new("the resource", is_reserved_method, "operation"),
    };
    scopes.insert(None, (new(None), Vec::new()));
    for (index, operation) in api.operations.iter().enumerate() {
        let mut request = name_request(&operation.origin, snake);
        let named = resources.and_then(|resources| resources.operations.get(index));
        if let Some(named) = named {
            request.spelled.clone_from(&named.method);
        }
        let resource = named.and_then(|named| named.resource);
        let scope = scopes.entry(resource);
        let (scope, members) = scope.or_insert_with(|| (new(resource), Vec::new()));
        scope.request(request);
        members.push(index);
    }
    let mut of_client = Vec::new();
    let mut operations = vec![nameless(); api.operations.len()];
    for (resource, (mut scope, members)) in scopes {
        if resource.is_none() {
            let theirs = members
                .iter()
                .filter_map(|index| api.operations.get(*index));
            let theirs = theirs.map(|operation| &operation.origin);
            request_of_client(api, theirs, &mut scope);
        }
        let mut names = scope.assign(diagnostics);
        let rest = names.split_off(members.len().min(names.len()));
        for (index, name) in members.into_iter().zip(names) {
            if let Some(operation) = operations.get_mut(index) {
                *operation = name;
            }
        }
        if resource.is_none() {
            of_client = rest;
        }
    }
    let mut headers = of_client;
    let mut schemes = headers.split_off(api.client_headers.len().min(headers.len()));
    let server = schemes.split_off(api.security_schemes.len().min(schemes.len()));
    Methods {
        operations,
        client: ClientNames { headers, schemes },
        server: server.into_iter().next(),
    }
}

/// Requests the client's methods beside the operations.
fn request_of_client<'o>(
    api: &Api,
    theirs: impl Iterator<Item = &'o Origin>,
    methods: &mut Scope<'_>,
) {
    for header in &api.client_headers {
        methods.request(name_request(&header.origin, snake));
    }
    for scheme in &api.security_schemes {
        let mut request = name_request(&scheme.origin, snake);
        request.spelled = format!("with_{}", request.spelled);
        methods.request(request);
    }
    super::servers::request_method(api, theirs, methods);
}

/// The items of an operation that are generated.
pub(super) struct RequestedTypes {
    operation: Ticket,
    error: Ticket,
    code: Option<Ticket>,
    output: Option<Ticket>,
    sent: Option<Ticket>,
}

/// Requests the items of each operation, in its own module or in the crate's root.
pub(super) fn request_types(
    api: &Api,
    modules: &[ModulePath],
    scopes: &mut Scopes<'_>,
) -> Vec<RequestedTypes> {
    let request = |(operation, module): (&Operation, &ModulePath)| {
        let is_root = module.is_empty();
        let prefix = match is_root {
            true => upper_camel(&operation.origin.segments),
            false => String::new(),
        };
        let mut item = |suffix: &str| {
            let request = NameRequest {
                spelled: format!("{prefix}{suffix}"),
                raw: format!("{}{JOINT}{suffix}", operation.origin.segments.join(JOINT)),
                kind: None,
                at: operation.origin.at,
                name_override: None,
            };
            scopes.request(module, request)
        };
        RequestedTypes {
            operation: item(if is_root { "Operation" } else { "Params" }),
            error: item("Error"),
            code: (!operation.error_codes.is_empty()).then(|| item("ErrorCode")),
            output: responses_need_enum(&operation.success).then(|| item("Output")),
            sent: has_several_bodies(operation).then(|| item("Body")),
        }
    };
    api.operations.iter().zip(modules).map(request).collect()
}

/// Returns whether callers choose between several bodies.
pub(super) fn has_several_bodies(operation: &Operation) -> bool {
    operation.body.as_ref().is_some_and(Body::needs_enum)
}

/// What the names of operations are put together from.
pub(super) struct Named<'n> {
    pub(super) requested: &'n [RequestedTypes],
    pub(super) assigned: &'n Assigned,
    pub(super) methods: &'n [Name],
    pub(super) modules: &'n [ModulePath],
    pub(super) resources: Option<&'n Resources>,
}

/// Puts the names of each operation together, and names parameters and codes.
pub(super) fn assign(
    api: &Api,
    named: &Named<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let resources: Vec<Option<usize>> = (0..api.operations.len())
        .map(|index| named.resources?.operations.get(index)?.resource)
        .collect();
    let mocked = Mocked {
        operations: &api.operations,
        methods: named.methods,
        modules: named.modules,
        resources: &resources,
    };
    let assigned = named.assigned;
    let requests = named.requested.iter();
    let received = mocked.received(requests.map(|requested| assigned.get(requested.operation)));
    let mocks = mocked.methods().into_iter().zip(received);
    let mut all = Vec::new();
    let requested = named.requested.iter().zip(named.methods).zip(mocks);
    let requested = requested.zip(named.modules).enumerate();
    for (operation, (index, (((requested, method), (mock, received)), module))) in
        api.operations.iter().zip(requested)
    {
        let name = assigned.get(requested.operation);
        all.push(OperationNames {
            method: method.clone(),
            module: module.iter().map(|module| ident(module)).collect(),
            resource: resources.get(index).copied().flatten(),
            received,
            mock,
            operation: name,
            error: assigned.get(requested.error),
            code: assigned.get_if(requested.code),
            output: assigned.get_if(requested.output),
            sent: assigned.get_if(requested.sent),
            output_variants: media::responses(&operation.success, diagnostics),
            sent_variants: media::bodies(operation.body.as_ref(), diagnostics),
            code_values: code_values(operation, diagnostics),
            parameters: parameters(operation, diagnostics),
            body: ident("body"),
        });
    }
    all
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
