//! What schemas call themselves: `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 core, sections 8.2.1 and
//! 8.2.2), and `$self` of a document (OpenAPI 3.2, section 4.1).

use std::collections::HashMap;

use crate::source::files::{parts, scheme};
use crate::source::tree::{FileId, NodeId, Tree, Value};

/// The schemas that have a name of their own, wherever they stand.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    /// By absolute URI, or by path where a file has no other.
    by_uri: HashMap<String, NodeId>,
    /// The URIs of schemas with an `$id`, which references in them are relative to.
    bases: HashMap<NodeId, String>,
    /// By resource (a schema with an `$id`, or else a file) and name.
    anchors: HashMap<NodeId, Vec<Anchor>>,
}

/// A name in a schema resource.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// `$anchor` or `$dynamicAnchor`.
    pub name: String,
    /// The schema that has it.
    pub schema: NodeId,
    /// Whether a schema that refers to this one may put another in its place.
    pub is_dynamic: bool,
}

impl Identities {
    /// Looks at all files of a tree.
    #[must_use]
    pub fn of(tree: &Tree) -> Self {
        let mut identities = Self::default();
        let mut file = FileId::ROOT;
        while tree.is_file(file) {
            if let Some(root) = tree.root(file) {
                identities.look_at(tree, file, root);
            }
            file.0 += 1;
        }
        identities
    }

    /// Looks at all schemas of a file.
    fn look_at(&mut self, tree: &Tree, file: FileId, root: NodeId) {
        if file == FileId::ROOT
            && let Some(uri) = text(tree, root, "$self")
        {
            self.name(root, tree.file_name(file), uri);
        }
        let mut open = vec![(root, root)];
        while let Some((node, resource)) = open.pop() {
            match tree.value(node) {
                Value::Array(items) => {
                    open.extend(items.iter().rev().map(|item| (*item, resource)));
                }
                Value::Object(members) => {
                    let resource = self.identify(tree, node, resource);
                    let is_map = is_map(tree.key(node));
                    // The last one is taken first.
                    let members = members.iter().rev();
                    let members = members.filter(|(key, _)| is_map || !is_data(key));
                    // What is merged in is among the members already.
                    let members = members.filter(|(key, _)| key != "<<");
                    open.extend(members.map(|(_, value)| (*value, resource)));
                }
                _ => {}
            }
        }
    }

    /// Records what an object calls itself. Returns the resource that it belongs to.
    fn identify(&mut self, tree: &Tree, node: NodeId, resource: NodeId) -> NodeId {
        let mut resource = resource;
        if let Some(id) = text(tree, node, "$id") {
            let (uri, fragment) = id.split_once('#').unwrap_or((id, ""));
            if !uri.is_empty() {
                let base = self.base(tree, resource).to_owned();
                self.name(node, &base, uri);
                resource = node;
            } else if !fragment.is_empty() {
                // As drafts before 2019-09 write an anchor.
                self.anchor(resource, fragment, node, false);
            }
        }
        for (key, is_dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
            if let Some(name) = text(tree, node, key) {
                self.anchor(resource, name, node, is_dynamic);
            }
        }
        resource
    }

    /// Records the URI of a schema, relative to that of what is around it.
    fn name(&mut self, node: NodeId, base: &str, uri: &str) {
        let uri = joined(base, uri);
        self.by_uri.entry(uri.clone()).or_insert(node);
        self.bases.insert(node, uri);
    }

    /// Records a name in a resource.
    fn anchor(&mut self, resource: NodeId, name: &str, schema: NodeId, is_dynamic: bool) {
        let anchors = self.anchors.entry(resource).or_default();
        anchors.push(Anchor {
            name: name.to_owned(),
            schema,
            is_dynamic,
        });
    }

    /// Returns whether a schema has an `$id`.
    #[must_use]
    pub fn is_resource(&self, schema: NodeId) -> bool {
        self.bases.contains_key(&schema)
    }

    /// Returns the dynamic anchors by name, with their schemas.
    pub fn dynamic(&self) -> impl Iterator<Item = (&str, NodeId)> {
        let anchors = self.anchors.values().flatten();
        let dynamic = anchors.filter(|anchor| anchor.is_dynamic);
        dynamic.map(|anchor| (anchor.name.as_str(), anchor.schema))
    }

    /// Returns the resource that a node belongs to: the schema with an `$id` that it is in, or else the root of its
    /// file.
    #[must_use]
    pub fn resource(&self, tree: &Tree, node: NodeId) -> NodeId {
        let mut at = node;
        while let Some(parent) = tree.parent(at) {
            if self.bases.contains_key(&at) {
                return at;
            }
            at = parent;
        }
        at
    }

    /// Returns the URI that references in a resource are relative to.
    fn base<'a>(&'a self, tree: &'a Tree, resource: NodeId) -> &'a str {
        let own = self.bases.get(&resource).map(String::as_str);
        own.unwrap_or_else(|| tree.file_name(tree.file(resource)))
    }

