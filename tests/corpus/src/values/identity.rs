//! Where references lead: to a pointer, or to what a schema calls itself by `$id`, `$anchor` or `$dynamicAnchor` (JSON
//! Schema 2020-12 core, section 8.2).
//!
//! Components without an `$id` bind dynamic anchors as schemas with one do: descriptions write generic schemas so.

use std::collections::BTreeMap;

use serde_json::Value;

/// What dynamic anchors stand for, by name: what the outermost resource on the way says.
pub(super) type Scope = BTreeMap<String, String>;

/// What the schemas of a document call themselves. Schemas are known by their pointers.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// By absolute URI.
    ids: BTreeMap<String, String>,
    /// By schema with an `$id`, its URI. The document's is there, and may be empty.
    bases: BTreeMap<String, String>,
    /// By schema with an `$id` (or the document) and name.
    anchors: BTreeMap<(String, String), String>,
    /// By component or schema with an `$id`, the dynamic anchors in it.
    dynamic: BTreeMap<String, Scope>,
}

impl Identities {
    pub(super) fn of(document: &Value) -> Self {
        let mut identities = Self::default();
        let own = document.get("$self").and_then(Value::as_str);
        identities
            .bases
            .insert(String::new(), own.unwrap_or_default().to_owned());
        identities.look_at(document, &mut String::new());
        identities
    }

    fn look_at(&mut self, value: &Value, at: &mut String) {
        let length = at.len();
        match value {
            Value::Object(members) => {
                let text = |keyword: &str| members.get(keyword).and_then(Value::as_str);
                if let Some(id) = text("$id") {
                    let uri = joined(self.base(self.resource(at)), id);
                    self.ids.entry(uri.clone()).or_insert(at.clone());
                    self.bases.insert(at.clone(), uri);
                }
                for keyword in ["$anchor", "$dynamicAnchor"] {
                    if let Some(name) = text(keyword) {
                        let key = (self.resource(at).to_owned(), name.to_owned());
                        self.anchors.entry(key).or_insert(at.clone());
                    }
                }
                if let Some(name) = text("$dynamicAnchor") {
                    let scope = self.dynamic.entry(self.owner(at).to_owned()).or_default();
                    scope.entry(name.to_owned()).or_insert(at.clone());
                }
                for (name, member) in members {
                    at.push('/');
                    at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                    self.look_at(member, at);
                    at.truncate(length);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    at.push_str(&format!("/{index}"));
                    self.look_at(item, at);
                    at.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn base(&self, resource: &str) -> &str {
        self.bases.get(resource).map_or("", String::as_str)
    }

    /// Returns the nearest schema with an `$id` around a place, or the document.
    fn resource<'p>(&self, at: &'p str) -> &'p str {
        around(at)
            .find(|at| self.bases.contains_key(*at))
            .unwrap_or_default()
    }

    /// Returns the nearest component or schema with an `$id` around a place, or the document.
    fn owner<'p>(&self, at: &'p str) -> &'p str {
        around(at)
            .find(|at| self.bases.contains_key(*at) || is_component(at))
            .unwrap_or_default()
    }

    /// Returns where a `$ref` leads that stands at a place; `None` where that is in another file or nowhere.
    pub(super) fn target(&self, document: &Value, at: &str, reference: &str) -> Option<String> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let own = self.resource(at);
        let resource = match uri {
            "" => own,
            uri => self.ids.get(&joined(self.base(own), uri))?,
        };
        let fragment = decoded(fragment)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            // Descriptions write pointers from the document's root in schemas with an `$id`, too.
            let places = [format!("{resource}{fragment}"), fragment];
            let mut places = places.into_iter();
            return places.find(|place| document.pointer(place).is_some());
        }
        let in_resource = |resource: &str| {
            let key = (resource.to_owned(), fragment.clone());
            self.anchors.get(&key).cloned()
        };
        in_resource(resource).or_else(|| in_resource("").filter(|_| uri.is_empty()))
    }

    /// Returns where a `$dynamicRef` leads that stands at a place, on the way that a scope is of.
    pub(super) fn dynamic_target(
        &self,
        document: &Value,
        at: &str,
        reference: &str,
        scope: &Scope,
    ) -> Option<String> {
        let bound = reference.strip_prefix('#').and_then(|name| scope.get(name));
        match bound {
            Some(bound) => Some(bound.clone()),
            None => self.target(document, at, reference),
        }
    }

    /// Returns the scope behind a reference: what is bound on the way stays bound.
    pub(super) fn entered(&self, at: &str, scope: &Scope) -> Scope {
        let mut entered = self
            .dynamic
            .get(self.owner(at))
            .cloned()
            .unwrap_or_default();
        entered.extend(scope.clone());
        entered
    }
}

/// Returns a place and all around it, the document last.
fn around(at: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(at), |at| Some(at.rsplit_once('/')?.0))
}

fn is_component(at: &str) -> bool {
    at.strip_prefix("/components/schemas/")
        .is_some_and(|name| !name.contains('/'))
}

/// Returns a URI relative to another (RFC 3986, section 5.2).
fn joined(base: &str, uri: &str) -> String {
    let (base, _) = base.split_once('#').unwrap_or((base, ""));
    let uri = uri.strip_suffix('#').unwrap_or(uri);
    let is_absolute = |uri: &str| {
        let scheme = uri.split(['/', '?', '#']).next().unwrap_or_default();
        scheme.contains(':')
    };
    if is_absolute(uri) {
        return uri.to_owned();
    }
    let start = base.find("://").map_or(0, |scheme| scheme + 3);
    let path = base.get(start..).and_then(|rest| rest.find('/'));
    let root = path.map_or(base.len(), |path| start + path);
    let (root, path) = base.split_at_checked(root).unwrap_or((base, ""));
    let path = match uri.starts_with('/') {
        true => uri.to_owned(),
        false => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{uri}")
        }
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    format!("{root}/{}", segments.join("/"))
}

/// Returns a fragment without its percent encoding.
fn decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).ok()
}

/// Returns the pointer of a reference into the same document.
pub(super) fn pointer_of(reference: &str) -> Option<String> {
    decoded(reference.strip_prefix('#')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_relative_to_others() {
        let base = "https://example.com/a/b";
        assert_eq!(joined(base, "c"), "https://example.com/a/c");
        assert_eq!(joined(base, "../c"), "https://example.com/c");
        assert_eq!(joined(base, "/c"), "https://example.com/c");
        assert_eq!(joined(base, "urn:x:y"), "urn:x:y");
        assert_eq!(joined("https://example.com", "c"), "https://example.com/c");
        assert_eq!(joined("", "c"), "/c");
    }
}
