//! From the text of a `$ref` to a node, and to what is read there.

use super::Resolver;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::model::{Kind, RefOr, Reference};
use crate::document::tree::{NodeId, Value};
use crate::document::{Component, closest};

/// How many references may stand one behind the other.
const MOST_HOPS: usize = 64;

/// How many faults are searched for what may have been meant.
const MOST_SEARCHES: usize = 200;

impl Resolver<'_> {
    /// The node that a reference leads to; an error is pushed if there is none.
    pub(super) fn target(&mut self, reference: &Reference) -> Option<NodeId> {
        let found = match self.pointers.get(&reference.target) {
            Some(found) => *found,
            None => {
                let found = self.find(&reference.target);
                self.pointers.insert(reference.target.clone(), found);
                found
            }
        };
        if found.is_none() {
            let error = self.no_target(reference);
            self.diagnostics.push(error);
        }
        found
    }

    fn find(&self, target: &str) -> Option<NodeId> {
        let fragment = target.strip_prefix('#')?;
        let decoded = percent_decoded(fragment);
        let found = decoded.and_then(|pointer| self.tree.at_pointer(&pointer));
        // Many documents don't encode what they should, so that a `%` may mean itself.
        found.or_else(|| self.tree.at_pointer(fragment))
    }

    fn no_target(&self, reference: &Reference) -> Diagnostic {
        let Reference { at, target, .. } = reference;
        let place = Place::Value(*at);
        match target.strip_prefix('#') {
            Some("") => unreachable_root(place),
            Some(fragment) if fragment.starts_with('/') => Diagnostic::error(
                "dangling-reference",
                place,
                format!("`{target}` leads nowhere"),
            )
            .label("not found")
            .help(self.nearest(fragment)),
            Some(_) => Diagnostic::error(
                "unsupported-reference",
                place,
                format!("`{target}` refers to an anchor"),
            )
            .label("anchors are not followed")
            .help("write a JSON pointer: `#/components/schemas/Name`"),
            None if target.contains("://") => Diagnostic::error(
                "remote-reference",
                place,
                format!("`{target}` is somewhere on the network"),
            )
            .label("nothing is fetched")
            .help("copy what it refers to into `components` and refer to it there"),
            None => Diagnostic::error(
                "file-reference",
                place,
                format!("`{target}` is outside of this document"),
            )
            .label("other files are not read")
            .help("bundle the document into one file, for example with `npx @redocly/cli bundle`"),
        }
    }

    /// How far a pointer leads, and what may have been meant.
    fn nearest(&self, fragment: &str) -> String {
        // Each search reads all names that there are.
        if self.diagnostics.error_count() > MOST_SEARCHES {
            return "correct the reference".to_owned();
        }
        let mut at = NodeId::ROOT;
        let pointer = percent_decoded(fragment).unwrap_or_else(|| fragment.to_owned());
        for token in pointer.split('/').skip(1) {
            let Some(next) = self.tree.step(at, token) else {
                let name = token.replace("~1", "/").replace("~0", "~");
                let names = self.tree.members(at).iter().map(|(name, _)| name.as_str());
                let parent = self.tree.pointer(at);
                return match closest(&name, names) {
                    Some(close) => format!(
                        "did you mean `#{parent}/{}`?",
                        close.replace('~', "~0").replace('/', "~1")
                    ),
                    None if at == NodeId::ROOT => {
                        format!("the document has no `{name}`: add it, or correct the reference")
                    }
                    None => {
                        format!("`#{parent}` has no `{name}`: add it, or correct the reference")
                    }
                };
            };
            at = next;
        }
        "correct the reference".to_owned()
    }

    /// Reports a reference to something of another sort.
    pub(super) fn wrong_target(&mut self, reference: &Reference, wanted: &str, node: NodeId) {
        let found = self
            .store
            .kind(node)
            .map_or_else(|| self.tree.value(node).describe(), Kind::describe);
        let message = format!(
            "`{}` is {found}, and {wanted} is needed here",
            reference.target
        );
        let error = Diagnostic::error("wrong-reference", Place::Value(reference.at), message)
            .label(format!("refers to {found}"))
            .help(format!("refer to {wanted}"))
            .related(Place::Key(node), "it leads here");
        self.diagnostics.push(error);
    }

    /// The object itself, or what its reference leads to, with the name of the component it is.
    pub(super) fn follow<T: Component>(&mut self, value: &RefOr<T>) -> Option<(T, Option<String>)> {
        let first = match value {
            RefOr::Value(value) => return Some((value.clone(), None)),
            RefOr::Broken => return None,
            RefOr::Reference(reference) => reference,
        };
        let mut reference = first.clone();
        let mut description = None;
        for _ in 0..MOST_HOPS {
            description = description.or_else(|| reference.description.take());
            let node = self.target(&reference)?;
            let is_kind = self.store.kind(node).is_none_or(|found| found == T::KIND);
            if !is_kind || !matches!(self.tree.value(node), Value::Object(_)) {
                self.wrong_target(&reference, T::KIND.describe(), node);
                return None;
            }
            let (name, found) = match T::section(&self.components).at(node) {
                Some((name, _, found)) => (Some(name.clone()), found.clone()),
                None => (None, self.reader().ref_or(node)),
            };
            match found {
                RefOr::Value(mut value) => {
                    if let Some(description) = description {
                        value.describe(description);
                    }
                    return Some((value, name));
                }
                // The error was given where it stands.
                RefOr::Broken => return None,
                RefOr::Reference(next) => reference = next,
            }
        }
        let message = format!(
            "`{}` leads back to itself, or through too many references",
            first.target
        );
        let error = Diagnostic::error("reference-cycle", Place::Value(first.at), message);
        self.diagnostics.push(
            error
                .label("never arrives")
                .help("let one of the references lead to an object"),
        );
        None
    }
}

fn unreachable_root(place: Place) -> Diagnostic {
    Diagnostic::error("wrong-reference", place, "`#` is the whole document")
        .label("not an object of this kind")
}

/// Decodes the fragment of a URI (RFC 6901, section 6); none if it isn't encoded well.
fn percent_decoded(fragment: &str) -> Option<String> {
    if !fragment.contains('%') {
        return Some(fragment.to_owned());
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => 16 * hex(rest.next()?)? + hex(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
