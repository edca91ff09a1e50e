//! Names of variants without a name of their own: by what distinguishes them, never by their position.

use super::Naming;
use crate::ir::{EnumRepr, ItemKind, Type};
use crate::lower::facts::Facts;
use crate::lower::item_table::ItemTable;
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::{NodeId, Value as Node};

/// How many properties a name lists at most.
const NAMED_MEMBERS: usize = 2;

/// How many items a name lists at most.
const NAMED_ITEMS: usize = 3;

/// The names of variants by their types.
pub(crate) struct VariantNames<'n> {
    pub(super) facts: &'n Facts<'n>,
    naming: &'n Naming<'n>,
    items: &'n ItemTable,
}

impl<'n> VariantNames<'n> {
    /// Makes the names of variants of the items so far.
    pub(crate) const fn new(
        facts: &'n Facts<'n>,
        naming: &'n Naming<'n>,
        items: &'n ItemTable,
    ) -> Self {
        Self {
            facts,
            naming,
            items,
        }
    }

    /// Returns the name of a variant: its component, its title, or what its type is.
    pub(crate) fn of(&self, variant: SchemaId, ty: &Type) -> String {
        let own = self.own(variant);
        own.unwrap_or_else(|| self.kind(ty, self.facts.target(variant)))
    }

    /// Returns the name that the document gives a variant: its component, or its title.
    pub(super) fn own(&self, variant: SchemaId) -> Option<String> {
        let target = self.facts.target(variant);
        let title = self.facts.schema(target).title.as_deref().map(str::trim);
        let title = title.filter(|title| !title.is_empty() && title.chars().count() <= 40);
        let component = self.naming.name_of(self.facts.in_document(target));
        component.or(title).map(str::to_owned)
    }

    fn kind(&self, ty: &Type, id: SchemaId) -> String {
        let word = match ty {
            Type::Null => "null",
            Type::True => "true",
            Type::False => "false",
            Type::Bool => "bool",
            Type::I32 | Type::I64 | Type::U32 | Type::U64 => "integer",
            Type::F32 | Type::F64 => "number",
            Type::Url => "url",
            Type::Timestamp => "timestamp",
            Type::DateTime | Type::AnyDateTime => "date time",
            Type::Date => "date",
            Type::Time => "time",
            Type::Duration => "duration",
            Type::Uuid => "uuid",
            Type::Decimal => "decimal",
            Type::Ipv4 => "ipv4",
            Type::Ipv6 => "ipv6",
            Type::Base64 | Type::Bytes => "bytes",
            Type::File => "file",
            Type::String => "text",
            Type::Json => "json",
            Type::List(item) => return self.element(item, self.facts.schema(id).items, "list of"),
            Type::Map(value) => {
                return self.element(value, self.facts.schema(id).additional_properties, "map of");
            }
            Type::Nullable(inner) | Type::Sensitive(inner) => return self.kind(inner, id),
            Type::Named(_) => return self.named(ty, id),
        };
        word.to_owned()
    }

    fn element(&self, ty: &Type, schema: Option<SchemaId>, what: &str) -> String {
        match schema.map(|schema| self.facts.target(schema)) {
            Some(schema) => {
                let component = self.naming.name_of(schema).map(str::to_owned);
                format!(
                    "{what} {}",
                    component.unwrap_or_else(|| self.kind(ty, schema))
                )
            }
            None => format!("{what} json"),
        }
    }

    /// Returns the name of an item of the schema's own: by its only value, or by its required properties.
    fn named(&self, ty: &Type, id: SchemaId) -> String {
        let schema = self.facts.schema(id);
        let listed: Vec<_> = schema
            .values
            .iter()
            .flatten()
            .chain(&schema.constant)
            .collect();
        match listed.as_slice() {
            [only] => self.only(**only),
            [_, ..] if self.are_integers(ty) => "integer".to_owned(),
            [_, ..] => "value".to_owned(),
            [] if !schema.prefix_items.is_empty() => self.tuple(ty, schema),
            [] if schema.items.is_some() => "list".to_owned(),
            [] => {
                members(schema).map_or_else(|| "object".to_owned(), |names| format!("with {names}"))
            }
        }
    }

    /// Returns the name of a tuple, after its items.
    fn tuple(&self, ty: &Type, schema: &Schema) -> String {
        let kind = ty.named().and_then(|id| self.items.kind(id));
        let Some(ItemKind::Tuple(types)) = kind else {
            return "list".to_owned();
        };
        let items = types.iter().zip(&schema.prefix_items);
        let kinds: Vec<String> = items
            .take(NAMED_ITEMS)
            .map(
                |(ty, id)| match self.naming.name_of(self.facts.target(*id)) {
                    Some(name) => name.to_owned(),
                    None => self.kind(ty, self.facts.target(*id)),
                },
            )
            .collect();
        let kinds = kinds.join(" and ");
        match kinds.chars().count() <= 60 {
            true => kinds,
            false => "tuple".to_owned(),
        }
    }

    /// Returns the name of a single value: as it is written.
    fn only(&self, node: NodeId) -> String {
        match self.facts.tree().value(node) {
            Node::String(text) => text.clone(),
            Node::Number(number) => number.to_string(),
            _ => "value".to_owned(),
        }
    }

    fn are_integers(&self, ty: &Type) -> bool {
        let kind = ty.named().and_then(|id| self.items.kind(id));
        kind.is_some_and(|kind| matches!(kind, ItemKind::Enum(values) if matches!(values.repr, EnumRepr::Integer(_))))
    }
}

fn members(schema: &Schema) -> Option<String> {
    let required = schema.required.iter().map(|(name, _)| name);
    let required: Vec<&str> = required.take(NAMED_MEMBERS).map(String::as_str).collect();
    // Sorted by name: the order of properties means nothing.
    let first = schema
        .properties
        .iter()
        .map(|(name, _)| name.as_str())
        .min();
    let names = if required.is_empty() {
        first?.to_owned()
    } else {
        required.join(" ")
    };
    (names.chars().count() <= 60).then_some(names)
}
