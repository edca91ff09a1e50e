//! The servers, where there is a choice: several, or one with variables in its URL.

use std::collections::{BTreeMap, BTreeSet};

use super::OperationLowerer;
use super::base_url::is_absolute;
use crate::ir::{
    Docs, Enum, EnumRepr, Item, ItemKind, Literal, Origin, Server, ServerVariable, Type,
    UnknownValues, Value,
};
use crate::lower::facts::code;
use crate::openapi::model;

/// How long a description may be to serve as a name.
const LONGEST_NAME: usize = 40;

impl<'a> OperationLowerer<'a> {
    /// Lowers the servers, where there is a choice.
    pub(crate) fn servers(&mut self) -> Vec<Server> {
        let written = self.facts.resolved().servers.as_slice();
        let has_choice =
            written.len() > 1 || written.iter().any(|server| !server.variables.is_empty());
        if !has_choice {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let mut servers = Vec::new();
        for server in written {
            if !is_absolute(&server.url_by_default()) {
                self.warn_relative(server);
            } else if seen.insert(&server.url) {
                servers.push(server);
            }
        }
        match servers.as_slice() {
            [only] if only.variables.is_empty() => Vec::new(),
            [only] => vec![self.server(only, "server".to_owned())],
            several => {
                let said = said_once(several);
                several
                    .iter()
                    .map(|server| self.server(server, word(server, &said)))
                    .collect()
            }
        }
    }

    fn warn_relative(&mut self, server: &model::Server) {
        let at = self.facts.tree().get(server.at, "url").unwrap_or(server.at);
        self.report.warn(
            "relative-server",
            at,
            "the URL of this server is relative, so the client doesn't offer it",
            "write the absolute URL, beginning with `https://`; callers can also set one with `base_url`",
        );
    }

    fn server(&mut self, server: &model::Server, word: String) -> Server {
        let variables = server.variables.iter();
        let variables = variables
            .map(|(name, variable)| self.variable(name, variable, &word))
            .collect();
        Server {
            origin: Origin::new(server.at, word)
                .with_override(self.naming.name_override(server.at, None)),
            docs: Docs {
                text: server
                    .description
                    .clone()
                    .filter(|text| !text.trim().is_empty()),
                ..Docs::default()
            },
            url: server.url.clone(),
            variables,
        }
    }

    fn variable(
        &mut self,
        name: &str,
        variable: &model::ServerVariable,
        server: &str,
    ) -> ServerVariable {
        let ty = if variable.values.is_empty() {
            Type::String
        } else {
            self.listed_values(name, variable, server)
        };
        ServerVariable {
            wire: name.to_owned(),
            origin: Origin::new(variable.at, name.to_owned())
                .with_override(self.naming.name_override(variable.at, None)),
            docs: Docs {
                text: variable.description.clone(),
                notes: vec![format!("Default: {}.", code(&variable.default))],
                deprecated: false,
            },
            default: variable.default.clone(),
            ty,
        }
    }

    /// Makes the enum of a variable's values.
    fn listed_values(
        &mut self,
        name: &str,
        variable: &model::ServerVariable,
        server: &str,
    ) -> Type {
        let nodes = self.facts.tree().get(variable.at, "enum");
        let nodes = nodes
            .map(|list| self.facts.tree().items(list))
            .unwrap_or_default();
        let mut seen = BTreeSet::new();
        let values = nodes
            .iter()
            .filter_map(|node| Some((*node, self.facts.tree().as_str(*node)?)))
            .filter(|(_, text)| seen.insert(*text));
        let value = |(at, text): (_, &str)| Value {
            wire: Literal::Text(text.to_owned()),
            origin: Origin::new(at, text.to_owned())
                .with_override(self.naming.name_override(at, None)),
            docs: Docs::default(),
        };
        let kind = ItemKind::Enum(Enum {
            unknown_values: UnknownValues::Reject,
            repr: EnumRepr::Text,
            values: values.map(value).collect(),
        });
        let item = Item {
            origin: Origin::new(variable.at, server)
                .with_segment(name)
                .with_override(self.naming.name_override(variable.at, None)),
            named: true,
            docs: Docs {
                text: variable.description.clone(),
                ..Docs::default()
            },
            kind,
        };
        self.schemas.add(item)
    }
}

/// Returns the name of a server in the document: its `name`, or its description where that is short.
fn said(server: &model::Server) -> Option<&str> {
    let texts = [&server.name, &server.description].into_iter().flatten();
    texts
        .map(|text| text.trim())
        .find(|text| !text.is_empty() && text.chars().count() <= LONGEST_NAME)
}

/// Returns the names that only one server has.
fn said_once<'s>(servers: &[&'s model::Server]) -> BTreeSet<&'s str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in servers.iter().filter_map(|server| said(server)) {
        *counts.entry(text).or_default() += 1;
    }
    let once = counts.into_iter().filter(|(_, count)| *count == 1);
    once.map(|(text, _)| text).collect()
}

/// Returns what a server is called: its name where no other has it, or else its URL.
fn word(server: &model::Server, said_once: &BTreeSet<&str>) -> String {
    let own = said(server).filter(|text| said_once.contains(text));
    own.map_or_else(
        || {
            let url = server.url.strip_prefix("https://").unwrap_or(&server.url);
            url.trim_end_matches('/').to_owned()
        },
        str::to_owned,
    )
}
