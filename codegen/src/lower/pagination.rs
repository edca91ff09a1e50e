//! Pagination: what an operation says of its pages, or a rule for all, brought to the types of its answer.

use std::collections::BTreeSet;

use super::{Lower, reply};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::closest;
use crate::document::tree::Value as Node;
use crate::ir::{
    Item, Location, Method, Operation, Pagination, Parameter, ParameterEncoding, Presence,
    ReplyEncoding, Shape, Step, Struct, Style, Turn, Type, TypeId,
};
use crate::resolve::model::{self, Cursor, Paging, ParameterShape, Said};

const KIND: &str = "pagination";

/// A value's type with the steps that lead to it.
type Found = (Vec<Step>, Type);

impl Lower<'_> {
    /// Says of each operation how its pages follow each other.
    pub(super) fn paginate(&mut self, operations: &mut [Operation]) {
        let resolved = self.resolved;
        let rules: Vec<&model::Pagination> = self
            .wishes
            .pagination
            .iter()
            .chain(&resolved.pagination)
            .collect();
        let mut used = BTreeSet::new();
        for (operation, source) in operations.iter_mut().zip(&resolved.operations) {
            operation.pagination = match &source.paging {
                Paging::Off => None,
                Paging::Own(own) => match self.fit(own, source, operation) {
                    Ok(pagination) => Some(pagination),
                    Err(faults) => {
                        faults.into_iter().for_each(|it| self.diagnostics.push(it));
                        None
                    }
                },
                Paging::Unsaid if operation.method == Method::Get => {
                    let fits = |rule: &&model::Pagination| self.fit_rule(rule, source, operation);
                    let fitting = rules.iter().map(fits).enumerate();
                    let first = fitting
                        .filter_map(|(index, fit)| Some((index, fit.ok()?)))
                        .next();
                    first.map(|(index, pagination)| {
                        used.insert(index);
                        pagination
                    })
                }
                Paging::Unsaid => None,
            };
        }
        // Where only some operations are asked for, a rule may be for the others.
        if !self.wishes.only_reached {
            let unused = rules
                .iter()
                .enumerate()
                .filter(|(index, _)| !used.contains(index));
            for (_, rule) in unused {
                let fault = self.fits_nothing(rule, operations);
                self.diagnostics.push(fault);
            }
        }
    }

    /// A rule is told by the operation that lacks the least of it.
    fn fits_nothing(&self, rule: &model::Pagination, operations: &[Operation]) -> Diagnostic {
        let faults = operations.iter().zip(&self.resolved.operations);
        let faults = faults
            .filter(|(operation, source)| {
                operation.method == Method::Get && matches!(source.paging, Paging::Unsaid)
            })
            .filter_map(|(operation, source)| {
                Some((operation, self.fit_rule(rule, source, operation).err()?))
            });
        let nearest = faults.min_by_key(|(_, faults)| faults.len());
        let why = nearest.and_then(|(operation, faults)| {
            let fault = faults.into_iter().next()?;
            let help = fault.help.unwrap_or_default();
            Some(format!("of `{}`, {}: {help}", operation.id, fault.message))
        });
        Diagnostic::error(KIND, rule.at, "no operation has all of this pagination")
            .label("for each GET operation that has its parameter and its members")
            .help(why.unwrap_or_else(|| "take it out: there is no GET operation".to_owned()))
    }

    /// A rule for all is for the operations that say all that it needs.
    fn fit_rule(
        &self,
        rule: &model::Pagination,
        source: &model::Operation,
        operation: &Operation,
    ) -> Result<Pagination, Vec<Diagnostic>> {
        let is_link = |(name, _): &(String, model::Header)| name.eq_ignore_ascii_case("link");
        let mut answers = reply::responses(source, true).into_iter();
        let is_declared = answers.any(|answer| answer.headers.iter().any(is_link));
        if matches!(rule.turn, model::Turn::Link) && !is_declared {
            let fault = Diagnostic::error(KIND, rule.at, "the answer declares no header `Link`");
            return Err(vec![
                fault.help("declare it, or say it on the operation itself"),
            ]);
        }
        self.fit(rule, source, operation)
    }

    /// Everything that doesn't fit is told.
    fn fit(
        &self,
        rule: &model::Pagination,
        source: &model::Operation,
        operation: &Operation,
    ) -> Result<Pagination, Vec<Diagnostic>> {
        let Some(page) = page(operation) else {
            let fault = Diagnostic::error(KIND, rule.at, "its success is not one type of JSON")
                .label("there are no pages to tell from each other")
                .help("describe one success with a schema in JSON, or take the pagination out");
            return Err(vec![fault]);
        };
        let mut faults = Vec::new();
        let mut keep = |found: Result<Found, Diagnostic>| match found {
            Ok(found) => Some(found),
            Err(fault) => {
                faults.push(fault);
                None
            }
        };
        let items = keep(self.items(page, rule));
        let more = rule.more.as_ref();
        let more = more.map(|more| keep(self.leaf(page, more, "a boolean", is_bool)));
        let item = items.as_ref().map(|(_, item)| item);
        let turn = self.page_turn(rule, page, item);
        let next = turn.map(keep);
        let parameter = self.page_parameter(rule, operation);
        let parameter = parameter.map(|found| found.map_err(|fault| faults.push(fault)).ok());
        let whole = (|| {
            let (items, item) = items?;
            let (more, next, parameter) = (transposed(more)?, transposed(next)?, parameter);
            let next = next.map(|(steps, _)| steps).unwrap_or_default();
            let parameter = transposed(parameter)?.unwrap_or_default();
            let first = |standard| self.first(source, operation, parameter).unwrap_or(standard);
            let turn = match &rule.turn {
                model::Turn::Cursor { cursor, .. } => Turn::Cursor {
                    parameter,
                    cursor: match cursor {
                        Cursor::Next(_) => next,
                        Cursor::Last(_) => [items.as_slice(), &[Step::Last], &next].concat(),
                    },
                },
                model::Turn::Url(_) => Turn::Url(next),
                model::Turn::Link => Turn::Link,
                model::Turn::Offset(_) => Turn::Offset {
                    parameter,
                    first: first(0),
                },
                model::Turn::Page(_) => Turn::Number {
                    parameter,
                    first: first(1),
                },
            };
            Some(Pagination {
                item,
                items,
                more: more.map(|(steps, _)| steps),
                turn,
            })
        })();
        whole.ok_or(faults)
    }

    /// The list, and what it holds.
    fn items(&self, page: &Type, rule: &model::Pagination) -> Result<Found, Diagnostic> {
        let (steps, ty) = match &rule.items {
            Some(items) => self.walk(page, items)?,
            None => self.opened(page),
        };
        let at = rule.items.as_ref().map_or(rule.at, |items| items.at);
        match ty {
            Type::List(item) => Ok((steps, *item)),
            other => Err(wrong_type(
                at,
                rule.items.as_ref(),
                "a list",
                self.describe(&other),
            )),
        }
    }

    /// The member that leads to the next page, where one does.
    fn page_turn(
        &self,
        rule: &model::Pagination,
        page: &Type,
        item: Option<&Type>,
    ) -> Option<Result<Found, Diagnostic>> {
        let value = "a string or an integer";
        match &rule.turn {
            model::Turn::Cursor {
                cursor: Cursor::Next(said),
                ..
            } => Some(self.leaf(page, said, value, |ty| self.is_cursor(ty))),
            model::Turn::Cursor {
                cursor: Cursor::Last(said),
                ..
            } => item.map(|item| self.leaf(item, said, value, |ty| self.is_cursor(ty))),
            model::Turn::Url(said) => {
                Some(self.leaf(page, said, "a string", |ty| self.is_text(ty)))
            }
            model::Turn::Link | model::Turn::Offset(_) | model::Turn::Page(_) => None,
        }
    }

    /// The members that were said, with what stands there.
    fn leaf(
        &self,
        from: &Type,
        said: &Said,
        wanted: &str,
        fits: impl Fn(&Type) -> bool,
    ) -> Result<Found, Diagnostic> {
        let (steps, ty) = self.walk(from, said)?;
        if fits(&ty) {
            return Ok((steps, ty));
        }
        Err(wrong_type(said.at, Some(said), wanted, self.describe(&ty)))
    }

    /// Follows the names of members.
    fn walk(&self, from: &Type, said: &Said) -> Result<Found, Diagnostic> {
        let (mut steps, mut ty) = self.opened(from);
        for name in said.members() {
            let Some((owner, item, object)) = self.structure(&ty) else {
                return Err(self.no_object(said, &name, &ty));
            };
            let found = object
                .fields
                .iter()
                .enumerate()
                .find(|(_, it)| it.wire == name);
            let Some((index, field)) = found else {
                return Err(no_member(said, &name, item, object));
            };
            steps.push(Step::Field { owner, index });
            match field.presence {
                Presence::Required => {}
                Presence::Optional | Presence::Nullable => steps.push(Step::Optional),
                Presence::Maybe => steps.push(Step::Maybe),
            }
            let (inner, opened) = self.opened(&field.ty);
            steps.extend(inner);
            ty = opened;
        }
        Ok((steps, ty))
    }

    /// Behind other names, what may be null and what is secret.
    fn opened(&self, ty: &Type) -> Found {
        let (mut steps, mut ty) = (Vec::new(), ty);
        // Aliases lead to something: the bound only keeps that local.
        for _ in 0..=self.types.len() {
            ty = match ty {
                Type::Nullable(inner) => {
                    steps.push(Step::Optional);
                    inner
                }
                Type::Sensitive(inner) => {
                    steps.push(Step::Sensitive);
                    inner
                }
                Type::Named(id) => match self.item(*id).map(|item| &item.shape) {
                    Some(Shape::Alias(inner)) => inner,
                    _ => break,
                },
                _ => break,
            };
        }
        (steps, ty.clone())
    }

    fn item(&self, id: TypeId) -> Option<&Item> {
        self.types.get(id.index())?.as_ref()
    }

    fn structure(&self, ty: &Type) -> Option<(TypeId, &Item, &Struct)> {
        let Type::Named(id) = ty else { return None };
        let item = self.item(*id)?;
        match &item.shape {
            Shape::Struct(object) => Some((*id, item, object)),
            _ => None,
        }
    }

    fn no_object(&self, said: &Said, name: &str, ty: &Type) -> Diagnostic {
        let what = self.describe(ty);
        let message = format!(
            "`{}` leads nowhere: there are no members in {what}",
            said.text
        );
        Diagnostic::error(KIND, said.at, message)
            .label(format!("`{name}` is not found"))
            .help("name members of objects, with `/` between them")
    }

    fn is_text(&self, ty: &Type) -> bool {
        let is_named =
            |id: &TypeId| matches!(self.item(*id), Some(item) if item.shape == Shape::Text);
        match ty {
            Type::String | Type::Url => true,
            Type::Named(id) => is_named(id),
            _ => false,
        }
    }

    fn is_cursor(&self, ty: &Type) -> bool {
        self.is_text(ty) || is_integer(ty) || matches!(ty, Type::Timestamp | Type::Date)
    }

    fn describe(&self, ty: &Type) -> &'static str {
        match ty {
            Type::Bool => "a boolean",
            ty if is_integer(ty) => "an integer",
            Type::F32 | Type::F64 => "a number",
            Type::List(_) => "a list",
            Type::Map(_) => "a map",
            Type::Json => "raw JSON",
            Type::Bytes | Type::Base64 | Type::File => "bytes",
            Type::Named(id) => match self.item(*id).map(|item| &item.shape) {
                Some(Shape::Struct(_)) => "an object",
                Some(Shape::Enum(_)) => "an enum",
                Some(Shape::Text) => "a string",
                _ => "a union",
            },
            _ => "a string",
        }
    }

    /// The parameter that says which page is asked for, where one does.
    fn page_parameter(
        &self,
        rule: &model::Pagination,
        operation: &Operation,
    ) -> Option<Result<usize, Diagnostic>> {
        let (said, counts) = match &rule.turn {
            model::Turn::Cursor { parameter, .. } => (parameter, false),
            model::Turn::Offset(parameter) | model::Turn::Page(parameter) => (parameter, true),
            model::Turn::Url(_) | model::Turn::Link => return None,
        };
        let is_query = |parameter: &Parameter| parameter.location == Location::Query;
        let parameters = operation.parameters.iter().enumerate();
        let mut queries = parameters.filter(|(_, parameter)| is_query(parameter));
        let Some((index, parameter)) = queries.find(|(_, it)| it.wire == said.text) else {
            return Some(Err(no_parameter(said, operation)));
        };
        let (_, ty) = self.opened(&parameter.ty);
        let is_one_value = matches!(
            parameter.encoding,
            ParameterEncoding::Style { style, .. } if style != Style::DeepObject
        );
        let fits = is_one_value
            && if counts {
                is_integer(&ty)
            } else {
                self.is_cursor(&ty)
            };
        if fits {
            return Some(Ok(index));
        }
        let wanted = if counts {
            "an integer"
        } else {
            "a string or an integer"
        };
        let what = if is_one_value {
            self.describe(&ty)
        } else {
            "no plain value"
        };
        let message = format!(
            "the parameter `{}` has to be {wanted}, and is {what}",
            said.text
        );
        Some(Err(Diagnostic::error(KIND, said.at, message)
            .label(what)
            .help(format!("name a query parameter that is {wanted}"))
            .related(Place::Value(parameter.origin.at), "the parameter")))
    }

    /// What a counting parameter is where it is left out: its default.
    fn first(&self, source: &model::Operation, operation: &Operation, index: usize) -> Option<i64> {
        let parameter = operation.parameters.get(index)?;
        let mut sources = source.parameters.iter();
        let source =
            sources.find(|it| it.location == Location::Query && it.name == parameter.wire)?;
        let ParameterShape::Schema(schema) = source.shape else {
            return None;
        };
        let (own, target) = (self.schema(schema), self.schema(self.target(schema)));
        match self.tree.value(own.default.or(target.default)?) {
            Node::Number(number) => number.as_i64(),
            _ => None,
        }
    }
}

