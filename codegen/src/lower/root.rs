//! What the document says of the API as a whole: server, pinned headers, and the parts that carry a role.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use crate::defect::Certain as _;
use crate::ir::{
    Api, ClientHeader, Coverage, Item, Operation, Origin, SecurityScheme, Type, TypeId,
};
use crate::openapi::model::{
    self, Location, ParameterShape, Role, Schema, SchemaId, SecurityKind, Server,
};
use crate::table::Table;

/// How deep in an error body a code or message may stand.
const ROLE_DEPTH: usize = 6;

/// How deep usual members with messages stand in one another.
const MESSAGE_DEPTH: usize = 2;

/// The members in which the runtime looks for an error's message.
const MESSAGES: [&str; 7] = [
    "message",
    "detail",
    "error",
    "error_description",
    "errors",
    "msg",
    "title",
];

impl Lower<'_> {
    pub(super) fn api(mut self, operations: Vec<Operation>) -> Api {
        let servers = self.servers();
        let mut urls = self.resolved.servers.iter().map(Server::url_by_default);
        let first = urls.next().unwrap_or_else(|| "/".to_owned());
        // Where the first doesn't say where it is, another may.
        let base_url = match is_placed(&first) {
            true => first,
            false => urls.find(|url| is_placed(url)).unwrap_or(first),
        };
        let schemes = self.resolved.security_schemes.iter();
        let mut usable = schemes
            .filter(|scheme| scheme.kind != SecurityKind::Unsupported)
            .peekable();
        let forgotten = usable
            .peek()
            .filter(|_| !self.resolved.says_security && !operations.is_empty());
        let forgotten = forgotten.map(|scheme| scheme.at);
        if let Some(at) = forgotten {
            self.warn(
                "unsaid-security",
                at,
                "nothing says which operations need a security scheme: the credentials that are set go with every call",
                "say `security` at the root or on the operations; `security: []` says that none is needed",
            );
        }
        let error_message = self.error_place(self.wishes.error_message, Role::ErrorMessage);
        Api {
            unsaid_security: forgotten.is_some(),
            title: self.resolved.info.title.clone(),
            version: self.resolved.info.version.clone(),
            description: self.resolved.info.description.clone(),
            base_url,
            servers,
            pinned_headers: self.pinned_headers.clone(),
            client_headers: client_headers(&operations),
            request_id: self.response_header(Role::RequestId),
            retry_advice: self.response_header(Role::RetryAdvice),
            error_code: self.error_place(self.wishes.error_code, Role::ErrorCode),
            usual_error_message: error_message.is_empty() && !self.hides_messages(),
            error_message,
            security_schemes: usable
                .map(|scheme| SecurityScheme {
                    name: scheme.name.clone(),
                    origin: Origin {
                        at: scheme.at,
                        segments: vec![scheme.name.clone()],
                        name_override: None,
                    },
                    description: scheme.description.clone(),
                    kind: scheme.kind.clone(),
                })
                .collect(),
            types: filled(self.types),
            operations,
            examples: Vec::new(),
            coverage: Coverage::default(),
        }
    }

    /// The one value a required header parameter may have: sent without being asked for.
    pub(super) fn pinned(&self, parameter: &model::Parameter) -> Option<String> {
        let ParameterShape::Schema(schema) = parameter.shape else {
            return None;
        };
        let header = parameter.location == Location::Header && parameter.required;
        let schema = self.schema(self.target(schema));
        let only = match (schema.constant, schema.values.as_deref()) {
            (Some(constant), _) => constant,
            (None, Some([only])) => *only,
            _ => return None,
        };
        header
            .then(|| self.tree.as_str(only).map(str::to_owned))
            .flatten()
    }

    /// Headers that every operation pins to the same value. What only some of them pin is theirs to send.
    pub(super) fn pinned_headers(&self) -> Vec<(String, String)> {
        let mut operations = self.resolved.operations.iter().map(|operation| {
            let pinned = |parameter: &model::Parameter| {
                Some((parameter.name.to_ascii_lowercase(), self.pinned(parameter)?))
            };
            operation
                .parameters
                .iter()
                .filter_map(pinned)
                .collect::<Vec<(String, String)>>()
        });
        let mut common = operations.next().unwrap_or_default();
        for pinned in operations {
            common.retain(|header| pinned.contains(header));
        }
        common
    }

    fn response_header(&self, role: Role) -> Option<String> {
        let responses = self
            .resolved
            .operations
            .iter()
            .flat_map(|operation| &operation.responses);
        let mut headers = responses.flat_map(|response| &response.headers);
        headers
            .find(|(_, header)| header.role == Some(role))
            .map(|(name, _)| name.to_ascii_lowercase())
    }

    /// The members that lead to what an error says: those that the configuration names, or else by their role.
    pub(super) fn error_place(&self, named: &[String], role: Role) -> Vec<String> {
        match named {
            [] => self.error_member(role),
            named => named.to_vec(),
        }
    }

    /// Whether a member that usually has an error's message is secret in a response that has it.
    fn hides_messages(&self) -> bool {
        let is_secret = |schema: &Schema| schema.extensions.sensitive;
        if !self.resolved.schemas.rows().any(is_secret) {
            return false;
        }
        let operations = self.resolved.operations.iter();
        let contents = operations
            .flat_map(|operation| &operation.responses)
            .flat_map(|response| &response.content);
        let mut seen = BTreeSet::new();
        contents
            .filter_map(|content| content.schema)
            .any(|schema| self.hides_message(schema, MESSAGE_DEPTH, &mut seen))
    }

    fn hides_message(
        &self,
        schema: SchemaId,
        depth: usize,
        seen: &mut BTreeSet<(SchemaId, usize)>,
    ) -> bool {
        let id = self.target(schema);
        if depth == 0 || !seen.insert((id, depth)) {
            return false;
        }
        let schema = self.schema(id);
        let mut combined = schema
            .all_of
            .iter()
            .chain(&schema.one_of)
            .chain(&schema.any_of)
            .chain(&schema.items);
        let mut messages = schema
            .properties
            .iter()
            .filter(|(name, _)| MESSAGES.contains(&name.as_str()));
        combined.any(|part| self.hides_message(*part, depth, seen))
            || messages.any(|(_, member)| {
                let said = [self.schema(*member), self.schema(self.target(*member))];
                said.iter().any(|said| said.extensions.sensitive)
                    || self.hides_message(*member, depth - 1, seen)
            })
    }

    /// The members that lead to the property with a role, in the first response body that has one.
    pub(super) fn error_member(&self, role: Role) -> Vec<String> {
        let has_role = |schema: &Schema| schema.extensions.role == Some(role);
        if !self.resolved.schemas.rows().any(has_role) {
            return Vec::new();
        }
        let mut vain = BTreeMap::new();
        let responses = self
            .resolved
            .operations
            .iter()
            .flat_map(|operation| &operation.responses);
        let mut schemas = responses
            .flat_map(|response| &response.content)
            .filter_map(|content| content.schema);
        schemas
            .find_map(|schema| self.member_path(schema, role, ROLE_DEPTH, &mut vain))
            .unwrap_or_default()
    }

    /// `vain` holds how deep each schema was searched without success: none is searched twice for the same.
    fn member_path(
        &self,
        schema: SchemaId,
        role: Role,
        depth: usize,
        vain: &mut BTreeMap<SchemaId, usize>,
    ) -> Option<Vec<String>> {
        let id = self.target(schema);
        let depth = depth.checked_sub(1)?;
        if vain.get(&id).is_some_and(|searched| *searched >= depth) {
            return None;
        }
        vain.insert(id, depth);
        let schema = self.schema(id);
        let mut combined = schema
            .all_of
            .iter()
            .chain(&schema.one_of)
            .chain(&schema.any_of);
        if let Some(path) = combined.find_map(|part| self.member_path(*part, role, depth, vain)) {
            return Some(path);
        }
        schema.properties.iter().find_map(|(name, property)| {
            if self.schema(*property).extensions.role == Some(role) {
                return Some(vec![name.clone()]);
            }
            let mut path = self.member_path(*property, role, depth, vain)?;
            path.insert(0, name.clone());
            Some(path)
        })
    }
}

/// The header parameters that are declared once for many operations.
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

/// Whether a URL says where calls go, and paths can be appended to it.
fn is_placed(url: &str) -> bool {
    super::servers::is_absolute(url) && !url.contains(['?', '#', '@', '{'])
}

/// The table of types; lowering fills every place that it takes.
fn filled(slots: Vec<Option<Item>>) -> Table<TypeId, Item> {
    let mut types = Table::new(Item::placeholder());
    for item in slots {
        types.push(item.certain_or(
            "lowering fills every place that it takes",
            Item::placeholder(),
        ));
    }
    types
}
