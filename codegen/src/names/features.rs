//! Names of Cargo features: one per tag.

use super::scope::{NameRequest, Scope};
use super::spelling::snake;
use crate::analyze::Tags;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::Api;
use crate::source::tree::NodeId;

/// The features that generated crates take over from the runtime.
pub(crate) const OF_THE_RUNTIME: [&str; 8] = [
    "reqwest",
    "reqwest-native-tls",
    "blocking",
    "blocking-native-tls",
    "gzip",
    "http2",
    "serde",
    "tracing",
];

/// The feature that switches on the mock.
pub(crate) const MOCK: &str = "mock";

/// The feature that switches on all tags.
pub(crate) const ALL_TAGS: &str = "all-tags";

/// Names a Cargo feature per tag, in the tags' order and in kebab case.
pub(super) fn features(api: &Api, tags: &Tags, diagnostics: &mut Diagnostics) -> Vec<String> {
    if tags.are_too_many() {
        let message = format!(
            "{} tags are more than features are made of",
            tags.all().len()
        );
        let error = Diagnostic::error("too-large", Place::Document, message);
        diagnostics
            .push(error.help("generate without features for tags, or only some of the tags"));
        return Vec::new();
    }
    let mut scope = Scope::new("the features", is_reserved, "tag");
    for tag in tags.all() {
        let mut operations = api.operations.iter();
        let first = operations.find(|operation| operation.tags.contains(tag));
        scope.request(NameRequest {
            spelled: snake(std::slice::from_ref(tag)),
            raw: tag.clone(),
            kind: None,
            at: first.map_or(NodeId::ROOT, |operation| operation.origin.at),
            name_override: None,
        });
    }
    let names = scope.assign(diagnostics).into_iter();
    names.map(|name| kebab(name.unraw())).collect()
}

/// Spells a feature in kebab case. Cargo accepts names that begin with a letter or a digit.
fn kebab(snake: &str) -> String {
    let plain = snake.trim_matches('_').replace('_', "-");
    match plain.starts_with(char::is_alphanumeric) {
        true => plain,
        false => format!("tag-{plain}"),
    }
}

fn is_reserved(snake: &str) -> bool {
    let feature = kebab(snake);
    ["default", ALL_TAGS, MOCK].contains(&feature.as_str())
        || OF_THE_RUNTIME.contains(&feature.as_str())
}