    /// Returns the resource that a reference names, if one has that URI, and the URI's absolute form.
    pub(super) fn named(
        &self,
        tree: &Tree,
        resource: NodeId,
        part: &str,
    ) -> (Option<NodeId>, String) {
        let uri = joined(self.base(tree, resource), part);
        (self.by_uri.get(&uri).copied(), uri)
    }

    /// Returns the names in a resource.
    #[must_use]
    pub fn anchors(&self, resource: NodeId) -> &[Anchor] {
        self.anchors.get(&resource).map_or(&[], Vec::as_slice)
    }

    /// Returns the schema of this name in a resource.
    #[must_use]
    pub fn anchored(&self, resource: NodeId, name: &str) -> Option<&Anchor> {
        let mut anchors = self.anchors(resource).iter();
        anchors.find(|anchor| anchor.name == name)
    }
}

/// Returns the path that the `$id`s around a node make references relative to, where they are paths themselves.
pub(crate) fn path_base(tree: &Tree, node: NodeId) -> Option<String> {
    let around = std::iter::successors(Some(node), |node| tree.parent(*node));
    let ids: Vec<&str> = around.filter_map(|node| text(tree, node, "$id")).collect();
    let file = tree.file_name(tree.file(node)).to_owned();
    let base = ids.iter().rev().fold(file, |base, id| {
        joined(&base, id.split('#').next().unwrap_or_default())
    });
    (!ids.is_empty() && scheme(&base).is_none()).then_some(base)
}

/// Returns the string that a member of an object is.
pub(crate) fn text<'t>(tree: &'t Tree, node: NodeId, key: &str) -> Option<&'t str> {
    tree.as_str(tree.get(node, key)?)
}

/// Returns whether the author names the members of an object, so that none is a keyword.
fn is_map(key: Option<&str>) -> bool {
    let maps = [
        "properties",
        "patternProperties",
        "$defs",
        "definitions",
        "schemas",
        "dependentSchemas",
    ];
    key.is_some_and(|key| maps.contains(&key))
}

/// Returns whether a member holds values rather than schemas.
fn is_data(key: &str) -> bool {
    let data = [
        "example",
        "examples",
        "default",
        "enum",
        "const",
        "value",
        "dataValue",
    ];
    data.contains(&key) || key.starts_with("x-")
}

/// Returns a URI or a path in its absolute form, given what it is relative to (RFC 3986, section 5.2); neither has a
/// fragment.
fn joined(base: &str, text: &str) -> String {
    if scheme(text).is_some() {
        return text.to_owned();
    }
    if text.is_empty() {
        return base.to_owned();
    }
    let after_scheme = scheme(base).map_or(0, |scheme| scheme.len() + 1);
    let (scheme, rest) = base.split_at_checked(after_scheme).unwrap_or(("", base));
    if text.starts_with("//") {
        return format!("{scheme}{text}");
    }
    let (authority, path) = match rest.strip_prefix("//") {
        Some(after) => {
            let end = after.find('/').map_or(rest.len(), |end| end + 2);
            rest.split_at_checked(end).unwrap_or((rest, ""))
        }
        None => ("", rest),
    };
    let is_rooted = text.starts_with('/') || !authority.is_empty();
    let folder = match text.starts_with('/') {
        true => "",
        false => path.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut path = parts(folder, text).unwrap_or_else(|_| text.to_owned());
    if text.ends_with('/') {
        path.push('/');
    }
    let slash = if is_rooted { "/" } else { "" };
    format!("{scheme}{authority}{slash}{path}")
}

#[cfg(test)]
mod tests {
    use super::{Identities, joined};
    use crate::diagnostic::Diagnostics;
    use crate::source::load;

    /// Each value is looked at once, however deep YAML merges one object into another.
    #[test]
    fn merged_objects_are_looked_at_once() {
        let text = format!("{}$anchor: a{}", "{a: {<<: ".repeat(40), "}}".repeat(40));
        let text = text.replace("$anchor: a", "{$anchor: a}");
        let tree = load(&text, None, &mut Diagnostics::new()).expect("it is YAML");
        let root = crate::source::tree::NodeId::ROOT;
        assert_eq!(Identities::of(&tree).anchors(root).len(), 1);
    }

    #[test]
    fn a_uri_is_relative_to_another() {
        for (base, text, whole) in [
            ("api.yaml", "pet.json", "pet.json"),
            ("api.yaml", "./nested/", "nested/"),
            ("nested/", "ex.json", "nested/ex.json"),
            ("a/b.yaml", "../c.yaml", "c.yaml"),
            ("api.yaml", "https://a.example/x", "https://a.example/x"),
            ("https://a.example/x/y", "z", "https://a.example/x/z"),
            ("https://a.example/x/y", "../z", "https://a.example/z"),
            ("https://a.example/x/y", "/z", "https://a.example/z"),
            ("https://a.example", "z", "https://a.example/z"),
            (
                "https://a.example/x",
                "//b.example/z",
                "https://b.example/z",
            ),
            ("https://a.example/x", "", "https://a.example/x"),
            ("urn:pets:api", "urn:pets:pet", "urn:pets:pet"),
        ] {
            assert_eq!(joined(base, text), whole, "{base} {text}");
        }
    }
}
