//! Reads strings, booleans and numbers, and lists of strings.

use super::reader::Reader;
use crate::source::tree::{NodeId, Value};

impl Reader<'_> {
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
