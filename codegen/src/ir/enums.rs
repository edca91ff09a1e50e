//! Which bodies and responses need an enum: those that aren't always the same type.

use super::{Body, Response};

impl Body {
    /// Returns whether the body may be sent in different ways.
    #[must_use]
    pub const fn needs_enum(&self) -> bool {
        self.contents.len() > 1
    }
}

/// Returns whether these responses carry different things.
#[must_use]
pub fn responses_need_enum(responses: &[Response]) -> bool {
    let differ = |(one, next): (&Response, &Response)| {
        let (one, next) = (one.contents.first(), next.contents.first());
        match (one, next) {
            (Some(one), Some(next)) => !one.is_read_like(next),
            (one, next) => one.is_some() != next.is_some(),
        }
    };
    let mut pairs = responses.iter().zip(responses.iter().skip(1));
    responses.iter().any(|response| response.contents.len() > 1) || pairs.any(differ)
}

/// Returns whether these error responses carry different things. Those without content carry nothing, which an error
/// says by having no body.
#[must_use]
pub fn failures_need_enum(responses: &[Response]) -> bool {
    let mut contents = responses.iter().flat_map(|response| &response.contents);
    let first = contents.next();
    first.is_some_and(|first| contents.any(|content| !content.is_read_like(first)))
}
