//! Reads `info`, `servers` and `tags`.

use super::model::{Info, Server, ServerVariable, Tag};
use super::reader::{Reader, members};
use crate::source::tree::NodeId;

impl Reader<'_> {
    pub(super) fn info(&mut self, at: NodeId) -> Info {
        let mut info = Info::default();
        let Some(at) = self.landed(at) else {
            return info;
        };
        members!(self, at, "`info`", |value| {
            "title" => info.title = self.string(value).unwrap_or_default(),
            "version" => info.version = self.string(value).unwrap_or_default(),
            "description" => info.description = self.string(value),
            "summary" | "termsOfService" | "contact" | "license" => (),
        });
        for key in ["title", "version"] {
            if self.lacks(at, key) {
                self.missing_but_harmless(at, key, "`info`");
            }
        }
        info
    }

    pub(super) fn servers(&mut self, at: NodeId) -> Vec<Server> {
        let items = self.array(at);
        items.iter().filter_map(|item| self.server(*item)).collect()
    }

    fn server(&mut self, at: NodeId) -> Option<Server> {
        let mut url = None;
        let at = self.landed(at)?;
        let mut server = Server {
            at,
            url: String::new(),
            name: None,
            description: None,
            variables: Vec::new(),
        };
        members!(self, at, "a server", |value| {
            "url" => url = self.string(value),
            "description" => server.description = self.string(value),
            "variables" => for (name, variable) in self.map(value) {
                let variable = self.server_variable(variable);
                server.variables.extend(variable.map(|variable| (name.to_owned(), variable)));
            },
            "name" => server.name = self.string(value),
        });
        if self.lacks(at, "url") {
            self.missing(at, "url", "a server");
        }
        server.url = url?;
        Some(server)
    }

    fn server_variable(&mut self, at: NodeId) -> Option<ServerVariable> {
        let mut default = None;
        let at = self.landed(at)?;
        let mut variable = ServerVariable {
            at,
            default: String::new(),
            values: Vec::new(),
            description: None,
        };
        members!(self, at, "a server variable", |value| {
            "default" => default = self.string(value),
            "enum" => variable.values = self.strings(value),
            "description" => variable.description = self.string(value),
        });
        if self.lacks(at, "default") {
            self.missing(at, "default", "a server variable");
        }
        variable.default = default?;
        Some(variable)
    }

    pub(super) fn tags(&mut self, at: NodeId) -> Vec<Tag> {
        let items = self.array(at);
        items.iter().filter_map(|item| self.tag(*item)).collect()
    }

    fn tag(&mut self, at: NodeId) -> Option<Tag> {
        let at = self.landed(at)?;
        if let Some(name) = self.tree.as_str(at) {
            self.taken_for(at, "an object", format!("write `name: {name}`"));
            return Some(Tag {
                name: name.to_owned(),
                description: None,
            });
        }
        let mut name = None;
        let mut description = None;
        members!(self, at, "a tag", |value| {
            "name" => name = self.string(value),
            "description" => description = self.string(value),
            "externalDocs" | "summary" | "parent" | "kind" => (),
        });
        if self.lacks(at, "name") {
            self.missing(at, "name", "a tag");
        }
        Some(Tag {
            name: name?,
            description,
        })
    }
}
