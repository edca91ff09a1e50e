//! Reads the members of objects as what they have to be, and reads on where they aren't: it takes a node and gives its
//! members, its items or its value. What is wrong with them is reported.

mod report;

use std::collections::BTreeMap;

use super::kinds::Kinds;
use super::memos::Memos;
use super::reference::{Reference, References, endless};
use super::schema_table::SchemaTable;
use super::schemes::Schemes;
use super::search::MOST_HOPS;
use super::slips::Slips;
use super::version::Version;
use crate::diagnostic::Diagnostics;
use crate::source::tree::{NodeId, Tree, Value};

/// Reads the nodes of a document. What was learned on the way stands in its parts, each with methods of its own.
pub(super) struct Reader<'a> {
    pub(super) tree: &'a Tree,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Other spellings of extension names, with ours.
    pub(super) aliases: BTreeMap<String, String>,
    pub(super) references: References,
    pub(super) kinds: Kinds,
    pub(super) memos: Memos,
    pub(super) schemas: SchemaTable,
    pub(super) schemes: Schemes,
    pub(super) slips: Slips,
    version: Version,
    is_used: bool,
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
    /// Makes a reader of a tree that has read nothing yet.
    pub(super) fn new(
        tree: &'a Tree,
        version: Version,
        aliases: BTreeMap<String, String>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            tree,
            diagnostics,
            aliases,
            references: References::new(tree, version),
            kinds: Kinds::new(tree),
            memos: Memos::default(),
            schemas: SchemaTable::new(),
            schemes: Schemes::default(),
            slips: Slips::default(),
            version,
            is_used: true,
        }
    }

    /// Returns whether the document follows OpenAPI 3.0.
    pub(super) fn is_3_0(&self) -> bool {
        self.version == Version::V3_0
    }

    /// Returns whether what is read is used. The references of what isn't are not followed.
    pub(super) const fn is_used(&self) -> bool {
        self.is_used
    }

    /// Reads what nothing uses, for what it says itself.
    pub(super) fn unused(&mut self, read: impl FnOnce(&mut Self)) {
        self.is_used = false;
        read(self);
        self.is_used = true;
    }

    /// Reads what nothing depends on: reports its errors as warnings.
    pub(super) fn leniently<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::take(self.diagnostics);
        let read = read(self);
        let faults = std::mem::replace(self.diagnostics, before);
        self.diagnostics.take_for_warnings(faults);
        read
    }

    /// Returns the node that a reference leads to, or reports that there is none.
    pub(super) fn target(&mut self, reference: &Reference) -> Option<NodeId> {
        self.references
            .follow(self.tree, reference, &self.slips, self.diagnostics)
    }

    /// Returns the node itself, or what a `$ref` in its place leads to. The specification allows references in few
    /// places; documents that are joined from many files have them anywhere. Returns nothing where an error says why.
    pub(super) fn landed(&mut self, at: NodeId) -> Option<NodeId> {
        let mut landed = at;
        let mut passed = Vec::new();
        while passed.len() < MOST_HOPS {
            let Some(target) = self.reference_in_place(landed) else {
                for (at, target) in passed {
                    self.unusual_reference(at, target);
                }
                return Some(landed);
            };
            let reference = self.reference(target)?;
            passed.push((landed, target));
            landed = self.target(&reference)?;
        }
        let target = self.tree.get(at, "$ref").unwrap_or(at);
        self.diagnostics.push(endless(self.tree, target));
        None
    }

    /// Returns the text of a `$ref`. A map may have an entry of that name, which isn't a string.
    pub(super) fn reference_in_place(&self, at: NodeId) -> Option<NodeId> {
        let target = self.tree.get(at, "$ref")?;
        self.tree.as_str(target).map(|_| target)
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

    /// Returns whether an object has no such member, or `null` in its place.
    pub(super) fn lacks(&self, at: NodeId, key: &str) -> bool {
        let member = self.tree.get(at, key);
        member.is_none_or(|member| *self.tree.value(member) == Value::Null)
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

    /// Reads the text of a reference.
    pub(super) fn reference(&mut self, at: NodeId) -> Option<Reference> {
        let target = self.word(at)?;
        Some(Reference { at, target })
    }

    /// Reads a string. A number or a boolean counts as its own spelling: YAML has them where quotes are missing.
    pub(super) fn string(&mut self, at: NodeId) -> Option<String> {
        let at = self.landed(at)?;
        let spelling = match self.tree.value(at) {
            Value::String(text) => return Some(text.clone()),
            Value::Number(number) => self.written(at, number.to_string()),
            Value::Bool(value) => self.written(at, value.to_string()),
            _ => {
                self.wrong_type(at, "", "a string");
                return None;
            }
        };
        let help = format!("put it in quotes: \"{spelling}\"");
        self.taken_for(at, "a string", help);
        Some(spelling)
    }

    /// Returns how a value is spelled in the document if that is known, or else how JSON spells it.
    fn written(&self, at: NodeId, spelling: String) -> String {
        self.tree.written(at).map_or(spelling, str::to_owned)
    }

    /// Reads a string whose values the specification lists, or a reference: only a string counts.
    pub(super) fn word(&mut self, at: NodeId) -> Option<String> {
        let at = self.landed(at)?;
        let text = self.tree.as_str(at);
        if text.is_none() {
            self.wrong_type(at, "", "a string");
        }
        text.map(str::to_owned)
    }

    /// Reads `true` or `false`.
    pub(super) fn bool(&mut self, at: NodeId) -> Option<bool> {
        let at = self.landed(at)?;
        let value = match self.tree.value(at) {
            Value::Bool(value) => return Some(*value),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        self.unquoted(at, value, "`true` or `false`")
    }

    /// Reads a number as it is spelled.
    pub(super) fn number(&mut self, at: NodeId) -> Option<String> {
        let at = self.landed(at)?;
        let value = match self.tree.value(at) {
            Value::Number(number) => return Some(number.to_string()),
            Value::String(text) => text.parse::<serde_json::Number>().ok(),
            _ => None,
        };
        self.unquoted(at, value.map(|number| number.to_string()), "a number")
    }

    /// Reads a count: an integer that isn't negative.
    pub(super) fn count(&mut self, at: NodeId) -> Option<u64> {
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

    /// Reports a value that shouldn't be in quotes, or one of another type.
    fn unquoted<T>(&mut self, at: NodeId, value: Option<T>, wanted: &str) -> Option<T> {
        match value {
            Some(_) => {
                let text = self.tree.as_str(at).unwrap_or_default();
                let help = format!("remove the quotes: {text}");
                self.taken_for(at, wanted, help);
            }
            None => self.wrong_type(at, "", wanted),
        }
        value
    }

    /// Reads a list of strings.
    pub(super) fn strings(&mut self, at: NodeId) -> Vec<String> {
        let items = self.array(at);
        items.iter().filter_map(|item| self.string(*item)).collect()
    }
}

/// Returns the integer that a number is: `5.0` is `5`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && (0.0..EXACT).contains(&number)).then_some(number as u64)
}
