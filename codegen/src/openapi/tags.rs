//! Reads `tags`: it takes the node, and gives the tags and the groups that they stand for.

use std::collections::BTreeMap;

use super::extensions;
use super::model::Tag;
use super::reader::{Reader, members};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::NodeId;
use crate::suggest::closest;

/// How many tags may be around one: a longer chain counts as endless.
const MOST_PARENTS: usize = 16;

/// The longest name of a tag that names a group.
const LONGEST: usize = 100;

/// Reads `tags`.
pub(super) fn read_all(reader: &mut Reader<'_>, at: NodeId) -> Vec<Tag> {
    let items = reader.array(at);
    items
        .iter()
        .filter_map(|item| read(reader, *item))
        .collect()
}

/// Reads a tag. Some documents have only its name.
fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<Tag> {
    let at = reader.landed(at)?;
    if let Some(name) = reader.tree.as_str(at) {
        reader.taken_for(at, "an object", format!("write `name: {name}`"));
        return Some(Tag {
            name: name.to_owned(),
            description: None,
            parent: None,
            group: None,
        });
    }
    let mut name = None;
    let (mut description, mut parent, mut group) = (None, None, None);
    members!(reader, at, "a tag", |value| {
        "name" => name = reader.string(value),
        "description" => description = reader.string(value),
        "parent" => parent = reader.string(value).map(|parent| (parent, value)),
        "externalDocs" | "summary" | "kind" => (),
        _(key) => extensions::read_of_tag(reader, key, value, &mut group),
    });
    if reader.lacks(at, "name") {
        reader.missing(at, "name", "a tag");
    }
    Some(Tag {
        name: name?,
        description,
        parent,
        group,
    })
}

/// Returns the groups, outermost first, of the tags that have one of their own or a parent (OpenAPI 3.2.0, section
/// 4.22). A parent that leads nowhere, or back, counts as none.
pub(super) fn groups(tags: &[Tag], diagnostics: &mut Diagnostics) -> BTreeMap<String, Vec<String>> {
    let by_name = tags.iter().rev().map(|tag| (tag.name.as_str(), tag));
    let by_name: BTreeMap<&str, &Tag> = by_name.collect();
    let mut groups = BTreeMap::new();
    for tag in by_name.values() {
        let group = group(tag, &by_name, diagnostics);
        groups.extend(group.map(|group| (tag.name.clone(), group)));
    }
    groups
}

/// Returns the groups that a tag stands in, if it has one of its own or a parent.
fn group(
    tag: &Tag,
    by_name: &BTreeMap<&str, &Tag>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<String>> {
    let mut outwards = Vec::new();
    let mut around = tag;
    for step in 0..=MOST_PARENTS {
        if let Some(group) = &around.group {
            return Some(joined(group, &outwards));
        }
        outwards.extend(Some(&around.name).filter(|name| name.len() <= LONGEST));
        let outer = around.parent.as_ref();
        match outer.map(|(parent, at)| (by_name.get(parent.as_str()), parent, at)) {
            Some((Some(outer), ..)) => around = outer,
            Some((None, parent, at)) if step == 0 => {
                diagnostics.push(unknown(parent, *at, by_name));
                return None;
            }
            // The tag of an unknown parent reports it itself.
            Some((None, ..)) | None => {
                return (step > 0).then(|| joined(&[], &outwards));
            }
        }
    }
    let (_, at) = tag.parent.as_ref()?;
    diagnostics.push(endless(*at));
    None
}

/// Returns the groups of the outermost tag, and the names of those within, from the outside inwards.
fn joined(outer: &[String], outwards: &[&String]) -> Vec<String> {
    let inwards = outwards.iter().rev().copied();
    outer.iter().chain(inwards).cloned().collect()
}

/// Makes the warning about a parent that is no tag.
fn unknown(parent: &str, at: NodeId, by_name: &BTreeMap<&str, &Tag>) -> Diagnostic {
    let message = format!(
        "there is no tag `{}` for this one to stand in",
        parent.escape_debug()
    );
    let help = match closest(parent, by_name.keys().copied()) {
        Some(close) => format!("did you mean `{}`?", close.escape_debug()),
        None => "add a tag of this name to `tags`, or remove `parent`".to_owned(),
    };
    let warning = Diagnostic::warning("invalid-value", Place::Value(at), message);
    warning.label("not the name of a tag").help(help)
}

/// Makes the warning about parents that lead back.
fn endless(at: NodeId) -> Diagnostic {
    let message = format!("the tag stands in itself, or in more than {MOST_PARENTS} others");
    let warning = Diagnostic::warning("invalid-value", Place::Value(at), message);
    warning
        .label("leads on without an end")
        .help("remove the `parent` of one of the tags")
}
