//! Which schemas of other files are types with a name of their own.

use super::Lower;
use crate::openapi::segments::{components_in_files, is_in_other_file};

impl Lower<'_> {
    /// Gives the schemas of other files that are referred to by a name of their own the standing of components.
    pub(super) fn name_schemas_in_files(&mut self) {
        let resolved = self.resolved;
        for (id, names) in components_in_files(self.tree, resolved) {
            if let [only] = names.as_slice() {
                self.components.insert(id, (*only).to_owned());
            }
        }
        let mapped = resolved
            .schemas
            .rows()
            .filter_map(|schema| schema.discriminator.as_ref());
        let mapped = mapped.flat_map(|discriminator| &discriminator.mapping);
        let referred = resolved
            .schemas
            .rows()
            .filter_map(|schema| schema.reference);
        for id in referred.chain(mapped.map(|(_, id)| *id)) {
            if self.named.contains_key(&id) || !is_in_other_file(self.tree, resolved, id) {
                continue;
            }
            let at = resolved.schema(id).at;
            let words = self.words.of(at);
            if words.len() == 1 || self.words.is_start(at) {
                self.named.insert(id, words.join(" "));
            }
        }
    }
}
