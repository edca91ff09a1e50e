//! One rule checked against one operation: the names that the rule says, brought to the operation's parameters and
//! types.

use super::path::{Found, KIND, Types};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{
    Location, NextPage, Operation, Pagination, Parameter, ParameterEncoding, ResponseEncoding,
    Step, Style, Type,
};
use crate::openapi::model::{self, Cursor, ParameterShape, Resolved, Said};
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
    rule: &'s model::Pagination,
    subject: Subject<'s>,
    page: &'s Type,
    suggests: bool,
    faults: Vec<Diagnostic>,
}

const TEXT: &str = "a string";
const CURSOR: &str = "a string or an integer";

impl<'s, 'a> Check<'s, 'a> {
    /// Returns the pagination, or everything that doesn't fit. To say what may be meant takes a search; `suggests`
    /// asks for it.
    pub(super) fn run(
        sources: &'s Sources<'a>,
        rule: &'s model::Pagination,
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

    /// The list, and what it holds.
    fn items(&mut self) -> Option<Found> {
        let said = self.rule.items.as_ref();
        let (steps, ty) = match said {
            Some(said) => self.walk(self.page, said)?,
            None => self.sources.types.opened(self.page),
        };
        if let Type::List(item) = ty {
            return Some((steps, *item));
        }
        let what = self.sources.types.describe(&ty);
        self.faults.push(match said {
            Some(said) => wrong_type(said, "a list", what),
            None => {
                let message = format!("the body has to be a list, but is {what}");
                Diagnostic::error(KIND, self.rule.at, message)
                    .label(what)
                    .help("name the property with the list, such as `items: data`")
            }
        });
        None
    }

    fn next_page(&mut self, items: Option<&Found>) -> Option<NextPage> {
        let rule = self.rule;
        Some(match &rule.turn {
            model::Turn::Cursor { parameter, cursor } => {
                let parameter = self.parameter(parameter, false);
                let cursor = self.cursor(cursor, items);
                NextPage::Cursor {
                    parameter: parameter?,
                    cursor: cursor?,
                }
            }
            model::Turn::Url(next) => {
                let types = &self.sources.types;
                NextPage::Url(self.leaf(self.page, next, TEXT, |ty| types.is_text(ty))?)
            }
            model::Turn::Link => NextPage::Link,
            model::Turn::Offset(said) => {
                let parameter = self.parameter(said, true)?;
                let first = self.first(parameter).unwrap_or(0);
                NextPage::Offset { parameter, first }
            }
            model::Turn::Page(said) => {
                let parameter = self.parameter(said, true)?;
                let first = self.first(parameter).unwrap_or(1);
                NextPage::Number { parameter, first }
            }
        })
    }

    /// From the page to the cursor. Where that is in the last item of no list, the list is what is wrong.
    fn cursor(&mut self, cursor: &Cursor, items: Option<&Found>) -> Option<Vec<Step>> {
        let types = &self.sources.types;
        let is_cursor = |ty: &Type| types.is_cursor(ty);
        match cursor {
            Cursor::Next(said) => self.leaf(self.page, said, CURSOR, is_cursor),
            Cursor::Last(said) => {
                let (items, item) = items?;
                let inside = self.leaf(item, said, CURSOR, is_cursor)?;
                Some([items.as_slice(), &[Step::Last], &inside].concat())
            }
        }
    }

    /// The members that were said, where they lead to what is wanted.
    fn leaf(
        &mut self,
        from: &Type,
        said: &Said,
        wanted: &str,
        fits: impl Fn(&Type) -> bool,
    ) -> Option<Vec<Step>> {
        let (steps, ty) = self.walk(from, said)?;
        if fits(&ty) {
            return Some(steps);
        }
        let fault = wrong_type(said, wanted, self.sources.types.describe(&ty));
        self.faults.push(fault);
        None
    }

    fn walk(&mut self, from: &Type, said: &Said) -> Option<Found> {
        let found = self.sources.types.walk(from, said, self.suggests);
        found.map_err(|fault| self.faults.push(*fault)).ok()
    }

    /// The index of the parameter that says which page is asked for.
    fn parameter(&mut self, said: &Said, counts: bool) -> Option<usize> {
        let is_it = |parameter: &Parameter| {
            parameter.location == Location::Query && parameter.wire == said.text
        };
        let mut parameters = self.subject.operation.parameters.iter().enumerate();
        let Some((index, parameter)) = parameters.find(|(_, parameter)| is_it(parameter)) else {
            self.faults
                .push(no_parameter(said, self.subject.operation, self.suggests));
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
            "the parameter `{}` has to be {wanted}, but is {what}",
            said.text
        );
        let fault = Diagnostic::error(KIND, said.at, message)
            .label(what)
            .help(format!("name a query parameter that is {wanted}"))
            .related(Place::Value(parameter.origin.at), "the parameter");
        self.faults.push(fault);
        None
    }

    /// What a counting parameter is where it is left out: its default.
    fn first(&self, index: usize) -> Option<i64> {
        let wire = &self.subject.operation.parameters.get(index)?.wire;
        let mut sources = self.subject.source.parameters.iter();
        let source = sources.find(|it| it.location == Location::Query && it.name == *wire)?;
        let ParameterShape::Schema(schema) = source.shape else {
            return None;
        };
        // What stands beside a reference goes before what the schema it leads to says.
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

/// The one type of JSON that a success is.
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

fn wrong_type(said: &Said, wanted: &str, what: &str) -> Diagnostic {
    let message = format!("`{}` has to be {wanted}, but is {what}", said.text);
    Diagnostic::error(KIND, said.at, message)
        .label(what)
        .help(format!("name a property that is {wanted}"))
}

fn no_parameter(said: &Said, operation: &Operation, suggests: bool) -> Diagnostic {
    let message = format!("there is no query parameter `{}`", said.text);
    let parameters = operation.parameters.iter();
    let queries = parameters.filter(|parameter| parameter.location == Location::Query);
    let queries = queries.filter(|_| suggests);
    let help = match closest(&said.text, queries.map(|it| it.wire.as_str())) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "declare the parameter on the operation or its path".to_owned(),
    };
    Diagnostic::error(KIND, said.at, message)
        .label("not found")
        .help(help)
        .related(Place::Value(operation.origin.at), "of this operation")
}
