//! Which texts of a document refer to files. The loader asks, before anything is resolved.

use super::identity;
use crate::source::FileReference;
use crate::source::files::is_data;
use crate::source::tree::{NodeId, Tree, Value};

/// Returns the references to files that stand at a node: `$ref`, an example's `externalValue`, and a discriminator's
/// `mapping`, where a name may stand as well.
pub(crate) fn file_references(tree: &Tree, node: NodeId) -> Vec<FileReference<'_>> {
    let mut targets = targets(tree, node).peekable();
    if targets.peek().is_none() {
        return Vec::new();
    }
    // An `$id` that is a path may be meant for references, or for whoever publishes the schema.
    let base = identity::path_base(tree, node);
    let reference = |target| FileReference {
        target,
        base: base.clone(),
    };
    targets.map(reference).collect()
}

/// Returns the texts at a node that refer to files, or may do so.
fn targets(tree: &Tree, node: NodeId) -> impl Iterator<Item = &str> {
    let members = match tree.value(node) {
        Value::Object(members) => members.as_slice(),
        _ => &[],
    };
    let plain = members
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "$ref" | "$dynamicRef" | "externalValue"))
        .filter_map(|(name, value)| {
            let target = tree.as_str(*value)?;
            (name != "externalValue" || is_data(target)).then_some(target)
        });
    let mapping = members
        .iter()
        .filter(move |(name, _)| name == "mapping" && tree.key(node) == Some("discriminator"))
        .flat_map(|(_, mapping)| tree.members(*mapping))
        .filter_map(|(_, value)| tree.as_str(*value))
        .filter(|target| target.contains(['/', '#']) || is_data(target));
    plain.chain(mapping)
}

#[cfg(test)]
mod tests {
    use super::file_references;
    use crate::diagnostic::Diagnostics;
    use crate::source::load;
    use crate::source::tree::NodeId;

    fn targets(text: &str) -> Vec<String> {
        let tree = load(text, None, &mut Diagnostics::new()).expect("the text can be read");
        let nodes = (0..).map(NodeId).take(tree.len());
        let references = nodes.flat_map(|node| file_references(&tree, node));
        references
            .map(|reference| reference.target.to_owned())
            .collect()
    }

    #[test]
    fn a_discriminator_names_schemas_or_files() {
        let text = "discriminator: {mapping: {a: Cat, b: dog.yaml, c: 'x/bird', d: '#/e', e: 'f#/g'}}\nmapping: {a: z.yaml}\n";
        assert_eq!(targets(text), ["dog.yaml", "x/bird", "#/e", "f#/g"]);
    }

    #[test]
    fn an_external_value_is_a_file_of_values() {
        let text = "a: {externalValue: a.json}\nb: {externalValue: a.png}\nc: {$ref: x}\nd: {$dynamicRef: y}\n";
        assert_eq!(targets(text), ["a.json", "x", "y"]);
    }
}
