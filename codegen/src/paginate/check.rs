//! Checks one rule against one operation: the names of the rule have to lead to the operation's parameters and types.

use super::path::{Found, KIND, Types};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{
    Location, NextPage, Operation, Pagination, Parameter, ParameterEncoding, ResponseEncoding,
    Step, Style, Type,
};
use crate::openapi::model::{self, Cursor, Located, ParameterShape, Resolved};
use crate::source::tree::{Tree, Value as Node};
use crate::suggest::closest;

/// What a check reads.
pub(super) struct Sources<'a> {
    pub(super) tree: &'a Tree,
    pub(super) resolved: &'a Resolved,
    pub(super) types: Types<'a>,
}

/// An operation, and what the document says of it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) operation: &'a Operation,
    pub(super) source: &'a model::Operation,
}

/// A check, and what doesn't fit so far.
pub(super) struct Check<'s, 'a> {
    sources: &'s Sources<'a>,
    rule: &'s model::PaginationRule,
    subject: Subject<'s>,
    page: &'s Type,
    suggests: bool,
    faults: Vec<Diagnostic>,
}

const TEXT: &str = "a string";
const CURSOR: &str = "a string or an integer";

impl<'s, 'a> Check<'s, 'a> {
    /// Returns the pagination, or everything that doesn't fit. With `suggests`, errors suggest what may be meant, which
    /// takes a search.
    pub(super) fn run(
        sources: &'s Sources<'a>,
        rule: &'s model::PaginationRule,
        subject: Subject<'s>,
        suggests: bool,
    ) -> Result<Pagination, Vec<Diagnostic>> {
        let Some(page) = page(subject.operation) else {
            let fault = Diagnostic::error(
                KIND,
                rule.at,
                "the operation doesn't return a single JSON type",
            )
            .label("needs a response that is a page")
            .help("describe one successful response with a JSON schema, or remove the pagination");
            return Err(vec![fault]);
        };
        let check = Self {
            sources,
            rule,
            subject,
            page,
            suggests,
            faults: Vec::new(),
        };
        check.pagination()
    }

    fn pagination(mut self) -> Result<Pagination, Vec<Diagnostic>> {
        let items = self.items();
        let more = self.rule.more.as_ref();
        let more = more.and_then(|more| {
            let is_bool = |ty: &Type| *ty == Type::Bool;
            self.leaf(self.page, more, "a boolean", is_bool)
        });
        let next_page = self.next_page(items.as_ref());
        match (items, next_page) {
            (Some((items, item)), Some(next_page)) if self.faults.is_empty() => Ok(Pagination {
                item,
                items,
                more,
                next_page,
            }),
            _ => Err(self.faults),
        }
    }

    /// Returns the steps to the list, and the type of its items.
    fn items(&mut self) -> Option<Found> {
        let named = self.rule.items.as_ref();
        let (steps, ty) = match named {
            Some(named) => self.walk(self.page, named)?,
            None => self.sources.types.opened(self.page),
        };
        if let Type::List(item) = ty {
            return Some((steps, *item));
        }
        let what = self.sources.types.describe(&ty);
        self.faults.push(match named {
            Some(named) => wrong_type(named, "a list", what),
            None => {
                let message = format!("the body must be a list, but is {what}");
                Diagnostic::error(KIND, self.rule.at, message)
                    .label(what)
                    .help("name the property with the list, such as `items: data`")
            }
        });
        None
    }

    fn next_page(&mut self, items: Option<&Found>) -> Option<NextPage> {
        let rule = self.rule;
        Some(match &rule.strategy {
            model::PageStrategy::Cursor { parameter, cursor } => {
                let parameter = self.parameter(parameter, false);
                let cursor = self.cursor(cursor, items);
                NextPage::Cursor {
                    parameter: parameter?,
                    cursor: cursor?,
                }
            }
            model::PageStrategy::Url(next) => {
                let types = &self.sources.types;
                NextPage::Url(self.leaf(self.page, next, TEXT, |ty| types.is_text(ty))?)
            }
            model::PageStrategy::Link => NextPage::Link,
            model::PageStrategy::Offset(named) => {
                let parameter = self.parameter(named, true)?;
                let first = self.first(parameter).unwrap_or(0);
                NextPage::Offset { parameter, first }
            }
            model::PageStrategy::Page(named) => {
                let parameter = self.parameter(named, true)?;
                let first = self.first(parameter).unwrap_or(1);
                NextPage::Number { parameter, first }
            }
        })
    }

    /// Returns the steps from the page to the cursor. One in the last item needs the list, whose fault is reported
    /// already.
    fn cursor(&mut self, cursor: &Cursor, items: Option<&Found>) -> Option<Vec<Step>> {
        let types = &self.sources.types;
        let is_cursor = |ty: &Type| types.is_cursor(ty);
        match cursor {
            Cursor::Next(named) => self.leaf(self.page, named, CURSOR, is_cursor),
            Cursor::Last(named) => {
                let (items, item) = items?;
                let inside = self.leaf(item, named, CURSOR, is_cursor)?;
                Some([items.as_slice(), &[Step::Last], &inside].concat())
            }
        }
    }

