//! Examples and defaults that don't match their own schema.

use std::collections::{BTreeSet, HashSet};

use super::matching::{Direction, Kind, Matcher, Mismatch};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::formats::Formats;
use crate::openapi::model::{MediaType, ParameterShape, Resolved, SchemaId};
use crate::source::tree::{NodeId, Tree};

/// Matches every default and every example with its schema; those of `content` only where it is JSON. Returns the
/// examples that the type of their schema refuses.
pub(crate) fn examples(
    tree: &Tree,
    resolved: &Resolved,
    formats: &Formats,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<NodeId> {
    let mut check = Check {
        matcher: Matcher::new(tree, resolved, formats),
        seen: HashSet::new(),
        refused: BTreeSet::new(),
        diagnostics,
    };
    for operation in &resolved.operations {
        for parameter in &operation.parameters {
            match &parameter.shape {
                ParameterShape::Schema(schema) => {
                    for example in &parameter.examples {
                        check.example(*schema, *example, Direction::Request);
                    }
                }
                ParameterShape::Content(media) => check.media(media, Direction::Request),
            }
        }
        for media in operation.request_body.iter().flat_map(|body| &body.content) {
            check.media(media, Direction::Request);
        }
        for media in operation
            .responses
            .iter()
            .flat_map(|response| &response.content)
        {
            check.media(media, Direction::Response);
        }
    }
    for (id, schema) in resolved.schemas.iter() {
        for example in &schema.examples {
            check.example(id, *example, Direction::Either);
        }
        if let Some(default) = schema.default {
            check.value(id, default, Direction::Either, Sort::Default);
        }
    }
    check.refused
}

#[derive(Clone, Copy)]
enum Sort {
    Example,
    Default,
}

struct Check<'a> {
    matcher: Matcher<'a>,
    /// What was checked: a shared parameter is met in every operation that uses it.
    seen: HashSet<(SchemaId, NodeId)>,
    /// The examples that the type of their schema refuses.
    refused: BTreeSet<NodeId>,
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn media(&mut self, media: &MediaType, direction: Direction) {
        let Some(schema) = media.schema.filter(|_| is_json(&media.name)) else {
            return;
        };
        for (_, example) in &media.examples {
            self.example(schema, *example, direction);
        }
    }

    fn example(&mut self, schema: SchemaId, value: NodeId, direction: Direction) {
        self.value(schema, value, direction, Sort::Example);
    }

    fn value(&mut self, schema: SchemaId, value: NodeId, direction: Direction, sort: Sort) {
        if !self.seen.insert((schema, value)) {
            return;
        }
        let Err(Mismatch {
            node,
            because,
            message,
            label,
            kind: mismatch,
        }) = self.matcher.check(schema, value, direction)
        else {
            return;
        };
        // That it is required was reported as a slip.
        if let (Kind::Missing, Some(required)) = (mismatch, because.node())
            && self.diagnostics.is_reported(required)
        {
            return;
        }
        if mismatch.is_refused() {
            self.refused.insert(value);
        }
        let (kind, what) = match sort {
            Sort::Example => ("example-mismatch", "example"),
            Sort::Default => ("default-mismatch", "default"),
        };
        let warning = Diagnostic::warning(
            kind,
            Place::Value(node),
            format!("the {what} doesn't match its schema: {message}"),
        )
        .label(label)
        .help(format!("correct the {what}, or the schema"))
        .related(because, "the schema requires this");
        self.diagnostics.push(warning);
    }
}

/// Returns whether a media type is one of JSON: `application/json`, `application/problem+json; charset=utf-8`.
fn is_json(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
