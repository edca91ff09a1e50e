//! The API as a whole.

use super::{Docs, Examples, Item, ItemKind, Operation, Origin, Samples, Server, Type, TypeId};
use crate::http::SecurityKind;
use crate::table::Table;

/// An API, ready to be named and emitted.
#[derive(Clone, Debug)]
pub struct Api {
    pub title: String,
    pub version: String,
    pub description: Option<String>,
    /// The first server's URL, its variables at their defaults.
    pub base_url: String,
    /// The servers that a client can choose from; empty where there is no choice.
    pub servers: Vec<Server>,
    /// The headers that every request carries: name and value.
    pub pinned_headers: Vec<(String, String)>,
    /// The headers that a client can send in all calls.
    pub client_headers: Vec<ClientHeader>,
    /// The response header with the request's id.
    pub request_id: Option<String>,
    /// The response header that says whether to retry.
    pub retry_advice: Option<String>,
    /// The properties that lead to the code in an error body.
    pub error_code: Vec<String>,
    /// The properties that lead to the message in an error body.
    pub error_message: Vec<String>,
    /// Whether the message is looked for in the usual properties: no other is named, and none of them is sensitive.
    pub usual_error_message: bool,
    pub security_schemes: Vec<SecurityScheme>,
    /// Whether no `security` says which operations need them.
    pub unsaid_security: bool,
    pub types: Table<TypeId, Item>,
    pub operations: Vec<Operation>,
    /// The examples of each operation; empty where none were asked for.
    pub examples: Vec<Examples>,
    /// What the document shows of what is sent.
    pub samples: Samples,
    pub coverage: Coverage,
}

/// How many properties the document's schemas have, and how many of them are in the types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub declared: usize,
    pub generated: usize,
}

/// How many aliases are followed at most: a longer chain counts as endless.
pub(crate) const MOST_ALIASES: usize = 16;

impl Api {
    /// Returns the item of a type.
    #[must_use]
    pub fn item(&self, id: TypeId) -> &Item {
        self.types.get(id)
    }

    /// Returns the type that a chain of aliases leads to, or an alias where the chain is too long.
    #[must_use]
    pub fn resolve_aliases<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        for _ in 0..MOST_ALIASES {
            match ty {
                Type::Named(id) => match &self.item(*id).kind {
                    ItemKind::Alias(next) => ty = next,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// Returns the type without aliases at any depth. Returns none where a chain doesn't end, or ends in a tuple, which has
    /// no name that tells it from others.
    #[must_use]
    pub fn without_aliases(&self, ty: &Type) -> Option<Type> {
        self.unaliased(ty, 0)
    }

    fn unaliased(&self, ty: &Type, depth: usize) -> Option<Type> {
        if depth > MOST_ALIASES {
            return None;
        }
        let inner = |inner: &Type| Some(Box::new(self.unaliased(inner, depth + 1)?));
        Some(match ty {
            Type::List(item) => Type::List(inner(item)?),
            Type::Map(value) => Type::Map(inner(value)?),
            Type::Nullable(value) => Type::Nullable(inner(value)?),
            Type::Sensitive(value) => Type::Sensitive(inner(value)?),
            Type::Named(id) => match &self.item(*id).kind {
                ItemKind::Alias(next) => self.unaliased(next, depth + 1)?,
                ItemKind::Tuple(_) => return None,
                _ => ty.clone(),
            },
            _ => ty.clone(),
        })
    }

    /// Returns the items with their ids, in order.
    pub fn items(&self) -> impl Iterator<Item = (TypeId, &Item)> {
        self.types.iter()
    }
}

/// A header that many operations have as a parameter.
#[derive(Clone, Debug)]
pub struct ClientHeader {
    /// The name on the wire.
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    pub origin: Origin,
    pub description: Option<String>,
    pub kind: SecurityKind,
}
