//! Selects an operation's pagination: its own, or the first rule for all that matches it.

use std::collections::BTreeSet;

use super::check::{Check, Sources, Subject};
use super::path::{KIND, Types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Method, Operation, Pagination};
use crate::openapi::model::{self, OwnPagination, PageStrategy, Resolved};
use crate::source::tree::Tree;

/// How many diagnostics get suggestions: to find one takes a search.
const MOST_SEARCHES: usize = 200;

type Rule = model::PaginationRule;

/// The rules for all operations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    /// Those of the settings: they go before the document's.
    pub(crate) settings: &'a [Rule],
    /// Whether all operations are generated. A rule that none of them uses may be for the others otherwise.
    pub(crate) all_operations: bool,
}

/// Fills in how the pages of each operation follow each other.
pub(crate) fn paginate(
    api: &mut Api,
    tree: &Tree,
    resolved: &Resolved,
    rules: Rules<'_>,
    diagnostics: &mut Diagnostics,
) {
    let stage = Stage {
        sources: Sources {
            tree,
            resolved,
            types: Types::new(&api.types),
        },
        rules: rules.settings.iter().chain(&resolved.pagination).collect(),
    };
    let mut used = BTreeSet::new();
    let paginations: Vec<Option<Pagination>> = stage
        .operations(&api.operations)
        .map(|subject| match &subject.source.pagination {
            OwnPagination::Off => None,
            OwnPagination::Rule(own) => stage.own(own, subject, diagnostics),
            OwnPagination::Unsaid => {
                let (index, pagination) = stage.first_that_fits(subject)?;
                used.insert(index);
                Some(pagination)
            }
        })
        .collect();
    if rules.all_operations {
        let rules = stage.rules.iter().enumerate();
        let unused = rules.filter(|(index, _)| !used.contains(index));
        for (_, rule) in unused {
            diagnostics.push(stage.fits_nothing(rule, &api.operations));
        }
    }
    for (operation, pagination) in api.operations.iter_mut().zip(paginations) {
        operation.pagination = pagination;
    }
}

/// The document, the types and the rules.
struct Stage<'a> {
    sources: Sources<'a>,
    rules: Vec<&'a Rule>,
}

impl<'a> Stage<'a> {
    fn operations<'s>(
        &'s self,
        operations: &'s [Operation],
    ) -> impl Iterator<Item = Subject<'s>> + use<'s, 'a> {
        let pairs = operations.iter().zip(&self.sources.resolved.operations);
        pairs.map(|(operation, source)| Subject { operation, source })
    }

    /// Returns the pagination that the operation has of its own, and reports what doesn't fit.
    fn own(
        &self,
        own: &Rule,
        subject: Subject<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Pagination> {
        let suggests = diagnostics.error_count() < MOST_SEARCHES;
        let faults = match Check::run(&self.sources, own, subject, suggests) {
            Ok(pagination) => return Some(pagination),
            Err(faults) => faults,
        };
        for fault in faults {
            diagnostics.push(fault);
        }
        None
    }

    fn first_that_fits(&self, subject: Subject<'_>) -> Option<(usize, Pagination)> {
        self.rules.iter().enumerate().find_map(|(index, rule)| {
            let fit = self.check_rule(rule, subject, false)?;
            Some((index, fit.ok()?))
        })
    }

    /// Checks a rule for all against an operation. None where the rule isn't for it: it is for the GET operations
    /// that have no pagination of their own.
    fn check_rule(
        &self,
        rule: &Rule,
        subject: Subject<'_>,
        suggests: bool,
    ) -> Option<Result<Pagination, Vec<Diagnostic>>> {
        let Subject { operation, source } = subject;
        if operation.method != Method::Get || !matches!(source.pagination, OwnPagination::Unsaid) {
            return None;
        }
        if matches!(rule.strategy, PageStrategy::Link) && !operation.has_link_header {
            let fault = Diagnostic::error(KIND, rule.at, "the response declares no header `Link`")
                .help("declare the header, or put the pagination on the operation itself");
            return Some(Err(vec![fault]));
        }
        Some(Check::run(&self.sources, rule, subject, suggests))
    }

    /// Describes a rule that fits no operation, by the operation that lacks the least of it.
    fn fits_nothing(&self, rule: &Rule, operations: &[Operation]) -> Diagnostic {
        let faults = self.operations(operations).filter_map(|subject| {
            let faults = self.check_rule(rule, subject, true)?.err()?;
            Some((subject.operation, faults))
        });
        let nearest = faults
            .take(MOST_SEARCHES)
            .min_by_key(|(_, faults)| faults.len());
        let why = nearest.and_then(|(operation, faults)| {
            let fault = faults.into_iter().next()?;
            let help = fault.help.unwrap_or_default();
            Some(format!("of `{}`, {}: {help}", operation.id, fault.message))
        });
        Diagnostic::error(KIND, rule.at, "no operation matches this pagination rule")
            .label("applies to each GET operation with its parameter and its properties")
            .help(why.unwrap_or_else(|| "remove it: there is no GET operation".to_owned()))
    }
}
