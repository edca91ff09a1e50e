//! What schemas have of one version of OpenAPI and not of the other.

use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::model::{Schema, Type};
use crate::openapi::reader::Reader;
use crate::source::tree::NodeId;

impl Reader<'_> {
    /// Writes 3.0's `nullable` and `exclusiveMinimum: true` as 3.1 does.
    pub(super) fn modernize(&mut self, at: NodeId, schema: &mut Schema) {
        if schema.nullable && !schema.types.is_empty() && !schema.types.contains(&Type::Null) {
            schema.types.push(Type::Null);
        }
        if self.is_true(at, "exclusiveMinimum") {
            schema.limits.exclusive_minimum = schema.limits.minimum.take();
        }
        if self.is_true(at, "exclusiveMaximum") {
            schema.limits.exclusive_maximum = schema.limits.maximum.take();
        }
        self.report_other_version(at);
    }

    fn is_true(&self, at: NodeId, key: &str) -> bool {
        let value = self.tree.get(at, key);
        value.and_then(|value| self.tree.as_bool(value)) == Some(true)
    }

    fn report_other_version(&mut self, at: NodeId) {
        let is_3_0 = self.is_3_0();
        for (key, value) in self.tree.members(at) {
            let is_bool = self.tree.as_bool(*value).is_some();
            match key.as_str() {
                "nullable" if !is_3_0 => self.of_other_version(*value, "`nullable` belongs"),
                "exclusiveMinimum" | "exclusiveMaximum" if is_bool != is_3_0 => {
                    let what = if is_bool {
                        "an exclusive limit of `true` or `false` belongs"
                    } else {
                        "an exclusive limit that is a number belongs"
                    };
                    self.of_other_version(*value, what);
                }
                "const" | "prefixItems" | "patternProperties" if is_3_0 => {
                    self.of_other_version(*value, &format!("`{key}` belongs"));
                }
                _ => (),
            }
        }
    }

    /// Warns of what belongs to the other version.
    pub(super) fn of_other_version(&mut self, at: NodeId, what: &str) {
        let (other, this) = if self.is_3_0() {
            ("3.1", "3.0")
        } else {
            ("3.0", "3.1")
        };
        let message = format!("{what} to OpenAPI {other}, and this document is of {this}");
        let help = match (self.is_3_0(), self.tree.key(at)) {
            (false, Some("nullable")) => "write `type: [string, \"null\"]`, with the schema's type",
            (false, _) => "write the limit itself: `exclusiveMinimum: 5`",
            (true, Some("type")) | (true, None) => "write `nullable: true` beside one type",
            (true, _) => "write `openapi: 3.1.0` at the top if the document follows 3.1",
        };
        let warning = Diagnostic::warning("other-version", Place::Key(at), message);
        self.diagnostics
            .push(warning.label(format!("of OpenAPI {other}")).help(help));
    }
}
