//! Pagination: which operations have pages, by what they say themselves or by a rule for all.

use std::collections::BTreeSet;

use super::pages::Fit;
use super::{Lower, reply};
use crate::diagnostic::Diagnostic;
use crate::ir::{Method, Operation, Pagination};
use crate::openapi::model::{self, Paging, Turn};

/// The sort of every fault of a pagination that can be read.
pub(super) const KIND: &str = "pagination";

/// How many faults are searched for what may have been meant.
const MOST_SEARCHES: usize = 200;

type Rule = model::Pagination;

impl Lower<'_> {
    /// Says of each operation how its pages follow each other.
    pub(super) fn paginate(&mut self, operations: &mut [Operation]) {
        let resolved = self.resolved;
        let configured = self.wishes.pagination.iter();
        let rules: Vec<&Rule> = configured.chain(&resolved.pagination).collect();
        let mut used = BTreeSet::new();
        for (operation, source) in operations.iter_mut().zip(&resolved.operations) {
            operation.pagination = match &source.paging {
                Paging::Off => None,
                Paging::Own(own) => self.own_pagination(own, source, operation),
                Paging::Unsaid => {
                    let first = self.first_that_fits(&rules, source, operation);
                    used.extend(first.as_ref().map(|(index, _)| *index));
                    first.map(|(_, pagination)| pagination)
                }
            };
        }
        // Where only some operations are asked for, a rule may be for the others.
        let all = if self.wishes.only_reached {
            &[]
        } else {
            &*rules
        };
        let unused = all
            .iter()
            .enumerate()
            .filter(|(index, _)| !used.contains(index));
        let faults: Vec<Diagnostic> = unused
            .map(|(_, rule)| self.fits_nothing(rule, operations))
            .collect();
        faults
            .into_iter()
            .for_each(|fault| self.diagnostics.push(fault));
    }

    fn own_pagination(
        &mut self,
        own: &Rule,
        source: &model::Operation,
        operation: &Operation,
    ) -> Option<Pagination> {
        let suggests = self.diagnostics.error_count() < MOST_SEARCHES;
        let faults = match Fit::try_out(self, own, source, operation, suggests) {
            Ok(pagination) => return Some(pagination),
            Err(faults) => faults,
        };
        faults
            .into_iter()
            .for_each(|fault| self.diagnostics.push(fault));
        None
    }

    fn first_that_fits(
        &self,
        rules: &[&Rule],
        source: &model::Operation,
        operation: &Operation,
    ) -> Option<(usize, Pagination)> {
        rules.iter().enumerate().find_map(|(index, rule)| {
            let fit = self.fit_rule(rule, source, operation, false)?;
            Some((index, fit.ok()?))
        })
    }

    /// A rule for all is for the GET operations that say all that it needs; none for others.
    fn fit_rule(
        &self,
        rule: &Rule,
        source: &model::Operation,
        operation: &Operation,
        suggests: bool,
    ) -> Option<Result<Pagination, Vec<Diagnostic>>> {
        if operation.method != Method::Get || !matches!(source.paging, Paging::Unsaid) {
            return None;
        }
        if matches!(rule.turn, Turn::Link) && !declares_links(source) {
            let fault = Diagnostic::error(KIND, rule.at, "the answer declares no header `Link`")
                .help("declare it, or say it on the operation itself");
            return Some(Err(vec![fault]));
        }
        Some(Fit::try_out(self, rule, source, operation, suggests))
    }

    /// A rule for nothing. It is told by the operation that lacks the least of it.
    fn fits_nothing(&self, rule: &Rule, operations: &[Operation]) -> Diagnostic {
        let pairs = operations.iter().zip(&self.resolved.operations);
        let faults = pairs.filter_map(|(operation, source)| {
            let faults = self.fit_rule(rule, source, operation, true)?.err()?;
            Some((operation, faults))
        });
        let nearest = faults
            .take(MOST_SEARCHES)
            .min_by_key(|(_, faults)| faults.len());
        let why = nearest.and_then(|(operation, faults)| {
            let fault = faults.into_iter().next()?;
            let help = fault.help.unwrap_or_default();
            Some(format!("of `{}`, {}: {help}", operation.id, fault.message))
        });
        Diagnostic::error(KIND, rule.at, "no operation has all of this pagination")
            .label("for each GET operation that has its parameter and its members")
            .help(why.unwrap_or_else(|| "take it out: there is no GET operation".to_owned()))
    }
}

fn declares_links(source: &model::Operation) -> bool {
    let answers = reply::responses(source, true);
    let mut headers = answers.iter().flat_map(|answer| &answer.headers);
    headers.any(|(name, _)| name.eq_ignore_ascii_case("link"))
}
