//! Reads objects member by member: every unknown name and every wrong type is reported, and reading goes on.

use super::components::Component;
use super::extensions;
use super::model::{RefOr, Reference, Store, Version};
use super::tree::{Format, NodeId, Tree, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Reads the objects of a document.
pub(crate) struct Reader<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) store: &'a mut Store,
    pub(crate) diagnostics: &'a mut Diagnostics,
}

/// Reads the members of an object: a line a name, `_` for what an extension does; all other names are reported.
macro_rules! members {
    ($reader:ident, $at:expr, $what:literal, |$value:ident| { $($($key:literal)|+ => $action:expr,)* _ ($name:ident) => $extension:expr $(,)? }) => {{
        const KNOWN: &[&str] = &[$($($key),+),*];
        let at = $at;
        if $reader.is_object(at, $what) {
            for (name, value) in $reader.tree.members(at) {
                let $value = *value;
                match name.as_str() {
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
pub(crate) use members;

impl<'a> Reader<'a> {
    pub(crate) fn is_3_0(&self) -> bool {
        self.store.version == Version::V3_0
    }

    pub(crate) fn is_object(&mut self, at: NodeId, what: &'static str) -> bool {
        if matches!(self.tree.value(at), Value::Object(_)) {
            return true;
        }
        self.wrong_type(at, what, "an object");
        false
    }

    /// The members of what has to be an object, extensions left out.
    pub(crate) fn map(&mut self, at: NodeId) -> impl Iterator<Item = (&'a str, NodeId)> + use<'a> {
        if !matches!(self.tree.value(at), Value::Object(_)) {
            self.wrong_type(at, "", "an object");
        }
        let members = self.tree.members(at).iter();
        members
            .map(|(name, value)| (name.as_str(), *value))
            .filter(|(name, _)| *name != "<<")
    }

    /// The items of what has to be an array.
    pub(crate) fn array(&mut self, at: NodeId) -> &'a [NodeId] {
        if !matches!(self.tree.value(at), Value::Array(_)) {
            self.wrong_type(at, "", "an array");
        }
        self.tree.items(at)
    }

    pub(crate) fn string(&mut self, at: NodeId) -> Option<String> {
        let text = self.tree.as_str(at);
        if text.is_none() {
            self.wrong_type(at, "", "a string");
        }
        text.map(str::to_owned)
    }

    pub(crate) fn bool(&mut self, at: NodeId) -> Option<bool> {
        let value = self.tree.as_bool(at);
        if value.is_none() {
            self.wrong_type(at, "", "`true` or `false`");
        }
        value
    }

    /// A number in its own words.
    pub(crate) fn number(&mut self, at: NodeId) -> Option<String> {
        match self.tree.value(at) {
            Value::Number(number) => Some(number.to_string()),
            _ => {
                self.wrong_type(at, "", "a number");
                None
            }
        }
    }

    /// A number that counts something.
    pub(crate) fn count(&mut self, at: NodeId) -> Option<u64> {
        let count = match self.tree.value(at) {
            Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?)),
            _ => None,
        };
        if count.is_none() {
            self.wrong_type(at, "", "an integer that isn't negative");
        }
        count
    }

    pub(crate) fn strings(&mut self, at: NodeId) -> Vec<String> {
        let items = self.array(at);
        items.iter().filter_map(|item| self.string(*item)).collect()
    }

    /// Reads an object, or the `$ref` that stands in its place.
    pub(crate) fn ref_or<T: Component>(&mut self, at: NodeId) -> RefOr<T> {
        let kind = T::KIND;
        if let Some(target) = self.tree.get(at, "$ref") {
            self.store.set_kind(at, kind);
            self.report_siblings(
                at,
                if self.is_3_0() {
                    &["$ref"]
                } else {
                    &["$ref", "summary", "description"]
                },
            );
            let description = self.tree.get(at, "description");
            let description = description.filter(|_| !self.is_3_0());
            let description = description.and_then(|at| self.string(at));
            return match self.reference(target) {
                Some(reference) => RefOr::Reference(Reference {
                    description,
                    ..reference
                }),
                None => RefOr::Broken,
            };
        }
        if !matches!(self.tree.value(at), Value::Object(_)) {
            self.wrong_type(at, kind.describe(), "an object");
            return RefOr::Broken;
        }
        self.store.set_kind(at, kind);
        let errors = self.diagnostics.error_attempts();
        let value = T::read(self, at);
        match value {
            Some(value) if self.diagnostics.error_attempts() == errors => RefOr::Value(value),
            _ => RefOr::Broken,
        }
    }

    pub(crate) fn reference(&mut self, at: NodeId) -> Option<Reference> {
        self.string(at).map(|target| Reference {
            at,
            target,
            description: None,
        })
    }

    /// Beside a `$ref` nothing else counts (OpenAPI 3.0.3, section 4.7.23; 3.1.0, section 4.8.23).
    pub(crate) fn report_siblings(&mut self, at: NodeId, allowed: &[&str]) {
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

    /// Reports a member that has to be there. Whether that is an error depends on what can be made without it.
    pub(crate) fn missing(&mut self, at: NodeId, key: &str, what: &str) {
        let message = format!("{what} needs a `{key}`");
        let error = Diagnostic::error("missing-key", Place::Value(at), message);
        self.diagnostics.push(
            error
                .label(format!("`{key}` is missing here"))
                .help(format!("add `{key}`")),
        );
    }

    /// As [`Self::missing`], for a member whose absence changes nothing in the output.
    pub(crate) fn missing_but_harmless(&mut self, at: NodeId, key: &str, what: &str) {
        let message = format!("the specification demands a `{key}` of {what}");
        let warning = Diagnostic::warning("missing-key", Place::Value(at), message);
        self.diagnostics.push(
            warning
                .label(format!("`{key}` is missing here"))
                .help(format!("add `{key}`")),
        );
    }

    /// Reports a value that the specification doesn't list.
    pub(crate) fn invalid(
        &mut self,
        at: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error("invalid-value", Place::Value(at), message);
        self.diagnostics
            .push(error.label("not allowed here").help(help));
    }

    /// Reports a part of the specification that nothing is generated for.
    pub(crate) fn unsupported(
        &mut self,
        at: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not generated").help(help));
    }

    fn wrong_type(&mut self, at: NodeId, what: &str, wanted: &str) {
        let value = self.tree.value(at);
        let subject = match (self.tree.key(at), what) {
            (Some(key), _) => format!("`{key}`"),
            (None, "") => match self.tree.parent(at).and_then(|list| self.tree.key(list)) {
                Some(list) => format!("an item of `{list}`"),
                None => "this".to_owned(),
            },
            (None, _) => what.to_owned(),
        };
        let message = format!("{subject} has to be {wanted}, not {}", value.describe());
        let help = match value {
            Value::Number(number) if wanted == "a string" => {
                format!("put it in quotes: \"{number}\"")
            }
            Value::Bool(value) if wanted == "a string" => format!("put it in quotes: \"{value}\""),
            Value::String(text)
                if wanted.contains("true") && ["true", "false"].contains(&text.as_str()) =>
            {
                format!("take the quotes away: {text}")
            }
            Value::String(text)
                if text.parse::<f64>().is_ok() && wanted.contains('n') && wanted != "an array" =>
            {
                format!("take the quotes away: {text}")
            }
            Value::Null => "give it a value, or take it out".to_owned(),
            _ => format!("write {wanted} here"),
        };
        let error = Diagnostic::error("wrong-type", Place::Value(at), message);
        self.diagnostics
            .push(error.label(value.describe()).help(help));
    }

    /// Reports a name that means nothing in this object; names of other people's extensions are theirs.
    pub(crate) fn unknown(
        &mut self,
        object: NodeId,
        key: &str,
        value: NodeId,
        known: &[&str],
        what: &str,
    ) {
        if key.starts_with("x-") && !extensions::is_ours(key) {
            return;
        }
        if key == "<<" && self.tree.format(self.tree.file(object)) == Format::Yaml {
            return;
        }
        let known_elsewhere = key.starts_with("x-");
        let names = if known_elsewhere {
            extensions::NAMES
        } else {
            known
        };
        let message = if known_elsewhere
            && extensions::NAMES.contains(&extensions::neutral(self.store, key))
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
            Some(name) => format!("did you mean `{name}`?"),
            None if known_elsewhere => {
                "see the list of extensions for where each one goes".to_owned()
            }
            None => {
                "take it out, or begin its name with `x-` if it is an extension of yours".to_owned()
            }
        };
        let warning = Diagnostic::warning("unknown-key", Place::Key(value), message);
        self.diagnostics
            .push(warning.label("unknown key").help(help));
    }
}

/// The name that a misspelt one was most likely to be.
pub(crate) fn closest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if word.len() > 64 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    names
        .map(|name| {
            (
                strsim::osa_distance(&lower, &name.to_ascii_lowercase()),
                name,
            )
        })
        .filter(|(distance, name)| *distance <= name.len() / 3)
        .min()
        .map(|(_, name)| name)
}

/// `5.0` counts as well as `5`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && (0.0..EXACT).contains(&number)).then_some(number as u64)
}
