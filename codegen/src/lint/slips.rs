//! Slips that leave a document valid and change what is generated from it: they are warnings.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::formats::Formats;
use crate::openapi::model::Resolved;
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::{NodeId, Tree};
use crate::suggest::is_slip;

/// Formats that are known without having a type of their own.
const OTHER_FORMATS: [&str; 19] = [
    "time",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "uri-reference",
    "uri-template",
    "iri",
    "iri-reference",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "password",
    "binary",
    "urn",
    "uint",
    "int",
    "guid",
    "double-int",
];

/// Looks for slips in what is resolved. In a document of one's own, `strict`, an operation without an id is one.
pub(crate) fn slips(
    tree: &Tree,
    resolved: &Resolved,
    formats: &Formats,
    strict: bool,
    diagnostics: &mut Diagnostics,
) {
    let mut wholes: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for (id, schema) in resolved.schemas.iter() {
        for part in &schema.all_of {
            wholes.entry(*part).or_default().push(id);
        }
    }
    let mut slips = Slips {
        tree,
        resolved,
        formats,
        wholes,
        budget: 1 << 20,
        diagnostics,
    };
    for (id, schema) in resolved.schemas.iter() {
        slips.required(id, schema);
        slips.values(schema);
        slips.rows(schema);
        slips.limits(schema);
        slips.format(schema);
        slips.pattern(schema);
    }
    slips.operations(strict);
}

/// How many schemas inside one another are asked for their properties.
const MOST_PARTS: usize = 3;
/// How many schemas are asked that one is a part of.
const MOST_WHOLES: usize = 16;

