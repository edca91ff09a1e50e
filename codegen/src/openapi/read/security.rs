//! Reads security schemes and what demands them.

use super::model::{SecurityRequirement, SecurityScheme};
use super::reader::{Reader, members};
use crate::source::tree::NodeId;

impl Reader<'_> {
    pub(super) fn security_scheme(&mut self, at: NodeId) -> Option<SecurityScheme> {
        let mut kind = None;
        let (mut name, mut location, mut scheme, mut description) = (None, None, None, None);
        members!(self, at, "a security scheme", |value| {
            "type" => kind = self.word(value),
            "description" => description = self.string(value),
            "name" => name = self.string(value),
            "in" => location = self.word(value),
            "scheme" => scheme = self.word(value),
            "bearerFormat" | "flows" | "openIdConnectUrl" | "oauth2MetadataUrl" | "deprecated" => (),
        });
        if self.lacks(at, "type") {
            self.missing(at, "type", "a security scheme");
        }
        Some(SecurityScheme {
            at,
            kind: kind?,
            description,
            name,
            location,
            scheme,
        })
    }

    /// `security`: alternatives, each of them a set of schemes by name.
    pub(super) fn security(&mut self, at: NodeId) -> Vec<SecurityRequirement> {
        let items = self.array(at);
        items
            .iter()
            .map(|item| self.security_requirement(*item))
            .collect()
    }

    fn security_requirement(&mut self, at: NodeId) -> SecurityRequirement {
        let members = self.map(at);
        members
            .map(|(name, scopes)| (name.to_owned(), scopes, self.strings(scopes)))
            .collect()
    }
}
