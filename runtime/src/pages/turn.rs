//! What follows a page: decided by what it holds, without any I/O.

use super::cycle::Trail;
use super::error::PageError;
use super::link;
use super::paginated::{Paginated, Paging, text};
use super::url::{self, PageUrl};
use crate::json::{Json, ToJson};
use http::{HeaderMap, Uri};

/// What follows a page.
pub(super) enum Next {
    /// Nothing: it was the last one.
    End,
    /// What the operation asks for now.
    Operation,
    /// What is at that URL.
    Url(PageUrl),
}

/// Where a page came from.
pub(super) struct Arrival<'a> {
    /// The URL that was asked for.
    pub(super) at: &'a Uri,
    /// The headers of the answer.
    pub(super) headers: &'a HeaderMap,
}

/// Decides what follows a page. Where that is said by a parameter, it is set.
pub(super) fn turn<O: Paginated>(
    operation: &mut O,
    page: &O::Output,
    arrival: &Arrival<'_>,
    trail: &mut Trail,
) -> Result<Next, PageError> {
    let more = match O::more(page).map(ToJson::to_json) {
        Some(Json::Bool(more)) => Some(more),
        _ => None,
    };
    if more == Some(false) {
        return Ok(Next::End);
    }
    let said = || O::next(page).and_then(|next| text(next.to_json()));
    let count = O::items(page).map_or(0, <[_]>::len);
    let next = match O::PAGING {
        Paging::Cursor => said(),
        Paging::Url => said(),
        Paging::Link => link::next(arrival.headers),
        Paging::Offset { .. } | Paging::Number { .. } if count == 0 && more.is_none() => None,
        Paging::Offset { first } => return counted(operation, first, count, trail),
        Paging::Number { first } => return counted(operation, first, 1, trail),
    };
    match next.filter(|next| !next.is_empty()) {
        None if more == Some(true) => Err(PageError::missing()),
        None => Ok(Next::End),
        Some(cursor) if O::PAGING == Paging::Cursor => set(operation, &cursor, trail),
        Some(reference) => {
            let url = url::resolve(arrival.at, &reference)?;
            trail.start(&arrival.at.to_string());
            trail.go(&url.text())?;
            Ok(Next::Url(url))
        }
    }
}

/// Counts the parameter up.
fn counted<O: Paginated>(
    operation: &mut O,
    first: i64,
    by: usize,
    trail: &mut Trail,
) -> Result<Next, PageError> {
    let too_far = || PageError::unusable("the number of the next page is out of range");
    let said = operation.parameter().and_then(|parameter| parameter.text());
    let number = match said {
        Some(said) => said.parse::<i64>().map_err(|_| too_far())?,
        None => first,
    };
    let by = i64::try_from(by).map_err(|_| too_far())?;
    let next = number.checked_add(by).ok_or_else(too_far)?;
    trail.start(&number.to_string());
    set(operation, &next.to_string(), trail)
}

fn set<O: Paginated>(
    operation: &mut O,
    cursor: &str,
    trail: &mut Trail,
) -> Result<Next, PageError> {
    let refused = || PageError::unusable("the server names a next page by what no parameter takes");
    let parameter = operation.parameter().ok_or_else(refused)?;
    if let Some(before) = parameter.text() {
        trail.start(&before);
    }
    trail.go(cursor)?;
    if parameter.set(cursor) {
        Ok(Next::Operation)
    } else {
        Err(refused())
    }
}
