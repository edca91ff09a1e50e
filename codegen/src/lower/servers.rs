//! The servers, where there is something to choose: several, or variables in the URL of the only one.

use std::collections::BTreeSet;

use super::Lower;
use super::notes::code;
use super::root::server_url;
use crate::ir::{
    Docs, Domain, Enum, Item, Literal, Openness, Origin, Server, ServerVariable, Shape, Type, Value,
};
use crate::resolve::model;

/// Longer descriptions are no names.
const LONGEST_NAME: usize = 40;

impl Lower<'_> {
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let written = self.resolved.servers.as_slice();
        let has_choice =
            written.len() > 1 || written.iter().any(|server| !server.variables.is_empty());
        if !has_choice {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let mut servers = Vec::new();
        for server in written {
            if !is_absolute(&server_url(server)) {
                self.warn_relative(server);
            } else if seen.insert(&server.url) {
                servers.push(server);
            }
        }
        match servers.as_slice() {
            [only] if only.variables.is_empty() => Vec::new(),
            [only] => vec![self.server(only, "server".to_owned())],
            several => several
                .iter()
                .map(|server| self.server(server, word(server, written)))
                .collect(),
        }
    }

    fn warn_relative(&mut self, server: &model::Server) {
        let at = self.tree.get(server.at, "url").unwrap_or(server.at);
        self.warn(
            "relative-server",
            at,
            "the URL of this server doesn't say where it is; the client doesn't offer it",
            "write the whole URL, from `https://` on; callers may also set one by `base_url`",
        );
    }

    fn server(&mut self, server: &model::Server, word: String) -> Server {
        let variables = server.variables.iter();
        // A variable that isn't in the URL is told elsewhere.
        let used = variables.filter(|(name, _)| server.url.contains(&format!("{{{name}}}")));
        let variables = used
            .map(|(name, variable)| self.variable(name, variable, &word))
            .collect();
        Server {
            origin: Origin {
                at: server.at,
                words: vec![word],
                wish: self.wish(server.at, None),
            },
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
            self.choice(name, variable, server)
        };
        ServerVariable {
            wire: name.to_owned(),
            origin: Origin {
                at: variable.at,
                words: vec![name.to_owned()],
                wish: self.wish(variable.at, None),
            },
            docs: Docs {
                text: variable.description.clone(),
                notes: vec![format!("Default: {}.", code(&variable.default))],
                deprecated: false,
            },
            default: variable.default.clone(),
            ty,
        }
    }

    /// A variable takes one of its values and no other.
    fn choice(&mut self, name: &str, variable: &model::ServerVariable, server: &str) -> Type {
        let nodes = self.tree.get(variable.at, "enum");
        let nodes = nodes.map(|list| self.tree.items(list)).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let values = nodes
            .iter()
            .filter_map(|node| Some((*node, self.tree.as_str(*node)?)))
            .filter(|(_, text)| seen.insert(*text));
        let value = |(at, text): (_, &str)| Value {
            wire: Literal::Text(text.to_owned()),
            origin: Origin {
                at,
                words: vec![text.to_owned()],
                wish: self.wish(at, None),
            },
            docs: Docs::default(),
        };
        let shape = Shape::Enum(Enum {
            openness: Openness::Strict,
            domain: Domain::Text,
            values: values.map(value).collect(),
        });
        let item = Item {
            origin: Origin {
                at: variable.at,
                words: vec![server.to_owned(), name.to_owned()],
                wish: self.wish(variable.at, None),
            },
            docs: Docs {
                text: variable.description.clone(),
                ..Docs::default()
            },
            shape,
        };
        let id = self.reserve();
        self.fill(id, item);
        Type::Named(id)
    }
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// What a server is called: by its name, by what is said of it where that is short and said of no other, or by its URL.
fn word(server: &model::Server, all: &[model::Server]) -> String {
    let said = |server: &model::Server| {
        let texts = [&server.name, &server.description].into_iter().flatten();
        let mut texts = texts.map(|text| text.trim().to_owned());
        texts.find(|text| !text.is_empty() && text.chars().count() <= LONGEST_NAME)
    };
    let own = said(server).filter(|own| {
        let is_same = |other: &&model::Server| said(other).as_ref() == Some(own);
        all.iter().filter(is_same).count() == 1
    });
    own.unwrap_or_else(|| {
        let url = server.url.strip_prefix("https://").unwrap_or(&server.url);
        url.trim_end_matches('/').to_owned()
    })
}