struct Slips<'a> {
    tree: &'a Tree,
    resolved: &'a Resolved,
    formats: &'a Formats,
    /// By schema, those that it is a part of.
    wholes: HashMap<SchemaId, Vec<SchemaId>>,
    /// How many more names may be compared: it takes the product of their lengths.
    budget: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Slips<'_> {
    /// Names that are no property's, but almost; and names that stand twice.
    fn required(&mut self, id: SchemaId, schema: &Schema) {
        let mut seen = HashSet::new();
        let mut strange = Vec::new();
        let own: HashSet<&str> = schema
            .properties
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        for (name, at) in &schema.required {
            if !seen.insert(name) {
                let message = format!("`{name}` stands twice among what is required");
                self.warn(
                    *at,
                    "repeated",
                    &message,
                    "again here",
                    "take one of the two out",
                );
            } else if !own.contains(name.as_str()) {
                strange.push((name, *at));
            }
        }
        if strange.is_empty() {
            return;
        }
        for (name, at, property) in self.almost(id, schema, &strange) {
            let message = format!("no property is called `{name}`");
            let help = format!("did you mean `{property}`?");
            self.warn(at, "required", &message, "not a property", &help);
        }
    }

    /// The names that are a letter away from a property's.
    fn almost(
        &mut self,
        id: SchemaId,
        schema: &Schema,
        strange: &[(&String, NodeId)],
    ) -> Vec<(String, NodeId, String)> {
        let mut names: Vec<&str> = Vec::new();
        self.properties(schema, MOST_PARTS, &mut names);
        // What it is a part of may have the property.
        for whole in self.wholes.get(&id).into_iter().flatten().take(MOST_WHOLES) {
            self.properties(self.schema(*whole), MOST_PARTS, &mut names);
        }
        let known: HashSet<&str> = names.iter().copied().collect();
        let mut budget = self.budget;
        let mut found = Vec::new();
        for (name, at) in strange
            .iter()
            .filter(|(name, _)| !known.contains(name.as_str()))
        {
            budget = budget.saturating_sub(names.len());
            if budget == 0 {
                break;
            }
            let close = names.iter().find(|property| is_slip(name, property));
            found.extend(close.map(|close| ((*name).clone(), *at, (*close).to_owned())));
        }
        self.budget = budget;
        found
    }

    /// The properties of a schema and of its parts, as far as so many schemas inside one another tell.
    fn properties<'s>(&'s self, schema: &'s Schema, depth: usize, names: &mut Vec<&'s str>) {
        names.extend(schema.properties.iter().map(|(name, _)| name.as_str()));
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        let parts = schema.reference.iter().chain(&schema.all_of);
        for part in parts.take(16) {
            self.properties(self.schema(*part), depth, names);
        }
    }

    fn schema(&self, id: SchemaId) -> &Schema {
        self.resolved.schema(id)
    }

    /// Values that stand twice in an `enum`.
    fn values(&mut self, schema: &Schema) {
        let values = schema.values.as_deref().unwrap_or_default();
        let mut seen: HashSet<String> = HashSet::new();
        for value in values {
            let text = self.tree.to_json(*value).to_string();
            if !seen.insert(text.clone()) {
                let message = format!("{text} stands twice among the values");
                self.warn(
                    *value,
                    "repeated",
                    &message,
                    "again here",
                    "take one of the two out",
                );
            }
        }
    }

    /// `enum` and `x-bindgen-enum` list the same values.
    fn rows(&mut self, schema: &Schema) {
        let (Some(extension), Some(values)) = (&schema.extensions.enumeration, &schema.values)
        else {
            return;
        };
        if extension.rows.is_empty() {
            return;
        }
        let words = |node: NodeId| match self.tree.as_str(node) {
            Some(text) => text.to_owned(),
            None => self.tree.to_json(node).to_string(),
        };
        let listed: HashSet<String> = values.iter().map(|value| words(*value)).collect();
        let rows: HashSet<&str> = extension
            .rows
            .iter()
            .map(|row| row.value.0.as_str())
            .collect();
        let strange = extension.rows.iter().map(|row| row.value.0.as_str());
        let strange: Vec<&str> = strange.filter(|row| !listed.contains(*row)).collect();
        let unsaid = values.iter().filter(|value| {
            let word = words(**value);
            word != "null" && !rows.contains(word.as_str())
        });
        let mut unsaid: Vec<NodeId> = unsaid.copied().collect();
        // The extension may be there for a few of the values.
        if unsaid.len() > extension.rows.len() {
            unsaid.clear();
        }
        let at = extension.at;
        for row in strange {
            let message =
                format!("the extension says something of `{row}`, which is not among the values");
            self.warn(
                at,
                "enum-rows",
                &message,
                "not in `enum`",
                "spell the value as `enum` does",
            );
        }
        for value in unsaid {
            let message = format!(
                "the extension says nothing of `{}`",
                words_of(self.tree, value)
            );
            let help = "add the value to the extension's `values`, or take it out here";
            self.warn(value, "enum-rows", &message, "not said more of", help);
        }
    }

    /// Limits that nothing keeps.
    fn limits(&mut self, schema: &Schema) {
        let limits = &schema.limits;
        let number =
            |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
        #[allow(clippy::cast_precision_loss)]
        let count = |count: Option<u64>| count.map(|count| count as f64);
        let pairs = [
            (
                "minimum",
                number(&limits.minimum),
                "maximum",
                number(&limits.maximum),
            ),
            (
                "minLength",
                count(limits.min_length),
                "maxLength",
                count(limits.max_length),
            ),
            (
                "minItems",
                count(limits.min_items),
                "maxItems",
                count(limits.max_items),
            ),
            (
                "minProperties",
                count(limits.min_properties),
                "maxProperties",
                count(limits.max_properties),
            ),
        ];
        for (least, low, most, high) in pairs {
            if let (Some(low), Some(high)) = (low, high)
                && low > high
            {
                let message = format!("`{least}` is above `{most}`: no value keeps to both");
                let at = self.tree.get(schema.at, least).unwrap_or(schema.at);
                self.warn(
                    at,
                    "limits",
                    &message,
                    "above the other",
                    "exchange the two",
                );
            }
        }
    }

    /// A format that is almost one with a type of its own.
    fn format(&mut self, schema: &Schema) {
        let Some(format) = schema.format.as_deref() else {
            return;
        };
        if self.formats.is_known(format) || OTHER_FORMATS.contains(&format) {
            return;
        }
        let lower = format.to_ascii_lowercase().replace(['_', ' '], "-");
        let Some(close) = self
            .formats
            .names()
            .find(|name| *name == lower || is_slip(&lower, name))
        else {
            return;
        };
        let message = format!("`{format}` is no format with a type of its own");
        let help = format!("did you mean `{close}`?");
        let at = self.tree.get(schema.at, "format").unwrap_or(schema.at);
        self.warn(at, "format", &message, "says nothing", &help);
    }

    /// A pattern whose brackets don't match is no regular expression of any kind.
    fn pattern(&mut self, schema: &Schema) {
        let patterns = schema
            .pattern_properties
            .iter()
            .map(|(name, id)| (name.as_str(), Place::Key(self.schema(*id).at)));
        let own = schema.limits.pattern.as_deref();
        let at = self.tree.get(schema.at, "pattern").unwrap_or(schema.at);
        let own = own.map(|pattern| (pattern, Place::Value(at)));
        let broken = own.into_iter().chain(patterns);
        let broken: Vec<Place> = broken
            .filter(|(pattern, _)| !is_balanced(pattern))
            .map(|(_, place)| place)
            .collect();
        for place in broken {
            let message = "this is no regular expression: a bracket or a backslash is left open";
            let warning = Diagnostic::warning("pattern", place, message).label("not a pattern");
            self.diagnostics
                .push(warning.help("close the bracket, or put a backslash before it"));
        }
    }

    /// An operation without an id is named by its method and path: where others have one, it was forgotten.
    fn operations(&mut self, strict: bool) {
        let has_id = |at: NodeId| self.tree.get(at, "operationId").is_some();
        let operations = self.resolved.operations.iter();
        let (with, without): (Vec<NodeId>, Vec<NodeId>) = operations
            .map(|operation| operation.at)
            .partition(|at| has_id(*at));
        if with.is_empty() && !strict {
            return;
        }
        for at in without {
            let warning = Diagnostic::warning(
                "missing-key",
                Place::Key(at),
                "an operation has no `operationId`: it is named by its method and path",
            );
            let warning = warning.label("has no `operationId`");
            self.diagnostics
                .push(warning.help("add an `operationId`, which stays when the path changes"));
        }
    }

    fn warn(&mut self, at: NodeId, kind: &'static str, message: &str, label: &str, help: &str) {
        let warning = Diagnostic::warning(kind, Place::Value(at), message).label(label);
        self.diagnostics.push(warning.help(help));
    }
}

