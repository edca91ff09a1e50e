//! Reports what is wrong with the members of objects: each function takes a node and records one diagnostic about it.

use super::Reader;
use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::vocabulary;
use crate::source::tree::{Format, NodeId, Value};
use crate::suggest::{closest, is_slip};

impl Reader<'_> {
    /// Reports that a required member is missing.
    pub(in crate::openapi) fn missing(&mut self, at: NodeId, key: &str, what: &str) {
        let slips = &self.slips;
        if slips.escalate(self.tree, at, key, self.diagnostics) {
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

    /// Warns that a required member is missing whose absence changes nothing in the output.
    pub(in crate::openapi) fn missing_but_harmless(&mut self, at: NodeId, key: &str, what: &str) {
        let is_said = self.tree.get(at, key).is_some()
            || self.slips.meant(at, key).is_some()
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

    /// Warns of a name that means nothing in this object. Names of others' extensions are theirs.
    pub(in crate::openapi) fn unknown(
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
            && vocabulary::NAMES.contains(&vocabulary::neutral(&self.aliases, key))
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
                self.slips.note(object, name, value);
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

    /// Warns of a name that is one letter away from another spelling of an extension.
    fn almost_an_alias(&mut self, key: &str, value: NodeId) {
        const MOST: usize = 64;
        if self.aliases.contains_key(key) || self.aliases.len() > MOST {
            return;
        }
        let mut aliases = self.aliases.keys();
        let Some(alias) = aliases.find(|alias| is_slip(key, alias)) else {
            return;
        };
        let help = format!("did you mean `{alias}`?");
        let message =
            format!("`{key}` is not read: it is one letter away from an extension that is");
        let warning = Diagnostic::warning("unknown-key", Place::Key(value), message);
        self.diagnostics.push(warning.label("not read").help(help));
    }

    /// Reports a value of a type that nothing can be read from.
    pub(in crate::openapi) fn wrong_type(&mut self, at: NodeId, what: &str, wanted: &str) {
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

    /// Warns of a value of another type that can only be read in one way.
    pub(in crate::openapi) fn taken_for(
        &mut self,
        at: NodeId,
        wanted: &str,
        help: impl Into<String>,
    ) {
        let value = self.tree.value(at).describe();
        let subject = self.subject(at, "");
        let message = format!("{subject} must be {wanted}, but is {value}; it is converted");
        let warning = Diagnostic::warning("wrong-type", Place::Value(at), message);
        self.diagnostics.push(warning.label(value).help(help));
    }

    /// Reports a value that the specification doesn't allow.
    pub(in crate::openapi) fn invalid(
        &mut self,
        at: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error("invalid-value", Place::Value(at), message);
        self.diagnostics
            .push(error.label("not allowed here").help(help));
    }

    /// Warns of a null that counts as an empty object or list.
    pub(super) fn null_for(&mut self, at: NodeId, what: &str) {
        let message = match (self.tree.key(at), what) {
            (Some(key), _) => format!("`{key}` is null, and counts as empty"),
            (None, "") => "a null counts as empty".to_owned(),
            (None, what) => format!("{what} is null, and counts as empty"),
        };
        self.null_value(at, message);
    }

    /// Warns of a null.
    pub(super) fn null_value(&mut self, at: NodeId, message: String) {
        let warning = Diagnostic::warning("null-value", Place::Key(at), message);
        let warning = warning.label("null").help("give it a value, or remove it");
        self.diagnostics.push(warning);
    }

    /// Warns of a part of the specification that nothing is generated for.
    pub(in crate::openapi) fn unsupported(
        &mut self,
        at: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not generated").help(help));
    }

    /// Warns of what is beside a `$ref`: nothing else counts there (OpenAPI 3.0.3, section 4.7.23; 3.1.0, section
    /// 4.8.23).
    pub(in crate::openapi) fn ignored_siblings(&mut self, at: NodeId, allowed: &[&str]) {
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

    /// Warns of a `$ref` where the specification allows none, and of what is beside it.
    pub(in crate::openapi) fn unusual_reference(&mut self, at: NodeId, target: NodeId) {
        self.ignored_siblings(at, &["$ref"]);
        // Since 3.2 media types are components, too (section 4.14).
        let text = self.tree.as_str(target).unwrap_or_default();
        if text.contains("/components/mediaTypes/") {
            return;
        }
        let message = "the specification allows no `$ref` here; it is followed";
        let warning = Diagnostic::warning("unusual-reference", Place::Value(target), message)
            .label("followed")
            .help("copy what it leads to here, for other tools");
        self.diagnostics.push(warning);
    }

    /// Returns what a message calls the node: its key, or else what it is.
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
}
