//! Reads `info` and `tags`.

use super::model::{Info, Tag};
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
                parent: None,
                group: None,
            });
        }
        let mut name = None;
        let (mut description, mut parent, mut group) = (None, None, None);
        members!(self, at, "a tag", |value| {
            "name" => name = self.string(value),
            "description" => description = self.string(value),
            "parent" => parent = self.string(value).map(|parent| (parent, value)),
            "externalDocs" | "summary" | "kind" => (),
            _(key) => self.tag_extension(key, value, &mut group),
        });
        if self.lacks(at, "name") {
            self.missing(at, "name", "a tag");
        }
        Some(Tag {
            name: name?,
            description,
            parent,
            group,
        })
    }
}