fn words_of(tree: &Tree, node: NodeId) -> String {
    tree.as_str(node)
        .map_or_else(|| tree.to_json(node).to_string(), str::to_owned)
}

/// Whether the brackets of a regular expression match.
fn is_balanced(pattern: &str) -> bool {
    let (mut open, mut in_class) = (0_usize, false);
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.next().is_none() => return false,
            '[' if !in_class => {
                in_class = true;
                // The first `]` of a class may mean itself.
                let rest = characters.as_str();
                let rest = rest.strip_prefix('^').unwrap_or(rest);
                characters = rest
                    .strip_prefix(']')
                    .filter(|rest| rest.contains(']'))
                    .unwrap_or(rest)
                    .chars();
            }
            ']' if in_class => in_class = false,
            '(' if !in_class => open += 1,
            ')' if !in_class => match open.checked_sub(1) {
                Some(less) => open = less,
                None => return false,
            },
            _ => {}
        }
    }
    open == 0 && !in_class
}

#[cfg(test)]
mod tests {
    use super::is_balanced;

    #[test]
    fn brackets_of_patterns_match() {
        for pattern in [
            "",
            "^[a-z]+$",
            "(a|b)*",
            r"\[",
            r"\(",
            "[(]",
            "[]a]",
            "[^]]",
            r"[\]]",
            "[[:alpha:]]",
            "a{2}",
        ] {
            assert!(is_balanced(pattern), "{pattern}");
        }
        for pattern in ["[", "(a", "a)", "\\", "[a", "(()"] {
            assert!(!is_balanced(pattern), "{pattern}");
        }
    }
}
