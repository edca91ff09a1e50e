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