    /// Returns the steps along the named properties, where they lead to a wanted type.
    fn leaf(
        &mut self,
        from: &Type,
        named: &Located,
        wanted: &str,
        fits: impl Fn(&Type) -> bool,
    ) -> Option<Vec<Step>> {
        let (steps, ty) = self.walk(from, named)?;
        if fits(&ty) {
            return Some(steps);
        }
        let fault = wrong_type(named, wanted, self.sources.types.describe(&ty));
        self.faults.push(fault);
        None
    }

    fn walk(&mut self, from: &Type, named: &Located) -> Option<Found> {
        let found = self.sources.types.walk(from, named, self.suggests);
        found.map_err(|fault| self.faults.push(*fault)).ok()
    }

    /// Returns the index of the parameter that selects the page.
    fn parameter(&mut self, named: &Located, counts: bool) -> Option<usize> {
        let is_it = |parameter: &Parameter| {
            parameter.location == Location::Query && parameter.wire == named.text
        };
        let mut parameters = self.subject.operation.parameters.iter().enumerate();
        let Some((index, parameter)) = parameters.find(|(_, parameter)| is_it(parameter)) else {
            self.faults
                .push(no_parameter(named, self.subject.operation, self.suggests));
            return None;
        };
        let (_, ty) = self.sources.types.opened(&parameter.ty);
        let (wanted, fits) = match counts {
            true => ("an integer", ty.is_integer()),
            false => (CURSOR, self.sources.types.is_cursor(&ty)),
        };
        let what = match parameter.encoding {
            ParameterEncoding::Json => "JSON in the query",
            ParameterEncoding::Style {
                style: Style::DeepObject,
                ..
            } => "an object in brackets",
            ParameterEncoding::Style { .. } if fits => return Some(index),
            ParameterEncoding::Style { .. } => self.sources.types.describe(&ty),
        };
        let message = format!(
            "the parameter `{}` must be {wanted}, but is {what}",
            named.text
        );
        let fault = Diagnostic::error(KIND, named.at, message)
            .label(what)
            .help(format!("name a query parameter that is {wanted}"))
            .related(Place::Value(parameter.origin.at), "the parameter");
        self.faults.push(fault);
        None
    }

    /// Returns the default of a counting parameter.
    fn first(&self, index: usize) -> Option<i64> {
        let wire = &self.subject.operation.parameters.get(index)?.wire;
        let mut sources = self.subject.source.parameters.iter();
        let source = sources.find(|it| it.location == Location::Query && it.name == *wire)?;
        let ParameterShape::Schema(schema) = source.shape else {
            return None;
        };
        // A default beside a reference goes before that of its target.
        let resolved = self.sources.resolved;
        let most = resolved.schemas.len();
        let way = std::iter::successors(Some(schema), |id| resolved.schema(*id).reference);
        let mut defaults = way.take(most).filter_map(|id| resolved.schema(id).default);
        match self.sources.tree.value(defaults.next()?) {
            Node::Number(number) => number.as_i64(),
            _ => None,
        }
    }
}

/// Returns the one JSON type of a successful response; none where there are several.
fn page(operation: &Operation) -> Option<&Type> {
    let (first, others) = operation.success.split_first()?;
    let [content] = first.contents.as_slice() else {
        return None;
    };
    let is_same = others
        .iter()
        .all(|other| matches!(other.contents.as_slice(), [other] if other.is_read_like(content)));
    let is_json = matches!(
        content.encoding,
        ResponseEncoding::Json | ResponseEncoding::Any
    );
    (is_same && is_json).then_some(&content.ty)
}

fn wrong_type(named: &Located, wanted: &str, what: &str) -> Diagnostic {
    let message = format!("`{}` must be {wanted}, but is {what}", named.text);
    Diagnostic::error(KIND, named.at, message)
        .label(what)
        .help(format!("name a property that is {wanted}"))
}

fn no_parameter(named: &Located, operation: &Operation, suggests: bool) -> Diagnostic {
    let message = format!("there is no query parameter `{}`", named.text);
    let parameters = operation.parameters.iter();
    let queries = parameters.filter(|parameter| parameter.location == Location::Query);
    let queries = queries.filter(|_| suggests);
    let help = match closest(&named.text, queries.map(|it| it.wire.as_str())) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "declare the parameter on the operation or its path".to_owned(),
    };
    Diagnostic::error(KIND, named.at, message)
        .label("not found")
        .help(help)
        .related(Place::Value(operation.origin.at), "of this operation")
}
