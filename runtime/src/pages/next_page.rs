//! Decides what follows a page, without any I/O.

use crate::error::PageError;
use http::{HeaderMap, Uri};

use super::cycle::CycleDetector;
use super::link;
use super::paginated::{PageStrategy, Paginated, text};
use super::url::{self, PageUrl};
use crate::json::{Json, ToJson};

/// What follows a page.
pub(super) enum NextPage {
    /// Nothing: it was the last one.
    End,
    /// The operation requests the next page.
    Operation,
    /// The next page is at this URL.
    Url(PageUrl),
}

/// Where a page came from.
pub(super) struct PageResponse<'a> {
    /// The URL that was requested.
    pub(super) at: &'a Uri,
    /// The headers of the response.
    pub(super) headers: &'a HeaderMap,
}

/// Decides what follows a page, and sets the page parameter if there is one.
pub(super) fn next_page<O: Paginated>(
    operation: &mut O,
    page: &O::Output,
    response: &PageResponse<'_>,
    cycles: &mut CycleDetector,
) -> Result<NextPage, PageError> {
    let more = match O::more(page).map(ToJson::to_json) {
        Some(Json::Bool(more)) => Some(more),
        _ => None,
    };
    if more == Some(false) {
        return Ok(NextPage::End);
    }
    let named = || O::next(page).and_then(|next| text(next.to_json()));
    let count = O::items(page).map_or(0, <[_]>::len);
    let next = match O::STRATEGY {
        PageStrategy::Cursor => named(),
        PageStrategy::Url => named(),
        PageStrategy::Link => link::next(response.headers),
        PageStrategy::Offset { .. } | PageStrategy::Number { .. }
            if count == 0 && more.is_none() =>
        {
            None
        }
        PageStrategy::Offset { first } => return counted(operation, first, count, cycles),
        PageStrategy::Number { first } => return counted(operation, first, 1, cycles),
    };
    match next.filter(|next| !next.is_empty()) {
        None if more == Some(true) => Err(PageError::missing()),
        None => Ok(NextPage::End),
        Some(cursor) if O::STRATEGY == PageStrategy::Cursor => set(operation, &cursor, cycles),
        Some(reference) => {
            let url = url::resolve(response.at, &reference)?;
            cycles.start_at(&response.at.to_string());
            cycles.advance(&url.text())?;
            Ok(NextPage::Url(url))
        }
    }
}

/// Increments the page parameter.
fn counted<O: Paginated>(
    operation: &mut O,
    first: i64,
    by: usize,
    cycles: &mut CycleDetector,
) -> Result<NextPage, PageError> {
    let too_far = || PageError::unusable("the number of the next page is out of range");
    let text = operation.parameter().and_then(|parameter| parameter.text());
    let number = match text {
        Some(text) => text.parse::<i64>().map_err(|_| too_far())?,
        None => first,
    };
    let by = i64::try_from(by).map_err(|_| too_far())?;
    let next = number.checked_add(by).ok_or_else(too_far)?;
    cycles.start_at(&number.to_string());
    set(operation, &next.to_string(), cycles)
}

fn set<O: Paginated>(
    operation: &mut O,
    cursor: &str,
    cycles: &mut CycleDetector,
) -> Result<NextPage, PageError> {
    let not_taken =
        || PageError::unusable("the server names a next page that the parameter doesn't take");
    let parameter = operation.parameter().ok_or_else(not_taken)?;
    if let Some(before) = parameter.text() {
        cycles.start_at(&before);
    }
    cycles.advance(cursor)?;
    if parameter.set(cursor) {
        Ok(NextPage::Operation)
    } else {
        Err(not_taken())
    }
}
