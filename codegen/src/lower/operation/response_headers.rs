//! The headers that responses declare.

use super::OperationLowerer;
use super::media::{Direction, encoding};
use super::part::{id, part};
use super::responses::responses;
use crate::ir::{BodyEncoding, Docs, Header, HeaderEncoding, ItemKind, Origin, Type};
use crate::lower::facts::{self, Content, code};
use crate::openapi::model::{self, MediaType, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

/// Whose lines aren't joined, and each of them is a credential (RFC 6265 §3).
const SET_COOKIE: &str = "set-cookie";

/// What `content` describes, wherever a response declares it (OpenAPI 3.1.0, section 4.8.17.1, `headers`).
const CONTENT_TYPE: &str = "content-type";

impl<'a> OperationLowerer<'a> {
    /// Lowers the headers of the responses that mean success, or of those that mean failure.
    pub(super) fn response_headers(
        &mut self,
        operation: &model::Operation,
        success: bool,
    ) -> Option<Type> {
        let responses = responses(operation, success);
        let declared = responses.iter().flat_map(|response| &response.headers);
        // What has a role is a method of every response and error: alone, it needs no type.
        if declared.clone().all(|(_, header)| header.role.is_some()) {
            return None;
        }
        let mut headers: Vec<Header> = Vec::new();
        for (name, header) in declared.filter(|(name, _)| !name.eq_ignore_ascii_case(CONTENT_TYPE))
        {
            let lowered = self.response_header(name, header);
            self.add_header(&mut headers, lowered);
        }
        for header in &mut headers {
            let requires = |response: &&model::Response| {
                let mut declared = response.headers.iter();
                declared.any(|(name, it)| it.required && name.eq_ignore_ascii_case(&header.wire))
            };
            header.required = responses.iter().all(requires);
        }
        if headers.is_empty() {
            return None;
        }
        let (word, what) = match success {
            true => ("Headers", "successful"),
            false => ("ErrorHeaders", "error"),
        };
        let text = format!("The headers of the {what} responses of {}.", id(operation));
        let kind = ItemKind::Headers(headers);
        Some(self.schemas.add(part(operation, word, text, kind)))
    }

    /// Adds a header. Where responses differ in its type, it is text.
    fn add_header(&mut self, headers: &mut Vec<Header>, header: Header) {
        let same = |known: &&mut Header| known.wire.eq_ignore_ascii_case(&header.wire);
        let Some(known) = headers.iter_mut().find(same) else {
            headers.push(header);
            return;
        };
        if (&known.ty, known.encoding) == (&header.ty, header.encoding) {
            return;
        }
        let is_secret = |ty: &Type| matches!(ty, Type::Sensitive(_));
        known.ty = text(is_secret(&known.ty) || is_secret(&header.ty));
        known.encoding = HeaderEncoding::Text;
        self.report.warn(
            "untyped-header",
            header.origin.at,
            format!(
                "responses of one operation declare the header {} with different types: it is plain text",
                code(&header.wire)
            ),
            "declare it once, under `components`, and refer to it",
        );
    }

    fn response_header(&mut self, name: &str, source: &model::Header) -> Header {
        let (ty, encoding) = match (&source.schema, &source.content) {
            _ if name.eq_ignore_ascii_case(SET_COOKIE) => {
                let lines = Type::List(Box::new(Type::String));
                (Type::Sensitive(Box::new(lines)), HeaderEncoding::Lines)
            }
            (Some(schema), _) => self.styled_header(name, source, *schema),
            (None, Some(media)) => self.header_by_media_type(name, media),
            (None, None) => (Type::String, HeaderEncoding::Text),
        };
        let of_schema = source
            .schema
            .map(|schema| facts::docs_where_used(self.facts, schema))
            .unwrap_or_default();
        Header {
            wire: name.to_owned(),
            origin: Origin::new(source.at, name)
                .with_override(self.naming.name_override(source.at, None)),
            docs: Docs {
                text: source.description.clone().or(of_schema.text),
                notes: of_schema.notes,
                deprecated: source.deprecated || of_schema.deprecated,
            },
            ty,
            required: source.required,
            encoding,
        }
    }

    /// Returns how a header in the style `simple` is read, the only style of headers: as one value, or as a list of
    /// them. Objects in it can't be told from lists.
    fn styled_header(
        &mut self,
        name: &str,
        source: &model::Header,
        schema: SchemaId,
    ) -> (Type, HeaderEncoding) {
        if let Some(ty) = self.schemas.text_type(Some(schema)) {
            return (secret(ty, self.is_secret(schema)), HeaderEncoding::Text);
        }
        let target = self.facts.target_schema(schema);
        let is_list = target.types.contains(&JsonType::Array);
        let items = target.items.filter(|_| is_list);
        let is_flat =
            |items: &SchemaId| facts::content(self.facts, Some(*items)) == Content::Scalar;
        let item = items.filter(is_flat);
        if let Some(item) = item.and_then(|item| self.schemas.text_type(Some(item))) {
            let list = Type::List(Box::new(item));
            return (secret(list, self.is_secret(schema)), HeaderEncoding::List);
        }
        self.warn_untyped_header(name, source.at, "the style `simple`");
        (text(self.is_secret(schema)), HeaderEncoding::Text)
    }

    fn header_by_media_type(&mut self, name: &str, media: &MediaType) -> (Type, HeaderEncoding) {
        let is_secret = media.schema.is_some_and(|schema| self.is_secret(schema));
        if encoding(self.facts, media, Direction::Received) == BodyEncoding::Json {
            let lowered = media.schema.map(|schema| self.schemas.type_of(schema));
            let ty = lowered.map_or(Type::Json, |lowered| lowered.element());
            return (secret(ty, is_secret), HeaderEncoding::Json);
        }
        if let Some(ty) = self.schemas.text_type(media.schema) {
            return (secret(ty, is_secret), HeaderEncoding::Text);
        }
        self.warn_untyped_header(name, media.at, &code(media.name.trim()));
        (text(is_secret), HeaderEncoding::Text)
    }

    fn is_secret(&self, schema: SchemaId) -> bool {
        let said = [self.facts.schema(schema), self.facts.target_schema(schema)];
        said.iter().any(|schema| schema.extensions.sensitive)
    }

    fn warn_untyped_header(&self, name: &str, at: NodeId, how: &str) {
        self.report.warn(
            "untyped-header",
            at,
            format!(
                "values of this schema can't be decoded from {how}: the header {} is plain text",
                code(name)
            ),
            "describe a string, a number, a boolean or a list of them, or use `content` with a media type of JSON",
        );
    }
}

fn text(is_secret: bool) -> Type {
    secret(Type::String, is_secret)
}

/// Returns the type, marked as sensitive where it has to be.
fn secret(ty: Type, is_secret: bool) -> Type {
    match is_secret && !matches!(ty, Type::Sensitive(_)) {
        true => Type::Sensitive(Box::new(ty)),
        false => ty,
    }
}
