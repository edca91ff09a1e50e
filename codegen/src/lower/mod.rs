//! Lowering: from the resolved document to the [`ir`](crate::ir), what each schema and operation becomes.
//!
//! Takes the tree, the resolved document and [`LowerOptions`], and gives an [`Api`]. It knows nothing of names' spelling nor
//! of the code that is generated.
//!
//! | part | what it is |
//! | --- | --- |
//! | `facts` | what is known of schemas before anything is lowered |
//! | `naming` | where names come from |
//! | `schema` | schemas → types |
//! | `operation` | operations, servers, and the API as a whole |
//! | `finish` | the table of types when it is full |
//! | `coverage` | properties in, properties out |
//! | `report` | where diagnostics go |

mod coverage;
mod facts;
mod finish;
mod naming;
mod operation;
mod report;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::formats::Formats;
use crate::ir::{Api, Operation, Type};
use crate::openapi::model::Resolved;
use crate::source::tree::{NodeId, Tree};
use facts::Facts;
use naming::Naming;
use operation::{ApiParts, OperationLowerer};
use report::Report;
use schema::SchemaLowerer;

/// What steers the lowering beside the document.
#[derive(Clone, Copy, Debug)]
pub struct LowerOptions<'a> {
    /// What formats mean.
    pub formats: &'a Formats,
    /// The types that settings ask for, by the schemas that they are for.
    pub formats_at: &'a BTreeMap<NodeId, Type>,
    /// The properties that may be missing although they are required.
    pub optional: &'a BTreeSet<NodeId>,
    /// Whether decoding refuses a value that a closed enum doesn't list.
    pub strict_enums: bool,
    /// The names that settings ask for, by the nodes that they are for.
    pub names: &'a BTreeMap<NodeId, String>,
    /// Whether what no operation reaches is left out.
    pub only_reached: bool,
    /// Whether the examples of responses are kept.
    pub examples: bool,
    /// The examples that don't match their schema.
    pub refused: &'a BTreeSet<NodeId>,
    /// The properties that lead to the code of an error; empty where its role says so.
    pub error_code: &'a [String],
    /// The properties that lead to the message of an error; empty where its role says so.
    pub error_message: &'a [String],
}

/// Lowers a whole document.
pub fn lower(
    tree: &Tree,
    resolved: &Resolved,
    options: LowerOptions<'_>,
    diagnostics: &mut Diagnostics,
) -> Api {
    let report = Report::after(diagnostics);
    let facts = Facts::of(tree, resolved, options);
    let api = lower_all(&facts, &report);
    *diagnostics = report.into_diagnostics();
    api
}

fn lower_all(facts: &Facts<'_>, report: &Report) -> Api {
    let naming = Naming::of(facts);
    let schemas = SchemaLowerer::new(facts, &naming, report);
    let mut lowerer = OperationLowerer::new(facts, &naming, report, schemas);
    let resolved = facts.resolved();
    if !facts.options().only_reached {
        for (_, schema) in &resolved.components {
            lowerer.component(*schema);
        }
    }
    let operations: Vec<Operation> = resolved
        .operations
        .iter()
        .map(|operation| lowerer.operation(operation))
        .collect();
    let (parts, items, emitted) = lowerer.finish();
    let mut types = items.finish();
    finish::break_alias_cycles(&mut types, report);
    finish::settle_one_way(&mut types, &operations);
    finish::bound_alias_depth(&mut types, report);
    let coverage = coverage::coverage(facts, report, &emitted);
    let examples = match facts.options().examples {
        true => operation::examples(facts, &operations),
        false => Vec::new(),
    };
    operation::api(
        facts,
        report,
        ApiParts {
            operations,
            types,
            examples,
            coverage,
            ..parts
        },
    )
}
