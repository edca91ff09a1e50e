//! What came of the objects that references lead to, by kind and node, so that each is read once.

use std::collections::{HashMap, HashSet};

use super::model::{Example, Header, Parameter, RequestBody, Response, SecurityScheme};
use super::path_item::PathItem;
use crate::source::tree::NodeId;

/// What came of an object.
#[derive(Clone, Debug)]
pub(super) struct Known<T> {
    /// The object, if it can be used.
    pub(super) value: Option<T>,
    /// Whether an error was reported in it: then whatever uses it is broken, too.
    pub(super) is_broken: bool,
}

/// What came of the objects of one kind.
type Memo<T> = HashMap<NodeId, Known<T>>;

/// What came of the objects that something refers to.
#[derive(Debug, Default)]
pub(super) struct Memos {
    parameters: Memo<Parameter>,
    responses: Memo<Response>,
    request_bodies: Memo<RequestBody>,
    headers: Memo<Header>,
    examples: Memo<Example>,
    security_schemes: Memo<SecurityScheme>,
    path_items: Memo<PathItem>,
    /// The entries of the sections of `components`, but for the schemas.
    components: HashSet<NodeId>,
}

/// An object of a kind that is read once.
pub(super) trait Remembered: Clone {
    /// Returns the objects of this kind.
    fn memo(memos: &mut Memos) -> &mut Memo<Self>;
}

macro_rules! remembered {
    ($($object:ident in $memo:ident,)*) => {
        $(impl Remembered for $object {
            fn memo(memos: &mut Memos) -> &mut Memo<Self> {
                &mut memos.$memo
            }
        })*
    };
}

remembered! {
    Parameter in parameters,
    Response in responses,
    RequestBody in request_bodies,
    Header in headers,
    Example in examples,
    SecurityScheme in security_schemes,
    PathItem in path_items,
}

impl Memos {
    /// Returns what came of the object at a node, if it was read.
    pub(super) fn get<T: Remembered>(&mut self, at: NodeId) -> Option<&Known<T>> {
        T::memo(self).get(&at)
    }

    /// Keeps what came of the object at a node.
    pub(super) fn keep<T: Remembered>(&mut self, at: NodeId, known: Known<T>) {
        T::memo(self).insert(at, known);
    }

    /// Notes that a node is an entry of a section of `components`.
    pub(super) fn add_component(&mut self, at: NodeId) {
        self.components.insert(at);
    }

    /// Returns whether a node is an entry of a section of `components`.
    pub(super) fn is_component(&self, at: NodeId) -> bool {
        self.components.contains(&at)
    }
}
