//! Paths through types: names of properties become steps from a value to what is inside of it.

use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Item, ItemKind, Presence, Step, Struct, Type, TypeId};
use crate::openapi::model::Located;
use crate::suggest::closest;
use crate::table::Table;

/// The kind of all diagnostics about a pagination that could be read.
pub(super) const KIND: &str = "pagination";

/// The steps to a value, and its type.
pub(super) type Found = (Vec<Step>, Type);

/// The types that steps lead through.
pub(super) struct Types<'a> {
    items: &'a Table<TypeId, Item>,
}

impl<'a> Types<'a> {
    /// Makes the types of a table to lead through.
    pub(super) const fn new(items: &'a Table<TypeId, Item>) -> Self {
        Self { items }
    }

    /// Follows names of properties from a type on. With `suggests`, an error suggests what may be meant.
    pub(super) fn walk(
        &self,
        from: &Type,
        named: &Located,
        suggests: bool,
    ) -> Result<Found, Box<Diagnostic>> {
        let (mut steps, mut ty) = self.opened(from);
        for name in named.members() {
            let Some((owner, item, object)) = self.structure(&ty) else {
                return Err(Box::new(no_object(named, &name, self.describe(&ty))));
            };
            let mut fields = object.fields.iter().enumerate();
            let Some((index, field)) = fields.find(|(_, field)| field.wire == name) else {
                return Err(Box::new(no_member(named, &name, item, object, suggests)));
            };
            steps.push(Step::Field { owner, index });
            match field.presence {
                Presence::Required => {}
                Presence::Optional | Presence::Nullable => steps.push(Step::Optional),
                Presence::OptionalNullable => steps.push(Step::OptionalNullable),
            }
            let (inner, opened) = self.opened(&field.ty);
            steps.extend(inner);
            ty = opened;
        }
        Ok((steps, ty))
    }

    /// Returns the type behind aliases, nullable and sensitive types.
    pub(super) fn opened(&self, ty: &Type) -> (Vec<Step>, Type) {
        let (mut steps, mut ty) = (Vec::new(), ty);
        // Every chain of aliases ends: the bound only keeps that invariant local.
        for _ in 0..=self.items.len() + ty.depth() {
            ty = match ty {
                Type::Nullable(inner) => {
                    steps.push(Step::Optional);
                    inner
                }
                Type::Sensitive(inner) => {
                    steps.push(Step::Sensitive);
                    inner
                }
                Type::Named(id) => match &self.items.get(*id).kind {
                    ItemKind::Alias(inner) => inner,
                    _ => break,
                },
                _ => break,
            };
        }
        (steps, ty.clone())
    }

    fn structure(&self, ty: &Type) -> Option<(TypeId, &Item, &Struct)> {
        let Type::Named(id) = ty else { return None };
        let item = self.items.get(*id);
        match &item.kind {
            ItemKind::Struct(object) => Some((*id, item, object)),
            _ => None,
        }
    }

    /// Returns whether values are strings, in any format.
    pub(super) fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Url => true,
            Type::Named(id) => self.items.get(*id).kind == ItemKind::Text,
            _ => false,
        }
    }

    /// Returns whether values can be cursors: scalars with one text form.
    pub(super) fn is_cursor(&self, ty: &Type) -> bool {
        let is_time = matches!(
            ty,
            Type::Timestamp | Type::Date | Type::DateTime | Type::AnyDateTime
        );
        self.is_text(ty) || ty.is_integer() || is_time
    }

    /// Describes a type, with an article.
    pub(super) fn describe(&self, ty: &Type) -> &'static str {
        match ty {
            Type::Bool => "a boolean",
            ty if ty.is_integer() => "an integer",
            Type::F32 | Type::F64 => "a number",
            Type::List(_) => "a list",
            Type::Map(_) => "a map",
            Type::Json => "raw JSON",
            Type::Bytes | Type::Base64 | Type::File => "bytes",
            Type::Named(id) => match &self.items.get(*id).kind {
                ItemKind::Struct(_) => "an object",
                ItemKind::Enum(_) => "an enum",
                ItemKind::Text => "a string",
                ItemKind::Tuple(_) => "a list of fixed length",
                _ => "a union",
            },
            _ => "a string",
        }
    }
}

fn no_object(named: &Located, name: &str, what: &str) -> Diagnostic {
    let message = format!("`{}` leads nowhere: {what} has no properties", named.text);
    Diagnostic::error(KIND, named.at, message)
        .label(format!("`{name}` is not found"))
        .help("name properties of objects, separated by `/`")
}

fn no_member(
    named: &Located,
    name: &str,
    item: &Item,
    object: &Struct,
    suggests: bool,
) -> Diagnostic {
    let message = format!(
        "`{}` leads nowhere: there is no property `{name}`",
        named.text
    );
    let names = object.fields.iter().map(|field| field.wire.as_str());
    let names = names.filter(|_| suggests);
    let help = match closest(name, names) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "name a property of the response's schema".to_owned(),
    };
    Diagnostic::error(KIND, named.at, message)
        .label("not found")
        .help(help)
        .related(Place::Value(item.origin.at), "not among these properties")
}
