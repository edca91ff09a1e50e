//! Reads objects member by member: every unknown name and every wrong type is reported, and reading goes on.

use super::components::Component;
use super::extensions;
use super::model::{RefOr, Reference, Store, Version};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{Format, NodeId, Tree, Value};
use crate::suggest::{closest, is_slip};

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
pub(crate) use members;

impl<'a> Reader<'a> {
    pub(crate) fn is_3_0(&self) -> bool {
        self.store.version == Version::V3_0
    }

    /// Whether an object stands here. `null` is as good as one without members.
    pub(crate) fn is_object(&mut self, at: NodeId, what: &'static str) -> bool {
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

    /// The members of what has to be an object, extensions left out.
    pub(crate) fn map(&mut self, at: NodeId) -> impl Iterator<Item = (&'a str, NodeId)> + use<'a> {
        let at = self.landed(at);
        let at = at.filter(|at| self.is_object(*at, ""));
        let members = at.map_or(&[][..], |at| self.tree.members(at)).iter();
        members
            .map(|(name, value)| (name.as_str(), *value))
            .filter(|(name, _)| *name != "<<")
    }

    /// The items of what has to be an array.
    pub(crate) fn array(&mut self, at: NodeId) -> &'a [NodeId] {
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

    /// A text. A number or a boolean stands for its own words: YAML has them where quotes are missing.
    pub(crate) fn string(&mut self, at: NodeId) -> Option<String> {
        let at = self.landed(at)?;
        let words = match self.tree.value(at) {
            Value::String(text) => return Some(text.clone()),
            Value::Number(number) => self.written(at, number.to_string()),
            Value::Bool(value) => self.written(at, value.to_string()),
            _ => {
                self.wrong_type(at, "", "a string");
                return None;
            }
        };
        let help = format!("put it in quotes: \"{words}\"");
        self.taken_for(at, "a string", help);
        Some(words)
    }

    /// How a value is spelled, where that is known, or else how JSON spells it.
    fn written(&self, at: NodeId, words: String) -> String {
        self.tree.written(at).map_or(words, str::to_owned)
    }

    /// A text of which the specification lists the values, or that refers to something: nothing else stands for it.
    pub(crate) fn word(&mut self, at: NodeId) -> Option<String> {
        let at = self.landed(at)?;
        let text = self.tree.as_str(at);
        if text.is_none() {
            self.wrong_type(at, "", "a string");
        }
        text.map(str::to_owned)
    }

    pub(crate) fn bool(&mut self, at: NodeId) -> Option<bool> {
        let at = self.landed(at)?;
        let value = match self.tree.value(at) {
            Value::Bool(value) => return Some(*value),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        self.unquoted(at, value, "`true` or `false`")
    }

    /// A number in its own words.
    pub(crate) fn number(&mut self, at: NodeId) -> Option<String> {
        let at = self.landed(at)?;
        let value = match self.tree.value(at) {
            Value::Number(number) => return Some(number.to_string()),
            Value::String(text) => text.parse::<serde_json::Number>().ok(),
            _ => None,
        };
        self.unquoted(at, value.map(|number| number.to_string()), "a number")
    }

    /// A number that counts something.
    pub(crate) fn count(&mut self, at: NodeId) -> Option<u64> {
        const WANTED: &str = "an integer that isn't negative";
        let at = self.landed(at)?;
        match self.tree.value(at) {
            Value::Number(number) => {
                let count = number.as_u64().or_else(|| whole(number.as_f64()?));
                if count.is_none() {
                    self.wrong_type(at, "", WANTED);
                }
                count
            }
            Value::String(text) => self.unquoted(at, text.parse().ok(), WANTED),
            _ => self.unquoted(at, None, WANTED),
        }
    }

    /// A value that stands in quotes and has none, or the fault that something else stands there.
    fn unquoted<T>(&mut self, at: NodeId, value: Option<T>, wanted: &str) -> Option<T> {
        match value {
            Some(_) => {
                let text = self.tree.as_str(at).unwrap_or_default();
                let help = format!("take the quotes away: {text}");
                self.taken_for(at, wanted, help);
            }
            None => self.wrong_type(at, "", wanted),
        }
        value
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
        if !matches!(self.tree.value(at), Value::Object(_) | Value::Null) {
            self.wrong_type(at, kind.describe(), "an object");
            return RefOr::Broken;
        }
        self.store.set_kind(at, kind);
        let errors = self.diagnostics.error_attempts();
        let value = T::read(self, at);
        match value {
            Some(value) if T::TELLS_FAULTS || self.diagnostics.error_attempts() == errors => {
                RefOr::Value(value)
            }
            _ => RefOr::Broken,
        }
    }

    pub(crate) fn reference(&mut self, at: NodeId) -> Option<Reference> {
        self.word(at).map(|target| Reference {
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

    /// Reads what nothing depends on: its errors are warnings.
    pub(crate) fn leniently<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::take(self.diagnostics);
        let read = read(self);
        let faults = std::mem::replace(self.diagnostics, before);
        self.diagnostics.take_for_warnings(faults);
        read
    }

    /// Whether an object has no such member, or `null` in its place.
    pub(crate) fn lacks(&self, at: NodeId, key: &str) -> bool {
        let member = self.tree.get(at, key);
        member.is_none_or(|member| *self.tree.value(member) == Value::Null)
    }

    /// Reports a member that has to be there. Whether that is an error depends on what can be made without it.
    pub(crate) fn missing(&mut self, at: NodeId, key: &str, what: &str) {
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

    /// Makes what was said of a misspelt key, or of one without a value, the error: it is the cause.
    pub(crate) fn is_said_to_lack(&mut self, at: NodeId, key: &str) -> bool {
        let said = self.tree.get(at, key).map(|null| ("null-value", null));
        let misspelt = || Some(("unknown-key", self.store.misspelt(at, key)?));
        let Some((kind, node)) = said.or_else(misspelt) else {
            return false;
        };
        self.diagnostics.escalate(kind, Place::Key(node))
    }

    /// As [`Self::missing`], for a member whose absence changes nothing in the output.
    pub(crate) fn missing_but_harmless(&mut self, at: NodeId, key: &str, what: &str) {
        let is_said = self.tree.get(at, key).is_some()
            || self.store.misspelt(at, key).is_some()
            || *self.tree.value(at) == Value::Null;
        if is_said {
            return;
        }
        let message = format!("the specification demands a `{key}` of {what}");
        let warning = Diagnostic::warning("missing-key", Place::Value(at), message);
        self.diagnostics.push(
            warning
                .label(format!("`{key}` is missing here"))
                .help(format!("add `{key}`")),
        );
    }

    /// Whether a member of an object is `null` where it means nothing. It is as good as absent.
    pub(crate) fn is_null(&mut self, key: &str, value: NodeId, known: &[&str]) -> bool {
        const MEANINGFUL: [&str; 6] = ["const", "default", "example", "value", "dataValue", "type"];
        if *self.tree.value(value) != Value::Null
            || !known.contains(&key)
            || MEANINGFUL.contains(&key)
        {
            return false;
        }
        let message = format!("`{key}` is null, and is taken as absent");
        self.null_value(value, message);
        true
    }

    fn null_for(&mut self, at: NodeId, what: &str) {
        let message = match (self.tree.key(at), what) {
            (Some(key), _) => format!("`{key}` is null, and is taken as empty"),
            (None, "") => "a null is taken as empty".to_owned(),
            (None, what) => format!("{what} is null, and is taken as empty"),
        };
        self.null_value(at, message);
    }

    fn null_value(&mut self, at: NodeId, message: String) {
        let warning = Diagnostic::warning("null-value", Place::Key(at), message);
        let warning = warning
            .label("null")
            .help("give it a value, or take it out");
        self.diagnostics.push(warning);
    }

    /// Says that a value of another sort has one reading only, which it is given.
    pub(crate) fn taken_for(&mut self, at: NodeId, wanted: &str, help: impl Into<String>) {
        let value = self.tree.value(at).describe();
        let subject = self.subject(at, "");
        let message = format!("{subject} has to be {wanted}, and {value} is taken for it");
        let warning = Diagnostic::warning("wrong-type", Place::Value(at), message);
        self.diagnostics.push(warning.label(value).help(help));
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
        let subject = self.subject(at, what);
        let message = format!("{subject} has to be {wanted}, not {}", value.describe());
        let help = match value {
            Value::Null => "give it a value, or take it out".to_owned(),
            _ => format!("write {wanted} here"),
        };
        let error = Diagnostic::error("wrong-type", Place::Value(at), message);
        self.diagnostics
            .push(error.label(value.describe()).help(help));
    }

    /// A name that is a letter away from one that stands for an extension of ours is a slip.
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
        let message = format!("`{key}` is not read: it is spelled almost as an extension that is");
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
            self.almost_an_alias(key, value);
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
            Some(name) => {
                self.store.note_misspelt(object, name, value);
                format!("did you mean `{name}`?")
            }
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

/// `5.0` counts as well as `5`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && (0.0..EXACT).contains(&number)).then_some(number as u64)
}