/// The one type of JSON that a success is.
fn page(operation: &Operation) -> Option<&Type> {
    let (first, others) = operation.success.split_first()?;
    let is_same = others.iter().all(|other| other.content == first.content);
    match &first.content {
        Some((ReplyEncoding::Json, ty)) if is_same => Some(ty),
        _ => None,
    }
}

/// None where something that is needed is missing.
fn transposed<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        Some(None) => None,
        Some(found) => Some(found),
        None => Some(None),
    }
}

const fn is_bool(ty: &Type) -> bool {
    matches!(ty, Type::Bool)
}

const fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::I32 | Type::I64 | Type::U32 | Type::U64)
}

fn wrong_type(at: Place, said: Option<&Said>, wanted: &str, found: &str) -> Diagnostic {
    let what = said.map_or_else(|| "the body".to_owned(), |said| format!("`{}`", said.text));
    let help = match said {
        Some(_) => format!("name a member that is {wanted}"),
        None => "name the member with the list: `items: data`".to_owned(),
    };
    let message = format!("{what} has to be {wanted}, and is {found}");
    Diagnostic::error(KIND, at, message).label(found).help(help)
}

fn no_member(said: &Said, name: &str, item: &Item, object: &Struct) -> Diagnostic {
    let message = format!("`{}` leads nowhere: there is no member `{name}`", said.text);
    let names = object.fields.iter().map(|field| field.wire.as_str());
    let help = match closest(name, names) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "name a member that the schema of the answer has".to_owned(),
    };
    Diagnostic::error(KIND, said.at, message)
        .label("not found")
        .help(help)
        .related(Place::Value(item.origin.at), "not among these members")
}

fn no_parameter(said: &Said, operation: &Operation) -> Diagnostic {
    let message = format!("there is no query parameter `{}`", said.text);
    let queries = operation.parameters.iter();
    let queries = queries.filter(|parameter| parameter.location == Location::Query);
    let help = match closest(&said.text, queries.map(|parameter| parameter.wire.as_str())) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "declare the parameter on the operation or its path".to_owned(),
    };
    Diagnostic::error(KIND, said.at, message)
        .label("not found")
        .help(help)
        .related(Place::Value(operation.origin.at), "of this operation")
}
