//! Reads objects member by member: reports every unknown name and every wrong type, and reads on.

use super::store::{Kind, Memo, Reference, Store, Version};
use super::vocabulary;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{Format, NodeId, Tree, Value};
use crate::suggest::{closest, is_slip};

/// Reads the objects of a document.
pub(super) struct Reader<'a> {
    pub(super) tree: &'a Tree,
    pub(super) store: Store,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// An object that a section of `components` has, so that a `$ref` may stand in its place.
pub(super) trait Component: Clone {
    const KIND: Kind;

    /// Whether an object with an error in it is still needed: it says itself which of its parts are broken, or further
    /// errors depend on it.
    const IS_KEPT_WITH_ERRORS: bool = false;

    /// Reads the object at a node.
    fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<Self>;

    /// Returns the objects of this kind that something referred to.
    fn memo(store: &mut Store) -> &mut Memo<Self>;

    /// Takes the description beside a reference to it.
    fn describe(&mut self, description: String);
}

/// Reads the members of an object: one line per name, `_` for extensions. All other names are reported.
macro_rules! members {
    ($reader:ident, $at:expr, $what:literal, |$value:ident| { $($($key:literal)|+ => $action:expr,)* _ ($name:ident) => $extension:expr $(,)? }) => {{
        const KNOWN: &[&str] = &[$($($key),+),*];
        let at = $at;
        if $reader.is_object(at, $what) {
            for (name, value) in $reader.tree.members(at) {
                let $value = *value;
                match name.as_str() {
                    name if $reader.is_null(name, $value, KNOWN) => (),
                    $($($key)|+ => $action,)*
                    $name => {
                        if !$extension {
                            $reader.unknown(at, $name, $value, KNOWN, $what);
                        }
                    }
                }
            }
        }
    }};
    ($reader:ident, $at:expr, $what:literal, |$value:ident| { $($($key:literal)|+ => $action:expr,)* }) => {
        members!($reader, $at, $what, |$value| { $($($key)|+ => $action,)* _ (name) => false })
    };
}
pub(super) use members;

impl<'a> Reader<'a> {
    pub(super) fn is_3_0(&self) -> bool {
        self.store.version == Version::V3_0
    }

    /// Returns whether a node is an object. `null` counts as an empty one.
    pub(super) fn is_object(&mut self, at: NodeId, what: &'static str) -> bool {
        match self.tree.value(at) {
            Value::Object(_) => true,
            Value::Null => {
                self.null_for(at, what);
                true
            }
            _ => {
                self.wrong_type(at, what, "an object");
                false
            }
        }
    }

    /// Returns the members of what has to be an object.
    pub(super) fn map(&mut self, at: NodeId) -> impl Iterator<Item = (&'a str, NodeId)> + use<'a> {
        let at = self.landed(at);
        let at = at.filter(|at| self.is_object(*at, ""));
        let members = at.map_or(&[][..], |at| self.tree.members(at)).iter();
        members
            .map(|(name, value)| (name.as_str(), *value))
            .filter(|(name, _)| *name != "<<")
    }

    /// Returns the items of what has to be an array.
    pub(super) fn array(&mut self, at: NodeId) -> &'a [NodeId] {
        let Some(at) = self.landed(at) else {
            return &[];
        };
        match self.tree.value(at) {
            Value::Array(_) => {}
            Value::Null => self.null_for(at, ""),
            _ => self.wrong_type(at, "", "an array"),
        }
        self.tree.items(at)
    }

    pub(super) fn reference(&mut self, at: NodeId) -> Option<Reference> {
        let target = self.word(at)?;
        Some(Reference { at, target })
    }

