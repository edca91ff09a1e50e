//! Reads `type`.

use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::model::Type;
use crate::openapi::reader::Reader;
use crate::source::tree::{NodeId, Value};

impl Reader<'_> {
    /// Reads `type`: one, or since 3.1 a list.
    pub(super) fn types(&mut self, at: NodeId) -> Vec<Type> {
        match self.tree.value(at) {
            Value::Array(items) => {
                if self.is_3_0() {
                    self.of_other_version(at, "a list of types belongs");
                }
                let mut types: Vec<Type> = items
                    .iter()
                    .filter_map(|item| self.listed_type(*item))
                    .collect();
                types.dedup();
                types
            }
            // It may be left over, or mean the type `null`.
            Value::Null => {
                self.null_type(at, "`type` is null, and counts as absent");
                Vec::new()
            }
            _ => self.json_type(at).into_iter().collect(),
        }
    }

    /// Reads an item of a list of types, in which `null` without quotes can only mean the type.
    fn listed_type(&mut self, at: NodeId) -> Option<Type> {
        if *self.tree.value(at) == Value::Null {
            self.null_type(at, "the type `\"null\"` is a string; null is read as that");
            return Some(Type::Null);
        }
        self.json_type(at)
    }

    fn null_type(&mut self, at: NodeId, message: &str) {
        let help = match (self.is_3_0(), self.tree.key(at)) {
            (true, _) => "write `nullable: true` beside one type",
            (false, None) => "put it in quotes: \"null\"",
            (false, Some(_)) => "write `type: \"null\"` if null is meant, or remove it",
        };
        let warning = Diagnostic::warning("null-value", Place::Value(at), message);
        self.diagnostics.push(warning.label("null").help(help));
    }

    fn json_type(&mut self, at: NodeId) -> Option<Type> {
        let text = self.word(at)?;
        let found = match text.as_str() {
            "string" => Type::String,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "boolean" => Type::Boolean,
            "array" => Type::Array,
            "object" => Type::Object,
            "null" => {
                if self.is_3_0() {
                    self.of_other_version(at, "the type `null` belongs");
                }
                Type::Null
            }
            other => return self.odd_type(at, other),
        };
        Some(found)
    }

    /// Returns the type that a name that is none can only mean, with a warning.
    fn odd_type(&mut self, at: NodeId, name: &str) -> Option<Type> {
        const NAMES: [(&str, Type); 6] = [
            ("string", Type::String),
            ("integer", Type::Integer),
            ("number", Type::Number),
            ("boolean", Type::Boolean),
            ("array", Type::Array),
            ("object", Type::Object),
        ];
        let message = format!("`{name}` is not a type");
        let help = "the types are `string`, `integer`, `number`, `boolean`, `array`, `object`";
        let meant = NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let label = match meant {
            Some((known, _)) => format!("read as `{known}`"),
            None if name == "any" => "read as every type".to_owned(),
            None => {
                self.invalid(at, message, help);
                return None;
            }
        };
        let warning = Diagnostic::warning("invalid-value", Place::Value(at), message);
        self.diagnostics.push(warning.label(label).help(help));
        meant.map(|(_, ty)| *ty)
    }
}
