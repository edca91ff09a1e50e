//! What stands in a file together where operations stand behind the features of their tags: what needs the same ones.
//! The compiler leaves such a file out as a whole.

use std::collections::BTreeMap;

use super::layout::{TYPES_A_FILE, Topics, module_name, split, topic};
use super::{Emitter, File, Group, Import};
use crate::analyze::FeatureSet;
use crate::ir::TypeId;

/// The operations by the module they stand in: those of one tag, or of the same ones, in one of theirs.
pub(super) fn operations(emitter: &Emitter<'_>) -> BTreeMap<String, Vec<usize>> {
    let mut topics: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, operation) in emitter.api.operations.iter().enumerate() {
        let needs = emitter.facts.tags.operation(index);
        let name = name_of(emitter, needs).unwrap_or_else(|| topic(operation));
        topics.entry(module_name(&name)).or_default().push(index);
    }
    topics
}

/// The types by module: those of one tag in one of its own; those of several, and those that are always there, by the
/// words of their names.
pub(super) fn types(emitter: &Emitter<'_>, ids: Vec<TypeId>) -> Topics {
    let mut topics = Topics::new();
    let mut shared = Vec::new();
    for id in ids {
        match emitter.facts.tags.ty(id) {
            needs @ FeatureSet::AnyOf(tags) if tags.len() == 1 => {
                let name = name_of(emitter, needs).unwrap_or_default();
                topics.entry(module_name(&name)).or_default().push(id);
            }
            _ => shared.push(id),
        }
    }
    let mut by_words = Topics::new();
    if shared.len() > TYPES_A_FILE {
        split(emitter.with_words(shared), 1, &mut by_words);
    } else if !shared.is_empty() {
        by_words.insert(String::new(), shared);
    }
    for (words, ids) in by_words {
        let name = module_name(&format!("shared {words}"));
        topics.entry(name).or_default().extend(ids);
    }
    topics
}

fn name_of(emitter: &Emitter<'_>, needs: &FeatureSet) -> Option<String> {
    let FeatureSet::AnyOf(tags) = needs else {
        return None;
    };
    let all = emitter.facts.tags.all();
    let names = tags.iter().filter_map(|tag| all.get(usize::from(*tag)));
    Some(names.map(String::as_str).collect::<Vec<_>>().join(" "))
}

impl Emitter<'_> {
    /// A file, behind what one of its groups needs: it is never empty. Where they need different things, each stands
    /// behind its own too, and what the file takes from elsewhere may be used by none that is left.
    pub(super) fn file_of(
        &self,
        path: String,
        title: &str,
        imports: Vec<Import>,
        groups: Vec<Group>,
    ) -> File {
        let needs = FeatureSet::of_any(groups.iter().map(|group| self.needs(group)));
        let imports = match groups.iter().all(|group| *self.needs(group) == needs) {
            true => Group::Imports(imports),
            false => Group::ImportsOfSome(imports),
        };
        File {
            path,
            title: title.to_owned(),
            needs,
            groups: std::iter::once(imports).chain(groups).collect(),
        }
    }
}
