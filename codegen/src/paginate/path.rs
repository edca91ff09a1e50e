//! From a value to what is inside of it: names of properties become steps through types.

use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Item, ItemKind, Presence, Step, Struct, Type, TypeId};
use crate::openapi::model::Said;
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
    pub(super) const fn new(items: &'a Table<TypeId, Item>) -> Self {
        Self { items }
    }

    /// Follows the names of members from a type on. What may have been meant is searched for where that is asked for.
    pub(super) fn walk(
        &self,
        from: &Type,
        said: &Said,
        suggests: bool,
    ) -> Result<Found, Box<Diagnostic>> {
        let (mut steps, mut ty) = self.opened(from);
        for name in said.members() {
            let Some((owner, item, object)) = self.structure(&ty) else {
                return Err(Box::new(no_object(said, &name, self.describe(&ty))));
            };
            let mut fields = object.fields.iter().enumerate();
            let Some((index, field)) = fields.find(|(_, field)| field.wire == name) else {
                return Err(Box::new(no_member(said, &name, item, object, suggests)));
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

    /// Behind other names, what may be null and what is secret.
    pub(super) fn opened(&self, ty: &Type) -> (Vec<Step>, Type) {
        let (mut steps, mut ty) = (Vec::new(), ty);
        // Every chain of names has an end: the bound only keeps that invariant local.
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

    /// A string, whatever it means.
    pub(super) fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Url => true,
            Type::Named(id) => self.items.get(*id).kind == ItemKind::Text,
            _ => false,
        }
    }

    /// One value that a query has a text for.
    pub(super) fn is_cursor(&self, ty: &Type) -> bool {
        let is_time = matches!(
            ty,
            Type::Timestamp | Type::Date | Type::DateTime | Type::AnyDateTime
        );
        self.is_text(ty) || ty.is_integer() || is_time
    }

    /// What a type is, with its article.
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

fn no_object(said: &Said, name: &str, what: &str) -> Diagnostic {
    let message = format!("`{}` leads nowhere: {what} has no properties", said.text);
    Diagnostic::error(KIND, said.at, message)
        .label(format!("`{name}` is not found"))
        .help("name properties of objects, separated by `/`")
}

fn no_member(said: &Said, name: &str, item: &Item, object: &Struct, suggests: bool) -> Diagnostic {
    let message = format!(
        "`{}` leads nowhere: there is no property `{name}`",
        said.text
    );
    let names = object.fields.iter().map(|field| field.wire.as_str());
    let names = names.filter(|_| suggests);
    let help = match closest(name, names) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "name a property of the response's schema".to_owned(),
    };
    Diagnostic::error(KIND, said.at, message)
        .label("not found")
        .help(help)
        .related(Place::Value(item.origin.at), "not among these properties")
}
