//! Lowering: what each schema and operation of the resolved document becomes in the [`ir`](crate::ir).
//!
//! Takes the tree, the resolved document and [`LowerOptions`], and gives an [`Api`]. It knows nothing of names'
//! spelling nor of the code that is generated.
//!
//! | part | what it is |
//! | --- | --- |
//! | `facts` | what is known of schemas before anything is lowered |
//! | `segments` | what the place of a node is called |
//! | `naming` | where names come from |
//! | `schema` | schemas → types |
//! | `operation` | operations, servers, and the API as a whole |
//! | `finish` | what is decided when all schemas are lowered |
//! | `coverage` | how many properties are declared, generated and lost |
//! | `report` | the diagnostics |

mod coverage;
mod facts;
mod finish;
mod item_table;
mod naming;
mod operation;
mod options;
mod report;
mod schema;
mod segments;

pub use options::LowerOptions;

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Operation};
use crate::openapi::model::Resolved;
use crate::source::tree::Tree;
use facts::Facts;
use naming::Naming;
use operation::{ApiParts, OperationLowerer};
use report::Report;
use schema::SchemaLowerer;

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
    lowerer.deferred();
    let servers = lowerer.servers();
    let (parts, items, emitted) = lowerer.finish(servers);
    let mut types = items.finish();
    finish::break_alias_cycles(&mut types, report);
    finish::settle_one_way(&mut types, &operations);
    finish::bound_alias_depth(&mut types, report);
    let coverage = coverage::coverage(facts, report, &emitted);
    let examples = match facts.options().examples {
        true => operation::examples(facts, &operations),
        false => Vec::new(),
    };
    let samples = operation::samples(facts);
    operation::api(
        facts,
        report,
        ApiParts {
            operations,
            types,
            examples,
            samples,
            coverage,
            ..parts
        },
    )
}