    /// Warns of what is beside a `$ref`: nothing else counts there (OpenAPI 3.0.3, section 4.7.23; 3.1.0, section
    /// 4.8.23).
    pub(super) fn report_siblings(&mut self, at: NodeId, allowed: &[&str]) {
        for (name, value) in self.tree.members(at) {
            if allowed.contains(&name.as_str()) {
                continue;
            }
            let message = format!("`{name}` is ignored because it stands beside `$ref`");
            let help = if self.is_3_0() {
                "move it to what `$ref` leads to, or wrap the reference: `allOf: [{$ref: …}]`"
            } else {
                "move it to what `$ref` leads to"
            };
            let warning = Diagnostic::warning("ignored-sibling", Place::Key(*value), message);
            self.diagnostics.push(warning.label("ignored").help(help));
        }
    }

    /// Reads what nothing depends on: reports its errors as warnings.
    pub(super) fn leniently<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::take(self.diagnostics);
        let read = read(self);
        let faults = std::mem::replace(self.diagnostics, before);
        self.diagnostics.take_for_warnings(faults);
        read
    }

    /// Returns whether an object has no such member, or `null` in its place.
    pub(super) fn lacks(&self, at: NodeId, key: &str) -> bool {
        let member = self.tree.get(at, key);
        member.is_none_or(|member| *self.tree.value(member) == Value::Null)
    }

    /// Reports that a required member is missing.
    pub(super) fn missing(&mut self, at: NodeId, key: &str, what: &str) {
        if self.is_said_to_lack(at, key) {
            return;
        }
        let message = format!("{what} needs a `{key}`");
        let error = Diagnostic::error("missing-key", Place::Value(at), message);
        self.diagnostics.push(
            error
                .label(format!("`{key}` is missing here"))
                .help(format!("add `{key}`")),
        );
    }

    /// Makes an error of the warning about a misspelt key, or about one without a value: it is the cause. Returns
    /// whether there is one.
    pub(super) fn is_said_to_lack(&mut self, at: NodeId, key: &str) -> bool {
        let said = self.tree.get(at, key).map(|null| ("null-value", null));
        let misspelt = || Some(("unknown-key", self.store.misspelt(at, key)?));
        let Some((kind, node)) = said.or_else(misspelt) else {
            return false;
        };
        self.diagnostics.escalate(kind, Place::Key(node))
    }

    /// Warns that a required member is missing whose absence changes nothing in the output.
    pub(super) fn missing_but_harmless(&mut self, at: NodeId, key: &str, what: &str) {
        let is_said = self.tree.get(at, key).is_some()
            || self.store.misspelt(at, key).is_some()
            || *self.tree.value(at) == Value::Null;
        if is_said {
            return;
        }
        let message = format!("the specification requires a `{key}` in {what}");
        let warning = Diagnostic::warning("missing-key", Place::Value(at), message);
        self.diagnostics.push(
            warning
                .label(format!("`{key}` is missing here"))
                .help(format!("add `{key}`")),
        );
    }

    /// Returns whether a member of an object is `null` where that means nothing: it counts as absent.
    pub(super) fn is_null(&mut self, key: &str, value: NodeId, known: &[&str]) -> bool {
        const MEANINGFUL: [&str; 6] = ["const", "default", "example", "value", "dataValue", "type"];
        if *self.tree.value(value) != Value::Null
            || !known.contains(&key)
            || MEANINGFUL.contains(&key)
        {
            return false;
        }
        let message = format!("`{key}` is null, and counts as absent");
        self.null_value(value, message);
        true
    }

    fn null_for(&mut self, at: NodeId, what: &str) {
        let message = match (self.tree.key(at), what) {
            (Some(key), _) => format!("`{key}` is null, and counts as empty"),
            (None, "") => "a null counts as empty".to_owned(),
            (None, what) => format!("{what} is null, and counts as empty"),
        };
        self.null_value(at, message);
    }

    fn null_value(&mut self, at: NodeId, message: String) {
        let warning = Diagnostic::warning("null-value", Place::Key(at), message);
        let warning = warning.label("null").help("give it a value, or remove it");
        self.diagnostics.push(warning);
    }

    /// Warns of a value of another type that can only be read in one way.
    pub(super) fn taken_for(&mut self, at: NodeId, wanted: &str, help: impl Into<String>) {
        let value = self.tree.value(at).describe();
        let subject = self.subject(at, "");
        let message = format!("{subject} must be {wanted}, but is {value}; it is converted");
        let warning = Diagnostic::warning("wrong-type", Place::Value(at), message);
        self.diagnostics.push(warning.label(value).help(help));
    }

    /// Reports a value that the specification doesn't allow.
    pub(super) fn invalid(
        &mut self,
        at: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error("invalid-value", Place::Value(at), message);
        self.diagnostics
            .push(error.label("not allowed here").help(help));
    }

    /// Warns of a part of the specification that nothing is generated for.
    pub(super) fn unsupported(
        &mut self,
        at: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not generated").help(help));
    }

    pub(super) fn wrong_type(&mut self, at: NodeId, what: &str, wanted: &str) {
        let value = self.tree.value(at);
        let subject = self.subject(at, what);
        let message = format!("{subject} must be {wanted}, not {}", value.describe());
        let help = match value {
            Value::Null => "give it a value, or remove it".to_owned(),
            _ => format!("write {wanted} here"),
        };
        let error = Diagnostic::error("wrong-type", Place::Value(at), message);
        self.diagnostics
            .push(error.label(value.describe()).help(help));
    }

    /// Warns of a name that is one letter away from another spelling of an extension.
    fn almost_an_alias(&mut self, key: &str, value: NodeId) {
        const MOST: usize = 64;
        if self.store.aliases.contains_key(key) || self.store.aliases.len() > MOST {
            return;
        }
        let mut aliases = self.store.aliases.keys();
        let Some(alias) = aliases.find(|alias| is_slip(key, alias)) else {
            return;
        };
        let help = format!("did you mean `{alias}`?");
        let message =
            format!("`{key}` is not read: it is one letter away from an extension that is");
        let warning = Diagnostic::warning("unknown-key", Place::Key(value), message);
        self.diagnostics.push(warning.label("not read").help(help));
    }

    fn subject(&self, at: NodeId, what: &str) -> String {
        match (self.tree.key(at), what) {
            (Some(key), _) => format!("`{key}`"),
            (None, "") => match self.tree.parent(at).and_then(|list| self.tree.key(list)) {
                Some(list) => format!("an item of `{list}`"),
                None => "this".to_owned(),
            },
            (None, _) => what.to_owned(),
        }
    }

    /// Warns of a name that means nothing in this object. Names of others' extensions are theirs.
    pub(super) fn unknown(
        &mut self,
        object: NodeId,
        key: &str,
        value: NodeId,
        known: &[&str],
        what: &str,
    ) {
        if key.starts_with("x-") && !vocabulary::is_ours(key) {
            self.almost_an_alias(key, value);
            return;
        }
        if key == "<<" && self.tree.format(self.tree.file(object)) == Format::Yaml {
            return;
        }
        let known_elsewhere = key.starts_with("x-");
        let names = if known_elsewhere {
            vocabulary::NAMES
        } else {
            known
        };
        let message = if known_elsewhere
            && vocabulary::NAMES.contains(&vocabulary::neutral(&self.store.aliases, key))
        {
            format!("`{key}` has no meaning in {what}")
        } else {
            format!("`{key}` is not a key of {what}")
        };
        let free = names
            .iter()
            .copied()
            .filter(|name| self.tree.get(object, name).is_none());
        let help = match closest(key, free) {
            Some(name) => {
                self.store.note_misspelt(object, name, value);
                format!("did you mean `{name}`?")
            }
            None if known_elsewhere => {
                "see the list of extensions for where each belongs".to_owned()
            }
            None => {
                "remove it, or begin its name with `x-` if it is an extension of yours".to_owned()
            }
        };
        let warning = Diagnostic::warning("unknown-key", Place::Key(value), message);
        self.diagnostics
            .push(warning.label("unknown key").help(help));
    }
}
