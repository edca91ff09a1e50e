//! Reads the extensions.

mod pagination;

pub(crate) use pagination::read_rules;

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    EnumExtension, EnumRow, ErrorCode, Extensions, Operation, PaginationRule, Role, Schema,
    ValueTexts,
};
use super::reader::{Reader, members};
use super::vocabulary::{
    ALIASES, ENUM, ENUM_DESCRIPTIONS, ENUM_NAMES, ERRORS, GROUP, NAME, NAMES, PAGINATION, ROLE,
    SENSITIVE, UNION, is_alias, is_ours, misuse, neutral,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{NodeId, Tree, Value};
use crate::suggest::closest;

/// How many groups may be around an operation: each of them is a module.
const MOST_GROUPS: usize = 16;

/// The longest name of a group: all operations of a tag have those of the tag.
const LONGEST_GROUP: usize = 100;

/// Returns the document's own spellings, and those of the settings that it doesn't replace.
pub(super) fn aliases(
    tree: &Tree,
    given: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let mut aliases = given;
    for (theirs, ours) in &aliases {
        if !is_alias(theirs, ours) {
            diagnostics.push(useless(theirs, ours));
        }
    }
    let Some(table) = tree.get(NodeId::ROOT, ALIASES) else {
        return aliases;
    };
    if !matches!(tree.value(table), Value::Object(_)) {
        diagnostics.push(misuse(
            table,
            ALIASES,
            "an object of names: `x-theirs: x-bindgen-enum`",
        ));
    }
    for (theirs, node) in tree.members(table) {
        match tree.as_str(*node) {
            Some(ours) if is_alias(theirs, ours) => {
                aliases.insert(theirs.clone(), ours.to_owned());
            }
            _ => {
                let wanted = "the name of an extension of this generator for each name that begins with `x-`";
                diagnostics.push(misuse(*node, ALIASES, wanted));
            }
        }
    }
    aliases
}

/// Reports a setting that makes no alias.
fn useless(theirs: &str, ours: &str) -> Diagnostic {
    let (theirs, ours) = (theirs.escape_debug(), ours.escape_debug());
    let message = format!("the setting `alias` can't read `{theirs}` as `{ours}`");
    let help = if is_ours(&theirs.to_string()) && ours.to_string().starts_with("x-") {
        format!("the vendor's name comes first: `{ours}={theirs}`")
    } else {
        match closest(&ours.to_string(), NAMES.iter().copied()) {
            Some(close) if close != ours.to_string() => format!("did you mean `{close}`?"),
            _ => "give it a name that begins with `x-`, and that of an extension of this generator"
                .to_owned(),
        }
    };
    Diagnostic::error("extension", Place::Document, message).help(help)
}

/// Warns of aliases that the document doesn't use: they are misspelt or outdated.
pub(super) fn report_unused(
    tree: &Tree,
    aliases: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) {
    if aliases.is_empty() {
        return;
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let table = tree.get(NodeId::ROOT, ALIASES);
    let nodes = (0..tree.len()).filter_map(|node| u32::try_from(node).ok());
    for node in nodes.map(NodeId).filter(|node| Some(*node) != table) {
        let names = tree.members(node).iter().map(|(name, _)| name.as_str());
        used.extend(names.filter(|name| aliases.contains_key(*name)));
    }
    let sound = aliases
        .iter()
        .filter(|(theirs, ours)| is_alias(theirs, ours));
    for (theirs, _) in sound.filter(|(name, _)| !used.contains(name.as_str())) {
        let written = table.and_then(|table| tree.get(table, theirs));
        let place = written.map_or(Place::Document, Place::Key);
        let message = format!("`{}` is used nowhere", theirs.escape_debug());
        let warning = Diagnostic::warning("extension", place, message).label("not used");
        let help = "remove the alias, or spell it as the document does";
        diagnostics.push(warning.help(help));
    }
}

impl Reader<'_> {
    /// Reads an extension of a schema. Returns whether it is one.
    pub(super) fn schema_extension(
        &mut self,
        key: &str,
        at: NodeId,
        extensions: &mut Extensions,
    ) -> bool {
        if !key.starts_with("x-") {
            return false;
        }
        match neutral(&self.store.aliases, key) {
            ENUM => extensions.enumeration = self.enumeration(at),
            ENUM_NAMES => extensions.value_names = self.value_texts(at, ENUM_NAMES),
            ENUM_DESCRIPTIONS => {
                extensions.value_descriptions = self.value_texts(at, ENUM_DESCRIPTIONS);
            }
            UNION => {
                extensions.union = self
                    .text(at, UNION, "the name of a property")
                    .map(|text| (text, at))
            }
            SENSITIVE => extensions.sensitive = self.flag(at, SENSITIVE),
            NAME => extensions.name = self.text(at, NAME, "a name").map(|text| (text, at)),
            ROLE => extensions.role = self.role(at, &[Role::ErrorCode, Role::ErrorMessage]),
            _ => return false,
        }
        true
    }

    /// Reads an extension of the root. Returns whether it is one. The other spellings are read before all else.
    pub(super) fn root_extension(
        &mut self,
        key: &str,
        at: NodeId,
        pagination: &mut Vec<PaginationRule>,
    ) -> bool {
        if !key.starts_with("x-") {
            return false;
        }
        match neutral(&self.store.aliases, key) {
            ALIASES => key == ALIASES,
            PAGINATION => {
                if !pagination.is_empty() {
                    let wanted = "all rules in one list: they are listed under two names";
                    self.diagnostics.push(misuse(at, PAGINATION, wanted));
                }
                *pagination = self.pagination_rules(at);
                true
            }
            _ => false,
        }
    }

    /// Reads an extension of an operation. Returns whether it is one.
    pub(super) fn operation_extension(
        &mut self,
        key: &str,
        at: NodeId,
        operation: &mut Operation,
    ) -> bool {
        if !key.starts_with("x-") {
            return false;
        }
        match neutral(&self.store.aliases, key) {
            ERRORS => self.error_codes(at, &mut operation.errors),
            PAGINATION => operation.pagination = self.own_pagination(at),
            GROUP => operation.group = self.group(at),
            NAME => operation.name = self.text(at, NAME, "a name"),
            _ => return false,
        }
        true
    }

    /// Reads an extension of a tag. Returns whether it is one.
    pub(super) fn tag_extension(
        &mut self,
        key: &str,
        at: NodeId,
        group: &mut Option<Vec<String>>,
    ) -> bool {
        if !key.starts_with("x-") || neutral(&self.store.aliases, key) != GROUP {
            return false;
        }
        *group = self.group(at);
        true
    }

    /// Reads the groups of an operation or a tag: `accounts`, `customers.sources` or `[customers, sources]`.
    fn group(&mut self, at: NodeId) -> Option<Vec<String>> {
        let names: Vec<&str> = match self.tree.value(at) {
            Value::String(text) => text.split('.').collect(),
            Value::Array(items) => {
                let names = items.iter().map(|item| self.tree.as_str(*item));
                names.collect::<Option<_>>().unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let names: Vec<String> = names.into_iter().map(|it| it.trim().to_owned()).collect();
        let is_name = |name: &String| (1..=LONGEST_GROUP).contains(&name.len());
        if !(1..=MOST_GROUPS).contains(&names.len()) || !names.iter().all(is_name) {
            let wanted = "the name of a group, with a dot before a group inside of it, or a list of such names";
            self.diagnostics.push(misuse(at, GROUP, wanted));
            return None;
        }
        Some(names)
    }

    fn error_codes(&mut self, at: NodeId, errors: &mut Vec<ErrorCode>) {
        let Value::Array(items) = self.tree.value(at) else {
            self.diagnostics.push(misuse(
                at,
                ERRORS,
                "a list of error codes: `- code: not_found`",
            ));
            return;
        };
        errors.extend(items.iter().filter_map(|item| self.error_code(*item)));
    }

    /// Reads the role of a parameter or a header. Returns whether the key is that extension.
    pub(super) fn role_extension(
        &mut self,
        key: &str,
        at: NodeId,
        allowed: &[Role],
        role: &mut Option<Role>,
    ) -> bool {
        if !key.starts_with("x-") || neutral(&self.store.aliases, key) != ROLE {
            return false;
        }
        *role = self.role(at, allowed);
        true
    }

    fn role(&mut self, at: NodeId, allowed: &[Role]) -> Option<Role> {
        const ROLES: [(&str, Role); 5] = [
            ("idempotency-key", Role::IdempotencyKey),
            ("request-id", Role::RequestId),
            ("retry-advice", Role::RetryAdvice),
            ("error-code", Role::ErrorCode),
            ("error-message", Role::ErrorMessage),
        ];
        let text = self.tree.as_str(at).unwrap_or_default();
        let found = ROLES
            .iter()
            .find(|(name, role)| *name == text && allowed.contains(role));
        if found.is_none() {
            let names: Vec<String> = ROLES
                .iter()
                .filter(|(_, role)| allowed.contains(role))
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            self.diagnostics.push(misuse(
                at,
                ROLE,
                &format!("one of the roles that fit here: {}", names.join(", ")),
            ));
        }
        found.map(|(_, role)| *role)
    }

    fn text(&mut self, at: NodeId, name: &str, wanted: &str) -> Option<String> {
        let text = self.tree.as_str(at).filter(|text| !text.is_empty());
        if text.is_none() {
            self.diagnostics.push(misuse(at, name, wanted));
        }
        text.map(str::to_owned)
    }

    fn flag(&mut self, at: NodeId, name: &str) -> bool {
        let flag = self.tree.as_bool(at);
        if flag.is_none() {
            self.diagnostics.push(misuse(at, name, "`true` or `false`"));
        }
        flag.unwrap_or_default()
    }

    /// Reads `{kind: open, values: [{value: a, description: what a is}]}`
    fn enumeration(&mut self, at: NodeId) -> Option<EnumExtension> {
        if !matches!(self.tree.value(at), Value::Object(_)) {
            self.diagnostics
                .push(misuse(at, ENUM, "an object with `kind` and `values`"));
            return None;
        }
        let mut enumeration = EnumExtension {
            at,
            open: None,
            rows: Vec::new(),
        };
        members!(self, at, "`x-bindgen-enum`", |value| {
            "kind" => match self.tree.as_str(value) {
                Some("open") => enumeration.open = Some(true),
                Some("closed") => enumeration.open = Some(false),
                _ => self.diagnostics.push(misuse(value, ENUM, "`kind: open` or `kind: closed`")),
            },
            "values" => for item in self.array(value) {
                enumeration.rows.extend(self.enumeration_value(*item));
            },
        });
        Some(enumeration)
    }

    fn enumeration_value(&mut self, at: NodeId) -> Option<EnumRow> {
        let (mut row, mut name, mut description) = (None, None, None);
        members!(self, at, "a value of `x-bindgen-enum`", |value| {
            "value" => row = match self.tree.value(value) {
                Value::String(text) => Some((text.clone(), true)),
                Value::Null => Some(("null".to_owned(), false)),
                Value::Bool(_) | Value::Number(_) => {
                    let written = self.tree.written(value).map(str::to_owned);
                    let json = || self.tree.to_json(value).to_string();
                    Some((written.unwrap_or_else(json), false))
                }
                Value::Array(_) | Value::Object(_) => self.string(value).map(|text| (text, true)),
            },
            "name" => name = self.text(value, ENUM, "a name"),
            "description" => description = self.string(value),
        });
        Some(EnumRow {
            value: row?,
            name,
            description,
        })
    }

    /// Reads a list of strings beside `enum`. Numbers and booleans count as their spellings.
    fn value_texts(&mut self, at: NodeId, key: &'static str) -> Option<ValueTexts> {
        let text = |node: &NodeId| match self.tree.value(*node) {
            Value::String(text) => Some(text.clone()),
            Value::Null => Some(String::new()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(_) | Value::Object(_) => None,
        };
        let texts = match self.tree.value(at) {
            Value::Array(items) => items.iter().map(text).collect::<Option<Vec<String>>>(),
            _ => None,
        };
        if texts.is_none() {
            let wanted = "a list with a text for each entry of `enum`, in their order";
            self.diagnostics.push(misuse(at, key, wanted));
        }
        texts.map(|texts| ValueTexts { at, key, texts })
    }

    /// Drops lists beside `enum` that have another length: their entries belong to those at the same positions.
    pub(super) fn keep_parallel(&mut self, schema: &mut Schema) {
        let said = &schema.extensions;
        if said.value_names.is_none() && said.value_descriptions.is_none() {
            return;
        }
        let entries = schema.values.as_ref().map(Vec::len);
        let said = &mut *schema.extensions;
        for list in [&mut said.value_names, &mut said.value_descriptions] {
            let Some(other) = list.take_if(|list| Some(list.texts.len()) != entries) else {
                continue;
            };
            let message = match entries {
                Some(entries) => format!(
                    "`{}` and `enum` differ in length: {} and {entries}",
                    other.key,
                    other.texts.len()
                ),
                None => format!("`{}` has no `enum` beside it", other.key),
            };
            self.diagnostics.push(
                Diagnostic::warning("extension", Place::Value(other.at), message)
                    .label("ignored")
                    .help("give it an entry for each entry of `enum`, in their order"),
            );
        }
    }

    fn error_code(&mut self, at: NodeId) -> Option<ErrorCode> {
        let mut code = None;
        let mut error = ErrorCode {
            at,
            code: String::new(),
            description: None,
            status: None,
            family: None,
        };
        members!(self, at, "an entry of `x-bindgen-errors`", |value| {
            "code" => code = self.string(value),
            "description" => error.description = self.string(value),
            "httpStatusCode" => {
                error.status = self.count(value).and_then(|status| u16::try_from(status).ok());
                if !error.status.is_some_and(|status| (100..600).contains(&status)) {
                    self.diagnostics.push(misuse(value, ERRORS, "an HTTP status of three digits"));
                }
            },
            "type" => error.family = self.string(value),
        });
        if code.is_none() {
            self.missing(at, "code", "an entry of `x-bindgen-errors`");
        }
        error.code = code?;
        Some(error)
    }
}
