//! The part of a mock that a test talks to: what an operation responds with, and what it was called with.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::mocked::{HasExample, Mocked};
use super::response::MockResponse;
use super::script::{Action, Step};
use super::state::State;

/// One operation of a mock server: its responses, and the calls that it received.
///
/// Without any configuration, a call gets the document's example of a success. Each configured response is for one
/// call, in order; the last one repeats.
pub struct Endpoint<'s, O> {
    state: &'s State,
    operation: PhantomData<fn() -> O>,
}

impl<'s, O: Mocked> Endpoint<'s, O> {
    pub(super) const fn new(state: &'s State) -> Self {
        Self {
            state,
            operation: PhantomData,
        }
    }

    fn step(self, action: Action) -> Configured<'s, O> {
        let mut log = self.state.log();
        let script = log.scripts.entry(O::INFO.id).or_default();
        let number = script.push(Step::new(action));
        drop(log);
        Configured {
            endpoint: self,
            number,
        }
    }

    /// Responds with a value.
    pub fn replies(self, output: O::Output) -> Configured<'s, O> {
        self.step(Action::Respond(O::response(&output)))
    }

    /// Responds with the document's example.
    pub fn replies_with_example(self) -> Configured<'s, O>
    where
        O: HasExample,
    {
        self.step(Action::Example)
    }

    /// Responds with an error code: with the status and the body that the document has for it, or with a body that
    /// holds the code and its meaning. A code that the document doesn't list has the status 400.
    pub fn fails(self, code: impl Into<O::ErrorCode>) -> Configured<'s, O> {
        let code = code.into();
        let response = MockResponse::error(self.state.api, O::EXAMPLES.errors, O::code(&code));
        self.step(Action::Respond(response))
    }

    /// Responds with any status and body. The media type is JSON if the body is JSON, else plain text.
    pub fn fails_with(self, status: u16, body: impl Into<Vec<u8>>) -> Configured<'s, O> {
        self.step(Action::Respond(MockResponse::raw(status, body.into())))
    }

    /// Reads the request, then resets the connection.
    pub fn drops_connection(self) -> Configured<'s, O> {
        self.step(Action::Reset)
    }

    /// Responds with the document's example after a delay.
    pub fn delays(self, delay: Duration) -> Configured<'s, O>
    where
        O: HasExample,
    {
        self.replies_with_example().delays(delay)
    }

    /// Returns the calls in the order in which they arrived. Each attempt of a call counts.
    pub fn calls(self) -> Vec<O::Received> {
        let log = self.state.log();
        let requests = log.requests.iter();
        let own = requests.filter(|request| request.operation == Some(O::INFO.id));
        // All of them decode: a request that doesn't is never logged as a call.
        own.filter_map(|request| O::received(request).ok())
            .collect()
    }
}

impl<O> Copy for Endpoint<'_, O> {}

impl<O> Clone for Endpoint<'_, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O: Mocked> fmt::Debug for Endpoint<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({})", O::INFO.id)
    }
}

/// A response that was just added to an [`Endpoint`], to refine it or to add the next one.
pub struct Configured<'s, O> {
    endpoint: Endpoint<'s, O>,
    number: usize,
}

impl<'s, O: Mocked> Configured<'s, O> {
    fn change(self, change: impl FnOnce(&mut Step)) -> Self {
        let mut log = self.endpoint.state.log();
        let script = log.scripts.entry(O::INFO.id).or_default();
        script.change(self.number, change);
        drop(log);
        self
    }

    fn change_response(self, change: impl FnOnce(MockResponse) -> MockResponse) -> Self {
        self.change(|step| {
            let response = match &step.action {
                Action::Respond(response) => Some(response.clone()),
                Action::Example => O::EXAMPLES.success.as_ref().map(MockResponse::example),
                Action::Reset => None,
            };
            if let Some(response) = response {
                step.action = Action::Respond(change(response));
            }
        })
    }

    /// Sets how long to wait before responding, or before resetting the connection.
    pub fn delays(self, delay: Duration) -> Self {
        self.change(|step| step.delay = delay)
    }

    /// Sets the status.
    pub fn with_status(self, status: u16) -> Self {
        self.change_response(|response| MockResponse { status, ..response })
    }

    /// Sets a header.
    pub fn with_header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.change_response(|response| response.with_header(name.as_ref(), value.as_ref()))
    }

    /// Sets for how many calls this response is, before the next one. The last response repeats in any case.
    pub fn times(self, times: usize) -> Self {
        self.change(|step| step.times = times)
    }

    /// Goes on to the response to the next call.
    pub const fn then(self) -> Endpoint<'s, O> {
        self.endpoint
    }
}

impl<O: Mocked> fmt::Debug for Configured<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Configured")
            .field("operation", &O::INFO.id)
            .finish_non_exhaustive()
    }
}
