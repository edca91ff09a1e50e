//! How a test says what an operation is answered, and asks what it was called with.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::mocked::{HasExample, Mocked};
use super::response::MockResponse;
use super::script::{Action, Step};
use super::state::State;

/// An operation of a server: what it is answered, and what it was called with.
///
/// Nothing need be said: a call is answered with the description's example of
/// a success. What is said is taken in order, for one call each; the last one
/// stays.
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

    /// Replies with a value.
    pub fn replies(self, output: O::Output) -> Configured<'s, O> {
        self.step(Action::Respond(O::response(&output)))
    }

    /// Replies with the description's example.
    pub fn replies_with_example(self) -> Configured<'s, O>
    where
        O: HasExample,
    {
        self.step(Action::Example)
    }

    /// Fails with an error code: with the description's status and body of it,
    /// or with a body that holds the code and what it means. A code that is
    /// not listed comes with status 400.
    pub fn fails(self, code: impl Into<O::ErrorCode>) -> Configured<'s, O> {
        let code = code.into();
        let response = MockResponse::error(self.state.api, O::EXAMPLES.errors, O::code(&code));
        self.step(Action::Respond(response))
    }

    /// Answers with a status and a body, whatever they are. The media type is
    /// JSON where the body is that, else text.
    pub fn fails_with(self, status: u16, body: impl Into<Vec<u8>>) -> Configured<'s, O> {
        self.step(Action::Respond(MockResponse::raw(status, body.into())))
    }

    /// Reads the request and resets the connection.
    pub fn drops_connection(self) -> Configured<'s, O> {
        self.step(Action::Reset)
    }

    /// Replies with the description's example after a while.
    pub fn delays(self, delay: Duration) -> Configured<'s, O>
    where
        O: HasExample,
    {
        self.replies_with_example().delays(delay)
    }

    /// The calls in the order they arrived, each attempt of one for itself.
    pub fn calls(self) -> Vec<O::Received> {
        let log = self.state.log();
        let requests = log.requests.iter();
        let own = requests.filter(|request| request.operation == Some(O::INFO.id));
        // All of them: what can't be read is never logged as a call.
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

/// A response that was just told to an [`Endpoint`]: what else there is to say
/// of it, and what comes after it.
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

    /// Waits before it answers, or before it resets the connection.
    pub fn delays(self, delay: Duration) -> Self {
        self.change(|step| step.delay = delay)
    }

    /// Answers with another status.
    pub fn with_status(self, status: u16) -> Self {
        self.change_response(|response| MockResponse { status, ..response })
    }

    /// Answers with a header more, or with another value of one.
    pub fn with_header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.change_response(|response| response.with_header(name.as_ref(), value.as_ref()))
    }

    /// Answers as many calls so, before the next response. Where there is none,
    /// it answers all that come.
    pub fn times(self, times: usize) -> Self {
        self.change(|step| step.times = times)
    }

    /// What the next call is answered.
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
