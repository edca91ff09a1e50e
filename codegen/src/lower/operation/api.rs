//! The API as a whole: what the document says of all operations.

use super::base_url::base_url;
use super::errors::{error_place, hides_messages, response_header};
use crate::ir::{
    Api, ClientHeader, Coverage, Examples, Item, Operation, Origin, Samples, SecurityScheme,
    Server, Type, TypeId,
};
use crate::lower::facts::Facts;
use crate::lower::report::Report;
use crate::openapi::model::{Role, SecurityKind};
use crate::table::Table;

/// The parts of an API that lowering schemas and operations gives.
pub(crate) struct ApiParts {
    pub(crate) operations: Vec<Operation>,
    pub(crate) types: Table<TypeId, Item>,
    pub(crate) examples: Vec<Examples>,
    pub(crate) samples: Samples,
    pub(crate) coverage: Coverage,
    pub(crate) servers: Vec<Server>,
    pub(crate) pinned_headers: Vec<(String, String)>,
}

/// Adds what the document says of the API as a whole.
pub(crate) fn api(facts: &Facts<'_>, report: &Report, parts: ApiParts) -> Api {
    let ApiParts {
        operations,
        types,
        examples,
        samples,
        coverage,
        servers,
        pinned_headers,
    } = parts;
    let base_url = base_url(facts.resolved());
    let schemes = facts.resolved().security_schemes.iter();
    let mut usable = schemes
        .filter(|scheme| scheme.kind != SecurityKind::Unsupported)
        .peekable();
    let forgotten = usable
        .peek()
        .filter(|_| !facts.resolved().says_security && !operations.is_empty());
    let forgotten = forgotten.map(|scheme| scheme.at);
    if let Some(at) = forgotten {
        report.warn(
            "unsaid-security",
            at,
            "no `security` says which operations need a security scheme, so all calls send the credentials that are set",
            "add `security` at the root or to the operations; `security: []` means that none is needed",
        );
    }
    let error_message = error_place(facts, facts.options().error_message, Role::ErrorMessage);
    Api {
        unsaid_security: forgotten.is_some(),
        title: facts.resolved().info.title.clone(),
        version: facts.resolved().info.version.clone(),
        description: facts.resolved().info.description.clone(),
        base_url,
        servers,
        pinned_headers,
        client_headers: client_headers(&operations),
        request_id: response_header(facts, Role::RequestId),
        retry_advice: response_header(facts, Role::RetryAdvice),
        error_code: error_place(facts, facts.options().error_code, Role::ErrorCode),
        usual_error_message: error_message.is_empty() && !hides_messages(facts),
        error_message,
        security_schemes: usable
            .map(|scheme| SecurityScheme {
                name: scheme.name.clone(),
                origin: Origin::new(scheme.at, scheme.name.clone()),
                description: scheme.description.clone(),
                kind: scheme.kind.clone(),
            })
            .collect(),
        types,
        operations,
        examples,
        samples,
        coverage,
    }
}

/// Returns the header parameters that are declared once for many operations.
fn client_headers(operations: &[Operation]) -> Vec<ClientHeader> {
    let mut headers: Vec<ClientHeader> = Vec::new();
    for parameter in operations
        .iter()
        .flat_map(|operation| &operation.parameters)
    {
        let known = headers
            .iter()
            .any(|header| header.wire.eq_ignore_ascii_case(&parameter.wire));
        if parameter.shared && parameter.ty == Type::String && !known {
            headers.push(ClientHeader {
                wire: parameter.wire.clone(),
                origin: parameter.origin.clone(),
                docs: parameter.docs.clone(),
            });
        }
    }
    headers
}
