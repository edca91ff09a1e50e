//! Which parts of a request the mock decodes, and how.

use crate::ir::{
    Api, BodyContent, BodyEncoding, EnumRepr, ItemKind, Location, Parameter, ParameterEncoding,
    Style, Type,
};

/// How the mock decodes a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// As JSON.
    Json,
    /// As one text.
    Value,
    /// As a list: with this separator, or from several parameters of one name.
    List(Option<char>),
}

/// Returns how the mock decodes a parameter; none where its style and type don't allow it.
pub(crate) fn reader(api: &Api, parameter: &Parameter) -> Option<Reader> {
    let ParameterEncoding::Style { style, explode, .. } = parameter.encoding else {
        return Some(Reader::Json);
    };
    if matches!(style, Style::Label | Style::Matrix | Style::DeepObject) {
        return None;
    }
    if is_scalar(api, &parameter.ty) {
        return Some(Reader::Value);
    }
    match api.resolve_aliases(&parameter.ty) {
        Type::List(item) if is_scalar(api, item) => {}
        _ => return None,
    }
    let apart = explode && matches!(parameter.location, Location::Query | Location::Cookie);
    Some(Reader::List(match style {
        _ if apart => None,
        Style::SpaceDelimited => Some(' '),
        Style::PipeDelimited => Some('|'),
        _ => Some(','),
    }))
}

/// Returns whether the content's bytes can become a value again.
pub(crate) const fn is_read(content: &BodyContent) -> bool {
    !matches!(
        content.encoding,
        BodyEncoding::Form | BodyEncoding::Multipart
    )
}

/// Returns whether a value is one text without structure.
fn is_scalar(api: &Api, ty: &Type) -> bool {
    match api.resolve_aliases(ty) {
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::F32
        | Type::F64
        | Type::String
        | Type::Url
        | Type::Timestamp
        | Type::DateTime
        | Type::AnyDateTime
        | Type::Date
        | Type::Time
        | Type::Duration
        | Type::Uuid
        | Type::Decimal
        | Type::Ipv4
        | Type::Ipv6
        | Type::Base64 => true,
        Type::Named(id) => match &api.item(*id).kind {
            // Text doesn't tell which one of mixed values it is.
            ItemKind::Enum(values) => values.repr != EnumRepr::Mixed,
            ItemKind::Text => true,
            _ => false,
        },
        Type::Sensitive(inner) => is_scalar(api, inner),
        _ => false,
    }
}
